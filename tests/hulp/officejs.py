"""Excel in the browser, played: what xlwings' Office.js client sends of a workbook, and what it
does with what comes back.

``boek_json`` follows ``getBookData`` of the client in xlwings-server 1.20 (values from A1 to the
last cell with a value, dates by number format, errors as text). :class:`Excelmodel` applies the
recorded actions to a copy of the cells, and takes a text for a number or a date as eagerly as Excel
does.
"""

from __future__ import annotations

import copy
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple, rows_from_range

from hulp.pakketten import Element, Onderdelen
from regio_xl.werkboek import Adres

Plek = tuple[int, int]
SLEUTEL = {"XLWINGS_LICENSE_KEY": "noncommercial"}
DAG_NUL = date(1899, 12, 30)


def excelboek(json: Mapping[str, Any]) -> Any:
    """The workbook as a script gets it from xlwings. Its engine asks for a key when it is imported,
    whoever did so before."""
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv(*next(iter(SLEUTEL.items())))
        import xlwings  # noqa: PLC0415

        if "remote" not in {engine.name for engine in xlwings.engines}:
            from xlwings.pro import _xlremote  # noqa: PLC0415

            xlwings.engines.add(xlwings.Engine(impl=_xlremote.engine))
    return xlwings.Book(json=copy.deepcopy(dict(json)))


def boek_json(
    inhoud: bytes, naam: str = "werkboek.xlsx", exclude: Sequence[str] = ()
) -> dict[str, Any]:
    """The JSON of a workbook as the client sends it."""
    bladen = [
        _blad_json(tab, {} if tab in exclude else cellen) for tab, cellen in waarden(inhoud).items()
    ]
    actief = {"name": naam, "active_sheet_index": 0, "selection": "A1", "calculation": "Automatic"}
    return {
        "client": "Office.js",
        "version": "0.0.0",
        "book": actief,
        "names": [],
        "sheets": bladen,
    }


def _blad_json(naam: str, cellen: Mapping[Plek, Any]) -> dict[str, Any]:
    rijen, kolommen = (max((plek[i] for plek in cellen), default=-1) + 1 for i in (0, 1))
    eerste = (
        f"{get_column_letter(min(k for _, k in cellen) + 1)}{min(r for r, _ in cellen) + 1}"
        if cellen
        else ""
    )
    vlak = [
        [_als_json(cellen.get((rij, kolom))) for kolom in range(kolommen)] for rij in range(rijen)
    ]
    return {
        "name": naam,
        "visibility": "Visible",
        "values": vlak or [[]],
        "used_range_address": f"{eerste}:{get_column_letter(kolommen)}{rijen}" if cellen else None,
        "pictures": [],
        "tables": [],
    }


@lru_cache(maxsize=64)
def waarden(inhoud: bytes) -> Mapping[str, Mapping[Plek, Any]]:
    """The cells of each tab as openpyxl reads them, by 0-based row and column; those without a
    value are left out."""
    per_tab: dict[str, dict[Plek, Any]] = {}
    with stil():
        # read_only: otherwise it puts the target of a link in an empty cell
        for blad in openpyxl.load_workbook(
            io.BytesIO(inhoud), data_only=True, read_only=True
        ).worksheets:
            blad.reset_dimensions()
            rijen = enumerate(blad.iter_rows(min_row=1, min_col=1, values_only=True))
            cellen = {(r, k): waarde for r, rij in rijen for k, waarde in enumerate(rij)}
            per_tab[blad.title] = {
                plek: waarde for plek, waarde in cellen.items() if waarde not in (None, "")
            }
    return per_tab


@lru_cache(maxsize=64)
def links(inhoud: bytes) -> Mapping[str, Mapping[Plek, str]]:
    """Where the links inside the workbook lead, by tab and cell."""
    boek = Onderdelen(inhoud)
    return {tab: dict(_links(boek.boom(boek.blad(tab)))) for tab in boek.tabnamen()}


def _links(blad: Element) -> Iterator[tuple[Plek, str]]:
    for link in blad.iter("{*}hyperlink"):
        if link.get("location"):
            for rij in rows_from_range(link.get("ref")):
                for cel in rij:
                    nummer, kolom = coordinate_to_tuple(cel)
                    yield (nummer - 1, kolom - 1), link.get("location")


@contextmanager
def stil() -> Iterator[None]:
    """Without openpyxl saying which parts of a file it does not read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def naar_buiten(waarde: date | time) -> datetime:
    """A moment as Excel hands it over: days before March 1900 one too early, because only Excel
    itself counts 29 February 1900."""
    if isinstance(waarde, time):
        return datetime.combine(DAG_NUL, waarde)
    klok = waarde.time() if isinstance(waarde, datetime) else time()
    dag = date(waarde.year, waarde.month, waarde.day)
    return datetime.combine(dag - timedelta(days=DAG_NUL < dag < date(1900, 3, 1)), klok)


def _als_json(waarde: Any) -> Any:
    if waarde is None:
        return ""
    if isinstance(waarde, date | time):
        return f"{naar_buiten(waarde).isoformat(timespec='milliseconds')}Z"
    return waarde


_MAAND = "jan|feb|maa|mar|mrt|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec"
_GELEZEN = re.compile(
    r"[=+\-@'#].*|[\W_]*\d[\d\s.,:/\-%eE€$+()]*(am|pm)?|(waar|onwaar|true|false)"
    rf"|(\d{{1,4}}[\s\-/.]+)?({_MAAND})[a-z]*\.?[\s\-/.,]*(\d{{1,4}}([\s\-/.,]+\d{{1,4}})?)?(\s+\d+:\d+)?",
    re.IGNORECASE | re.DOTALL,
)


def excel_leest(tekst: str) -> bool:
    """Whether Excel may take a text that is put in a cell for something else."""
    kaal = tekst.strip()
    return _GELEZEN.fullmatch(kaal) is not None and not (
        kaal.isalpha() and kaal.casefold() not in _WAARHEID
    )


_WAARHEID = {"waar", "onwaar", "true", "false"}


@dataclass
class Excelmodel:
    """The cells and links of a workbook, and which cells were touched."""

    bladen: list[str]
    cellen: dict[str, dict[Plek, Any]]
    koppelingen: dict[str, dict[Plek, str]]
    geraakt: dict[str, set[Plek]] = field(default_factory=dict)
    meldingen: list[list[str]] = field(default_factory=list)

    @classmethod
    def van(cls, inhoud: bytes) -> Excelmodel:
        """The workbook in a file."""
        cellen = {tab: dict(van_tab) for tab, van_tab in waarden(inhoud).items()}
        return cls(
            list(cellen), cellen, {tab: dict(van_tab) for tab, van_tab in links(inhoud).items()}
        )

    def speel(self, acties: Iterable[Mapping[str, Any]]) -> Excelmodel:
        """Do what the client does with each action; an action that we do not expect is a
        failure."""
        for actie in acties:
            getattr(self, f"_{actie['func']}")(actie)
        return self

    def _setValues(self, actie: Mapping[str, Any]) -> None:
        blad = self.bladen[actie["sheet_position"]]
        assert [len(rij) for rij in actie["values"]] == [actie["column_count"]] * actie["row_count"]
        for i, rij in enumerate(actie["values"], start=actie["start_row"]):
            for j, waarde in enumerate(rij, start=actie["start_column"]):
                self.geraakt.setdefault(blad, set()).add((i, j))
                self.zet(blad, (i, j), waarde)

    def zet(self, blad: str, plek: Plek, waarde: Any) -> None:
        if isinstance(waarde, str) and waarde.startswith("'"):
            self.cellen[blad][plek] = waarde[1:]
        elif isinstance(waarde, str) and waarde and excel_leest(waarde):
            self.cellen[blad][plek] = ("door Excel gelezen", waarde)
        elif waarde == "":
            self.cellen[blad].pop(plek, None)
        else:
            self.cellen[blad][plek] = waarde

    def _addHyperlink(self, actie: Mapping[str, Any]) -> None:
        blad, plek = (
            self.bladen[actie["sheet_position"]],
            (actie["start_row"], actie["start_column"]),
        )
        assert (actie["row_count"], actie["column_count"]) == (1, 1)
        adres, tekst, _ = actie["args"]
        assert adres.startswith("#")
        self.geraakt.setdefault(blad, set()).add(plek)
        self.koppelingen[blad][plek] = adres[1:]
        self.zet(blad, plek, tekst)

    def _alert(self, actie: Mapping[str, Any]) -> None:
        self.meldingen.append(actie["args"])

    def nuttige_koppelingen(self) -> dict[str, dict[Plek, str]]:
        """The links that lead somewhere: to another cell."""
        return {
            blad: {plek: doel for plek, doel in per_cel.items() if doel != str(Adres(blad, *plek))}
            for blad, per_cel in self.koppelingen.items()
        }
