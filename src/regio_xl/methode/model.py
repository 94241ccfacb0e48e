"""The whole method: what all tabs share, the tabs, the indicators, the remarks and the
checklist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import Annotated, Any

from pydantic import Field

from regio_xl.methode.adviezen import (
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
from regio_xl.methode.afwegen import Afweging, Paar, per_paar
from regio_xl.methode.elementen import (  # fmt: skip
    Bewijs,
    Bron,
    Groep,
    Herleidbaar,
    Indicator,
    MethodeFout,
    Methodemodel,
    PerspectiefTekst,
    Signaal,
    Stelling,
    Tekst,
    Voorwaarde,
    Weefselstelling,
    fingerprint,
)
from regio_xl.methode.gewichten import hele_gewichten, invloeden
from regio_xl.methode.grootheden import (
    Antwoordwaarde,
    Getalwaarde,
    Groepscore,
    Grootheid,
    Patroonvlag,
    Puntstand,
    Vlagwaarde,
)
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


class Algemeen(Methodemodel):
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


class Methode(Methodemodel):
    """The whole method. Made by :func:`laad`; never changed afterwards."""

    algemeen: Algemeen
    start: Tabblad
    opgave: Opgavetab
    netwerk: Netwerktab
    perspectief: Weegtab
    weefsel: Weefseltab
    indicatoren: tuple[Indicator, ...]
    afwegen: tuple[Afweging, ...]
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
    def fingerprint(self) -> str:
        """Differs for another text, weight or threshold, whatever ``versie`` says."""
        return fingerprint(self.model_dump_json())

    def __repr__(self) -> str:
        return f"<Methode {self.versie} ({self.fingerprint}): {len(self.stellingen)} stellingen>"

    __str__ = __repr__

    @property
    def invoertabs(self) -> tuple[Tabblad, ...]:
        """The tabs that users fill in, in the order of the workbook."""
        return (self.start, self.opgave, self.netwerk, self.perspectief, self.weefsel)

    def __hash__(self) -> int:
        """By the fingerprint of its content: the fields hold dictionaries, which have no hash."""
        return hash(self.fingerprint)

    @cached_property
    def kansrijk(self) -> tuple[Bewijs, ...]:
        """All evidence for *kansrijk*: statements of Opgave and Netwerk, and the indicators."""
        return (*self.opgave.stellingen, *self.netwerk.stellingen, *self.indicatoren)

    @cached_property
    def afweegbewijs(self) -> tuple[Bewijs, ...]:
        """The paired choices as evidence for *kansrijk*; only those that were answered count."""
        return tuple(afweging.bewijs for afweging in self.afwegen)

    @cached_property
    def afwegingen(self) -> dict[str, Afweging]:
        """Every paired choice by id."""
        return {afweging.id: afweging for afweging in self.afwegen}

    @cached_property
    def afwegen_per_paar(self) -> dict[Paar, Sequence[Afweging]]:
        """The paired choices of each pair of perspectives."""
        return per_paar(self.afwegen)

    @cached_property
    def gewichten(self) -> dict[str, int]:
        """The weight of every piece of evidence by id, as whole numbers: on one scale for
        *kansrijk* with its paired choices, and on another for how a group works and wants to work.

        All choices of one pair weigh together what one group of statements weighs, times the weight
        of their group in ``methode.toml``.
        """
        groepen = self.algemeen.groepen
        paren = [[een.bewijs for een in deel] for deel in self.afwegen_per_paar.values()]
        eigen = hele_gewichten(self.perspectief.stellingen, groepen)
        return hele_gewichten(self.kansrijk, groepen, *paren) | eigen

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
    def invloeden(self) -> dict[str, float]:
        """How far each piece of evidence for *kansrijk* can move the four scores apart, in points
        of 0-100."""
        return invloeden(self.kansrijk, self.gewichten)

    @cached_property
    def grootheden(self) -> dict[str, Grootheid]:
        """Every figure that a condition may name (``meetbaar``), with where users fill it in and
        how it reads."""
        algemeen, borg = self.algemeen, self.borg_en_verbind
        gevonden: dict[str, Grootheid] = {}
        for groep, p in product(algemeen.groepen, PERSPECTIEVEN):
            gevonden[f"{groep.id}_{p}"] = Groepscore(groep.naam, self.namen[p])
        for punt in borg.vaste_punten:
            gevonden[punt.id] = Puntstand(punt, borg.statussen)
        for patroon in self.weefsel.patronen:
            gevonden[patroon.id] = Patroonvlag(patroon, self.weefsel.tab)
        for id_, stelling in self.stellingen.items():
            gevonden[id_] = Antwoordwaarde(id_, stelling.tekst, algemeen.antwoorden)
        for naam, kengetal in self.kengetal.items():
            soort = Vlagwaarde if kengetal.eenheid == "vlag" else Getalwaarde
            gevonden[naam] = soort(kengetal)
        return gevonden

    def in_woorden(self, voorwaarde: Voorwaarde) -> str:
        """A condition as users read it: the sentence of its figure with the limits in the place of
        the value. Raises :class:`KeyError` for a figure that the method does not have."""
        return self.grootheden[voorwaarde.meet].zin_bij(voorwaarde)

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
            self.opgave.stellingen, self.netwerk.stellingen,
            self.perspectief.stellingen, self.weefsel.stellingen,
            self.indicatoren, self.afwegen, self.signalen, self.weefsel.patronen,
            borg.kernvragen, borg.legitimiteit, borg.vaste_punten,
            self.wegwijzers, self.handreikingen, self.leiderschap, self.uitlegpunten,
        )  # fmt: skip
        for items in groups:
            yield from ((item.id, item) for item in items)
        yield from ((teken.naam, teken) for teken in self.agendatekens)
        yield from ((zin.sleutel, zin) for zin in self.netwerkzinnen)
