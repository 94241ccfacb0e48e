"""The custom functions in xlwings Lite and on a server.

Their names are those of a desktop, ``REGIO_SCORE`` and so on, so that a workbook works in every
Excel. Here a name may hold a dot, and once all had one: each is there under its older name too, for
workbooks that use it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from regio_xl.excel import functies
from regio_xl.excel.functies import *  # noqa: F403 - xlwings looks for them in this module
from regio_xl.excel.xlwings_hook import func


def _oude_naam(functie: Callable[..., Any]) -> Callable[..., Any]:
    """The same function as ``REGIO.SCORE`` for ``REGIO_SCORE``."""
    naam = functie.__name__.removeprefix("regio_").upper()

    @wraps(functie)
    def oud(*args: Any, **kwargs: Any) -> Any:
        return functie(*args, **kwargs)

    vars(oud).pop("__xlfunc__", None)  # it belongs to the other one
    oud.__name__ = f"regio_punt_{naam.lower()}"
    oud.__doc__ = f"Oude naam van REGIO_{naam}, die hetzelfde doet."
    return func(name=naam, namespace="REGIO", category=functies.CATEGORIE)(oud)


regio_punt_consensus = _oude_naam(functies.regio_consensus)
regio_punt_duidelijkheid = _oude_naam(functies.regio_duidelijkheid)
regio_punt_kernvragen = _oude_naam(functies.regio_kernvragen)
regio_punt_netwerk = _oude_naam(functies.regio_netwerk)
regio_punt_overeenstemming = _oude_naam(functies.regio_overeenstemming)
regio_punt_positie = _oude_naam(functies.regio_positie)
regio_punt_score = _oude_naam(functies.regio_score)
regio_punt_scores = _oude_naam(functies.regio_scores)
regio_punt_uitleg = _oude_naam(functies.regio_uitleg)
regio_punt_wegwijzer = _oude_naam(functies.regio_wegwijzer)

__all__ = [naam for naam in dir() if naam.startswith("regio_")]
