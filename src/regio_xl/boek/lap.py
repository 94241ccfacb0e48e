"""Write values into one worksheet part by changing only the bytes of those cells.

What a cell looks like stays: its style, the attributes of its row, rich text that already says the same. Writing what is
already there changes nothing, so writing twice gives the same bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias
from xml.sax.saxutils import escape

from regio_xl.boek import Adres, BoekFout, Schrijfwaarde, kolomletters
from regio_xl.boek.bladkaart import Bladkaart, Cel, Rij
from regio_xl.boek.boom import Wijziging, pas_toe
from regio_xl.boek.celinhoud import Celinhoud, celinhoud, ontsnapt
from regio_xl.boek.deel import bereik, utf8, zonder_attributen
from regio_xl.boek.koppelingen import leg_koppelingen
from regio_xl.boek.rijhoogte import rijhoogte, vaste_hoogte

_Plek: TypeAlias = tuple[int, int]
_UITKOMST = re.compile(rb"<(?:[^<>\s/:]+:)?v(?:\s[^<>]*)?>([^<]*)</")
_RIJ_WEG = {b"spans"}
_RIJ_WEG_MET_HOOGTE = {b"spans", b"ht"}
_CEL_WEG = {b"t", b"cm", b"vm", b"ph"}
"""What says something about the old value: its type, its metadata, its furigana."""


def lap(
    xml: bytes, cellen: Mapping[_Plek, Schrijfwaarde], *, blad: str, datum1904: bool = False,
    uitkomsten: Mapping[_Plek, str] | None = None,
) -> bytes:  # fmt: skip
    """The part with these values in its cells; the same bytes when they were there already.

    ``uitkomsten``: other texts for formulas to show; a cell without a formula is left alone.
    Raises :class:`BoekFout` when one of the cells belongs to a formula or a merged range; nothing is written then.
    """
    bron = _met_uitkomsten(utf8(xml), uitkomsten or {})
    nieuw = _lap(bron, cellen, blad, datum1904)
    if nieuw == utf8(xml):
        return xml
    if _lap(nieuw, cellen, blad, datum1904) != nieuw:
        msg = f"what was written on {blad!r} does not read back the same"
        raise RuntimeError(msg)
    return nieuw


def _lap(xml: bytes, cellen: Mapping[_Plek, Schrijfwaarde], blad: str, datum1904: bool) -> bytes:
    kaart = Bladkaart(xml, cellen)
    inhoud = {plek: celinhoud(cellen[plek], datum1904=datum1904) for plek in sorted(cellen)}
    anders = {plek: nieuw for plek, nieuw in inhoud.items() if not _staat_er_al(_cel(kaart, plek), nieuw)}
    _weiger_onschrijfbaar(kaart, anders, blad)
    per_rij = {rij: {kolom: inhoud[rij, kolom] for _, kolom in groep} for rij, groep in groupby(inhoud, key=itemgetter(0))}
    wijzigingen: list[Wijziging] = []
    nieuwe_rijen: list[bytes] = []
    for nummer, groep in groupby(anders, key=lambda plek: plek[0]):
        rij = kaart.rijen.get(nummer)
        kolommen = {kolom: anders[nummer, kolom] for _, kolom in groep}
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
    return pas_toe(xml, wijzigingen)


def _met_uitkomsten(xml: bytes, uitkomsten: Mapping[_Plek, str]) -> bytes:
    """The part with these texts as the stored results of formulas that gave a text before."""
    if not uitkomsten:
        return xml
    kaart = Bladkaart(xml, uitkomsten)
    wijzigingen = []
    for plek, tekst in uitkomsten.items():
        cel = _cel(kaart, plek)
        if cel is None or not cel.formule or cel.element.attributen.get("t") != "str" or cel.element.inhoud_einde is None:
            continue
        inhoud = xml[cel.element.inhoud : cel.element.inhoud_einde]
        uitkomst = _UITKOMST.search(inhoud)
        if uitkomst is not None:
            begin, einde = (cel.element.inhoud + plaats for plaats in uitkomst.span(1))
            wijzigingen.append(Wijziging(begin, einde, escape(ontsnapt(tekst)).encode()))
    return pas_toe(xml, wijzigingen)


def _cel(kaart: Bladkaart, plek: _Plek) -> Cel | None:
    rij = kaart.rijen.get(plek[0])
    return None if rij is None else rij.cellen.get(plek[1])


def _staat_er_al(cel: Cel | None, nieuw: Celinhoud) -> bool:
    if cel is None or not cel.waarde:
        return nieuw.soort == "leeg"
    soort = cel.element.attributen.get("t", "n")
    if nieuw.soort == "tekst":
        return soort in ("inlineStr", "str") and cel.waarde == nieuw.opgeslagen
    if nieuw.soort == "leeg" or soort != "n":
        return False
    try:
        return float(cel.waarde) == float(nieuw.opgeslagen)
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
        cel = _cel(kaart, plek)
        if (cel is not None and cel.formule) or plek in reeks:
            yield plek, "er staat een formule"
        elif plek in samen:
            yield plek, "hij hoort bij een samengevoegd bereik"


def _bedekt(bereiken: Collection[tuple[int, int, int, int]], plekken: Collection[_Plek]) -> set[_Plek]:
    """The cells that lie in one of the ranges, but not at its top left."""
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
    element = rij.element
    if element.inhoud_einde is None:
        yield Wijziging(element.begin, element.einde, _rij(kaart, rij, nummer, kolommen, hoogte))
        return
    yield Wijziging(element.begin, element.inhoud, _rijtag(kaart, rij, hoogte))
    for kolom, inhoud in kolommen.items():
        cel = rij.cellen.get(kolom)
        if cel is not None:
            yield Wijziging(cel.element.begin, cel.element.einde, _vervangen_cel(kaart, cel, (nummer, kolom), inhoud))
        else:
            volgende = next((c.element.begin for k, c in rij.cellen.items() if k > kolom), element.inhoud_einde)
            yield Wijziging(volgende, volgende, _nieuwe_cel(kaart, rij, (nummer, kolom), inhoud))


def _rijtag(kaart: Bladkaart, rij: Rij, hoogte: float) -> bytes:
    """The start tag of a row that is there, open, with its new height unless somebody set one by hand."""
    tag = kaart.xml[rij.element.begin : rij.element.inhoud]
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


def _vervangen_cel(kaart: Bladkaart, cel: Cel, plek: _Plek, inhoud: Celinhoud) -> bytes:
    tag = zonder_attributen(kaart.xml[cel.element.begin : cel.element.inhoud], _CEL_WEG)
    if "r" not in cel.element.attributen:
        tag = tag.replace(b"<%sc" % kaart.voorvoegsel, b'<%sc r="%s"' % (kaart.voorvoegsel, _verwijzing(plek)), 1)
    return _celtekst(kaart, tag.rstrip(b"/>").rstrip(), inhoud)


def _nieuwe_cel(kaart: Bladkaart, rij: Rij | None, plek: _Plek, inhoud: Celinhoud) -> bytes:
    stijl = kaart.stijl(rij, plek[1])
    tag = b'<%sc r="%s"' % (kaart.voorvoegsel, _verwijzing(plek))
    return _celtekst(kaart, tag if stijl is None else tag + f' s="{stijl}"'.encode(), inhoud)


def _celtekst(kaart: Bladkaart, tag: bytes, inhoud: Celinhoud) -> bytes:
    soort, kinderen = inhoud.xml(kaart.voorvoegsel)
    return tag + soort + (b">" + kinderen + b"</%sc>" % kaart.voorvoegsel if kinderen else b"/>")


def _verwijzing(plek: _Plek) -> bytes:
    return f"{kolomletters(plek[1])}{plek[0] + 1}".encode()


def _gevulde_lijst(kaart: Bladkaart, rijen: list[bytes]) -> Wijziging:
    """Rows in a list of rows that closed itself."""
    lijst = kaart.cellenlijst
    tag = kaart.xml[lijst.begin : lijst.inhoud].removesuffix(b"/>").rstrip() + b">"
    return Wijziging(lijst.begin, lijst.einde, b"".join((tag, *rijen, b"</%ssheetData>" % kaart.voorvoegsel)))


def _dimensie(kaart: Bladkaart, anders: Mapping[_Plek, Celinhoud]) -> Iterator[Wijziging]:
    """The used range, made larger where we write outside it; left out when it says nothing sensible."""
    element = kaart.kind("dimension")
    gevuld = [plek for plek, inhoud in anders.items() if inhoud.soort != "leeg"]
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
