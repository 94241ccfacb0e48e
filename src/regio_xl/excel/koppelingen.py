"""Links in cells of an open workbook.

Excel gives a cell with a new link the look of its own links. Where the font can be read it is put
back, for a whole block of links at once. On Windows a link is laid as a place in the workbook, as
the file writer lays it; xlwings knows web addresses only, and lays ``#'Opgave'!C7`` as one.

The text of the cell is written after this, with the other values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from regio_xl.excel.celwaarden import Celplek, Rechthoek, rechthoeken, voor_excel
from regio_xl.excel.lezen import omgeving
from regio_xl.werkboek import Adres, Koppeling, Schrijfwaarde

_LETTER = ("name", "size", "bold", "italic", "color")
_LETTER_WINDOWS = ("Name", "Size", "Bold", "Italic", "Color", "Underline")


def leg_koppelingen(sheet: Any, cellen: Mapping[Celplek, Schrijfwaarde]) -> None:
    """Give each cell the link that belongs to its value; take the one it had away when none
    does."""
    wie = omgeving(sheet)
    met = {plek: waarde for plek, waarde in cellen.items() if isinstance(waarde, Koppeling)}
    _maak_los(sheet, wie, cellen.keys() - met.keys())
    for blok in rechthoeken(met):
        with _zelfde_letter(sheet, wie, blok):
            for plek in blok.plekken():
                _leg(sheet, wie, plek, met[plek])


def bereik_van(sheet: Any, blok: Rechthoek) -> Any:
    """The cells of a rectangle, as xlwings knows them."""
    return sheet.range(
        (blok.rij + 1, blok.kolom + 1), (blok.laatste_rij + 1, blok.laatste_kolom + 1)
    )


def linkplek(adres: Adres) -> str:
    """Where a link goes, as Excel writes it; the top of a tab for a tab."""
    return str(adres) if adres.cel else f"{adres}!A1"


def _leg(sheet: Any, wie: str, plek: Celplek, link: Koppeling) -> None:
    bereik, doel = sheet.range((plek[0] + 1, plek[1] + 1)), linkplek(link.doel)
    if wie == "windows":
        sheet.api.Hyperlinks.Add(
            Anchor=bereik.api, Address="", SubAddress=doel, ScreenTip=f"Ga naar {doel}"
        )
    else:
        bereik.add_hyperlink(
            f"#{doel}", text_to_display=voor_excel(link), screen_tip=f"Ga naar {doel}"
        )


def _maak_los(sheet: Any, wie: str, plekken: Collection[Celplek]) -> None:
    """Take the links off cells; where the engine cannot do that, turn them to the cell itself."""
    for blok in rechthoeken(plekken):
        if wie == "windows":
            bereik_van(sheet, blok).api.ClearHyperlinks()
            continue
        if wie == "mac":
            with suppress(Exception):
                bereik_van(sheet, blok).api.clear_hyperlinks()
                continue
        for plek in blok.plekken():
            zelf = Adres(sheet.name, *plek)
            sheet.range((plek[0] + 1, plek[1] + 1)).add_hyperlink(
                f"#{zelf}", text_to_display=voor_excel(str(zelf)), screen_tip=" "
            )


@contextmanager
def _zelfde_letter(sheet: Any, wie: str, blok: Rechthoek) -> Iterator[None]:
    """Keep the font of cells over what happens inside: one reading for all of them when it is the
    same everywhere, else cell by cell."""
    standen: list[tuple[Any, dict[str, Any]]] = []
    if wie:  # the engines of Lite and Server cannot read a font
        with suppress(Exception):
            standen = [_letter(bereik_van(sheet, blok), wie)]
        if not standen or not _overal_gelijk(standen[0][1]):
            with suppress(Exception):
                standen = [
                    _letter(bereik_van(sheet, Rechthoek(*plek, *plek)), wie)
                    for plek in blok.plekken()
                ]
    yield
    for letter, stand in standen:
        for naam, waarde in stand.items():
            setattr(letter, naam, waarde)


def _overal_gelijk(stand: Mapping[str, object]) -> bool:
    """Whether all cells have this font: else Excel gives nothing, or a sign of its own."""
    return all(isinstance(waarde, str | int | float | tuple) for waarde in stand.values())


def _letter(bereik: Any, wie: str) -> tuple[Any, dict[str, Any]]:
    letter = bereik.api.Font if wie == "windows" else bereik.font
    namen = _LETTER_WINDOWS if wie == "windows" else _LETTER
    return letter, {naam: getattr(letter, naam) for naam in namen}
