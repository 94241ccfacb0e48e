"""Say what stands elsewhere, twice or under another heading than it should, before anything is
read: the cause comes before what follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from regio_xl.indeling import Anders, Dubbel, Herkend, Indeling, Vondst, blokken
from regio_xl.indeling.blokken import KENMERKKOPPEN, WAARDE, Blok, stellingblok, tabelblok
from regio_xl.indeling.zoeken import tekstplekken
from regio_xl.inlezen.lezer import Lezer, lijkt_op_kop
from regio_xl.inlezen.opvatten import is_kruisje
from regio_xl.werkboek import Adres, Blad, Celwaarde
from regio_xl.werkboek.cel import als_getal, is_nvt, leeg, toon
from regio_xl.werkboek.tekst import opsomming, sleutel

_HANDVOL = 5
"""So many answers beside the answers may be those of somebody else."""
_ANTWOORDKOPPEN = ("Antwoord", "Nu", "Gewenst")


def meld_plaatsing(lezer: Lezer) -> None:
    """Report tabs that are missing, have another name or stand there twice; blocks that are missing
    or double; headings that are not as they should be."""
    indeling = lezer.indeling
    for tab in blokken.INVOERTABS:
        lezer.eis_tab(tab)
    _meld_koppen(lezer, list(indeling.anders()))
    for blok in _invoerblokken(indeling):
        _meld_blok(lezer, blok)
    for herkend in indeling.herkend:
        reden = _waaraan(herkend, indeling)
        lezer.meld("tab-herkend", Adres(herkend.blad), tab=herkend.tab, reden=reden)
    for (blad, _), groep in groupby(indeling.dubbel, lambda d: (d.ander.blad.naam, d.tab)):
        _meld_kopie(lezer, blad, list(groep))
    for tab in blokken.INVOERTABS[1:]:
        _meld_ernaast(lezer, tab)


def _invoerblokken(indeling: Indeling) -> Iterator[Blok]:
    """The blocks that users fill in, on the tabs that are there."""
    for tabblad in indeling.methode.invoertabs:
        if tabblad.tab in indeling.tabs and tabblad.tab != blokken.START:
            yield stellingblok(tabblad.tab, 0)
            yield from (tabelblok(tabblad.tab, tabel) for tabel in tabblad.tabellen)


def _meld_blok(lezer: Lezer, blok: Blok) -> None:
    vondsten = lezer.indeling.vondsten(blok)
    if not vondsten:
        koppen = ", ".join(blok.koppen[:2])
        plek = _boven_ids(lezer.indeling, blok)
        lezer.meld("blok-ontbreekt", plek, blok=blok.tabelnaam, koppen=koppen)
        return
    eerste = vondsten[0]
    if "Id" in blok.koppen and "Stelling" not in eerste.kolommen:
        mogelijk, suggestie = lijkt_op_kop(eerste, "Stelling")
        plek = mogelijk or eerste.adres(eerste.koprij, "Id")
        lezer.meld("kop-ontbreekt", plek, kop="Stelling", suggestie=suggestie)
    hier = eerste.adres(eerste.koprij, next(iter(eerste.kolommen)))
    for ander in vondsten[1:]:
        plek = ander.adres(ander.koprij, next(iter(ander.kolommen)))
        verschil = _verschil(lezer.indeling, [Dubbel(blok.tab, blok, eerste, ander)])
        naam = hier.cel if ander.blad is eerste.blad else str(hier)
        lezer.meld("blok-dubbel", plek, blok=blok.tabelnaam, ander=naam, verschil=verschil)


def _boven_ids(indeling: Indeling, blok: Blok) -> Adres:
    """The cell above the first id of a block without headings: they belong there. Else the tab."""
    blad = indeling.tabs[blok.tab].blad
    if "Id" in blok.koppen:
        ids = indeling.ids_op(blok.tab)
        plekken = [
            (rij, kolommen[0])
            for per_rij in tekstplekken(blad, ids).values()
            for rij, kolommen in per_rij.items()
        ]
        if plekken and (eerste := min(plekken))[0] > 0:
            return Adres(blad.naam, eerste[0] - 1, eerste[1])
    return Adres(blad.naam)


def _meld_koppen(lezer: Lezer, anders: Iterable[Anders]) -> None:
    """One finding for each row of headings: what was pasted over it, or what stands there now."""
    groepen = groupby(anders, lambda een: (een.blad, een.blok, een.kop.rij, een.kop.overheen))
    for (blad, blok, rij, overheen), groep in groepen:
        koppen = sorted((een.kop for een in groep), key=lambda kop: kop.kolom)
        eerste = koppen[0]
        plek = Adres(blad, rij, eerste.kolom)
        if overheen:
            # Of a table the whole row follows from it, of a statement only this column.
            breed = not blok.endswith("Stellingen")
            for kop in koppen:
                rijen = range(rij, kop.eind)
                lezer.zwijg_over(blad, None if breed else kop.kolom, rijen)
            namen = opsomming(kop.kop for kop in koppen)
            laatste = max((kop.eind - 1, kop.kolom) for kop in koppen)
            lezer.meld(
                "kop-overschreven",
                plek,
                koppen=f"de kop {namen}" if len(koppen) == 1 else f"de koppen {namen}",
                hoort="hoort" if len(koppen) == 1 else "horen",
                blok=blok,
                staat=eerste.staat,
                eind=Adres(blad, *laatste).cel,
            )
            continue
        staat = f'Hier staat "{eerste.staat}".' if eerste.staat else "Deze cel is leeg."
        ook = [f"{kop.kop} in {Adres(blad, rij, kop.kolom).cel}" for kop in koppen[1:]]
        rest = f"Zet ook terug: {opsomming(ook, 10)}." if ook else ""
        if any(k.kop in _ANTWOORDKOPPEN and als_getal(k.staat) is not None for k in koppen):
            rest += " Kijk ook of de antwoorden eronder een rij zijn verschoven."
        lezer.meld("kop-veranderd", plek, staat=staat, kop=eerste.kop, suggestie=rest.strip())


def _waaraan(herkend: Herkend, indeling: Indeling) -> str:
    """By what a tab was known, in words."""
    for blok in herkend.blokken:
        if "Id" in blok.koppen and blok not in (blokken.BORG, blokken.AFWEGEN):
            return f"de stellingen {indeling.ids_op(herkend.tab)[0]} en verder erop staan"
    if herkend.tab in blokken.RESULTAATTABS:
        return "de koppen van dat tabblad erop staan"
    namen = [blok.tabelnaam for blok in herkend.blokken if blok.koppen != KENMERKKOPPEN]
    if not namen:
        return "de regels van dat tabblad erop staan"
    return (
        f"de tabel {namen[0]} erop staat"
        if len(namen) == 1
        else (f"de tabellen {opsomming(namen)} erop staan")
    )


def _meld_kopie(lezer: Lezer, blad: str, kopieen: Sequence[Dubbel]) -> None:
    """A tab of the workbook that holds again what stands on another one."""
    if all(
        een.blok in (blokken.BORG, blokken.AFWEGEN)
        and not any(_cellen(lezer.indeling, een.blok, een.ander).values())
        for een in kopieen
    ):
        return  # nothing of the users' own: a list of questions
    ander = kopieen[0].telt.blad.naam
    raad = "Verwijder een van beide, of maak er twee werkboeken van"
    if not any(_ingevuld(lezer.indeling, een.blok, een.telt) for een in kopieen) and any(
        _ingevuld(lezer.indeling, een.blok, een.ander) for een in kopieen
    ):
        raad = f"Daar is niets ingevuld; zet wat hier staat over naar {ander}"
    verschil = _verschil(lezer.indeling, kopieen)
    lezer.meld("tab-dubbel", Adres(blad), ander=ander, verschil=verschil, raad=raad)


def _verschil(indeling: Indeling, kopieen: Iterable[Dubbel]) -> str:
    """In how many answers and rows two places differ, in words."""
    antwoorden = regels = 0
    for een in kopieen:
        if "Id" in een.blok.koppen or een.blok.koppen == KENMERKKOPPEN:
            telt, ander = (_cellen(indeling, een.blok, v) for v in (een.telt, een.ander))
            antwoorden += sum(telt.get(k, "") != ander.get(k, "") for k in {*telt, *ander})
        else:
            telt_rijen, rijen = (_rijen(v, een.blok) for v in (een.telt, een.ander))
            regels += max((telt_rijen - rijen).total(), (rijen - telt_rijen).total())
    delen = [
        f"{aantal} {woord if aantal == 1 else meer}"
        for aantal, woord, meer in (
            (antwoorden, "antwoord", "antwoorden"),
            (regels, "regel", "regels"),
        )
        if aantal
    ]
    if not delen:
        return "Er staat nu op beide plekken hetzelfde."
    return f"Het verschil: {opsomming(delen)}."


def _ingevuld(indeling: Indeling, blok: Blok, vondst: Vondst) -> bool:
    """Whether users filled in anything in a place of a block."""
    if "Id" in blok.koppen or blok.koppen == KENMERKKOPPEN:
        return any(_cellen(indeling, blok, vondst).values())
    return bool(_rijen(vondst, blok))


def _cellen(indeling: Indeling, blok: Blok, vondst: Vondst) -> dict[tuple[str, str], str]:
    """What users filled in by id or name and heading, as they see it."""
    if blok.koppen == KENMERKKOPPEN:
        namen = vondst.kolom(blok.koppen[0])
        paren = zip(namen, vondst.kolom(WAARDE), strict=True)
        return {(sleutel(naam), WAARDE): toon(waarde) for naam, waarde in paren if not leeg(naam)}
    koppen = blokken.BORG_INVOER if blok == blokken.BORG else _ANTWOORDKOPPEN
    return {
        (id_, kop): toon(vondst.waarde(rijen[0], kop))
        for id_, rijen in indeling.ids_in(vondst, blok).per_id.items()
        for kop in koppen
        if kop in vondst.kolommen
    }


def _rijen(vondst: Vondst, blok: Blok) -> Counter[tuple[str, ...]]:
    """The filled rows of a table, as users see them."""
    cellen = zip(*(vondst.kolom(kop) for kop in blok.koppen), strict=True)
    return Counter(rij for rij in (tuple(map(toon, rij)) for rij in cellen) if any(rij))


def _meld_ernaast(lezer: Lezer, tab: str) -> None:
    """A column of one's own beside the answers, with nothing but answers in it."""
    vondst = lezer.indeling.eerste(stellingblok(tab, 0))
    if vondst is None:
        return
    verwacht = [kop for kop in stellingblok(tab, 0).koppen if kop in _ANTWOORDKOPPEN]
    if not vondst.heeft(verwacht):
        return  # that column may be the one that is missing
    rijen = [rij.rij for rij in lezer.indeling.ids(tab).alle if rij.id is not None]
    gevuld = {
        kolom
        for rij in rijen
        for kolom, waarde in enumerate(vondst.blad.rijen[rij])
        if waarde is not None
    }
    bezet = {
        kolom
        for ander in lezer.indeling.vondsten(stellingblok(tab, 0))
        if ander.koprij == vondst.koprij and ander.blad is vondst.blad
        for kolom in ander.kolommen.values()
    }
    koppen = {sleutel(kop) for kop in vondst.kolommen}
    tellen = [vondst.adres(vondst.koprij, kop).cel for kop in verwacht]
    for kolom in sorted(gevuld - bezet):
        if sleutel(vondst.blad.waarde(vondst.koprij, kolom)) in koppen:
            continue
        aantal = _cijfers((vondst.blad.waarde(rij, kolom) for rij in rijen), lezer)
        if aantal >= _HANDVOL:
            plek = Adres(vondst.blad.naam, vondst.koprij, kolom)
            lezer.meld("kolom-met-antwoorden", plek, aantal=aantal, ander=opsomming(tellen))
    leeg_gelaten = [rij for rij in rijen if not vondst.gevuld(rij, verwacht)]
    if len(leeg_gelaten) >= _HANDVOL:
        _meld_kruisjes(lezer, vondst.blad, leeg_gelaten, sorted(gevuld - bezet), tellen)


def _meld_kruisjes(
    lezer: Lezer, blad: Blad, rijen: Sequence[int], eigen: Sequence[int], tellen: Sequence[str]
) -> None:
    """Answers given as crosses: in columns of one's own, one in each row that has no answer. A
    single column with crosses may well be about something else."""
    plekken = [(rij, k) for rij in rijen for k in eigen if is_kruisje(blad.waarde(rij, k))]
    per_rij = Counter(rij for rij, _ in plekken)
    enkel = [(rij, kolom) for rij, kolom in plekken if per_rij[rij] == 1]
    if len(enkel) >= _HANDVOL and len({kolom for _, kolom in enkel}) > 1:
        plek = Adres(blad.naam, *enkel[0])
        lezer.meld("kruisjes-ernaast", plek, aantal=len(enkel), ander=opsomming(tellen))


def _cijfers(waarden: Iterable[Celwaarde], lezer: Lezer) -> int:
    """How many answers stand in a column; none when anything else does too."""
    aantal = 0
    for waarde in waarden:
        if waarde is None or leeg(waarde):
            continue
        if als_getal(waarde) in (1, 2, 3, 4, 5):
            aantal += 1
        elif not is_nvt(waarde, lezer.methode.algemeen.nvt):
            return 0
    return aantal
