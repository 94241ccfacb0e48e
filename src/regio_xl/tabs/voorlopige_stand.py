"""The provisional standings on Advies: where the answers point so far, as formulas over the lists
on Uitleg.

They stand apart from what a calculation writes, and go on following the answers afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from regio_xl.indeling import blokken
from regio_xl.indeling.blokken import Blok
from regio_xl.invoer import Antwoord
from regio_xl.methode import Drempels
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.opmaak.cellen import Formule, Gestyleerd, Inhoudscel
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.stijlen import perspectiefstijl
from regio_xl.opmaak.voorwaarden import als, perspectiefstaven
from regio_xl.opmaak.werkblad import Blokplek, Tabelkolom, Werkblad
from regio_xl.rekenen.voorlopig import Voorlopig, voorlopig
from regio_xl.resultaten import Duidelijkheid, Stand
from regio_xl.tabs import invoertabs, rekentabel
from regio_xl.tabs.gewijzigd import oordeel
from regio_xl.werkboek import kolomletters

WOORDEN: dict[Duidelijkheid, str] = {
    "duidelijk": "Duidelijk",
    "licht": "Licht",
    "verdeeld": "Verdeeld",
    "onvoldoende": "Te weinig ingevuld",
}
"""How clear the provisional standing is, as the workbook says it."""
DUIDELIJKHEID = "Hoe duidelijk"
"""The line with that word; no line of the advice has this name."""

_HOOGTE, _KOPHOOGTE = 20.0, 21.0
_STANDEN = dict(
    zip(
        blokken.POSITIE_NAMEN, (rekentabel.KANSRIJK, rekentabel.NU, rekentabel.GEWENST), strict=True
    )
)
"""The standings, each with the list on Uitleg that it is computed from."""

_RECHTS, _BOVEN = "{n}+{s}-{r}-{p}", "{p}+{n}-{r}-{s}"
"""Which scores pull to the right and to the top, by the first letter of their perspective (s:
responsief)."""


def teken_voorlopig(opbouw: Opbouw, blad: Werkblad, kolom: int, berekend: str) -> None:
    """Draw the two tables on rows of fixed height: scores, and places in the quadrant with how
    clear it is. They turn grey once the cell ``berekend`` holds a score of a calculation."""
    methode, voor_nu = opbouw.methode, _bewaard(opbouw)
    standen = (voor_nu.kansrijk, voor_nu.nu, voor_nu.gewenst)
    scores: list[tuple[Inhoudscel, ...]] = []
    for p in PERSPECTIEVEN:
        formules = (_score(r, p, s) for r, s in zip(_STANDEN.values(), standen, strict=True))
        scores.append((Gestyleerd(methode.namen[p], perspectiefstijl(p)), *formules))
    plek = _tabel(blad, blokken.VOORLOPIGE_STAND, ("Regio Tekst", "Regio Score"), scores, kolom)
    perspectiefstaven(blad, plek)
    eerste = plek.eerste + 1
    genummerd = list(enumerate(standen, start=kolom + 1))
    posities: list[tuple[Inhoudscel, ...]] = [
        ("Positie links-rechts", *(_positie(eerste, k, _RECHTS, s.x) for k, s in genummerd)),
        ("Positie onder-boven", *(_positie(eerste, k, _BOVEN, s.y) for k, s in genummerd)),
        (DUIDELIJKHEID, None, None, None),
    ]
    blad.rij += 1
    onder = _tabel(blad, blokken.VOORLOPIGE_PLEK, ("Regio Naam", "Regio Positie"), posities, kolom)
    formule = _duidelijkheid(eerste, kolom + 1, methode.algemeen.drempels)
    woord = Formule(formule, WOORDEN[voor_nu.duidelijkheid])
    blad.schrijf(onder.laatste, kolom + 1, woord, "Regio Resultaat")
    for deel in (plek.deel(1, 3), onder.deel(0, 3)):
        als(blad, deel, f'{berekend}<>""', "vervallen")


def _tabel(
    blad: Werkblad,
    blok: Blok,
    stijlen: tuple[str, str],
    rijen: Sequence[Sequence[Inhoudscel]],
    kolom: int,
) -> Blokplek:
    kop, *rest = blok.koppen
    kolommen = [Tabelkolom(kop, stijlen[0]), *(Tabelkolom(k, stijlen[1]) for k in rest)]
    plek = blad.tabel(blok.tabelnaam, kolommen, rijen, kolom=kolom, vaste_hoogte=_HOOGTE)
    blad.sheet.set_row(plek.koprij, _KOPHOOGTE)
    return plek


def _bewaard(opbouw: Opbouw) -> Voorlopig:
    """What the formulas give for what the workbook is filled with."""
    methode = opbouw.methode
    gegeven = []
    for bron in invoertabs.antwoorden_per_kop(opbouw.vulling).values():
        gelezen = {id_: oordeel(waarde, methode) for id_, waarde in bron.items()}
        gegeven.append({id_: een for id_, een in gelezen.items() if een != Antwoord()})
    return voorlopig(methode, *gegeven)


def _score(lijst: str, perspectief: Perspectief, stand: Stand) -> Formule:
    """50 + 25 * sum(weight * (answer - 3)) / sum(size of weight) over the answered statements;
    nothing when there are none."""
    gewicht, cijfer = f"{lijst}[{perspectief.capitalize()}]", f"{lijst}[{rekentabel.CIJFER}]"
    deler = f"SUMPRODUCT({gewicht}*(({gewicht}>0)-({gewicht}<0))*({cijfer}>0))"
    som = f"SUMPRODUCT({gewicht}*({cijfer}-3)*({cijfer}>0))"
    return Formule(f'=IF({deler}=0,"",50+25*{som}/{deler})', _of_leeg(stand.scores[perspectief]))


def _positie(eerste: int, kolom: int, som: str, waarde: float | None) -> Formule:
    """A quarter of the difference of the scores on -1..1; nothing unless all four are known.
    ``eerste``: the row (1-based) of the first score."""
    letter = kolomletters(kolom)
    cellen = {naam: f"{letter}{eerste + nummer}" for nummer, naam in enumerate("rpns")}
    formule = f'=IF(COUNT({cellen["r"]}:{cellen["s"]})<4,"",({som.format(**cellen)})/200)'
    return Formule(formule, _of_leeg(waarde))


def _duidelijkheid(eerste: int, kolom: int, drempels: Drempels) -> str:
    """How far the highest score is ahead, by the thresholds of the method."""
    letter, lijst = kolomletters(kolom), rekentabel.KANSRIJK
    scores = f"{letter}{eerste}:{letter}{eerste + 3}"
    gewicht, cijfer = f"{lijst}[{rekentabel.GEWICHT}]", f"{lijst}[{rekentabel.CIJFER}]"
    bekend = f"SUMPRODUCT({gewicht}*({cijfer}>0))"
    alles = f"SUMPRODUCT({gewicht}*(1-{lijst}[{rekentabel.PAST_NIET}]))"
    te_weinig = f"ROUND({bekend}-{drempels.volledigheid}*{alles},6)<0"
    marge = f"ROUND(LARGE({scores},1)-LARGE({scores},2),9)"
    licht = f'IF({marge}>={drempels.licht},"{WOORDEN["licht"]}","{WOORDEN["verdeeld"]}")'
    voorsprong = f'IF({marge}>={drempels.duidelijk},"{WOORDEN["duidelijk"]}",{licht})'
    onvoldoende = WOORDEN["onvoldoende"]
    return f'=IF(OR(COUNT({scores})<4,{te_weinig}),"{onvoldoende}",{voorsprong})'


def _of_leeg(waarde: float | None) -> float | str:
    return "" if waarde is None else waarde
