"""What became of a batch: a short table at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from regio_xl.cli.uitvoer import toon_pad
from regio_xl.taak import Klaar, Uitkomst

_NAMEN: Mapping[Uitkomst, str] = {
    "goed": "goed",
    "met fouten": "met fouten",
    "mislukt": "niet gelukt",
}
MEESTE = 20
"""How many failed files the table names."""


class Verslag:
    """Counts outcomes and remembers the first files that failed."""

    def __init__(self, aantal: int) -> None:
        self._aantal = aantal
        self._soorten: Counter[Uitkomst] = Counter()
        self._al_gedaan = 0
        self._mislukt: list[str] = []
        self.niet_bewaard = False
        """Whether the table of all outcomes could not be saved."""
        self._sein = 0
        self._vervolg = ""

    def neem_op(self, klaar: Klaar) -> None:
        """Add the outcome of a file."""
        self._soorten[klaar.uitkomst] += 1
        self._al_gedaan += klaar.al_gedaan
        if klaar.uitkomst == "mislukt" and len(self._mislukt) < MEESTE:
            self._mislukt.append(f"{toon_pad(klaar.pad)}: {klaar.reden}")

    @property
    def alles_goed(self) -> bool:
        """Whether every file was done and has no finding of kind *fout*."""
        return self._soorten["goed"] == self._aantal

    @property
    def afsluitcode(self) -> int:
        """The exit code of the contract."""
        return (
            128 + self._sein
            if self._sein
            else 0
            if self.alles_goed and not self.niet_bewaard
            else 1
        )

    def stop(self, sein: int, vervolg: str) -> None:
        """The batch ended early by this signal; ``vervolg`` says how to go on."""
        self._sein, self._vervolg = sein, vervolg

    def tekst(self) -> str:
        """All that there is to say at the end; nothing for one file."""
        return "\n".join(self._regels())

    def _regels(self) -> Iterator[str]:
        if self._aantal > 1:
            yield from self._tabel()
        if self._sein:
            gedaan = self._soorten.total()
            yield f"Afgebroken na {gedaan} van {self._aantal} bestanden. Wat bewaard is, is heel.{self._vervolg}"

    def _tabel(self) -> Iterator[str]:
        gedaan = self._soorten.total()
        breedte = len(str(gedaan))
        yield (
            f"{gedaan} bestanden, waarvan {self._al_gedaan} al gedaan:"
            if self._al_gedaan
            else f"{gedaan} bestanden:"
        )
        for soort, naam in _NAMEN.items():
            yield f"  {naam:<12}{self._soorten[soort]:>{breedte}}"
        if self._mislukt:
            yield "Niet gelukt:"
            yield from (f"  {regel}" for regel in self._mislukt)
        rest = self._soorten["mislukt"] - len(self._mislukt)
        if rest:
            yield f"  en nog {rest}; met --verslag staan ze allemaal in verwerking.csv."
