"""The sound workbooks that the hostile ones are made of: our own, in the shapes in which they come
back from users."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Collection
from datetime import date
from functools import partial
from pathlib import Path

from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode
from regio_xl.opdracht import verwerk_boek
from regio_xl.werkboek import BoekFout
from regio_xl.xlsx.workbook import Bestandsboek
from vijandig.bladtekst import lees
from vijandig.pakje import Pakje, uit_bytes
from vijandig.xmlschade import met_voorvoegsel

DAG = date(2027, 3, 1)
_WERKBOEKEN = Path(__file__).parents[2] / "workbooks"
BEGIN = "greenport-venlo"
_VOORBEELDEN = (
    "greenport-venlo",
    "strategische-koers",
    "vitale-dorpen-drechterland",
    "woonbeleid-limburg",
)
_ONZE_DELEN = re.compile(r"xl/(?:worksheets/sheet\d+|sharedStrings|styles|workbook)\.xml")


class GeenBasis(Exception):
    """A base that cannot be made on this machine."""


def maak_bases(
    map_: Path | None, methode: Methode, zonder: Collection[str] = ()
) -> dict[str, Pakje | None]:
    """Every base by its name; None for those that are left out or cannot be made, so that the
    others keep their numbers.

    ``map_``: bases are kept there and used again, so that the same numbers give the same inputs to
    another version.
    """
    makers: dict[str, Callable[[], bytes]] = {
        naam: partial(_voorbeeld, naam) for naam in _VOORBEELDEN
    }
    makers |= {
        "leeg": (_WERKBOEKEN / "sjabloon.xlsx").read_bytes,
        "verwerkt": lambda: _verwerkt(_voorbeeld("greenport-venlo"), methode),
        "verwerkt-2": lambda: _verwerkt(_voorbeeld("vitale-dorpen-drechterland"), methode),
        "libreoffice": lambda: _libreoffice(_verwerkt(_voorbeeld("greenport-venlo"), methode)),
        "knop": lambda: _knop(methode),
        "voorvoegsel": lambda: _herschreven(
            "greenport-venlo", lambda tekst: met_voorvoegsel(tekst, "x").encode()
        ),
        "utf-16": lambda: _herschreven("strategische-koers", _utf16),
    }
    return {
        naam: None if naam in zonder else _bewaard(map_, naam, maker)
        for naam, maker in makers.items()
    }


def _bewaard(map_: Path | None, naam: str, maker: Callable[[], bytes]) -> Pakje | None:
    pad = map_ / f"{naam}.xlsx" if map_ else None
    try:
        inhoud = pad.read_bytes() if pad and pad.exists() else maker()
    except GeenBasis:
        return None
    if pad and not pad.exists():
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_bytes(inhoud)
    return uit_bytes(inhoud, _tabs(inhoud))


def _voorbeeld(naam: str) -> bytes:
    return (_WERKBOEKEN / "voorbeelden" / f"{naam}.xlsx").read_bytes()


def _verwerkt(inhoud: bytes, methode: Methode) -> bytes:
    return verwerk_boek(Bestandsboek.uit_bytes("basis.xlsx", inhoud), methode, DAG)[1].inhoud


def _libreoffice(inhoud: bytes) -> bytes:
    """Saved again by LibreOffice, where that is installed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        raise GeenBasis
    with tempfile.TemporaryDirectory() as naam:
        map_ = Path(naam)
        (map_ / "in.xlsx").write_bytes(inhoud)
        profiel = f"-env:UserInstallation={(map_ / 'profiel').as_uri()}"
        zet_om = [
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(map_ / "uit"),
        ]
        subprocess.run(
            [soffice, profiel, *zet_om, str(map_ / "in.xlsx")],
            capture_output=True,
            timeout=120,
            check=False,
        )
        uit = map_ / "uit" / "in.xlsx"
        if not uit.exists():
            raise GeenBasis
        return uit.read_bytes()


def _knop(methode: Methode) -> bytes:
    """The macro workbook, where xlwings is installed."""
    try:
        from regio_xl.excel.xlsm import MacroFout, maak_xlsm  # noqa: PLC0415 - xlwings is an extra
    except ImportError as fout:
        raise GeenBasis from fout
    try:
        return maak_xlsm(methode, Vulling())
    except (MacroFout, ImportError) as fout:
        raise GeenBasis from fout


def _herschreven(naam: str, schrijf: Callable[[str], bytes]) -> bytes:
    """The same workbook with its main parts written in another way."""
    pakje = uit_bytes(_voorbeeld(naam), {})
    for lid in pakje.leden:
        if _ONZE_DELEN.fullmatch(lid.naam.decode()):
            lid.zet(schrijf(lees(lid)))
    return pakje.bytes()


def _utf16(tekst: str) -> bytes:
    return b"\xff\xfe" + re.sub(r'encoding="[^"]*"', 'encoding="UTF-16"', tekst, count=1).encode(
        "utf-16-le"
    )


def _tabs(inhoud: bytes) -> dict[str, str]:
    """The part of each tab of a sound workbook."""
    pakje = uit_bytes(inhoud, {})
    boek, relaties = pakje.lid("xl/workbook.xml"), pakje.lid("xl/_rels/workbook.xml.rels")
    if boek is None or relaties is None:
        raise BoekFout("bestand-geen-werkboek", reden="een basis zonder werkboek")
    doelen = {}
    for relatie in re.findall(r"<Relationship [^>]*>", lees(relaties)):
        velden = dict(re.findall(r'(\w+)="([^"]*)"', relatie))
        doelen[velden["Id"]] = "xl/" + velden["Target"].removeprefix("/xl/")
    tabs = {}
    for blad in re.findall(r"<(?:\w+:)?sheet [^<>]*>", lees(boek)):
        velden = dict(re.findall(r'([\w:]+)="([^"]*)"', blad))
        tabs[velden["name"]] = doelen[velden["r:id"]]
    return tabs
