"""The links of a tab: ours point at a cell of the same workbook; those of users stay, except on the cells we write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regio_xl.boek import BoekFout, Koppeling, Schrijfwaarde, kolomletters
from regio_xl.boek.bladkaart import Bladkaart
from regio_xl.boek.boom import Element, Wijziging
from regio_xl.boek.celinhoud import ontsnapt
from regio_xl.boek.deel import bereik, lokaal, xmlwaarde

_ERVOOR = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations",
)  # fmt: skip


def leg_koppelingen(kaart: Bladkaart, cellen: Mapping[tuple[int, int], Schrijfwaarde]) -> Iterator[Wijziging]:
    """Changes that give every written cell the link it should have, and no other."""
    bestaand: dict[tuple[int, int], list[Element]] = {}
    for koppeling in kaart.koppelingen:
        plek = _een_cel(koppeling)
        if plek is not None and plek in cellen:
            bestaand.setdefault(plek, []).append(koppeling)
    weg: list[Element] = []
    erbij: list[bytes] = []
    for plek in sorted(bestaand.keys() | {plek for plek, waarde in cellen.items() if isinstance(waarde, Koppeling)}):
        oud, nieuw = bestaand.get(plek, []), cellen[plek]
        if not isinstance(nieuw, Koppeling):
            weg += oud
        elif len(oud) != 1 or not _zelfde(oud[0], nieuw):
            weg += oud
            erbij.append(_element(kaart.voorvoegsel, plek, nieuw))
    lijst = kaart.kind("hyperlinks")
    if lijst is None or lijst.inhoud_einde is None:
        yield from _nieuwe_lijst(kaart, lijst, erbij)
    elif weg and not erbij and len(weg) == len(kaart.koppelingen):
        yield Wijziging(lijst.begin, lijst.einde, b"")
    else:
        yield from (Wijziging(element.begin, element.einde, b"") for element in weg)
        if erbij:
            yield Wijziging(lijst.inhoud_einde, lijst.inhoud_einde, b"".join(erbij))


def _nieuwe_lijst(kaart: Bladkaart, leeg: Element | None, erbij: list[bytes]) -> Iterator[Wijziging]:
    if not erbij:
        return
    naam = kaart.voorvoegsel + b"hyperlinks"
    begin = kaart.plek_na(_ERVOOR) if leeg is None else leeg.begin
    einde = begin if leeg is None else leeg.einde
    yield Wijziging(begin, einde, b"".join((b"<%s>" % naam, *erbij, b"</%s>" % naam)))


def _een_cel(koppeling: Element) -> tuple[int, int] | None:
    """The one cell a link belongs to; None for a link over a range."""
    try:
        r1, k1, r2, k2 = bereik(koppeling.attributen.get("ref", ""))
    except BoekFout:
        return None
    return (r1, k1) if (r1, k1) == (r2, k2) else None


def _doel(koppeling: Koppeling) -> str:
    doel = str(koppeling.doel)
    return doel if koppeling.doel.cel else f"{doel}!A1"


def _zelfde(oud: Element, nieuw: Koppeling) -> bool:
    """Whether a link is ours already; other programs leave out what it shows or add a tip."""
    attributen = {lokaal(naam): waarde for naam, waarde in oud.attributen.items()}
    getoond = attributen.get("display", ontsnapt(nieuw.tekst))
    return "id" not in attributen and attributen.get("location") == _doel(nieuw) and getoond == ontsnapt(nieuw.tekst)


def _element(voorvoegsel: bytes, plek: tuple[int, int], koppeling: Koppeling) -> bytes:
    naam = voorvoegsel.decode()
    ref = f"{kolomletters(plek[1])}{plek[0] + 1}"
    getoond = xmlwaarde(ontsnapt(koppeling.tekst))
    return f'<{naam}hyperlink ref="{ref}" location={xmlwaarde(_doel(koppeling))} display={getoond}/>'.encode()
