"""Draw the rooms of the package from its imports, in docs/beelden/kamers.svg.

A room is a module or folder on the first level of ``src/regio_xl``. An arrow is an import from one
room into another, wherever it stands: on top, inside a function or for types only. The floor of a
room is the longest way down from it. ``__init__`` (the names that ``import regio_xl`` gives) and
``__main__`` (which starts ``cli``) are doors and no rooms.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

BRON = Path(__file__).parents[1] / "src" / "regio_xl"
BEELD = Path(__file__).parent / "beelden" / "kamers.svg"

Pijlen = Mapping[str, frozenset[str]]

_BREED, _HOOG, _TUSSEN, _MARGE = 118, 34, 46, 20
_LAAG = 66
_KOLOM = {
    "cli": 2.7,
    "batch": 1.7,
    "excel": 2.7,
    "opdracht": 2.4,
    "tabs": 3.4,
    "methodeproef": 5.0,
    "inlezen": 1.8,
    "opmaak": 3.1,
    "rekenen": 4.3,
    "xlsx": 0.0,
    "indeling": 1.2,
    "invoer": 2.6,
    "resultaten": 4.0,
    "werkboek": 0.9,
    "methode": 2.9,
    "bevindingen": 1.9,
    "gegevens": 1.9,
}
"""Where a room stands from left to right, so that no line runs behind another room."""


def imports(pad: Path) -> Iterator[str]:
    """The modules that a module imports, by their full name."""
    for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
        if isinstance(knoop, ast.Import):
            yield from (naam.name for naam in knoop.names)
        elif isinstance(knoop, ast.ImportFrom) and knoop.module == "regio_xl":
            yield from (f"regio_xl.{naam.name}" for naam in knoop.names)
        elif isinstance(knoop, ast.ImportFrom) and knoop.module:
            yield knoop.module


def kamer(pad: Path) -> str:
    """The room of a module."""
    return pad.relative_to(BRON).parts[0].removesuffix(".py")


@cache
def pijlen() -> Pijlen:
    """Into which rooms each room imports."""
    gevonden: dict[str, set[str]] = {}
    for pad in BRON.rglob("*.py"):
        if not kamer(pad).startswith("__"):
            naar = gevonden.setdefault(kamer(pad), set())
            naar |= {naam.split(".")[1] for naam in imports(pad) if naam.startswith("regio_xl.")}
    return {van: frozenset(naar & gevonden.keys()) - {van} for van, naar in gevonden.items()}


def verdiepingen(gevonden: Pijlen) -> dict[str, int]:
    """The floor of each room: 1 when it imports no other. Raises ValueError for a circle."""
    klaar: dict[str, int] = {}

    def loop(kamer: str, weg: tuple[str, ...]) -> int:
        if kamer in weg:
            raise ValueError(" > ".join((*weg, kamer)))
        if kamer not in klaar:
            onder = [loop(naar, (*weg, kamer)) for naar in sorted(gevonden[kamer])]
            klaar[kamer] = 1 + max(onder, default=0)
        return klaar[kamer]

    for kamer in sorted(gevonden):
        loop(kamer, ())
    return klaar


def nodige_pijlen(gevonden: Pijlen) -> Pijlen:
    """The arrows that do not follow from others: none from a to c when a uses b and b uses c."""

    def onder(kamer: str) -> set[str]:
        return set(gevonden[kamer]).union(*map(onder, gevonden[kamer]))

    return {
        van: frozenset(gebruikt.difference(*map(onder, gebruikt)))
        for van, gebruikt in gevonden.items()
    }


def teken(gevonden: Pijlen) -> str:
    """The rooms floor by floor, the highest on top, with a line for each arrow that does not follow
    from others."""
    hoogte = verdiepingen(gevonden)
    hoogste = max(hoogte.values())
    plek = {
        naam: (_MARGE + _KOLOM[naam] * (_BREED + _TUSSEN), _MARGE + (hoogste - laag) * _LAAG)
        for naam, laag in hoogte.items()
    }
    breed = max(x for x, _ in plek.values()) + _BREED + _MARGE
    hoog = _MARGE + hoogste * _LAAG
    deel = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {breed:g} {hoog:g}" role="img" '
            'aria-label="De kamers van Regio-XL; elke kamer gebruikt alleen kamers die lager '
            'staan" font-family="Carlito, Calibri, sans-serif" font-size="15">'
        ),
        f'<rect width="{breed:g}" height="{hoog:g}" fill="#ffffff"/>',
    ]
    nodig = nodige_pijlen(gevonden)
    for van in sorted(nodig):
        for naar in sorted(nodig[van]):
            (x1, y1), (x2, y2) = plek[van], plek[naar]
            deel.append(
                f'<path d="M{x1 + _BREED / 2:g} {y1 + _HOOG:g} L{x2 + _BREED / 2:g} {y2:g}" '
                'stroke="#7d97ad" stroke-width="1.5" fill="none"/>'
            )
    for naam, (x, y) in sorted(plek.items()):
        deel.append(
            f'<rect x="{x:g}" y="{y:g}" width="{_BREED}" height="{_HOOG}" rx="6" '
            'fill="#eef3f7" stroke="#1f3a52"/>'
        )
        deel.append(
            f'<text x="{x + _BREED / 2:g}" y="{y + 22:g}" text-anchor="middle" '
            f'fill="#1f3a52">{naam}</text>'
        )
    return "\n".join([*deel, "</svg>", ""])


def main() -> int:
    """Write the picture, or with ``--controle`` say whether it is still true."""
    svg = teken(pijlen())
    if "--controle" not in sys.argv:
        BEELD.write_text(svg, encoding="utf-8")
        return 0
    if BEELD.read_text(encoding="utf-8") == svg:
        return 0
    print(
        "docs/beelden/kamers.svg is niet meer waar; draai: python docs/kamers.py", file=sys.stderr
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
