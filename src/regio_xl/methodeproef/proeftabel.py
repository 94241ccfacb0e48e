"""A table of the long trial: numbers under Dutch headings, as JSON and as text."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

Tabelvak = str | int | float | None


class Proeftabel(BaseModel):
    """``rijen`` hold text, counts and numbers; a heading that ends in ``(%)`` holds percentages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    naam: str
    uitleg: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[Tabelvak, ...], ...]

    def regels(self) -> Iterator[str]:
        """The table as Markdown, with Dutch decimals."""
        yield f"| {' | '.join(self.kop)} |"
        yield f"|{' --- |' * len(self.kop)}"
        decimalen = [1 if kop.endswith("(%)") else 2 for kop in self.kop]
        for rij in self.rijen:
            vakken = (leesbaar_vak(v, d) for v, d in zip(rij, decimalen, strict=True))
            yield f"| {' | '.join(vakken)} |"


def in_procenten(aandeel: float) -> float:
    """A share (0-1) as a percentage with one decimal."""
    return round(100 * aandeel, 1)


def leesbaar_vak(vak: Tabelvak, decimalen: int) -> str:
    """A value as people read it: percentages with one decimal, other numbers with two."""
    if vak is None:
        return ""
    if not isinstance(vak, float):
        return str(vak)
    return f"{vak + 0.0:.{decimalen}f}".replace(".", ",")
