"""Proof that every detector fires: the program under test is made to misbehave in each way that
counts as a bug."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from unittest.mock import patch

from regio_xl.methode import Methode
from regio_xl.opdracht import verwerk_boek
from regio_xl.resultaten import Resultaat
from regio_xl.xlsx.workbook import Bestandsboek
from vijandig import bewaker, oordeel
from vijandig.bladtekst import lees, zet
from vijandig.maker import maak
from vijandig.pakje import Pakje, uit_bytes

Uitkomst = tuple[Resultaat, Bestandsboek]


@dataclass(frozen=True, slots=True)
class Proef:
    """One way to misbehave: instead of computing, or with the output; and the start of what must be
    said of it."""

    naam: str
    verwacht: str
    doe: Callable[[], object] | None = None
    knoei: Callable[[bytes], bytes] | None = None


def _vol() -> None:
    bytearray(400_000_000)[::4096] = b"x" * len(range(0, 400_000_000, 4096))
    bytearray(600_000_000)


def _blijf_bezig() -> None:
    while True:
        pass


def _struikel() -> None:
    raise KeyError


def _ander_deel(inhoud: bytes) -> bytes:
    return _met(inhoud, "docProps/app.xml", "</", " </")


def _andere_tekst(inhoud: bytes) -> bytes:
    return _met(
        inhoud, "xl/worksheets/sheet6.xml", 't xml:space="preserve">', 't xml:space="preserve">x'
    )


def _met(inhoud: bytes, deel: str, oud: str, nieuw: str) -> bytes:
    pakje = uit_bytes(inhoud, {})
    lid = pakje.lid(deel)
    assert lid is not None
    zet(lid, lees(lid).replace(oud, nieuw, 1))
    return pakje.bytes()


def _proeven() -> Iterator[Proef]:
    tel = count()
    yield Proef("niets mis", "resultaat: ")
    yield Proef("uitzondering", "exceptie: KeyError", _struikel)
    yield Proef("geen geheugen", "geheugen: MemoryError", _vol)
    yield Proef(
        "proces gestopt",
        "gestorven: bij verwerken: SIGKILL",
        lambda: os.kill(os.getpid(), signal.SIGKILL),
    )
    yield Proef("blijft rekenen", "vastgelopen: ", _blijf_bezig)
    yield Proef("blijft stil", "vastgelopen: ", lambda: time.sleep(600))
    yield Proef(
        "half bestand", "uitvoer: ons eigen Pakket weigert", knoei=lambda inhoud: inhoud[:-30]
    )
    yield Proef("ander onderdeel", "uitvoer: een onderdeel dat niet van ons is", knoei=_ander_deel)
    yield Proef("andere tekst", "uitvoer: ", knoei=_andere_tekst)
    yield Proef(
        "nooit hetzelfde",
        "uitvoer: een tweede keer",
        knoei=lambda i: i[:-2] + b"\1\0" + str(next(tel) % 10).encode(),
    )


def zelfproef(methode: Methode, goed: Pakje) -> Iterator[str]:
    """A line for every way to misbehave; those that go unnoticed begin with ``GEMIST``."""
    inhoud = goed.kopie().bytes()
    een, ander = (
        [maak(1, nummer, {"goed": goed}).inhoud for nummer in range(50)] for _ in range(2)
    )
    yield f"{'goed  ' if een == ander and len(set(een)) > 45 else 'GEMIST'} hetzelfde nummer, dezelfde invoer"
    for proef in _proeven():
        beurten = count()

        def rekenen(
            boek: Bestandsboek,
            methode: Methode,
            dag: date,
            proef: Proef = proef,
            keer: count[int] = beurten,
        ) -> Uitkomst:
            if proef.doe and next(keer):  # the first time is the warming up of the child
                proef.doe()
            return verwerk_boek(boek, methode, dag)

        def uitvoer(boek: Bestandsboek, proef: Proef = proef) -> bytes:
            echt = Bestandsboek.inhoud.fget(boek)  # type: ignore[attr-defined]
            return proef.knoei(echt) if proef.knoei else echt

        with (
            patch.object(oordeel, "verwerk", rekenen),
            patch.object(oordeel.Meeluisteraar, "inhoud", property(uitvoer)),
            patch.object(bewaker, "SECONDEN", 1),
            patch.object(bewaker, "STIL", 4),
        ):
            kind = bewaker.Bewaker(methode, inhoud)
            gezegd = kind.keur(inhoud).oordeel
            kind.stop()
        gemerkt = f"{gezegd.soort}: {gezegd.wat}"
        yield f"{'goed  ' if gemerkt.startswith(proef.verwacht) else 'GEMIST'} {proef.naam}: {gemerkt}"
