"""Reading a tab of an open workbook: its values, and what it has besides values.

What an engine can do is asked by its objects, never by its name: :func:`omgeving` tells the objects
of Excel for Windows from those of Excel for a Mac; the engines of Lite and Server have neither.

Error values come in three ways. Windows gives numbers, which xlwings names in English. A Mac gives
nothing at all, so the text that the cell shows is read too: ``#N/B`` in a Dutch Excel. (xlwings
0.37.8 has an option for this, ``err_to_str``, which fails there for every block of cells, and would
know the English names only.) Lite and Server give the English text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import Any, Literal

from regio_xl.excel.celwaarden import MEESTE_CELLEN, MEESTE_KOLOMMEN, als_rijen, foutwaarde
from regio_xl.werkboek import GEWONE_VORM, Bereik, Blad, Bladvorm, Exceltabel
from regio_xl.werkboek.verdwaald import zonder_verdwaalde

_FORMULES, _PER_RIJ, _PER_KOLOM, _ACHTERUIT, _ZICHTBAAR = -4123, 1, 2, 2, 12
"""Constants of Excel for Windows: xlFormulas, xlByRows, xlByColumns, xlPrevious,
xlCellTypeVisible."""
_RIJEN_VAN_ONS = 1_000
"""No table of ours reaches further: rows can be hidden below what is filled."""
_GENOEG_KOLOMMEN = 100
"""No tab of our template has as many."""
_MEESTE_RIJEN_VORM = 5_000
"""The most rows in which merged cells are looked for one by one."""


def omgeving(sheet: Any) -> Literal["windows", "mac", ""]:
    """Whose objects stand behind a tab; empty for an engine that has none."""
    api = sheet.api
    if hasattr(api, "UsedRange"):
        return "windows"
    return "mac" if hasattr(api, "used_range") else ""


def lees_blad(naam: str, sheet: Any, *, met_tabellen: bool = False) -> Blad:
    """A tab with every cell from A1 on, in one read, and its form.

    ``met_tabellen``: with its Excel tables, which take a few calls each.
    """
    wie = omgeving(sheet)
    maat, buiten = _maat(sheet, wie)
    bereik = sheet.range((1, 1), maat)
    ruw = _mac_waarden(bereik) if wie == "mac" else _waarden(bereik)
    rijen, verdwaald = zonder_verdwaalde(als_rijen(ruw))
    for rij, kolom in buiten:
        los = als_rijen(_waarden(sheet.range((rij, kolom))))
        if los:
            verdwaald[rij - 1, kolom - 1] = los[0][0]
    return Blad(naam, rijen, _vorm(sheet, wie, maat, met_tabellen), verdwaald)


def _waarden(bereik: Any) -> Any:
    return bereik.options(ndim=2, err_to_str=True).value


def _mac_waarden(bereik: Any) -> list[list[Any]]:
    """The values; where there is none, the error that the cell shows."""
    waarden = bereik.options(ndim=2).value
    if not any(cel is None for rij in waarden for cel in rij):
        return list(waarden)
    getoond = _in_rijen(bereik.api.string_value.get(), len(waarden[0]))
    return [
        [
            foutwaarde(tekst) if cel is None else cel
            for cel, tekst in zip(rij, teksten, strict=False)
        ]
        for rij, teksten in zip(waarden, getoond, strict=True)
    ]


def _in_rijen(ruw: Any, breedte: int) -> list[list[Any]]:
    """What a Mac gives for one cell, a row, a column or a block, as rows."""
    if not isinstance(ruw, list):
        return [[ruw]]
    if ruw and isinstance(ruw[0], list):
        return ruw
    return [ruw] if breedte == len(ruw) else [[cel] for cel in ruw]


def _maat(sheet: Any, wie: str) -> tuple[tuple[int, int], Collection[tuple[int, int]]]:
    """How many rows and columns to read, and which filled cells stand outside those. Excel counts
    formatting as used: of a tab that is formatted to its edge only the part up to the last filled
    cell is read, and never more than ``MEESTE_CELLEN``."""
    gebruikt = sheet.used_range
    hoogte, breedte = gebruikt.row + gebruikt.shape[0] - 1, gebruikt.column + gebruikt.shape[1] - 1
    if hoogte * breedte <= MEESTE_CELLEN:
        return (hoogte, breedte), ()
    laatste: set[tuple[int, int]] = set()
    if wie == "windows":
        with suppress(Exception):
            gevonden = [_laatste(sheet, volgorde) for volgorde in (_PER_RIJ, _PER_KOLOM)]
            laatste = {(cel.Row, cel.Column) for cel in gevonden}
            hoogte, breedte = max(rij for rij, _ in laatste), max(kolom for _, kolom in laatste)
    breedte = min(breedte, MEESTE_KOLOMMEN)
    if hoogte * breedte > MEESTE_CELLEN:  # far down and far to the right: rows matter more
        breedte = min(breedte, _GENOEG_KOLOMMEN)
    hoogte = min(hoogte, MEESTE_CELLEN // breedte)
    return (hoogte, breedte), {plek for plek in laatste if plek[0] > hoogte or plek[1] > breedte}


def _laatste(sheet: Any, volgorde: int) -> Any:
    """The last cell that holds anything. Looked up in formulas: a search in values skips hidden
    rows."""
    return sheet.api.Cells.Find(
        What="*", LookIn=_FORMULES, SearchOrder=volgorde, SearchDirection=_ACHTERUIT
    )


def _vorm(sheet: Any, wie: str, maat: tuple[int, int], met_tabellen: bool) -> Bladvorm:
    """What a tab has besides values, as far as that costs few calls."""
    tabellen: tuple[Exceltabel, ...] = ()
    samengevoegd: tuple[Bereik, ...] = ()
    filters_: tuple[Bereik, ...] = ()
    verborgen: frozenset[int] = frozenset()
    if met_tabellen:
        with suppress(Exception):
            tabellen = tuple(map(_tabel, sheet.tables))
    if wie:
        with suppress(Exception):
            samengevoegd = tuple(_samengevoegd(sheet, *maat))
        with suppress(Exception):
            filters_ = filters(sheet)
        if filters_ and wie == "windows":
            with suppress(Exception):
                verborgen = _verborgen(sheet)
    if not (tabellen or samengevoegd or filters_):
        return GEWONE_VORM
    return Bladvorm(samengevoegd, tabellen, filters_, verborgen)


def _tabel(tabel: Any) -> Exceltabel:
    return Exceltabel(str(tabel.name), _bereik(tabel.range), bool(tabel.show_totals))


def _bereik(bereik: Any) -> Bereik:
    rij, kolom, (hoogte, breedte) = bereik.row - 1, bereik.column - 1, bereik.shape
    return Bereik(rij, kolom, rij + hoogte - 1, kolom + breedte - 1)


def _samengevoegd(sheet: Any, hoogte: int, breedte: int) -> Iterator[Bereik]:
    """The merged ranges: one call when there are none."""
    hoogte = min(hoogte, _MEESTE_RIJEN_VORM)
    if sheet.range((1, 1), (hoogte, breedte)).merge_cells is False:
        return
    gezien: list[Bereik] = []
    for rij in range(hoogte):
        if sheet.range((rij + 1, 1), (rij + 1, breedte)).merge_cells is False:
            continue
        for kolom in range(breedte):
            if not any(bereik.bevat(rij, kolom) for bereik in gezien):
                om = sheet.range((rij + 1, kolom + 1)).merge_area
                if tuple(om.shape) != (1, 1):
                    gezien.append(_bereik(om))
                    yield gezien[-1]


def filters(sheet: Any) -> tuple[Bereik, ...]:
    """The ranges with a filter in use. One call when no row is hidden: such a filter hides nothing,
    and cannot send what is written to the wrong row."""
    wie = omgeving(sheet)
    if not wie:
        return ()
    gebruikt = sheet.used_range
    onder = max(gebruikt.row + gebruikt.shape[0] - 1, _RIJEN_VAN_ONS)
    rijen = sheet.range((1, 1), (onder, 1)).api
    if wie == "windows":
        return _filters_windows(sheet) if rijen.EntireRow.Hidden is not False else ()
    dicht = rijen.entire_row.rows.hidden.get()
    ergens = any(dicht) if isinstance(dicht, list) else dicht is not False
    return _filters_mac(sheet) if ergens else ()


def _filters_windows(sheet: Any) -> tuple[Bereik, ...]:
    api = sheet.api
    gevonden = [
        _bereik(tabel.range)
        for tabel in sheet.tables
        if tabel.api.AutoFilter is not None and tabel.api.AutoFilter.FilterMode
    ]
    if api.AutoFilterMode and api.AutoFilter is not None and api.AutoFilter.FilterMode:
        gevonden.append(_bereik(sheet.range(api.AutoFilter.Range.Address)))
    if not gevonden and api.FilterMode:  # an advanced filter, which has no object of its own
        gevonden.append(_bereik(sheet.used_range))
    return tuple(gevonden)


def _filters_mac(sheet: Any) -> tuple[Bereik, ...]:
    gevonden = [
        _bereik(tabel.range)
        for tabel in sheet.tables
        if any(keuze.type != "none" for keuze in tabel.autofilter.criteria)
    ]
    if not gevonden and sheet.api.filter_mode.get() is True:
        gevonden.append(_bereik(sheet.used_range))
    return tuple(gevonden)


def wis_filters(sheet: Any) -> None:
    """Show all rows again; the filter buttons stay."""
    wie = omgeving(sheet)
    for tabel in sheet.tables:
        if wie == "windows":
            if tabel.api.AutoFilter is not None and tabel.api.AutoFilter.FilterMode:
                tabel.api.AutoFilter.ShowAllData()
        elif any(keuze.type != "none" for keuze in tabel.autofilter.criteria):
            tabel.autofilter.clear()
    if wie == "windows" and sheet.api.FilterMode:
        sheet.api.ShowAllData()
    elif wie == "mac" and sheet.api.filter_mode.get() is True:
        sheet.api.show_all_data()


def _verborgen(sheet: Any) -> frozenset[int]:
    """The rows of the used part that are not shown."""
    gebruikt = sheet.used_range
    alle = range(gebruikt.row - 1, gebruikt.row - 1 + gebruikt.shape[0])
    zichtbaar = set[int]()
    for vlak in gebruikt.api.SpecialCells(_ZICHTBAAR).Areas:
        zichtbaar.update(range(vlak.Row - 1, vlak.Row - 1 + vlak.Rows.Count))
    return frozenset(alle) - zichtbaar
