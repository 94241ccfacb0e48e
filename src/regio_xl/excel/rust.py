"""Quiet while we write: no flicker, no calculation in between, and tabs that are protected without a password opened for a
moment. Everything goes back as it was, also when something fails.

What an engine can do is asked by trying, never by its name: the engines of Lite and Server cannot read these settings, so
there they are left alone. Protection goes through the objects of Excel for Windows; other engines do not show it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from regio_xl.excel.meldingen import ExcelFout, beveiligd

_TOESTEMMINGEN = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowInsertingColumns", "AllowInsertingRows",
    "AllowInsertingHyperlinks", "AllowDeletingColumns", "AllowDeletingRows", "AllowSorting", "AllowFiltering",
    "AllowUsingPivotTables",
)  # fmt: skip


@contextmanager
def in_rust(app: Any, bladen: Sequence[Any]) -> Iterator[None]:
    """Write inside this. Raises :class:`ExcelFout`, before anything changed, when a tab has a password on it."""
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
    stand = {naam: getattr(api.Protection, naam) for naam in _TOESTEMMINGEN} | {
        "DrawingObjects": api.ProtectDrawingObjects, "Contents": True, "Scenarios": api.ProtectScenarios,
        "UserInterfaceOnly": api.ProtectionMode,
    }  # fmt: skip
    with suppress(Exception):  # an empty password, so that Excel fails and does not ask for one
        api.Unprotect("")
    if api.ProtectContents:
        raise ExcelFout(beveiligd(blad.name))
    terug.callback(_zo_mogelijk, api.Protect, **stand)


def _zo_mogelijk(doe: Callable[..., object], *waarden: object, **opties: object) -> None:
    """Putting one thing back never keeps the others from being put back."""
    with suppress(Exception):
        doe(*waarden, **opties)
