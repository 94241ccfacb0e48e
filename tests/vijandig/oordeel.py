"""The oracle: what may become of a hostile workbook, and what is a bug.

Allowed is a result, or a refusal that a user can read. When a result was written, the output must
open, hold all that is not ours byte for byte, give back what users typed and what we wrote, and be
the same after a second calculation.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

from python_calamine import load_workbook

from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.opdracht import NietGeschreven, bekijk_boek, verwerk_boek
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.verlies import EIGEN_TEKST
from regio_xl.werkboek import (
    Blad,
    Celwaarde,
    Celwijzigingen,
    Koppeling,
    NietBerekend,
    Schrijfwaarde,
    Snapshot,
    WerkboekFout,
)
from regio_xl.xlsx.package import Package
from regio_xl.xlsx.values import fit_text
from regio_xl.xlsx.workbook import XlsxWerkboek
from vijandig.bases import DAG
from vijandig.pakje import gaaf, onderdelen, records, verkeerd_controlegetal

_GEEN_GETAL = re.compile(rb'="-?(?:nan|inf)"|<(?:\w+:)?v>-?(?:nan|inf)<')


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What became of an input. ``soort`` is ``resultaat``, ``geweigerd`` or the kind of bug;
    ``wat`` groups."""

    soort: str
    wat: str
    uitleg: str = ""

    @property
    def fout(self) -> bool:
        """Whether this is a bug of ours."""
        return self.soort not in ("resultaat", "geweigerd")


class TeLang(BaseException):
    """Processing took more processor time than it may. No ``except Exception`` of ours can hide
    it."""


class Meeluisteraar(XlsxWerkboek):
    """A workbook that remembers what was read from it and what was written in it."""

    gelezen: Snapshot | None = None
    opdrachten: Sequence[Celwijzigingen] = ()

    def lees(self, tabs: Collection[str]) -> Snapshot:
        self.gelezen = super().lees(tabs)
        return self.gelezen

    def schrijf(self, opdrachten: Sequence[Celwijzigingen]) -> None:
        self.opdrachten = opdrachten
        super().schrijf(opdrachten)


@dataclass(frozen=True, slots=True)
class Verwerkt:
    """A workbook that was processed, and its results."""

    boek: Meeluisteraar
    uitvoer: XlsxWerkboek
    resultaat: Resultaat


def probeer(inhoud: bytes, methode: Methode, dag: date = DAG) -> Verwerkt | Oordeel:
    """Process a workbook in memory, as ``regio-xl verwerk`` does."""
    try:
        boek = Meeluisteraar.uit_bytes("invoer.xlsx", inhoud)
        assert isinstance(boek, Meeluisteraar)
        resultaat, uitvoer = verwerk_boek(boek, methode, dag)
        resultaat.model_dump_json()
        assert uitvoer.inhoud
    except WerkboekFout as fout:
        return Oordeel("geweigerd", fout.code, fout.bevinding.melding)
    except NietGeschreven as fout:
        return Oordeel(
            "geweigerd", f"niet geschreven: {fout.bevindingen[0].code}", str(fout.bevindingen[0])
        )
    except MemoryError:
        return Oordeel(
            "geheugen", "MemoryError in " + _plek(traceback.format_exc()), traceback.format_exc()
        )
    except TeLang as fout:
        return Oordeel("vastgelopen", f"in {_herkomst(fout)}", traceback.format_exc()[-6000:])
    except BaseException as fout:
        return Oordeel(
            "exceptie",
            f"{type(fout).__name__} in {_herkomst(fout)}",
            traceback.format_exc()[-6000:],
        )
    return Verwerkt(boek, uitvoer, resultaat)


def beoordeel(inhoud: bytes, eerste: Verwerkt, methode: Methode) -> Oordeel:
    """Judge a result; the first rule that is broken counts."""
    uitvoer = eerste.uitvoer.inhoud
    kapot = next(_kapot_gelezen(inhoud), None)
    if kapot:
        return kapot
    if eerste.uitvoer is not eerste.boek:
        return next(_regels_nieuw(inhoud, uitvoer, methode), Oordeel("resultaat", "overgezet"))
    vers = eerste.resultaat.bevindingen
    soort = "met fouten" if any(b.ernst == "fout" for b in vers) else "goed"
    return next(_regels(inhoud, uitvoer, eerste, methode), Oordeel("resultaat", soort))


def _regels(inhoud: bytes, uitvoer: bytes, eerste: Verwerkt, methode: Methode) -> Iterator[Oordeel]:
    """What is broken in an output that is the input with values filled in."""
    yield from _opent(inhoud, uitvoer)
    yield from _zelfde_delen(inhoud, uitvoer, eerste)
    yield from _geen_getal(inhoud, uitvoer)
    tweede = probeer(uitvoer, methode, DAG + timedelta(days=1))
    if isinstance(tweede, Oordeel):
        yield Oordeel("uitvoer", f"tweede keer: {tweede.soort} {tweede.wat}", tweede.uitleg)
        return
    if any(b.code in EIGEN_TEKST for b in eerste.resultaat.bevindingen):
        # What had to go is told once; from the second time on nothing may change.
        if any(b.code in EIGEN_TEKST for b in tweede.resultaat.bevindingen):
            yield Oordeel("uitvoer", "eigen tekst wordt een tweede keer gemeld")
            return
        yield from _regels(uitvoer, tweede.uitvoer.inhoud, tweede, methode)
        return
    yield from _zelfde_cellen(eerste, tweede)
    if tweede.uitvoer.inhoud != uitvoer:
        yield Oordeel(
            "uitvoer",
            "een tweede keer geeft andere bytes",
            _verschil(uitvoer, tweede.uitvoer.inhoud),
        )


def _regels_nieuw(inhoud: bytes, uitvoer: bytes, methode: Methode) -> Iterator[Oordeel]:
    """What is broken when the answers were carried into a fresh workbook."""
    if not gaaf(uitvoer):
        yield Oordeel("uitvoer", "overgezet: zipfile leest het niet")
    try:
        opnieuw = bekijk_boek(XlsxWerkboek.uit_bytes("uitvoer.xlsx", uitvoer), methode)
    except WerkboekFout as fout:
        yield Oordeel("uitvoer", f"overgezet: {fout.code}", str(fout))
        return
    if not opnieuw.compleet:
        yield Oordeel("uitvoer", "overgezet: weer niet compleet")
    vooraf = bekijk_boek(XlsxWerkboek.uit_bytes("invoer.xlsx", inhoud), methode)
    if opnieuw.resultaat.antwoorden_kenmerk != vooraf.resultaat.antwoorden_kenmerk:
        yield Oordeel("uitvoer", "overgezet: de antwoorden zijn anders")


def _kapot_gelezen(inhoud: bytes) -> Iterator[Oordeel]:
    """A result out of a part of which the checksum is wrong."""
    pakket = Package(inhoud)
    tabs = [tab.part for tab in pakket.tabs if tab.name in blokken.LEESTABS]
    gelezen = {
        _deelnaam(naam)
        for naam in (*tabs, pakket.workbook_part, pakket.shared_strings_part)
        if naam
    }
    for naam in verkeerd_controlegetal(inhoud):
        if _deelnaam(naam) in gelezen:
            yield Oordeel("resultaat uit wat kapot is", "een controlegetal klopt niet", naam)


def _deelnaam(naam: str) -> str:
    return naam.replace("\\", "/").lstrip("/").lower()


def _opent(inhoud: bytes, uitvoer: bytes) -> Iterator[Oordeel]:
    try:
        Package(uitvoer)
    except WerkboekFout as fout:
        yield Oordeel("uitvoer", f"ons eigen Pakket weigert: {fout.code}", str(fout))
    if not gaaf(uitvoer) and gaaf(inhoud):
        yield Oordeel("uitvoer", "zipfile leest de uitvoer niet en de invoer wel")
    if _calamine(uitvoer) is not None and _calamine(inhoud) is None:
        yield Oordeel(
            "uitvoer", "calamine leest de uitvoer niet en de invoer wel", str(_calamine(uitvoer))
        )


def _calamine(inhoud: bytes) -> str | None:
    """Why calamine cannot read our tabs of a file; None when it can."""
    try:
        boek = load_workbook(BytesIO(inhoud))
        for naam in set(boek.sheet_names) & set(blokken.LEESTABS):
            boek.get_sheet_by_name(naam).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit, TeLang):
        raise
    except BaseException as fout:  # its panics are no Exception
        return repr(fout)
    return None


def _zelfde_delen(inhoud: bytes, uitvoer: bytes, eerste: Verwerkt) -> Iterator[Oordeel]:
    """Every entry that is not a result tab of ours, nor the workbook part, has the same bytes under
    the same header."""
    voor, na = records(inhoud), records(uitvoer)
    if voor is None or na is None:
        return
    if list(voor) != list(na):
        yield Oordeel("uitvoer", "andere onderdelen in de uitvoer", f"{len(voor)} en {len(na)}")
    mag = _onze_delen(inhoud, eerste)
    for naam, record in voor.items():
        if na.get(naam) == record:
            continue
        if _deelnaam(naam) not in mag:
            yield Oordeel("uitvoer", "een onderdeel dat niet van ons is, veranderde", naam)
            return


def _geen_getal(inhoud: bytes, uitvoer: bytes) -> Iterator[Oordeel]:
    """Python writes numbers that are none in its own way; Excel calls such a file damaged."""
    for naam, deel in onderdelen(uitvoer).items():
        if (gevonden := _GEEN_GETAL.search(deel)) and not _GEEN_GETAL.search(
            onderdelen(inhoud).get(naam, b"")
        ):
            yield Oordeel("uitvoer", "een getal dat Excel niet kent", f"{naam}: {gevonden[0]!r}")


def _onze_delen(inhoud: bytes, eerste: Verwerkt) -> set[str]:
    """The names of the parts that may have changed: the tabs that were written, and the workbook
    part."""
    pakket = Package(inhoud)
    namen = {opdracht.blad for opdracht in eerste.boek.opdrachten}
    delen = {tab.part for tab in pakket.tabs if tab.name in namen} | {pakket.workbook_part}
    return {deel.lower() for deel in delen if deel}


def _zelfde_cellen(eerste: Verwerkt, tweede: Verwerkt) -> Iterator[Oordeel]:
    """What users typed reads back the same, and what we wrote reads back as we wrote it."""
    voor, na = eerste.boek.gelezen, tweede.boek.gelezen
    assert voor is not None
    assert na is not None
    geschreven = {opdracht.blad: opdracht for opdracht in eerste.boek.opdrachten}
    for oud, nieuw in zip(voor.bladen, na.bladen, strict=True):
        opdracht = geschreven.get(oud.naam)
        onze = dict(opdracht.cellen) if opdracht else {}
        getoond = set(opdracht.uitkomsten) if opdracht else set()
        for plek, bedoeld in onze.items():
            if plek not in getoond and not _als_geschreven(bedoeld, werd := nieuw.waarde(*plek)):
                yield Oordeel(
                    "uitvoer",
                    "wat we schreven leest anders terug",
                    f"{oud.naam} {plek} {bedoeld!r} {werd!r}",
                )
        for plek in _anders(oud, nieuw) - getoond - onze.keys():
            uitleg = f"{oud.naam} {plek} {oud.waarde(*plek)!r} {nieuw.waarde(*plek)!r}"
            yield Oordeel("uitvoer", "wat er stond is veranderd", uitleg)


def _anders(oud: Blad, nieuw: Blad) -> set[tuple[int, int]]:
    """Where two readings of a tab differ."""
    rijen = (
        (nummer, een, ander)
        for nummer, (een, ander) in enumerate(zip_longest(oud.rijen, nieuw.rijen, fillvalue=()))
        if list(een) != list(ander)
    )
    return {
        (nummer, kolom)
        for nummer, een, ander in rijen
        for kolom, (was, werd) in enumerate(zip_longest(een, ander))
        if was != werd
    }


def _als_geschreven(bedoeld: Schrijfwaarde, gelezen: Celwaarde) -> bool:
    """Whether a cell says what we meant. A number in a cell with the look of a date reads as a
    date."""
    if isinstance(bedoeld, Koppeling):
        bedoeld = bedoeld.tekst
    if isinstance(bedoeld, str):
        return (fit_text(bedoeld) or None) == gelezen
    if bedoeld is None:  # a formula that shows nothing yet may stay where nothing is written
        return gelezen is None or gelezen is NietBerekend.NIET_BEREKEND
    if isinstance(bedoeld, date):
        return isinstance(gelezen, date | float | str)
    return isinstance(gelezen, date | time) or gelezen == float(bedoeld)


def _verschil(een: bytes, ander: bytes) -> str:
    voor, na = records(een), records(ander)
    if voor is None or na is None:
        return f"{len(een)} en {len(ander)} bytes"
    return "anders: " + ", ".join(naam for naam in voor if na.get(naam) != voor[naam])


def _herkomst(fout: BaseException) -> str:
    """The deepest place of our own code in a traceback."""
    spoor = [
        stap for stap in traceback.extract_tb(fout.__traceback__) if "regio_xl" in stap.filename
    ]
    plekken = ["/".join(Path(stap.filename).parts[-2:]) + f":{stap.name}" for stap in spoor]
    return plekken[-1] if plekken else "buiten regio_xl"


def _plek(spoor: str) -> str:
    onze = [
        regel.strip() for regel in spoor.splitlines() if "regio_xl" in regel and "File" in regel
    ]
    return onze[-1].rpartition("/")[2] if onze else "onbekend"
