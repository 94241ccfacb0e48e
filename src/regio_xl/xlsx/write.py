"""Write values into one worksheet part by changing only the bytes of those cells.

What a cell looks like stays: its style, the attributes of its row, rich text that already says the
same. Writing what is already there changes nothing, so writing twice gives the same bytes. Links of
ours point at a cell of the same workbook; those of users stay, except on the cells we write. Excel
keeps the height it stored and LibreOffice does not fit rows to text that a program wrote, so the
height of a row is written too, unless a user set it by hand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

from regio_xl.werkboek import Adres, BoekFout, Koppeling, Schrijfwaarde, kolomletters
from regio_xl.werkboek.tekstmaat import celregels
from regio_xl.xlsx.rows import Rij
from regio_xl.xlsx.sheet import Bladkaart, Inhoud
from regio_xl.xlsx.values import Celinhoud, GedeeldeTeksten, celinhoud, celrest, ontsnapt
from regio_xl.xlsx.xml import Element, Wijziging, bereik, lokaal, pas_toe, utf8, xmltekst, xmlwaarde

_ERVOOR = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations",
)  # fmt: skip


def leg_koppelingen(
    kaart: Bladkaart, cellen: Mapping[tuple[int, int], Schrijfwaarde]
) -> Iterator[Wijziging]:
    """Changes that give every written cell the link it should have, and no other."""
    bestaand: dict[tuple[int, int], list[Element]] = {}
    for koppeling in kaart.koppelingen:
        plek = _een_cel(koppeling)
        if plek is not None and plek in cellen:
            bestaand.setdefault(plek, []).append(koppeling)
    weg: list[Element] = []
    erbij: list[bytes] = []
    for plek in sorted(
        bestaand.keys() | {plek for plek, waarde in cellen.items() if isinstance(waarde, Koppeling)}
    ):
        oud, nieuw = bestaand.get(plek, []), cellen[plek]
        if not isinstance(nieuw, Koppeling):
            weg += oud
        elif len(oud) != 1 or not _zelfde(oud[0], nieuw):
            weg += oud
            erbij.append(_element(kaart.voorvoegsel, plek, nieuw))
    lijst = kaart.kind("hyperlinks")
    if lijst is None or lijst.inhoud_einde is None:
        yield from _nieuwe_lijst(kaart, lijst, erbij)
    elif weg and not erbij and len(weg) == len(kaart.koppelingen):
        yield Wijziging(lijst.begin, lijst.einde, b"")
    else:
        yield from (Wijziging(element.begin, element.einde, b"") for element in weg)
        if erbij:
            yield Wijziging(lijst.inhoud_einde, lijst.inhoud_einde, b"".join(erbij))


def _nieuwe_lijst(
    kaart: Bladkaart, leeg: Element | None, erbij: list[bytes]
) -> Iterator[Wijziging]:
    if not erbij:
        return
    naam = kaart.voorvoegsel + b"hyperlinks"
    begin = kaart.plek_na(_ERVOOR) if leeg is None else leeg.begin
    einde = begin if leeg is None else leeg.einde
    yield Wijziging(begin, einde, b"".join((b"<%s>" % naam, *erbij, b"</%s>" % naam)))


def _een_cel(koppeling: Element) -> tuple[int, int] | None:
    """The one cell a link belongs to; None for a link over a range."""
    try:
        r1, k1, r2, k2 = bereik(koppeling.attributen.get("ref", ""))
    except BoekFout:
        return None
    return (r1, k1) if (r1, k1) == (r2, k2) else None


def _doel(koppeling: Koppeling) -> str:
    doel = str(koppeling.doel)
    return doel if koppeling.doel.cel else f"{doel}!A1"


def _zelfde(oud: Element, nieuw: Koppeling) -> bool:
    """Whether a link is ours already; other programs leave out what it shows or add a tip."""
    attributen = {lokaal(naam): waarde for naam, waarde in oud.attributen.items()}
    getoond = attributen.get("display", ontsnapt(nieuw.tekst))
    return (
        "id" not in attributen
        and attributen.get("location") == _doel(nieuw)
        and getoond == ontsnapt(nieuw.tekst)
    )


def _element(voorvoegsel: bytes, plek: tuple[int, int], koppeling: Koppeling) -> bytes:
    naam = voorvoegsel.decode()
    ref = f"{kolomletters(plek[1])}{plek[0] + 1}"
    getoond = xmlwaarde(ontsnapt(koppeling.tekst))
    return f'<{naam}hyperlink ref="{ref}" location={xmlwaarde(_doel(koppeling))} display={getoond}/>'.encode()


HOOGSTE = 409.5
"""Points; Excel takes no higher row."""
REGEL, LUCHT = 15, 6
"""Points of one line of text of 11 points, and of the room above and below."""


def rijhoogte(kaart: Bladkaart, rij: Rij | None, inhoud: Mapping[int, Celinhoud]) -> float:
    """Height in points for a row with these contents by column; no less than it was when it holds
    more than ours."""
    regels = 1
    for kolom, een in inhoud.items():
        if isinstance(een, str):
            regels = max(regels, celregels(een, kaart.breedte(kolom)))
    nodig = min(float(REGEL * regels + LUCHT), HOOGSTE)
    return max(nodig, _huidige(rij)) if rij is not None and _houdt_meer(rij, inhoud) else nodig


def _houdt_meer(rij: Rij, onze: Collection[int]) -> bool:
    return any(cel.inhoud is not None for kolom, cel in rij.cellen.items() if kolom not in onze)


def _huidige(rij: Rij) -> float:
    try:
        hoogte = float(rij.kop.attributen.get("ht", "0"))
    except ValueError:
        return 0.0
    return hoogte if 0 <= hoogte <= HOOGSTE else 0.0


_Plek: TypeAlias = tuple[int, int]
_Inhoud: TypeAlias = dict[int, Celinhoud]
"""New contents of a row by column."""

_UITKOMST = re.compile(rb"<(?:[^<>\s/:]+:)?v(?:\s[^<>]*)?>([^<]*)</")


def lap(
    xml: bytes, cellen: Mapping[_Plek, Schrijfwaarde], *, blad: str, datum1904: bool = False,
    uitkomsten: Mapping[_Plek, str] | None = None, teksten: GedeeldeTeksten | None = None,
) -> bytes:  # fmt: skip
    """The part with these values in its cells; the same bytes when they were there already.

    ``uitkomsten``: other texts for formulas to show; a cell without a formula is left alone.
    ``teksten``: the shared texts of the workbook, to see whether a cell that points at one says the
    same already. Raises :class:`BoekFout` when one of the cells belongs to a formula or a merged
    range; nothing is written then.
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
    kaart = Bladkaart(xml, cellen.keys() | uitkomsten.keys() if uitkomsten else cellen.keys())
    per_rij = _per_rij(kaart, cellen, datum1904)
    anders = {
        rij: nieuw
        for rij, inhoud in per_rij.items()
        if (nieuw := _anders(kaart, teksten, rij, inhoud))
    }
    _weiger_onschrijfbaar(
        kaart, {(rij, kolom) for rij, kolommen in anders.items() for kolom in kolommen}, blad
    )
    getoond = _nieuwe_uitkomsten(kaart, uitkomsten)
    wijzigingen: list[Wijziging] = []
    nieuwe_rijen: list[bytes] = []
    for nummer in sorted(anders.keys() | getoond.keys()):
        rij, kolommen = kaart.rijen.get(nummer), anders.get(nummer, {})
        tekst = _rij(kaart, rij, nummer, kolommen, getoond.get(nummer, {}), per_rij.get(nummer, {}))
        plek = kaart.plek_voor_rij(nummer) if rij is None else rij.begin
        if plek is None:
            nieuwe_rijen.append(tekst)
        else:
            wijzigingen.append(Wijziging(plek, plek if rij is None else rij.einde, tekst))
    if nieuwe_rijen:
        wijzigingen.append(_gevulde_lijst(kaart, nieuwe_rijen))
    wijzigingen += _dimensie(kaart, anders)
    wijzigingen += leg_koppelingen(kaart, cellen)
    return pas_toe(xml, wijzigingen)


def _per_rij(
    kaart: Bladkaart, cellen: Mapping[_Plek, Schrijfwaarde], datum1904: bool
) -> dict[int, _Inhoud]:
    """The new contents by row and column, but for cells that are empty and stay so."""
    per_rij: defaultdict[int, _Inhoud] = defaultdict(dict)
    gevuld = kaart.gevuld
    for plek, waarde in cellen.items():
        if waarde is not None or plek in gevuld:
            rij, kolom = plek
            per_rij[rij][kolom] = celinhoud(waarde, datum1904=datum1904)
    return per_rij


def _anders(kaart: Bladkaart, teksten: GedeeldeTeksten, rij: int, inhoud: _Inhoud) -> _Inhoud:
    """The contents that a row does not hold yet."""
    oud = kaart.gevuld
    return {
        k: nieuw
        for k, nieuw in inhoud.items()
        if (rij, k) not in oud or not _staat_er_al(oud[rij, k], nieuw, teksten)
    }


def _nieuwe_uitkomsten(
    kaart: Bladkaart, uitkomsten: Mapping[_Plek, str]
) -> dict[int, dict[int, bytes]]:
    """By row and column the cells whose formula gave a text before, with another text as its stored
    result."""
    per_rij: dict[int, dict[int, bytes]] = {}
    for (rij, kolom), tekst in uitkomsten.items():
        soort, _, formule = kaart.inhoud((rij, kolom))
        if formule and soort == "str":
            cel = kaart.rijen[rij].cellen[kolom]
            assert cel.inhoud is not None
            begin, inhoud, slot = cel.heel.rpartition(cel.inhoud)
            uitkomst = _UITKOMST.search(inhoud)
            if uitkomst is not None:
                van, tot = uitkomst.span(1)
                nieuw = xmltekst(ontsnapt(tekst)).encode()
                per_rij.setdefault(rij, {})[kolom] = b"".join(
                    (begin, inhoud[:van], nieuw, inhoud[tot:], slot)
                )
    return per_rij


def _staat_er_al(oud: Inhoud, nieuw: Celinhoud, teksten: GedeeldeTeksten) -> bool:
    if not oud.waarde:
        return nieuw is None
    if oud.soort == "s":
        return not isinstance(nieuw, bytes) and teksten.tekst(oud.waarde) == (nieuw or "")
    if isinstance(nieuw, str):
        return oud.soort in ("inlineStr", "str") and oud.waarde == nieuw
    if nieuw is None or oud.soort != "n":
        return False
    try:
        return float(oud.waarde) == float(nieuw)
    except ValueError:
        return False


def _weiger_onschrijfbaar(kaart: Bladkaart, anders: Collection[_Plek], blad: str) -> None:
    bezwaren: dict[str, list[str]] = {}
    eerste: Adres | None = None
    for plek, reden in _bezwaren(kaart, anders):
        adres = Adres(blad, *plek)
        eerste = eerste or adres
        bezwaren.setdefault(reden, []).append(adres.cel)
    if eerste is not None:
        reden = " en ".join(f"{reden} ({_opsomming(cellen)})" for reden, cellen in bezwaren.items())
        raise BoekFout("cel-niet-te-schrijven", eerste, reden=reden)


def _bezwaren(kaart: Bladkaart, anders: Collection[_Plek]) -> Iterator[tuple[_Plek, str]]:
    """The cells that may not be written, in order, each with the reason."""
    formules = {plek for plek, inhoud in kaart.gevuld.items() if inhoud.formule} | _bedekt(
        kaart.reeksen, anders
    )
    for plek in sorted((formules | _bedekt(kaart.samengevoegd, anders)).intersection(anders)):
        yield (
            plek,
            "er staat een formule" if plek in formules else "hij hoort bij een samengevoegd bereik",
        )


def _bedekt(
    bereiken: Collection[tuple[int, int, int, int]], plekken: Collection[_Plek]
) -> set[_Plek]:
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


def _rij(
    kaart: Bladkaart,
    rij: Rij | None,
    nummer: int,
    anders: Mapping[int, Celinhoud],
    getoond: Mapping[int, bytes],
    onze: Mapping[int, Celinhoud],
) -> bytes:
    """A whole row: a new one, or one that is there with other cells, and as high as what we put in
    it needs.

    ``anders``: new contents by column; ``getoond``: whole cells; ``onze``: all that we have in this
    row, changed or not.
    """
    er_al = {} if rij is None else rij.cellen
    cellen = {kolom: cel.heel for kolom, cel in er_al.items()}
    cellen.update(getoond)
    for kolom, inhoud in anders.items():
        begin = er_al[kolom].begin if kolom in er_al else _nieuw_begin(kaart, rij, nummer, kolom)
        cellen[kolom] = begin + celrest(inhoud, kaart.voorvoegsel)
    tag = rij.kop.tag if rij is not None and not anders else _rijtag(kaart, rij, nummer, onze)
    staart = (rij.staart if rij is not None else b"") or b"</%srow>" % kaart.voorvoegsel
    return b"".join((tag, *map(cellen.__getitem__, sorted(cellen)), staart))


def _rijtag(kaart: Bladkaart, rij: Rij | None, nummer: int, onze: Mapping[int, Celinhoud]) -> bytes:
    """The start tag of a row, open, with its new height unless somebody set one by hand."""
    if rij is not None and rij.kop.vaste_hoogte:
        return rij.kop.begin + b">"
    begin = b'<%srow r="%d"' % (kaart.voorvoegsel, nummer + 1) if rij is None else rij.kop.begin
    return b'%s ht="%g">' % (begin, rijhoogte(kaart, rij, onze))


def _nieuw_begin(kaart: Bladkaart, rij: Rij | None, nummer: int, kolom: int) -> bytes:
    """How a cell begins that was not there."""
    stijl = kaart.stijl(rij, kolom)
    opmaak = "" if stijl is None else f' s="{stijl}"'
    return f'<{kaart.voorvoegsel.decode()}c r="{kolomletters(kolom)}{nummer + 1}"{opmaak}'.encode()


def _verwijzing(plek: _Plek) -> bytes:
    return f"{kolomletters(plek[1])}{plek[0] + 1}".encode()


def _gevulde_lijst(kaart: Bladkaart, rijen: list[bytes]) -> Wijziging:
    """Rows in a list of rows that closed itself."""
    lijst = kaart.cellenlijst
    tag = kaart.xml[lijst.begin : lijst.inhoud].removesuffix(b"/>").rstrip() + b">"
    return Wijziging(
        lijst.begin, lijst.einde, b"".join((tag, *rijen, b"</%ssheetData>" % kaart.voorvoegsel))
    )


def _dimensie(kaart: Bladkaart, anders: Mapping[int, _Inhoud]) -> Iterator[Wijziging]:
    """The used range, made larger where we write outside it; left out when it says nothing
    sensible."""
    element = kaart.kind("dimension")
    gevuld = [
        (rij, kolom)
        for rij, inhoud in anders.items()
        for kolom, een in inhoud.items()
        if een is not None
    ]
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
        yield Wijziging(
            element.begin, element.einde, b'<%sdimension ref="%s"/>' % (kaart.voorvoegsel, ref)
        )
