"""Read the tables Feiten, Agenda, Partijen and Relaties into what counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from regio_xl.inlezen.lezer import Lezer
from regio_xl.inlezen.namen import afkorting, heeft_scheiding, naamdelen, naamsleutel, regels_in_cel
from regio_xl.inlezen.partijnamen import Partijnamen, namenlijst
from regio_xl.inlezen.tabelrijen import Tabellezing, Tabelrij, lees_tabel, staat_onder
from regio_xl.invoer import Agendapunt, Feit, Partij, Relatie
from regio_xl.werkboek import Adres
from regio_xl.werkboek.tekst import schoon


@dataclass(frozen=True, slots=True)
class Tabellen:
    """The rows that count, and what is missing in them that no other finding says.

    ``soortloos``: the parties without a kind, where others have one. ``bij_van``: who stands in
    column Van, in lower case, also in a row that does not count. Of neither are the parties whose
    own name has a finding: what that asks comes first. ``onvolledig``: how many items of
    the agenda lack a puller, a first step or a date.
    """

    partijen: tuple[Partij, ...]
    relaties: tuple[Relatie, ...]
    feiten: tuple[Feit, ...]
    agenda: tuple[Agendapunt, ...]
    soortloos: frozenset[str]
    bij_van: frozenset[str]
    onvolledig: int


def lees_tabellen(lezer: Lezer) -> Tabellen:
    """Read the four tables. A wrong cell is left out, a row that cannot be placed does not
    count."""
    elders = _NamenElders(lezer)
    lezing = lees_tabel(lezer, "Partijen", elders)
    partijen, namen, rijen = _partijen(lezer, lezing, elders)
    vast = {s: rij for s, rij in rijen.items() if not lezer.gemeld(rij.plek("naam"))}
    gebruikt = any(partij.soort for partij in partijen)
    relaties, bij_van = _relaties(lezer, namen)
    feiten = lees_tabel(lezer, "Feiten").rijen
    agenda, onvolledig = _agenda(lezer, namen)
    namen.meld_vreemde(lezer)
    return Tabellen(
        partijen=partijen,
        relaties=relaties,
        feiten=tuple(Feit.model_validate(rij.inhoud) for rij in feiten),
        agenda=agenda,
        soortloos=frozenset(
            s for s, rij in vast.items() if gebruikt and _mist(lezer, rij, "soort")
        ),
        bij_van=frozenset(bij_van) | (rijen.keys() - vast.keys()),
        onvolledig=onvolledig,
    )


def _mist(lezer: Lezer, rij: Tabelrij, sleutel: str) -> bool:
    """Whether a cell of a column that is there holds nothing, and no finding says why."""
    weg = sleutel in rij.koppen and sleutel not in rij.inhoud
    return weg and not lezer.gemeld(rij.plek(sleutel))


@dataclass(slots=True)
class _NamenElders:
    """The names that Relaties and Agenda use, by their sleutel; read when something asks for
    them, which is seldom."""

    lezer: Lezer
    namen: dict[str, str] = field(default_factory=dict)

    def __call__(self) -> Collection[str]:
        if not self.namen:
            for tabel, sleutels in (("Relaties", ("van", "naar")), ("Agenda", ("trekker",))):
                for naam in set(staat_onder(self.lezer, tabel, sleutels)):
                    self.namen.setdefault(naamsleutel(naam), schoon(naam))
        return self.namen.keys()


def _partijen(
    lezer: Lezer, lezing: Tabellezing, elders: _NamenElders
) -> tuple[tuple[Partij, ...], Partijnamen, Mapping[str, Tabelrij]]:
    partijen: dict[str, Partij] = {}
    eerste: dict[str, Tabelrij] = {}
    for rij in lezing.rijen:
        velden: dict[str, Any] = dict(rij.inhoud)
        if "aan_tafel" in velden:
            velden["aan_tafel"] = velden["aan_tafel"] == "ja"
        partij = Partij.model_validate(velden)
        sleutel = partij.naam.casefold()
        if sleutel in partijen:
            ander = eerste[sleutel].plek("naam").cel
            lezer.meld("partij-dubbel", rij.plek("naam"), staat=partij.naam, ander=ander)
            continue
        partijen[sleutel], eerste[sleutel] = partij, rij
    namen = [partij.naam for partij in partijen.values()]
    per_sleutel = _per_sleutel(lezer, eerste, namen)
    bundels = _bundels(lezer, eerste.values(), per_sleutel, elders)
    lijst = Partijnamen(lezing.kop, namen, per_sleutel, lezing.naamloos, bundels)
    return tuple(partijen.values()), lijst, eerste


def _per_sleutel(
    lezer: Lezer, rijen: Mapping[str, Tabelrij], namen: Sequence[str]
) -> dict[str, str]:
    """The names by their sleutel, and by the abbreviation behind them; reports the names that may
    be one organisation."""
    per_sleutel: dict[str, str] = {}
    sleutels = [(naamsleutel(naam), naam) for naam in namen]
    sleutels += [(naamsleutel(kort), naam) for naam in namen if (kort := afkorting(naam))]
    for sleutel, naam in sleutels:
        eerder = per_sleutel.setdefault(sleutel, naam)
        if eerder != naam:
            plek, ander = (rijen[een.casefold()].plek("naam") for een in (naam, eerder))
            lezer.meld("partij-lijkt-op", plek, staat=naam, naam=eerder, ander=ander.cel)
    return per_sleutel


def _bundels(
    lezer: Lezer, rijen: Iterable[Tabelrij], per_sleutel: Mapping[str, str], elders: _NamenElders
) -> dict[str, Adres]:
    """The cell of each name that stands in one cell with another name; reports those cells."""
    bundels: dict[str, Adres] = {}
    bekend: dict[str, str] = {}
    for rij in rijen:
        getypt = rij.staat("naam")
        if not isinstance(getypt, str) or not heeft_scheiding(getypt):
            continue  # most names
        heel = naamsleutel(getypt)
        regels = regels_in_cel(getypt) if heel not in elders() else []
        bekend = bekend or {**elders.namen, **per_sleutel}
        delen = naamdelen(getypt, bekend)
        namen = [d.naam for d in delen] if all(d.bekend for d in delen) and delen else regels
        if namen:
            plek = rij.plek("naam")
            lezer.meld("partij-meer-namen", plek, aantal=len(namen), namen=namenlijst(namen))
            per_deel = {naamsleutel(naam): plek for naam in namen}
            bundels |= {deel: hier for deel, hier in per_deel.items() if deel not in per_sleutel}
    return bundels


def _relaties(lezer: Lezer, namen: Partijnamen) -> tuple[tuple[Relatie, ...], Collection[str]]:
    relaties: dict[tuple[str, str], Relatie] = {}
    eerste: dict[tuple[str, str], Adres] = {}
    bij_van: set[str] = set()
    for rij in lees_tabel(lezer, "Relaties", namen.per_sleutel.keys).rijen:
        bij_van.update(namen.genoemd(rij, "van"))
        if not {"van", "naar"} <= rij.inhoud.keys():
            lege = [rij.plek(sleutel) for sleutel in ("van", "naar") if sleutel not in rij.inhoud]
            vol = [sleutel for sleutel in ("van", "naar") if sleutel in rij.inhoud]
            if not any(map(lezer.gemeld, lege)) and not any(namen.zoek_beide(rij, v) for v in vol):
                lezer.meld("relatie-onvolledig", lege[0])
            continue
        van, naar = namen.zoek(rij, "van"), namen.zoek(rij, "naar")
        if van is None or naar is None:
            continue
        if van == naar:
            lezer.meld("relatie-met-zichzelf", rij.plek("naar"), staat=van)
        elif (van, naar) in relaties:
            ander = eerste[van, naar].cel
            lezer.meld("relatie-dubbel", rij.plek("van"), staat=f"{van} naar {naar}", ander=ander)
        else:
            velden: dict[str, Any] = {**rij.inhoud, "van": van, "naar": naar}
            if "wederzijds" in velden:
                velden["wederzijds"] = velden["wederzijds"] == "ja"
            relaties[van, naar] = Relatie.model_validate(velden)
            eerste[van, naar] = rij.plek("wederzijds" if "wederzijds" in velden else "van")
    _meld_tegenspraak(lezer, relaties, eerste)
    return tuple(relaties.values()), bij_van


def _meld_tegenspraak(
    lezer: Lezer,
    relaties: Mapping[tuple[str, str], Relatie],
    plekken: Mapping[tuple[str, str], Adres],
) -> None:
    """A row that says that the contact is mutual, or that it is not, while the way back stands
    there too and says something else; what one of them leaves empty differs from nothing. Of two
    such rows the last one is reported."""
    eerder: set[tuple[str, str]] = set()
    for (van, naar), heen in relaties.items():
        eerder.add((van, naar))
        terug = relaties.get((naar, van))
        if terug is None or (terug.wederzijds is not None and (naar, van) not in eerder):
            continue
        paren = ((getattr(heen, v), getattr(terug, v)) for v in ("sterkte", "vertrouwen", "vorm"))
        anders = any(None not in paar and paar[0] != paar[1] for paar in paren)
        if heen.wederzijds is False or (heen.wederzijds and anders):
            ander = plekken[naar, van].cel
            lezer.meld(
                "relatie-tegenspraak", plekken[van, naar], staat=f"{van} naar {naar}", ander=ander
            )


def _agenda(lezer: Lezer, namen: Partijnamen) -> tuple[tuple[Agendapunt, ...], int]:
    agenda, onvolledig = [], 0
    for rij in lees_tabel(lezer, "Agenda").rijen:
        punt = Agendapunt.model_validate(rij.inhoud)
        if punt.trekker and namen.namen:
            namen.zoek(rij, "trekker")
        agenda.append(punt)
        nodig = ("trekker", "eerste_stap", "herijken_op")
        onvolledig += any(_mist(lezer, rij, sleutel) for sleutel in nodig)
    return tuple(agenda), onvolledig
