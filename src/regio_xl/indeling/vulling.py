"""What a fresh workbook is filled with: the answers of an example, or those carried over from
another workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

Inhoud: TypeAlias = "str | int | float | date"


@dataclass(frozen=True, slots=True)
class Vulling:
    """Values by their stable names, never by cell.

    ``kenmerken``: tab -> sleutel -> value. ``antwoorden`` (Opgave, Netwerk, Weefsel), ``nu`` and
    ``gewenst`` (Perspectief): id -> 1-5 or the text for *does not apply*. ``toelichtingen``: id ->
    remark. ``tabellen``: table name -> rows of sleutel -> value. ``afspraken``: id -> heading of
    ``BORG_INVOER`` -> value. ``afwegingen``: id of a paired choice -> its answer.
    """

    kenmerken: Mapping[str, Mapping[str, Inhoud]] = field(default_factory=dict)
    antwoorden: Mapping[str, Inhoud] = field(default_factory=dict)
    nu: Mapping[str, Inhoud] = field(default_factory=dict)
    gewenst: Mapping[str, Inhoud] = field(default_factory=dict)
    toelichtingen: Mapping[str, str] = field(default_factory=dict)
    tabellen: Mapping[str, Sequence[Mapping[str, Inhoud]]] = field(default_factory=dict)
    afspraken: Mapping[str, Mapping[str, Inhoud]] = field(default_factory=dict)
    afwegingen: Mapping[str, Inhoud] = field(default_factory=dict)
