"""The four scripts for xlwings Lite: the same as :mod:`~regio_xl.excel.scripts`, with a reading of
our own.

Before a script, xlwings' client reads every tab apart, which takes seconds in Excel on the web.
Here it is asked for none, and our part of the client reads all tabs together. Those of the user
too, for in Lite nothing leaves the computer. Where that part cannot be put down, xlwings' client
reads after all.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from regio_xl.excel import klant, meldingen, scripts
from regio_xl.excel.xlwings_hook import Book, script

_GEEN_TAB = "-"
"""No tab has this name, so the client reads none."""


def _opties(naam: str) -> dict[str, Any]:
    return scripts.opties(naam) | {"include": [_GEEN_TAB]}


@script(**_opties("Controleer"))
async def controleer(boek: Book) -> None:
    """Put the findings on the tab Controle, each with a link to its cell."""
    await _doe(boek, scripts.controleer)


@script(**_opties("Bereken"))
async def bereken(boek: Book) -> None:
    """Compute everything and fill all result tabs."""
    await _doe(boek, scripts.bereken)


@script(**_opties("Ververs borg en verbind"))
async def ververs_borg_en_verbind(boek: Book) -> None:
    """Set out the questions that belong to the choice (or else the advice)."""
    await _doe(boek, scripts.ververs_borg_en_verbind)


@script(**_opties("Netwerkbeeld"))
async def netwerkbeeld(boek: Book) -> None:
    """Renew the network picture and its figures."""
    await _doe(boek, scripts.netwerkbeeld)


async def _doe(boek: Any, taak: Callable[[Book], None]) -> None:
    """Read, and do the task with it: the plain function, which xlwings has wrapped."""
    try:
        await _lees(boek)
    except Exception:  # whatever Excel or the page around it raises
        with suppress(Exception):
            boek.app.alert(meldingen.GEEN_ANTWOORD, title=meldingen.TITEL, mode="critical")
        return
    getattr(taak, "__wrapped__", taak)(boek)


async def _lees(boek: Any) -> None:
    """Put what stands in the workbook in the place of what the client gave. Without the page of
    Lite around it, it was given whole."""
    js: Any = import_module("js") if find_spec("js") else None
    if not hasattr(js, "xlwings"):
        return
    if klant.zet_neer():
        gelezen = await js.regioXl.leesBoek()
    else:
        gelezen = await js.xlwings.getBookData()
    boek.impl.api.update(gelezen.to_py())
