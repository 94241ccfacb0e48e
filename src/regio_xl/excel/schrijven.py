"""Writing into an open workbook: what may not be written, and how Excel is kept still.

Cells that belong to a formula or a merged range, tabs with a filter in use and tabs with a password
are refused before the first write. The engines of Lite and Server cannot tell any of this; there
our own part of the client looks first (``klant``). While we write nothing flickers, nothing is
calculated in between, and tabs that are protected without a password are opened for a moment;
everything goes back as it was, also when something fails.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from regio_xl.excel.celwaarden import Celplek, omvat
from regio_xl.excel.lezen import filters, omgeving
from regio_xl.excel.meldingen import ExcelFout, beveiligd, gefilterd
from regio_xl.werkboek import Adres, Blad, WerkboekFout
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


def weiger(blad: Blad, anders: Collection[Celplek], bezet: Collection[Celplek]) -> None:
    """Raises :class:`WerkboekFout` when a cell that must change is taken."""
    redenen = {
        _FORMULE: set(anders) & set(bezet),
        _SAMENGEVOEGD: {
            plek
            for bereik in blad.vorm.samengevoegd
            for plek in anders
            if bereik.bevat(*plek) and plek != (bereik.rij, bereik.kolom)
        },
    }
    if any(redenen.values()):
        reden = " en ".join(
            f"{reden} ({_cellen(blad.naam, plekken)})"
            for reden, plekken in redenen.items()
            if plekken
        )
        eerste = min(plek for plekken in redenen.values() for plek in plekken)
        raise WerkboekFout("cel-niet-te-schrijven", Adres(blad.naam, *eerste), reden=reden)


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
    filter in use or a password on it."""
    with ExitStack() as terug:
        for blad in bladen:
            if filters(blad):
                raise ExcelFout(gefilterd([blad.name]))
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
    """Take the protection off a tab; ``terug`` puts the very same protection back. A Mac cannot
    tell how a tab is protected, so there it stays."""
    api, wie = blad.api, omgeving(blad)
    if wie == "mac" and api.protect_contents.get() is True:
        raise ExcelFout(beveiligd(blad.name))
    if wie != "windows" or not api.ProtectContents:
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
