"""The sound workbooks that the hostile ones are made of: our own, in the shapes in which they come
back from users."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path

from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import laad
from regio_xl.opdracht import verwerk_boek
from regio_xl.xlsx.package import Package
from regio_xl.xlsx.workbook import XlsxWerkboek
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


@cache
def basis(naam: str) -> Pakje:
    """A sound workbook, taken apart; made once. Raises :class:`GeenBasis` when this machine cannot
    make it."""
    inhoud = _MAKERS[naam]()
    return uit_bytes(inhoud, {tab.name: tab.part for tab in Package(inhoud).tabs if tab.part})


def _voorbeeld(naam: str) -> bytes:
    return (_WERKBOEKEN / "voorbeelden" / f"{naam}.xlsx").read_bytes()


def _verwerkt(naam: str) -> bytes:
    return verwerk_boek(XlsxWerkboek.uit_bytes("basis.xlsx", _voorbeeld(naam)), laad(), DAG)[
        1
    ].inhoud


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


def _knop() -> bytes:
    """The macro workbook, where xlwings is installed."""
    try:
        from regio_xl.excel.xlsm import MacroFout, maak_xlsm  # noqa: PLC0415 - xlwings is an extra
    except ImportError as fout:
        raise GeenBasis from fout
    try:
        return maak_xlsm(laad(), Vulling())
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


_MAKERS: Mapping[str, Callable[[], bytes]] = {
    **{naam: partial(_voorbeeld, naam) for naam in _VOORBEELDEN},
    "leeg": (_WERKBOEKEN / "sjabloon.xlsx").read_bytes,
    "verwerkt": partial(_verwerkt, "greenport-venlo"),
    "verwerkt-2": partial(_verwerkt, "vitale-dorpen-drechterland"),
    "knop": _knop,
    "voorvoegsel": lambda: _herschreven(
        "greenport-venlo", lambda tekst: met_voorvoegsel(tekst, "x").encode()
    ),
    "utf-16": lambda: _herschreven("strategische-koers", _utf16),
    "libreoffice": lambda: _libreoffice(_verwerkt("greenport-venlo")),
}
LIBREOFFICE = "libreoffice"
BASES = tuple(naam for naam in _MAKERS if naam != LIBREOFFICE)
"""The names of the bases, simplest first; without the one that needs LibreOffice and takes
seconds."""
