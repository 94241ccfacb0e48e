"""Every kind of bug is noticed: the program under test is made to misbehave in each way that counts
as one."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from itertools import count

import pytest

if sys.platform != "linux":
    pytest.skip("de grenzen van het proces bestaan alleen op Linux", allow_module_level=True)

from regio_xl.methode import Methode
from regio_xl.xlsx.workbook import XlsxWerkboek
from vijandig import oordeel, proces
from vijandig.bases import basis
from vijandig.bladtekst import lees, zet
from vijandig.oordeel import Oordeel
from vijandig.pakje import uit_bytes

GEDAAN = basis("verwerkt")
"""Results stand in it already, so its output is the same but for what a test spoils."""
ADVIES = GEDAAN.tabs["Advies"]
_teller = count()


def gezegd() -> str:
    """The judgement of a sound workbook, as it is grouped."""
    van = proces.keur(GEDAAN.bytes())
    return f"{van.soort}: {van.wat}"


def struikel(*_: object) -> None:
    raise KeyError


def geen_geheugen(*_: object) -> None:
    raise MemoryError


def blijf_rekenen(*_: object) -> None:
    """Never ends, and lets no ordinary exception out."""
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: S112 - that is what a careless program would do
            continue


def anders(deel: str, patroon: str, nieuw: str) -> Callable[[bytes], bytes]:
    """Makes a sound file of which one part differs."""

    def knoei(inhoud: bytes) -> bytes:
        pakje = uit_bytes(inhoud, {})
        lid = pakje.lid(deel)
        assert lid is not None
        oud = lees(lid)
        zet(lid, re.sub(patroon, nieuw, oud, count=1))
        assert lees(lid) != oud
        return pakje.bytes()

    return knoei


def zonder_onderdeel(inhoud: bytes) -> bytes:
    pakje = uit_bytes(inhoud, {})
    pakje.leden = [lid for lid in pakje.leden if lid.naam != b"docProps/core.xml"]
    return pakje.bytes()


def nooit_hetzelfde(inhoud: bytes) -> bytes:
    return inhoud[:-2] + b"\1\0" + str(next(_teller) % 10).encode()


def test_a_sound_workbook_is_no_bug() -> None:
    assert gezegd() == "resultaat: goed"


@pytest.mark.parametrize(
    ("doe", "verwacht"),
    [
        (struikel, "exceptie: KeyError"),
        (geen_geheugen, "geheugen: MemoryError"),
        (blijf_rekenen, "vastgelopen: "),
    ],
)
def test_a_computation_that_goes_wrong_is_noticed(
    doe: Callable[..., None], verwacht: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proces, "SECONDEN", 0.3)
    monkeypatch.setattr(oordeel, "verwerk_boek", doe)
    assert gezegd().startswith(verwacht)


@pytest.mark.parametrize(
    ("knoei", "verwacht"),
    [
        (lambda inhoud: inhoud[:-30], "ons eigen Pakket weigert"),
        (anders("docProps/app.xml", "</", " </"), "een onderdeel dat niet van ons is, veranderde"),
        (anders("xl/styles.xml", "</", " </"), "een onderdeel dat niet van ons is, veranderde"),
        (zonder_onderdeel, "andere onderdelen in de uitvoer"),
        (anders(ADVIES, 'preserve">', 'preserve">x'), "wat we schreven leest anders terug"),
        (anders(ADVIES, r't="s"><v>[0-9]+', 't="s"><v>0'), ""),
        (anders(ADVIES, "<row ", '<row x="inf" '), "een getal dat Excel niet kent"),
        (nooit_hetzelfde, "een tweede keer"),
    ],
)
def test_an_output_that_is_not_right_is_noticed(
    knoei: Callable[[bytes], bytes], verwacht: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def uitvoer(boek: XlsxWerkboek) -> bytes:
        return knoei(XlsxWerkboek.inhoud.fget(boek))  # type: ignore[attr-defined]

    monkeypatch.setattr(oordeel.Meeluisteraar, "inhoud", property(uitvoer))
    assert gezegd().startswith(f"uitvoer: {verwacht}")


def test_a_result_out_of_a_broken_part_is_noticed(methode: Methode) -> None:
    eerste = oordeel.probeer(GEDAAN.bytes(), methode)
    assert not isinstance(eerste, Oordeel)
    kapot = GEDAAN.kopie()
    lid = kapot.lid(kapot.tabs["Opgave"])
    assert lid is not None
    lid.centraal["crc"] = 1
    gevonden = oordeel.beoordeel(kapot.bytes(), eerste, methode)
    assert (gevonden.fout, gevonden.wat) == (True, "een controlegetal klopt niet")


def sterf(_: bytes) -> Oordeel:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def slaap(_: bytes) -> Oordeel:
    time.sleep(600)
    raise AssertionError


def vreet(_: bytes) -> Oordeel:
    """More memory than the file of a user gets, where processing should be."""
    with pytest.MonkeyPatch.context() as zolang:
        zolang.setattr(oordeel, "verwerk_boek", lambda *_: bytearray(600_000_000))
        return proces.keur(GEDAAN.bytes())


@pytest.mark.lang
@pytest.mark.parametrize(
    ("doe", "verwacht"), [(sterf, "gestorven"), (slaap, "vastgelopen"), (vreet, "geheugen")]
)
def test_a_child_that_is_lost_or_full_is_noticed(
    doe: Callable[[bytes], Oordeel], verwacht: str
) -> None:
    keurder = proces.Keurder(doe, stil=2.0)
    try:
        assert keurder.keur(b"").soort == verwacht
    finally:
        keurder.stop()
