"""Whether the parts of the method fit together: what one file names must stand in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from regio_xl.methode import tabnamen
from regio_xl.methode.adviezen import BEREIK
from regio_xl.methode.afwegen import MEESTE_PER_PAAR, PAREN, paarletters
from regio_xl.methode.elementen import MethodeFout, Methodemodel, Voorwaarde
from regio_xl.methode.model import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN

MEESTE_TEKENS_KEUZELIJST = 255  # of a list that stands in the validation itself: a limit of Excel


def controleer_samenhang(methode: Methode) -> None:
    """Raise :class:`MethodeFout` with file and key for the first thing that does not fit."""
    bestand = _bestand_per_id(methode)
    ids = Counter(naam for naam, item in methode.herleidbaar() if hasattr(item, "id"))
    for naam, aantal in ids.items():
        if aantal > 1:
            raise MethodeFout(
                bestand[naam],
                naam,
                f"dit id komt {aantal} keer voor; elk id hoort bij één onderdeel",
            )
    if tuple(p.id for p in methode.algemeen.perspectieven) != PERSPECTIEVEN:
        raise MethodeFout(
            "methode.toml", "perspectieven", f"verwacht precies {', '.join(PERSPECTIEVEN)}"
        )
    _groepen(methode, bestand)
    _afwegingen(methode)
    _keuzelijsten(methode)
    _opgaveregels(methode)
    _netwerkregels(methode)
    _patronen(methode)
    _kengetallen(methode)
    _agendatekens(methode)
    for bestandsnaam, id_, voorwaarden in _met_voorwaarden(methode, bestand):
        for voorwaarde in voorwaarden:
            _voorwaarde(methode, bestandsnaam, id_, voorwaarde)
    wegwijzers = {wegwijzer.id for wegwijzer in methode.wegwijzers}
    for handreiking in methode.handreikingen:
        if handreiking.wegwijzer is not None and handreiking.wegwijzer not in wegwijzers:
            reden = f"de wegwijzer '{handreiking.wegwijzer}' staat niet in wegwijzers.toml"
            raise MethodeFout(bestand[handreiking.id], handreiking.id, reden)


def _bestand_per_id(methode: Methode) -> dict[str, str]:
    """In which file each item with an id stands."""
    delen: dict[str, tuple[Any, ...]] = {
        "methode.toml": methode.algemeen.perspectieven,
        "opgave.toml": methode.opgave.stellingen,
        "netwerk.toml": methode.netwerk.stellingen,
        "perspectief.toml": methode.perspectief.stellingen,
        "weefsel.toml": (*methode.weefsel.stellingen, *methode.weefsel.patronen),
        "indicatoren.toml": methode.indicatoren,
        "afwegen.toml": methode.afwegen,
        "signalen.toml": methode.signalen,
        "borg_en_verbind.toml": methode.borg_en_verbind.punten,
        "wegwijzers.toml": methode.wegwijzers,
        "handreikingen": methode.handreikingen,
        "leiderschap.toml": methode.leiderschap,
        "uitlegpunten.toml": methode.uitlegpunten,
    }
    return {item.id: bestand for bestand, items in delen.items() for item in items}


def _groepen(methode: Methode, bestand: dict[str, str]) -> None:
    groepen = {groep.id for groep in methode.algemeen.groepen}
    for bewijs in (*methode.kansrijk, *methode.afweegbewijs, *methode.perspectief.stellingen):
        if bewijs.groep not in groepen:
            raise MethodeFout(
                bestand[bewijs.id],
                bewijs.id,
                f"de groep '{bewijs.groep}' staat niet in methode.toml",
            )


def _afwegingen(methode: Methode) -> None:
    """A paired choice is between two perspectives that its id names. There are none, or of every
    pair as many as are asked."""
    for afweging in methode.afwegen:
        reden = None
        een, ander = (kant.perspectief for kant in afweging.kanten)
        if een == ander:
            reden = "links en rechts zijn hetzelfde perspectief"
        elif afweging.id[4:6] != paarletters(afweging.paar):
            reden = f"in dit id horen de letters {paarletters(afweging.paar)}"
        elif len(methode.afwegen_per_paar[afweging.paar]) > MEESTE_PER_PAAR:
            reden = f"een paar heeft hoogstens {MEESTE_PER_PAAR} afwegingen"
        if reden:
            raise MethodeFout("afwegen.toml", afweging.id, reden)
    for paar in PAREN if methode.afwegen else ():
        if paar not in methode.afwegen_per_paar:
            reden = f"tussen {' en '.join(paar)} staat geen afweging"
            raise MethodeFout("afwegen.toml", "afwegen", reden)


def _keuzelijsten(methode: Methode) -> None:
    """Every list of choices fits in a drop-down list of Excel, which parts them by commas and holds
    255 characters."""
    for bestand, sleutel, keuzes in _alle_keuzelijsten(methode):
        met_komma = next((keuze for keuze in keuzes if "," in keuze), None)
        if met_komma is not None:
            raise MethodeFout(
                bestand,
                sleutel,
                f"in een keuzelijst van Excel past geen komma, en '{met_komma}' heeft er een",
            )
        lengte = len(",".join(keuzes))
        if lengte > MEESTE_TEKENS_KEUZELIJST:
            meeste = MEESTE_TEKENS_KEUZELIJST
            reden = f"een keuzelijst van Excel is hoogstens {meeste} tekens lang, en deze {lengte}"
            raise MethodeFout(bestand, sleutel, reden)


def _alle_keuzelijsten(methode: Methode) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every drop-down list of the workbook, with the file and the key where its choices stand."""
    yield "methode.toml", "nvt", (*"12345", methode.algemeen.nvt)
    yield "borg_en_verbind.toml", "statussen", methode.borg_en_verbind.statussen
    for tab in methode.invoertabs:
        bestand = f"{tab.tab.lower()}.toml"
        for kenmerk in tab.kenmerken:
            yield bestand, f"kenmerken[{kenmerk.sleutel}].keuzes", kenmerk.keuzes
        for tabel in tab.tabellen:
            for kolom in tabel.kolommen:
                yield (
                    bestand,
                    f"tabellen[{tabel.naam}].kolommen[{kolom.sleutel}].keuzes",
                    kolom.keuzes,
                )


def _opgaveregels(methode: Methode) -> None:
    """What the limits of Opgave name must exist: the group of evidence, and choices of a field or a
    column of the agenda."""
    regels = methode.opgave.regels
    if regels.groep_gedeeld not in {groep.id for groep in methode.algemeen.groepen}:
        reden = f"de groep '{regels.groep_gedeeld}' staat niet in methode.toml"
        raise MethodeFout("opgave.toml", "regels.groep_gedeeld", reden)
    velden = {kenmerk.sleutel: kenmerk.keuzes for kenmerk in methode.opgave.kenmerken}
    _keuzes_bestaan("opgave.toml", regels.keuzes, velden | methode.keuzes_per_kolom("Agenda"))


def _netwerkregels(methode: Methode) -> None:
    """What the limits of Netwerk name must exist: statements of Weefsel, and choices of a column of
    Partijen or Relaties."""
    regels = methode.netwerk.regels
    stellingen = {stelling.id for stelling in methode.weefsel.stellingen}
    for sleutel, ids in (
        ("nieuwe_partij", (regels.nieuwe_partij,)),
        ("zelfde_aanpak", regels.zelfde_aanpak),
    ):
        for id_ in ids:
            if id_ not in stellingen:
                raise MethodeFout(
                    "netwerk.toml", f"regels.{sleutel}", f"'{id_}' is geen stelling van Weefsel"
                )
    kolommen = methode.keuzes_per_kolom("Partijen") | methode.keuzes_per_kolom("Relaties")
    _keuzes_bestaan("netwerk.toml", regels.keuzes, kolommen)


def _keuzes_bestaan(
    bestand: str, regels: Methodemodel, keuzes: Mapping[str, tuple[str, ...]]
) -> None:
    """Every choice with a meaning stands in the list of its field or column: the first word of its
    key."""
    for sleutel, genoemd in regels:
        kolom = sleutel.partition("_")[0]
        for keuze in genoemd:
            if keuze not in keuzes.get(kolom, ()):
                reden = f"de keuze '{keuze}' staat niet in de keuzelijst '{kolom}'"
                raise MethodeFout(bestand, f"regels.keuzes.{sleutel}", reden)


def _patronen(methode: Methode) -> None:
    meetbaar = {
        "structuur",
        "personen",
        "weefsel",
        "richting",
        *(s.id for s in methode.weefsel.stellingen),
    }
    for patroon in methode.weefsel.patronen:
        for voorwaarde in patroon.voorwaarden:
            if voorwaarde.meet not in meetbaar:
                raise MethodeFout(
                    "weefsel.toml",
                    patroon.id,
                    f"'{voorwaarde.meet}' is geen score of stelling van Weefsel",
                )


def _kengetallen(methode: Methode) -> None:
    plekken = {tabnamen.ADVIES, tabnamen.BORG_EN_VERBIND, *(tab.tab for tab in methode.invoertabs)}
    plekken |= {tabel.naam for tab in methode.invoertabs for tabel in tab.tabellen}
    plekken |= {
        f"{tab.tab}.{kenmerk.sleutel}" for tab in methode.invoertabs for kenmerk in tab.kenmerken
    }
    ids = Counter(kengetal.id for kengetal in methode.kengetallen)
    for kengetal in methode.kengetallen:
        reden = None
        if ids[kengetal.id] > 1:
            reden = f"dit kengetal komt {ids[kengetal.id]} keer voor"
        elif kengetal.plek not in plekken:
            reden = f"'{kengetal.plek}' is geen tab, geen tabel en geen veld (Tab.sleutel)"
        elif (kengetal.eenheid == "vlag") == ("{waarde}" in kengetal.zin):
            reden = "zet het gat voor de waarde in de zin, behalve bij een vlag"
        elif (kengetal.eenheid == "vlag") != bool(kengetal.niet):
            reden = "alleen een vlag heeft een zin bij niet, en die moet er dan zijn"
        if reden:
            raise MethodeFout("kengetallen.toml", kengetal.id, reden)


def _agendatekens(methode: Methode) -> None:
    keuzes = methode.keuzes_per_kolom("Agenda")
    for teken in methode.agendatekens:
        if teken.keuze not in keuzes.get(teken.kolom, ()):
            reden = (
                f"de keuze '{teken.keuze}' staat niet bij de kolom '{teken.kolom}' "
                "van de tabel Agenda"
            )
            raise MethodeFout("agendatekens.toml", teken.naam, reden)


def _met_voorwaarden(
    methode: Methode, bestand: dict[str, str]
) -> Iterator[tuple[str, str, tuple[Voorwaarde, ...]]]:
    for wegwijzer in methode.wegwijzers:
        yield bestand[wegwijzer.id], wegwijzer.id, wegwijzer.toetsen
    for handreiking in methode.handreikingen:
        yield bestand[handreiking.id], handreiking.id, handreiking.voorwaarden
    for signaal in methode.signalen:
        yield bestand[signaal.id], signaal.id, signaal.voorwaarden
    for leiderschap in methode.leiderschap:
        yield bestand[leiderschap.id], leiderschap.id, leiderschap.voorwaarden


def _voorwaarde(methode: Methode, bestand: str, id_: str, voorwaarde: Voorwaarde) -> None:
    """A condition names a figure that exists, and asks for values that it can have."""
    if voorwaarde.meet not in methode.meetbaar:
        raise MethodeFout(
            bestand, id_, f"'{voorwaarde.meet}' is geen bekend kengetal en geen stelling"
        )
    laagste, hoogste = BEREIK[methode.meetbaar[voorwaarde.meet]]
    onder = laagste if voorwaarde.min is None else voorwaarde.min
    boven = hoogste if voorwaarde.max is None else voorwaarde.max
    if voorwaarde.min is None and voorwaarde.max is None:
        raise MethodeFout(bestand, id_, f"'{voorwaarde.meet}' heeft geen min en geen max")
    if (
        (boven is not None and onder > boven)
        or (hoogste is not None and onder > hoogste)
        or (boven or 0) < laagste > 0
    ):
        raise MethodeFout(
            bestand, id_, f"'{voorwaarde.meet}' kan nooit tussen {onder:g} en {boven or 0:g} liggen"
        )
