"""A workbook that openpyxl opened, changed and saved."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl

DAG = date(2026, 11, 21)


def bewaard(boek: Any) -> bytes:
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def verbouwd(inhoud: bytes, *hoe: Callable[[Any], None]) -> bytes:
    boek = openpyxl.load_workbook(io.BytesIO(inhoud))
    for stap in hoe:
        stap(boek)
    for cel in (
        cel for blad in boek.worksheets for rij in blad.iter_rows() for cel in rij if cel.hyperlink
    ):
        cel.hyperlink.ref = cel.coordinate  # openpyxl leaves it where it was
    return bewaard(boek)
