"""The provisional standings on Advies: where the answers point so far, as formulas over the lists
on Uitleg.

They stand apart from what a calculation writes, and go on following the answers afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from regio_xl.indeling import blokken
from regio_xl.indeling.blokken import Blok
from regio_xl.methode import Drempels
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.opmaak.cellen import Formule, Gestyleerd, Inhoudscel
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.stijlen import perspectiefstijl
from regio_xl.opmaak.voorwaarden import als
from regio_xl.opmaak.werkblad import Blokplek, Tabelkolom, Werkblad
from regio_xl.resultaten import Duidelijkheid, Stand
from regio_xl.tabs import rekentabel
from regio_xl.tabs.gewijzigd import ALLE_VIER
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
_RECHTS, _BOVEN = "{n}+{s}-{r}-{p}", "{p}+{n}-{r}-{s}"
"""Which scores pull to the right and to the top, by the first letter of their perspective (s:
responsief)."""


def teken_voorlopig(opbouw: Opbouw, blad: Werkblad, kolom: int, berekend: str) -> None:
    """Draw the two tables on rows of fixed height: scores, and places in the quadrant with how
    clear it is. They turn grey once the cell ``berekend`` holds a score of a calculation."""
    methode, voor_nu = opbouw.methode, rekentabel.bewaarde_stand(opbouw)
    standen = (voor_nu.kansrijk, voor_nu.nu, voor_nu.gewenst)
    lijsten = [[rekentabel.KANSRIJK], [rekentabel.NU], [rekentabel.GEWENST]]
    lijsten[0] += [rekentabel.AFWEEGLIJST] if methode.afwegen else []
    scores: list[tuple[Inhoudscel, ...]] = []
    for p in PERSPECTIEVEN:
        formules = (_score(r, p, s) for r, s in zip(lijsten, standen, strict=True))
        scores.append((Gestyleerd(methode.namen[p], perspectiefstijl(p)), *formules))
    plek = _tabel(blad, blokken.VOORLOPIGE_STAND, ("Regio Tekst", "Regio Score"), scores, kolom)
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


def _score(lijsten: Sequence[str], perspectief: Perspectief, stand: Stand) -> Formule:
    """50 + 25 * sum(weight * (answer - 3)) / sum(size of weight) over what was answered in these
    lists; nothing when there is none."""
    delers, sommen = [], []
    for lijst in lijsten:
        gewicht, cijfer = f"{lijst}[{perspectief.capitalize()}]", f"{lijst}[{rekentabel.CIJFER}]"
        delers.append(f"SUMPRODUCT({rekentabel.grootte(gewicht)}*({cijfer}>0))")
        sommen.append(f"SUMPRODUCT({gewicht}*({cijfer}-3)*({cijfer}>0))")
    deler, som = (f"({'+'.join(delen)})" for delen in (delers, sommen))
    return Formule(f'=IF({deler}=0,"",50+25*{som}/{deler})', _of_leeg(stand.scores[perspectief]))


def _positie(eerste: int, kolom: int, som: str, waarde: float | None) -> Formule:
    """A quarter of the difference of the scores on -1..1; nothing unless all four are known.
    ``eerste``: the row (1-based) of the first score."""
    letter = kolomletters(kolom)
    cellen = {naam: f"{letter}{eerste + nummer}" for nummer, naam in enumerate("rpns")}
    formule = f"=IF(COUNT({cellen['r']}:{cellen['s']}{ALLE_VIER}{som.format(**cellen)})/200)"
    return Formule(formule, _of_leeg(waarde))


def _duidelijkheid(eerste: int, kolom: int, drempels: Drempels) -> str:
    """How far the highest score is ahead, by the same rules as a calculation
    (:func:`regio_xl.rekenen.weging.uitslag`): enough must be known of all, and of each perspective
    that scores as high as the second; how much margin it takes follows from how much is known."""
    letter, genoeg = kolomletters(kolom), drempels.volledigheid
    scores = f"{letter}{eerste}:{letter}{eerste + 3}"
    bekend = f"{rekentabel.BEKEND}[{rekentabel.DEEL}]"

    def deel(nummer: int) -> str:
        return f"ROUND(INDEX({bekend},{nummer}),9)"

    tweede, alles = f"LARGE({scores},2)", deel(1 + len(PERSPECTIEVEN))
    tekort = ",".join(
        f"AND(ROUND({letter}{eerste + nummer}-{tweede},9)>=0,{deel(nummer + 1)}<{genoeg})"
        for nummer in range(len(PERSPECTIEVEN))
    )
    marge = f"ROUND(LARGE({scores},1)-{tweede},9)"

    def grens(kop: str) -> str:
        tabel = rekentabel.MARGES
        return f"LOOKUP({alles},{tabel}[{rekentabel.VANAF}],{tabel}[{kop}])"

    licht = f'IF({marge}>={grens(rekentabel.LICHT)},"{WOORDEN["licht"]}","{WOORDEN["verdeeld"]}")'
    ver = f'IF({marge}>={grens(rekentabel.DUIDELIJK)},"{WOORDEN["duidelijk"]}",{licht})'
    onvoldoende = f'"{WOORDEN["onvoldoende"]}"'
    genoeg_per = f"IF(OR({tekort}),{onvoldoende},{ver})"
    return f"=IF(COUNT({scores})<4,{onvoldoende},IF({alles}<{genoeg},{onvoldoende},{genoeg_per}))"


def _of_leeg(waarde: float | None) -> float | str:
    return "" if waarde is None else waarde
