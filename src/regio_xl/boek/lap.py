"""Write values into one worksheet part by changing only the bytes of those cells.

What a cell looks like stays: its style, the attributes of its row, rich text that already says the same. Writing what is
already there changes nothing, so writing twice gives the same bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from operator import itemgetter
from typing import TypeAlias

from regio_xl.boek import Adres, BoekFout, Schrijfwaarde, kolomletters
from regio_xl.boek.bladkaart import Bladkaart, Inhoud, Rij
from regio_xl.boek.boom import Wijziging, pas_toe
from regio_xl.boek.celinhoud import LEEG, Celinhoud, celinhoud, ontsnapt
from regio_xl.boek.deel import bereik, utf8, xmltekst, zonder_attributen
from regio_xl.boek.koppelingen import leg_koppelingen
from regio_xl.boek.rijhoogte import rijhoogte, vaste_hoogte
from regio_xl.boek.sneden import Snede
from regio_xl.boek.teksten import GedeeldeTeksten

_Plek: TypeAlias = tuple[int, int]
_Inhoud: TypeAlias = dict[int, Celinhoud]
"""New contents of a row by column."""

_UITKOMST = re.compile(rb"<(?:[^<>\s/:]+:)?v(?:\s[^<>]*)?>([^<]*)</")
_GEWONE_TAG = re.compile(rb'(<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?)(?: t="[A-Za-z]+")?/?>')
_RIJ_WEG = {b"spans"}
_RIJ_WEG_MET_HOOGTE = {b"spans", b"ht"}
_CEL_WEG = {b"t", b"cm", b"vm", b"ph"}
"""What says something about the old value: its type, its metadata, its furigana."""


def lap(
    xml: bytes, cellen: Mapping[_Plek, Schrijfwaarde], *, blad: str, datum1904: bool = False,
    uitkomsten: Mapping[_Plek, str] | None = None, teksten: GedeeldeTeksten | None = None,
) -> bytes:  # fmt: skip
    """The part with these values in its cells; the same bytes when they were there already.

    ``uitkomsten``: other texts for formulas to show; a cell without a formula is left alone. ``teksten``: the shared texts of
    the workbook, to see whether a cell that points at one says the same already.
    Raises :class:`BoekFout` when one of the cells belongs to a formula or a merged range; nothing is written then.
    """
    bron = utf8(xml)
    nieuw = _lap(bron, cellen, uitkomsten or {}, blad, datum1904, teksten or GedeeldeTeksten(None))
    return xml if nieuw == bron else nieuw


def _lap(
    xml: bytes,
    cellen: Mapping[_Plek, Schrijfwaarde],
    uitkomsten: Mapping[_Plek, str],
    blad: str,
    datum1904: bool,
    teksten: GedeeldeTeksten,
) -> bytes:
    kaart = Bladkaart(xml, cellen.keys() | uitkomsten.keys())
    per_rij = _per_rij(kaart, cellen, datum1904)
    anders = {rij: nieuw for rij, inhoud in per_rij.items() if (nieuw := _anders(kaart, teksten, rij, inhoud))}
    _weiger_onschrijfbaar(kaart, {(rij, kolom) for rij, kolommen in anders.items() for kolom in kolommen}, blad)
    wijzigingen: list[Wijziging] = []
    nieuwe_rijen: list[bytes] = []
    for nummer, kolommen in anders.items():
        rij = kaart.rijen.get(nummer)
        hoogte = rijhoogte(kaart, rij, per_rij[nummer])
        if rij is not None:
            wijzigingen += _wijzig_rij(kaart, rij, nummer, kolommen, hoogte)
            continue
        tekst = _rij(kaart, None, nummer, kolommen, hoogte)
        plek = kaart.plek_voor_rij(nummer)
        if plek is None:
            nieuwe_rijen.append(tekst)
        else:
            wijzigingen.append(Wijziging(plek, plek, tekst))
    if nieuwe_rijen:
        wijzigingen.append(_gevulde_lijst(kaart, nieuwe_rijen))
    wijzigingen += _dimensie(kaart, anders)
    wijzigingen += leg_koppelingen(kaart, cellen)
    wijzigingen += _nieuwe_uitkomsten(kaart, uitkomsten)
    return pas_toe(xml, wijzigingen)


def _per_rij(kaart: Bladkaart, cellen: Mapping[_Plek, Schrijfwaarde], datum1904: bool) -> dict[int, _Inhoud]:
    """The new contents by row and column, both in order, but for cells that are empty and stay so."""
    per_rij: dict[int, _Inhoud] = {}
    for plek, waarde in sorted(cellen.items(), key=itemgetter(0)):
        if waarde is not None:
            per_rij.setdefault(plek[0], {})[plek[1]] = celinhoud(waarde, datum1904=datum1904)
        elif plek in kaart.gevuld:
            per_rij.setdefault(plek[0], {})[plek[1]] = LEEG
    return per_rij


def _anders(kaart: Bladkaart, teksten: GedeeldeTeksten, rij: int, inhoud: _Inhoud) -> _Inhoud:
    """The contents that a row does not hold yet."""
    return {kolom: nieuw for kolom, nieuw in inhoud.items() if not _staat_er_al(kaart.inhoud((rij, kolom)), nieuw, teksten)}


def _nieuwe_uitkomsten(kaart: Bladkaart, uitkomsten: Mapping[_Plek, str]) -> Iterator[Wijziging]:
    """Other texts as the stored results of formulas that gave a text before."""
    for (rij, kolom), tekst in uitkomsten.items():
        soort, _, formule = kaart.inhoud((rij, kolom))
        if formule and soort == "str":
            cel = kaart.rijen[rij].cellen[kolom]
            assert cel.inhoud_einde is not None
            uitkomst = _UITKOMST.search(kaart.xml, cel.inhoud, cel.inhoud_einde)
            if uitkomst is not None:
                yield Wijziging(*uitkomst.span(1), xmltekst(ontsnapt(tekst)).encode())


def _staat_er_al(oud: Inhoud, nieuw: Celinhoud, teksten: GedeeldeTeksten) -> bool:
    if not oud.waarde:
        return nieuw.soort == "leeg"
    if oud.soort == "s":
        return nieuw.soort != "getal" and teksten.tekst(oud.waarde) == nieuw.opgeslagen
    if nieuw.soort == "tekst":
        return oud.soort in ("inlineStr", "str") and oud.waarde == nieuw.opgeslagen
    if nieuw.soort == "leeg" or oud.soort != "n":
        return False
    try:
        return float(oud.waarde) == float(nieuw.opgeslagen)
    except ValueError:
        return False


def _weiger_onschrijfbaar(kaart: Bladkaart, anders: Collection[_Plek], blad: str) -> None:
    bezwaren: dict[str, list[str]] = {}
    eerste: str | None = None
    for plek, reden in _bezwaren(kaart, anders):
        cel = Adres(blad, *plek).cel
        eerste = eerste or cel
        bezwaren.setdefault(reden, []).append(cel)
    if eerste is not None:
        reden = " en ".join(f"{reden} ({_opsomming(cellen)})" for reden, cellen in bezwaren.items())
        raise BoekFout("cel-niet-te-schrijven", reden=reden, blad=blad, cel=eerste)


def _bezwaren(kaart: Bladkaart, anders: Collection[_Plek]) -> Iterator[tuple[_Plek, str]]:
    """The cells that may not be written, in order, each with the reason."""
    samen = _bedekt(kaart.samengevoegd, anders)
    reeks = _bedekt(kaart.reeksen, anders)
    for plek in sorted(anders):
        if plek in reeks or kaart.inhoud(plek).formule:
            yield plek, "er staat een formule"
        elif plek in samen:
            yield plek, "hij hoort bij een samengevoegd bereik"


def _bedekt(bereiken: Collection[tuple[int, int, int, int]], plekken: Collection[_Plek]) -> set[_Plek]:
    """The cells that lie in one of the ranges, but not at its top left."""
    if not bereiken:
        return set()
    kolommen: dict[int, list[int]] = {}
    for rij, kolom in plekken:
        kolommen.setdefault(rij, []).append(kolom)
    rijen = sorted(kolommen)
    return {
        (rij, kolom)
        for r1, k1, r2, k2 in bereiken
        for rij in rijen[bisect_left(rijen, r1) : bisect_right(rijen, r2)]
        for kolom in kolommen[rij]
        if k1 <= kolom <= k2 and (rij, kolom) != (r1, k1)
    }


def _opsomming(cellen: list[str]) -> str:
    return ", ".join(cellen[:5]) + (f" en nog {len(cellen) - 5}" if len(cellen) > 5 else "")


def _wijzig_rij(
    kaart: Bladkaart, rij: Rij, nummer: int, kolommen: Mapping[int, Celinhoud], hoogte: float
) -> Iterator[Wijziging]:
    """Changes inside a row, and the height that it then needs."""
    snede = rij.snede
    if snede.inhoud_einde is None:
        yield Wijziging(snede.begin, snede.einde, _rij(kaart, rij, nummer, kolommen, hoogte))
        return
    yield Wijziging(snede.begin, snede.inhoud, _rijtag(kaart, rij, hoogte))
    for kolom, inhoud in kolommen.items():
        cel = rij.cellen.get(kolom)
        if cel is not None:
            yield Wijziging(cel.begin, cel.einde, _vervangen_cel(kaart, cel, (nummer, kolom), inhoud))
        else:
            volgende = next((c.begin for k, c in rij.cellen.items() if k > kolom), rij.slot)
            yield Wijziging(volgende, volgende, _nieuwe_cel(kaart, rij, (nummer, kolom), inhoud))


def _rijtag(kaart: Bladkaart, rij: Rij, hoogte: float) -> bytes:
    """The start tag of a row that is there, open, with its new height unless somebody set one by hand."""
    tag = kaart.xml[rij.snede.begin : rij.snede.inhoud]
    if vaste_hoogte(rij):
        return zonder_attributen(tag, _RIJ_WEG).removesuffix(b"/>").rstrip(b" >") + b">"
    kaal = zonder_attributen(tag, _RIJ_WEG_MET_HOOGTE).removesuffix(b"/>").rstrip(b" >")
    return kaal + b' ht="%g">' % hoogte


def _rij(kaart: Bladkaart, rij: Rij | None, nummer: int, kolommen: Mapping[int, Celinhoud], hoogte: float) -> bytes:
    """A whole row: a new one, or one that had no cells."""
    naam = kaart.voorvoegsel + b"row"
    tag = b'<%s r="%d" ht="%g">' % (naam, nummer + 1, hoogte) if rij is None else _rijtag(kaart, rij, hoogte)
    cellen = [_nieuwe_cel(kaart, rij, (nummer, kolom), inhoud) for kolom, inhoud in kolommen.items()]
    return b"".join((tag, *cellen, b"</%s>" % naam))


def _vervangen_cel(kaart: Bladkaart, cel: Snede, plek: _Plek, inhoud: Celinhoud) -> bytes:
    gewoon = _GEWONE_TAG.match(kaart.xml, cel.begin, cel.inhoud)
    if gewoon is not None:
        return gewoon[1] + inhoud.xml(kaart.voorvoegsel)
    tag = zonder_attributen(kaart.xml[cel.begin : cel.inhoud], _CEL_WEG)
    if not cel.verwijzing:
        tag = tag.replace(b"<%sc" % kaart.voorvoegsel, b'<%sc r="%s"' % (kaart.voorvoegsel, _verwijzing(plek)), 1)
    return tag.rstrip(b"/>").rstrip() + inhoud.xml(kaart.voorvoegsel)


def _nieuwe_cel(kaart: Bladkaart, rij: Rij | None, plek: _Plek, inhoud: Celinhoud) -> bytes:
    stijl = kaart.stijl(rij, plek[1])
    tag = b'<%sc r="%s"' % (kaart.voorvoegsel, _verwijzing(plek))
    return (tag if stijl is None else tag + f' s="{stijl}"'.encode()) + inhoud.xml(kaart.voorvoegsel)


def _verwijzing(plek: _Plek) -> bytes:
    return f"{kolomletters(plek[1])}{plek[0] + 1}".encode()


def _gevulde_lijst(kaart: Bladkaart, rijen: list[bytes]) -> Wijziging:
    """Rows in a list of rows that closed itself."""
    lijst = kaart.cellenlijst
    tag = kaart.xml[lijst.begin : lijst.inhoud].removesuffix(b"/>").rstrip() + b">"
    return Wijziging(lijst.begin, lijst.einde, b"".join((tag, *rijen, b"</%ssheetData>" % kaart.voorvoegsel)))


def _dimensie(kaart: Bladkaart, anders: Mapping[int, _Inhoud]) -> Iterator[Wijziging]:
    """The used range, made larger where we write outside it; left out when it says nothing sensible."""
    element = kaart.kind("dimension")
    gevuld = [(rij, kolom) for rij, inhoud in anders.items() for kolom, een in inhoud.items() if een.soort != "leeg"]
    if element is None or not gevuld:
        return
    try:
        r1, k1, r2, k2 = bereik(element.attributen.get("ref", ""))
    except BoekFout:
        yield Wijziging(element.begin, element.einde, b"")
        return
    rijen, kolommen = [plek[0] for plek in gevuld], [plek[1] for plek in gevuld]
    ruim = (min(r1, *rijen), min(k1, *kolommen)), (max(r2, *rijen), max(k2, *kolommen))
    if ruim != ((r1, k1), (r2, k2)):
        ref = b":".join(map(_verwijzing, ruim))
        yield Wijziging(element.begin, element.einde, b'<%sdimension ref="%s"/>' % (kaart.voorvoegsel, ref))
