"""Links to cells in the same workbook, laid and taken away in an open workbook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from regio_xl.boek import Adres, Koppeling, Schrijfwaarde
from regio_xl.excel.vormen import Plek, voor_excel

_LETTER = ("name", "size", "bold", "italic", "color")


def leg_koppeling(sheet: Any, plek: Plek, waarde: Schrijfwaarde) -> None:
    """Give a cell the link that belongs to its value; take the one it had away when none does."""
    bereik = sheet.range((plek[0] + 1, plek[1] + 1))
    if isinstance(waarde, Koppeling):
        doel = _doel(waarde.doel)
        with _zelfde_letter(bereik):
            bereik.add_hyperlink(f"#{doel}", text_to_display=voor_excel(waarde), screen_tip=f"Ga naar {doel}")
    else:
        _maak_los(sheet, bereik, Adres(sheet.name, *plek))


def _doel(adres: Adres) -> str:
    return str(adres) if adres.cel else f"{adres}!A1"


def _maak_los(sheet: Any, bereik: Any, zelf: Adres) -> None:
    """Take the link off a cell; where the engine cannot do that, turn it to the cell itself."""
    if hasattr(sheet.api, "Hyperlinks"):  # the objects of Excel for Windows
        bereik.api.ClearHyperlinks()
    else:
        bereik.add_hyperlink(f"#{zelf}", text_to_display=voor_excel(str(zelf)), screen_tip=" ")


@contextmanager
def _zelfde_letter(bereik: Any) -> Iterator[None]:
    """Keep the font of a cell over what happens inside; engines that cannot read it give Excel's own look of links."""
    stand: dict[str, Any] = {}
    with suppress(Exception):
        stand = {naam: getattr(bereik.font, naam) for naam in _LETTER}
    yield
    for naam, waarde in stand.items():
        if waarde is not None:
            setattr(bereik.font, naam, waarde)
