"""On Start: where the answers point so far, as formulas over the lists on Uitleg."""

from __future__ import annotations

from collections.abc import Callable

from regio_xl.boek import kolomletters
from regio_xl.controlegetal import oordeel
from regio_xl.invoer import Antwoord
from regio_xl.methode import Drempels
from regio_xl.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.voorlopig import Voorlopig, voorlopig
from regio_xl.resultaten import Duidelijkheid, Stand
from regio_xl.sjabloon import rekentabel
from regio_xl.sjabloon.blad import Blad, Tabelkolom
from regio_xl.sjabloon.bouwplaats import Bouwplaats
from regio_xl.sjabloon.cellen import Formule, Gestyleerd, Inhoudscel, schrijf
from regio_xl.sjabloon.staven import perspectiefstaven
from regio_xl.sjabloon.stijlen import perspectiefstijl

STAND, PLEK = "VoorlopigeStand", "VoorlopigePlek"
STANDEN = ("Kansrijk", "Nu", "Gewenst")
_REEKSEN = (rekentabel.KANSRIJK, rekentabel.NU, rekentabel.GEWENST)
_KOLOM = 2
_UITLEG = (
    "Voorlopig betekent: alleen uit jullie antwoorden op de stellingen, want de tabellen tellen pas mee na het verwerken. "
    "Een score loopt van 0 tot 100. Bij 50 pleit er evenveel voor als tegen. Geen perspectief is vooraf het beste."
)
WOORDEN: dict[Duidelijkheid, str] = {
    "duidelijk": "Duidelijk", "licht": "Licht", "verdeeld": "Verdeeld", "onvoldoende": "Nog te weinig ingevuld",
}  # fmt: skip


def teken(plaats: Bouwplaats, blad: Blad) -> None:
    """Draw the block at the next free row. Its first column is not that of the single values, where readers look for names."""
    stand = _bewaard(plaats)
    blad.sectie("Voorlopige stand", _UITLEG)
    per_stand = (stand.kansrijk, stand.nu, stand.gewenst)
    eerste = blad.rij + 1
    namen = {p: Gestyleerd(plaats.methode.namen[p], perspectiefstijl(p)) for p in PERSPECTIEVEN}
    scores: list[tuple[Inhoudscel, ...]] = [
        (namen[p], *(_score(reeks, p, s) for reeks, s in zip(_REEKSEN, per_stand, strict=True))) for p in PERSPECTIEVEN
    ]
    kolommen = [Tabelkolom("Perspectief"), *(Tabelkolom(kop, "Regio Score") for kop in STANDEN)]
    perspectiefstaven(blad, blad.tabel(STAND, kolommen, scores, kolom=_KOLOM, vaste_hoogte=24))
    blad.ruimte()
    assen: tuple[tuple[str, str, Callable[[Stand], float | None]], ...] = (
        ("Positie links-rechts", "{n}+{s}-{r}-{p}", lambda s: s.x), ("Positie onder-boven", "{p}+{n}-{r}-{s}", lambda s: s.y),
    )  # fmt: skip
    rijen: list[tuple[Inhoudscel, ...]] = [
        (naam, *(_positie(eerste, nummer, som, as_(s)) for nummer, s in enumerate(per_stand, start=1)))
        for naam, som, as_ in assen
    ]
    rijen.append(("Duidelijkheid", None, None, None))
    kolommen = [Tabelkolom("Plek in het kwadrant", "Regio Naam"), *(Tabelkolom(kop, "Regio Positie") for kop in STANDEN)]
    plek = blad.tabel(PLEK, kolommen, rijen, kolom=_KOLOM, vaste_hoogte=24)
    woord = Formule(_duidelijkheid(eerste, plaats.methode.algemeen.drempels), WOORDEN[stand.duidelijkheid])
    schrijf(blad.werkblad, plek.laatste, _KOLOM + 1, woord, blad.stijlen, "Regio Resultaat")


def _bewaard(plaats: Bouwplaats) -> Voorlopig:
    """What the formulas give for what the workbook is filled with."""
    methode, vulling = plaats.methode, plaats.vulling
    gegeven = [
        {id_: antwoord for id_, waarde in bron.items() if (antwoord := oordeel(waarde, methode)) != Antwoord()}
        for bron in (vulling.antwoorden, vulling.nu, vulling.gewenst)
    ]
    return voorlopig(methode, *gegeven)


def _score(reeks: str, perspectief: Perspectief, stand: Stand) -> Formule:
    """50 + 25 * sum(weight * (answer - 3)) / sum(size of weight) over the answered statements; nothing when there are none."""
    gewicht, cijfer = f"{reeks}[{perspectief.capitalize()}]", f"{reeks}[{rekentabel.CIJFER}]"
    deler = f"SUMPRODUCT({gewicht}*(({gewicht}>0)-({gewicht}<0))*({cijfer}>0))"
    som = f"SUMPRODUCT({gewicht}*({cijfer}-3)*({cijfer}>0))"
    return Formule(f'=IF({deler}=0,"",50+25*{som}/{deler})', _of_leeg(stand.scores[perspectief]))


def _positie(eerste: int, kolom: int, som: str, waarde: float | None) -> Formule:
    """A quarter of the difference of the scores on -1..1; nothing unless all four are known."""
    letter = kolomletters(_KOLOM + kolom)
    cellen = dict(zip("rpns", (f"{letter}{eerste + 1 + nummer}" for nummer in range(4)), strict=True))
    return Formule(f'=IF(COUNT({cellen["r"]}:{cellen["s"]})<4,"",({som.format(**cellen)})/200)', _of_leeg(waarde))


def _duidelijkheid(eerste: int, drempels: Drempels) -> str:
    """How far the highest score is ahead, by the thresholds of the method."""
    letter = kolomletters(_KOLOM + 1)
    scores = f"{letter}{eerste + 1}:{letter}{eerste + 4}"
    gewicht, cijfer, past_niet = (
        f"{rekentabel.KANSRIJK}[{k}]" for k in (rekentabel.GEWICHT, rekentabel.CIJFER, rekentabel.PAST_NIET)
    )
    bekend, alles = f"SUMPRODUCT({gewicht}*({cijfer}>0))", f"SUMPRODUCT({gewicht}*(1-{past_niet}))"
    marge = f"ROUND(LARGE({scores},1)-LARGE({scores},2),9)"
    te_weinig = f"OR(COUNT({scores})<4,ROUND({bekend}-{drempels.volledigheid}*{alles},6)<0)"
    w = WOORDEN
    voorsprong = (
        f'IF({marge}>={drempels.duidelijk},"{w["duidelijk"]}",IF({marge}>={drempels.licht},"{w["licht"]}","{w["verdeeld"]}"))'
    )
    return f'=IF({te_weinig},"{w["onvoldoende"]}",{voorsprong})'


def _of_leeg(waarde: float | None) -> float | str:
    return "" if waarde is None else waarde
