"""The whole method: what all tabs share, the tabs, the indicators, the remarks and the
checklist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field

from regio_xl.methode.bouwstenen import (  # fmt: skip
    Bewijs,
    Bron,
    Groep,
    Herleidbaar,
    Indicator,
    Onderdeel,
    PerspectiefTekst,
    Signaal,
    Stelling,
    Tekst,
    Weefselstelling,
)
from regio_xl.methode.fingerprint import kort_kenmerk
from regio_xl.methode.fouten import MethodeFout
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methode.regels import Drempels, Grenzen
from regio_xl.methode.tabbladen import (
    BorgEnVerbind,
    Kenmerk,
    Kolom,
    Netwerktab,
    Opgavetab,
    Tabblad,
    Tabel,
    Tabelnaam,
    Weefseltab,
    Weegtab,
)
from regio_xl.methode.wijzers import (
    Agendateken,
    Eenheid,
    Handreiking,
    Kengetal,
    Leiderschap,
    Netwerkzin,
    NietGebruikt,
    Uitlegpunt,
    Wegwijzer,
)


class Algemeen(Onderdeel):
    """What all tabs share (``methode.toml``)."""

    versie: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    naam: Tekst
    uitleg: tuple[Tekst, ...]
    antwoorden: tuple[str, str, str, str, str]
    nvt: str
    drempels: Drempels
    grenzen: Grenzen
    bronnen: tuple[Bron, ...]
    perspectieven: tuple[PerspectiefTekst, ...]
    groepen: tuple[Groep, ...]


class Methode(Onderdeel):
    """The whole method. Made by :func:`laad`; never changed afterwards."""

    algemeen: Algemeen
    start: Tabblad
    opgave: Opgavetab
    netwerk: Netwerktab
    perspectief: Weegtab
    weefsel: Weefseltab
    indicatoren: tuple[Indicator, ...]
    signalen: tuple[Signaal, ...]
    borg_en_verbind: BorgEnVerbind
    kengetallen: tuple[Kengetal, ...]
    agendatekens: tuple[Agendateken, ...]
    wegwijzers: tuple[Wegwijzer, ...]
    handreikingen: tuple[Handreiking, ...]
    leiderschap: tuple[Leiderschap, ...]
    netwerkzinnen: tuple[Netwerkzin, ...]
    uitlegpunten: tuple[Uitlegpunt, ...]
    niet_gebruikt: tuple[NietGebruikt, ...]

    @property
    def versie(self) -> str:
        return self.algemeen.versie

    @cached_property
    def kenmerk(self) -> str:
        """A short mark of all content: another text, weight or threshold gives another mark,
        whatever ``versie`` says."""
        return kort_kenmerk(self.model_dump_json())

    def __repr__(self) -> str:
        return f"<Methode {self.versie} ({self.kenmerk}): {len(self.stellingen)} stellingen>"

    __str__ = __repr__

    @property
    def invoertabs(self) -> tuple[Tabblad, ...]:
        """The tabs that users fill in, in the order of the workbook."""
        return (self.start, self.opgave, self.netwerk, self.perspectief, self.weefsel)

    def __hash__(self) -> int:
        """By the mark of its content, so that what follows from the method alone can be remembered
        by ``functools.cache``."""
        return hash(self.kenmerk)

    @cached_property
    def kansrijk(self) -> tuple[Bewijs, ...]:
        """All evidence for *kansrijk*: statements of Opgave and Netwerk, and the indicators."""
        return (*self.opgave.stellingen, *self.netwerk.stellingen, *self.indicatoren)

    @cached_property
    def stellingen(self) -> dict[str, Stelling | Weefselstelling]:
        """Every statement by id."""
        tabs = (self.opgave, self.netwerk, self.perspectief, self.weefsel)
        return {stelling.id: stelling for tab in tabs for stelling in tab.stellingen}

    @cached_property
    def kengetal(self) -> dict[str, Kengetal]:
        """Every named figure by its name."""
        return {kengetal.id: kengetal for kengetal in self.kengetallen}

    @cached_property
    def meetbaar(self) -> dict[str, Eenheid]:
        """Every figure that a condition may name, with its unit: named figures, answers, patterns,
        fixed points and the score of a perspective over one group of evidence
        (``energie_responsief``)."""
        groepen = {
            (bewijs.groep, p) for bewijs in self.kansrijk for p in PERSPECTIEVEN if bewijs.laadt(p)
        }
        antwoorden = (
            s.id for tab in (self.opgave, self.netwerk, self.weefsel) for s in tab.stellingen
        )
        return {
            **{naam: kengetal.eenheid for naam, kengetal in self.kengetal.items()},
            **dict.fromkeys(antwoorden, "schaal"),
            **dict.fromkeys((patroon.id for patroon in self.weefsel.patronen), "vlag"),
            **dict.fromkeys((punt.id for punt in self.borg_en_verbind.vaste_punten), "aantal"),
            **dict.fromkeys((f"{groep}_{p}" for groep, p in sorted(groepen)), "score"),
        }

    @cached_property
    def namen(self) -> dict[Perspectief, str]:
        """The name of each perspective as users read it."""
        return {tekst.id: tekst.naam for tekst in self.algemeen.perspectieven}

    @cached_property
    def _kolommen(self) -> dict[tuple[str, str], Kolom]:
        tabellen = [tabel for tab in self.invoertabs for tabel in tab.tabellen]
        return {
            (tabel.naam, kolom.sleutel): kolom for tabel in tabellen for kolom in tabel.kolommen
        }

    def kolom(self, tabel: Tabelnaam, sleutel: str) -> Kolom:
        """A column of a table. Raises :class:`MethodeFout` when the method has no such table or
        column."""
        kolom = self._kolommen.get((tabel, sleutel))
        if kolom is None:
            bestand = "netwerk.toml" if tabel in {"Partijen", "Relaties"} else "opgave.toml"
            raise MethodeFout(
                bestand, f"tabellen[{tabel}].kolommen[{sleutel}]", "deze kolom ontbreekt"
            )
        return kolom

    def keuzes_per_kolom(self, tabel: Tabelnaam) -> dict[str, tuple[str, ...]]:
        """The drop-down lists of a table by column; empty for a column without one."""
        return {
            sleutel: kolom.keuzes
            for (naam, sleutel), kolom in self._kolommen.items()
            if naam == tabel
        }

    def herleidbaar(self) -> Iterator[tuple[str, Herleidbaar | Tabel | Kenmerk]]:
        """Every item that must name a source, with a name for messages."""
        for perspectief in self.algemeen.perspectieven:
            yield perspectief.id, perspectief
        for tab in self.invoertabs:
            yield from ((tabel.naam, tabel) for tabel in tab.tabellen)
            yield from (
                (f"{tab.tab}.{kenmerk.sleutel}", kenmerk)
                for kenmerk in tab.kenmerken
                if kenmerk.dekt
            )
        borg = self.borg_en_verbind
        groups: tuple[Iterable[Any], ...] = (
            self.opgave.stellingen, self.netwerk.stellingen, self.perspectief.stellingen, self.weefsel.stellingen,
            self.indicatoren, self.signalen, self.weefsel.patronen,
            borg.kernvragen, borg.legitimiteit, borg.vaste_punten,
            self.wegwijzers, self.handreikingen, self.leiderschap, self.uitlegpunten,
        )  # fmt: skip
        for items in groups:
            yield from ((item.id, item) for item in items)
        yield from ((teken.naam, teken) for teken in self.agendatekens)
        yield from ((zin.sleutel, zin) for zin in self.netwerkzinnen)
