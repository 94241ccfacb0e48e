"""Ask Excel to calculate when it opens the workbook: formulas that look at what we wrote still hold their old results."""

from __future__ import annotations

from regio_xl.boek.boom import Boom, Wijziging, pas_toe
from regio_xl.boek.deel import zonder_attributen

_ERVOOR = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
)  # fmt: skip


def vraag_herberekening(werkboek: bytes) -> bytes:
    """The workbook part with ``fullCalcOnLoad`` set, exactly once; the same bytes when it already was."""
    boom = Boom(werkboek)
    rekenen = boom.kind("calcPr")
    if rekenen is None:
        plek = boom.plek_na(_ERVOOR)
        nieuw = b"<" + boom.voorvoegsel + b'calcPr fullCalcOnLoad="1"/>'
        return pas_toe(werkboek, [Wijziging(plek, plek, nieuw)])
    if rekenen.attributen.get("fullCalcOnLoad") in ("1", "true"):
        return werkboek
    tag = zonder_attributen(werkboek[rekenen.begin : rekenen.inhoud], frozenset({b"fullCalcOnLoad"}))
    slot = b"/>" if tag.endswith(b"/>") else b">"
    nieuw = tag.removesuffix(slot).rstrip() + b' fullCalcOnLoad="1"' + slot
    return pas_toe(werkboek, [Wijziging(rekenen.begin, rekenen.inhoud, nieuw)])
