"""What in a result block is not ours: text that a user put in its cells.

Three things tell. A line of ours has a number, a place, a set word or a text of the method in some
of its columns. What stands in a row that looks like no line of ours is not ours. And as long as the
answers are the same, we know what we wrote. With other answers a text that a user put over another
one of ours cannot be told from it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from regio_xl.bevindingen import VOLGORDE
from regio_xl.indeling import blokken
from regio_xl.indeling.blokken import Blok
from regio_xl.tabs.blokrijen import NIET_TE_VINDEN, Blokrijen, is_losse_zin
from regio_xl.tabs.lijsten import LIJSTEN, Lijstrij, Zekerheid
from regio_xl.tabs.methodeteksten import Methodeteksten
from regio_xl.tabs.vergelijken import CELPLAATS, celtekst, zegt_iets_anders
from regio_xl.werkboek import Celwaarde, Schrijfwaarde
from regio_xl.werkboek.cel import als_getal, leeg, toon
from regio_xl.werkboek.tekst import sleutel

_WOORD = re.compile(r"\w{4,}")
_DEEL = 4
"""A text may be another one reworded when they share one word in so many."""
_NAMEN = {"Perspectief", "Positie", "Naam bij stip", "Naam bij vak"}
_GETALKOPPEN = {
    kop
    for blok in (blokken.SCORES, blokken.POSITIES, blokken.STIPPEN, blokken.VAKKEN, blokken.LIJNEN)
    for kop in blok.koppen
    if kop not in _NAMEN
} | {"Punten", "Wordt", "Invloed", "Betrokkenheid", "Contacten"}
_PLEKKOPPEN = {"Ga naar", "Kijk op"}
_WOORDEN: Mapping[str, Collection[str]] = {
    "Brug": {"ja"},
    "Ernst": set(VOLGORDE),
    "Staat": {sleutel(regel) for regel in blokken.WEGWIJZERTELLING.regels},
}
_VRIJE_KOPPEN = {
    blokken.KANTELPUNT.koppen[1], blokken.HELPT.koppen[1], *blokken.WAT_OPVALT.koppen,
    "Partij", "Los zonder deze partij", "Punt van de agenda",
    "Wegwijzer", "Wat je kunt doen", "Handreiking", "Zo pak je het aan", "Bron",
}  # fmt: skip
"""Sentences and names that stay with their line as long as the answers are the same."""
_REDENKOPPEN = {blokken.VOOR.koppen[1], blokken.TEGEN.koppen[1]}


def past(kop: str, cel: Celwaarde, teksten: Methodeteksten) -> bool:
    """Whether we could have written this under a heading."""
    tekst = toon(cel)
    if kop in _GETALKOPPEN:
        return als_getal(cel) is not None
    if kop in _PLEKKOPPEN:
        return bool(CELPLAATS.fullmatch(tekst)) or tekst in (*blokken.TABS, NIET_TE_VINDEN)
    if kop in _REDENKOPPEN:
        return "Dat pleit" in tekst or is_losse_zin([cel])
    if kop in _WOORDEN:
        return sleutel(tekst) in _WOORDEN[kop]
    return teksten.kent(kop, tekst)


def vreemd(
    blok: Blok, rij: Lijstrij, nieuw: Blokrijen, zekerheid: Zekerheid, teksten: Methodeteksten
) -> Iterator[int]:
    """Which cells of a line of ours somebody else filled, by their place under the headings.
    ``teksten``: what the method that was used put there."""
    soort = LIJSTEN[blok.tabelnaam]
    if not rij.onze:
        for nummer, cel in enumerate(rij.cellen):
            # Of a line of ours from which somebody cleared a cell the rest is still ours.
            if not leeg(cel) and all(zegt_iets_anders(cel, regel[nummer]) for regel in nieuw):
                yield nummer
        return
    waarden = None if rij.lijn is None else nieuw[rij.lijn]
    anders = _andere(blok, rij.cellen, waarden, zekerheid)
    namen = {sleutel(celtekst(regel[0])) for regel in nieuw} if soort.namen_vast else set()
    for nummer, (kop, cel) in enumerate(zip(blok.koppen, rij.cellen, strict=True)):
        if leeg(cel) or is_losse_zin(rij.cellen):
            continue
        verkeerde_naam = soort.namen_vast and nummer == 0 and sleutel(toon(cel)) not in namen
        if nummer in anders or verkeerde_naam or not past(kop, cel, teksten):
            yield nummer


def _andere(
    blok: Blok,
    oud: Sequence[Celwaarde],
    nieuw: Sequence[Schrijfwaarde] | None,
    zekerheid: Zekerheid,
) -> Collection[int]:
    """The cells that say something else than the line that we made of the same answers. After a
    change of the method our own words may differ: then only a few cells that are
    nothing like ours."""
    if nieuw is None or zekerheid is Zekerheid.GEEN:
        return ()
    paren = enumerate(zip(oud, nieuw, strict=True))
    anders = [n for n, (cel, waarde) in paren if not leeg(cel) and zegt_iets_anders(cel, waarde)]
    if zekerheid is Zekerheid.ALLES:
        return anders
    if len(anders) > max(1, sum(not leeg(cel) for cel in oud) // 3):
        return ()
    return [
        n
        for n in anders
        if (blok.koppen[n] in _VRIJE_KOPPEN or _is_geen_reden(blok.koppen[n], oud[n]))
        and _is_tekst(oud[n], nieuw[n])
        and not _lijkt_op(oud[n], nieuw[n])
    ]


def _is_geen_reden(kop: str, cel: Celwaarde) -> bool:
    """Whether something stands for a reason that may change with step 5, and is no sentence as ours
    are."""
    return kop == "Waarom" and not toon(cel).endswith((".", "”"))


def _is_tekst(cel: Celwaarde, waarde: Schrijfwaarde) -> bool:
    return isinstance(cel, str) and isinstance(waarde, str)


def _lijkt_op(cel: Celwaarde, waarde: Schrijfwaarde) -> bool:
    """Whether two texts share so many words that one may be the other reworded."""
    een, ander = (set(_WOORD.findall(sleutel(celtekst(tekst)))) for tekst in (cel, waarde))
    return _DEEL * len(een & ander) >= max(len(een), len(ander), 1)
