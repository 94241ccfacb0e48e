"""Writing into an open workbook: what may not be written, how Excel is kept still, and links.

Cells that belong to a formula or a merged range are refused as the file writer refuses them, where
the engine can tell; the engines of Lite and Server cannot. While we write nothing flickers, nothing
is calculated in between, and tabs that are protected without a password are opened for a moment;
everything goes back as it was, also when something fails. What an engine can do is asked by trying,
never by its name. Protection goes through the objects of Excel for Windows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from regio_xl.excel.celwaarden import Celplek, Rechthoek, omvat, voor_excel
from regio_xl.excel.meldingen import ExcelFout, beveiligd
from regio_xl.werkboek import Adres, Blad, Koppeling, Schrijfwaarde, WerkboekFout
from regio_xl.werkboek.tekst import opsomming

_FORMULE, _SAMENGEVOEGD = "er staat een formule", "hij hoort bij een samengevoegd bereik"


def formules(sheet: Any, blad: Blad, plekken: Collection[Celplek]) -> set[Celplek]:
    """Which of these cells hold a formula; one read. A text that starts with ``=`` is no formula:
    it shows itself."""
    om = omvat(plekken)
    bereik = sheet.range((om.rij + 1, om.kolom + 1), (om.laatste_rij + 1, om.laatste_kolom + 1))
    with suppress(Exception):
        ruw = bereik.formula
        # xlwings gives one cell, a row or a column without the lists around it.
        rijen = [ruw] if isinstance(ruw, str) else list(ruw)
        rijen = [[rij] if isinstance(rij, str) else rij for rij in rijen]
        if om.rij == om.laatste_rij:
            rijen = [[cel for rij in rijen for cel in rij]]
        tekst = {plek: str(rijen[plek[0] - om.rij][plek[1] - om.kolom]) for plek in plekken}
        return {
            plek
            for plek, formule in tekst.items()
            if formule.startswith("=") and blad.waarde(*plek) != formule
        }
    return set()


def weiger(
    sheet: Any,
    naam: str,
    anders: Collection[Celplek],
    bezet: Collection[Celplek],
    blokken: Sequence[Rechthoek],
) -> None:
    """Raises :class:`WerkboekFout` when a cell that must change is taken."""
    redenen = {
        _FORMULE: set(anders) & set(bezet),
        _SAMENGEVOEGD: _samengevoegd(sheet, anders, blokken),
    }
    if any(redenen.values()):
        reden = " en ".join(
            f"{reden} ({_cellen(naam, plekken)})" for reden, plekken in redenen.items() if plekken
        )
        eerste = min(plek for plekken in redenen.values() for plek in plekken)
        raise WerkboekFout("cel-niet-te-schrijven", Adres(naam, *eerste), reden=reden)


def _samengevoegd(
    sheet: Any, anders: Collection[Celplek], blokken: Sequence[Rechthoek]
) -> set[Celplek]:
    """Cells inside a merged range, but not at its top left."""
    gevonden: set[Celplek] = set()
    with suppress(Exception):
        for blok in blokken:
            bereik = sheet.range(
                (blok.rij + 1, blok.kolom + 1), (blok.laatste_rij + 1, blok.laatste_kolom + 1)
            )
            if bereik.merge_cells is False:
                continue
            for rij, kolom in (plek for plek in blok.plekken() if plek in anders):
                hoek = sheet.range((rij + 1, kolom + 1)).merge_area
                if (hoek.row, hoek.column) != (rij + 1, kolom + 1):
                    gevonden.add((rij, kolom))
    return gevonden


def _cellen(naam: str, plekken: Collection[Celplek]) -> str:
    return opsomming((Adres(naam, *plek).cel for plek in sorted(plekken)), slot=", ")


_TOESTEMMINGEN = (
    "AllowFormattingCells AllowFormattingColumns AllowFormattingRows AllowInsertingColumns "
    "AllowInsertingRows AllowInsertingHyperlinks AllowDeletingColumns AllowDeletingRows "
    "AllowSorting AllowFiltering AllowUsingPivotTables"
)


@contextmanager
def schrijfbaar(app: Any, bladen: Sequence[Any]) -> Iterator[None]:
    """Write inside this. Raises :class:`ExcelFout`, before anything changed, when a tab has a
    password on it."""
    with ExitStack() as terug:
        for blad in bladen:
            _ontgrendel(blad, terug)
        with suppress(Exception):
            scherm, rekenen = app.screen_updating, app.calculation
            terug.callback(_zo_mogelijk, setattr, app, "screen_updating", scherm)
            app.screen_updating = False
            terug.callback(_zo_mogelijk, setattr, app, "calculation", rekenen)
            app.calculation = "manual"
        yield


def _ontgrendel(blad: Any, terug: ExitStack) -> None:
    """Take the protection off a tab; ``terug`` puts the very same protection back."""
    api = blad.api
    if not getattr(api, "ProtectContents", False):
        return
    stand = {naam: getattr(api.Protection, naam) for naam in _TOESTEMMINGEN.split()}
    stand |= {
        "DrawingObjects": api.ProtectDrawingObjects,
        "Contents": True,
        "Scenarios": api.ProtectScenarios,
        "UserInterfaceOnly": api.ProtectionMode,
    }
    with suppress(Exception):  # an empty password, so that Excel fails and does not ask for one
        api.Unprotect("")
    if api.ProtectContents:
        raise ExcelFout(beveiligd(blad.name))
    terug.callback(_zo_mogelijk, api.Protect, **stand)


def _zo_mogelijk(doe: Callable[..., object], *waarden: object, **opties: object) -> None:
    """Putting one thing back never keeps the others from being put back."""
    with suppress(Exception):
        doe(*waarden, **opties)


_LETTER = ("name", "size", "bold", "italic", "color")


def leg_koppeling(sheet: Any, plek: Celplek, waarde: Schrijfwaarde) -> None:
    """Give a cell the link that belongs to its value; take the one it had away when none does."""
    bereik = sheet.range((plek[0] + 1, plek[1] + 1))
    if isinstance(waarde, Koppeling):
        doel = _doel(waarde.doel)
        with _zelfde_letter(bereik):
            bereik.add_hyperlink(
                f"#{doel}", text_to_display=voor_excel(waarde), screen_tip=f"Ga naar {doel}"
            )
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
    """Keep the font of a cell over what happens inside; engines that cannot read it give Excel's
    own look of links."""
    stand: dict[str, Any] = {}
    with suppress(Exception):
        stand = {naam: getattr(bereik.font, naam) for naam in _LETTER}
    yield
    for naam, waarde in stand.items():
        if waarde is not None:
            setattr(bereik.font, naam, waarde)
