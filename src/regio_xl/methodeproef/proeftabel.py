"""A table of the long trial: numbers under Dutch headings, as JSON and as text."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

Vak = str | int | float | None


class Proeftabel(BaseModel):
    """``rijen`` hold text, counts and numbers; a heading that ends in ``(%)`` holds percentages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    naam: str
    uitleg: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[Vak, ...], ...]

    def regels(self) -> Iterator[str]:
        """The table as Markdown, with Dutch decimals."""
        yield f"| {' | '.join(self.kop)} |"
        yield f"|{' --- |' * len(self.kop)}"
        for rij in self.rijen:
            yield f"| {' | '.join(map(leesbaar_vak, rij))} |"


def leesbaar_vak(vak: Vak) -> str:
    """A value as people read it: large numbers with one decimal, small ones with two."""
    if vak is None:
        return ""
    if not isinstance(vak, float):
        return str(vak)
    return f"{vak + 0.0:.{1 if abs(vak) >= 2 else 2}f}".replace(".", ",")
