"""Let experts judge the loadings blind: make their forms, and read them back.

python docs/experts.py maak MAP [--experts 10] [--methode MAP]
python docs/experts.py lees MAP [--methode MAP]

``maak`` writes a workbook for each expert, each with the statements in another order and without a
loading. ``lees`` reads every workbook in the folder and prints Markdown tables: Lawshe's content
validity ratio of each judgement, and whether experts agree with our loading. See ``experts.md``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import comb
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple, get_args

import xlsxwriter

from regio_xl.methode import Bewijs, Indicator, Methode, Stelling, laad
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.werkboek import Blad, WerkboekFout
from regio_xl.xlsx.workbook import XlsxWerkboek

Oordeel = Literal["pleit voor", "pleit tegen", "zegt niets"]
OORDELEN: tuple[Oordeel, ...] = get_args(Oordeel)
FORMULIER, UITLEG, CODE = "Formulier", "Uitleg", "Code"
METHODEREGEL = "Methode"
ALFA = 0.05
ZAAD = 1

# By the id of the evidence and the perspective.
Oordelen = Mapping[tuple[str, Perspectief], Oordeel]


class Telling(NamedTuple):
    """How experts judged one piece of evidence for one perspective, and what we say of it: 1 pleads
    for, -1 against, 0 nothing."""

    id: str
    perspectief: Perspectief
    aantallen: Mapping[Oordeel, int]
    ons: int

    @property
    def experts(self) -> int:
        return sum(self.aantallen.values())

    @property
    def meest(self) -> Oordeel:
        """What most experts say."""
        return max(OORDELEN, key=lambda oordeel: self.aantallen.get(oordeel, 0))

    @property
    def cvr(self) -> float | None:
        """Lawshe's ratio of what most experts say; None when nobody judged."""
        return cvr(self.aantallen[self.meest], self.experts) if self.experts else None

    @property
    def eens(self) -> bool:
        """Whether experts agree among themselves beyond chance."""
        nodig = genoeg(self.experts)
        return nodig is not None and self.aantallen[self.meest] >= nodig

    @property
    def uitkomst(self) -> str:
        """What it means for our loading."""
        if not self.experts:
            return "nog geen oordeel"
        if not self.eens:
            return "deskundigen oneens"
        gevonden = {"pleit voor": 1, "pleit tegen": -1, "zegt niets": 0}[self.meest]
        if gevonden == self.ons:
            return "zelfde"
        if not self.ons:
            return "deskundigen wel, wij niet"
        return "wij wel, deskundigen niet" if not gevonden else "tegengesteld"


def cvr(voor: int, experts: int) -> float:
    """Lawshe (1975): (n_e - N / 2) / (N / 2), from -1 (nobody) by 0 (half) to 1 (everybody).

    >>> cvr(9, 10)
    0.8
    """
    return (voor - experts / 2) / (experts / 2)


def genoeg(experts: int) -> int | None:
    """How many of the experts must say the same before chance is unlikely: the smallest k with
    P(X >= k) <= 0.05 for X binomial with N experts and a half (Ayre and Scally 2014). None when
    even all of them are too few.

    >>> [genoeg(experts) for experts in (4, 8, 10, 12)]
    [None, 7, 9, 10]
    """
    for k in range(experts + 1):
        if sum(comb(experts, n) for n in range(k, experts + 1)) <= ALFA * 2**experts:
            return k
    return None


def stukken(methode: Methode) -> list[Bewijs]:
    """What is judged: all evidence for *kansrijk*."""
    return list(methode.kansrijk)


def tekst_van(stuk: Bewijs) -> tuple[str, str]:
    """A piece of evidence as an expert reads it, and what explains it. The explanation of a figure
    from a table says where it points to, so it stays out."""
    if isinstance(stuk, Indicator):
        naam = stuk.naam[0].lower() + stuk.naam[1:]
        return f"Een hoog cijfer voor: {naam}.", f"Volgt uit de tabel {stuk.tabel}."
    assert isinstance(stuk, Stelling)
    return stuk.tekst, stuk.uitleg


def schrijf_formulier(pad: Path, methode: Methode, nummer: int) -> None:
    """The form of one expert; the number decides the order of the statements."""
    boek = xlsxwriter.Workbook(str(pad))
    terugloop = boek.add_format({"text_wrap": True, "valign": "top"})
    vet = boek.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    uitleg = boek.add_worksheet(UITLEG)
    uitleg.set_column(0, 0, 22)
    uitleg.set_column(1, 1, 90)
    for rij, (naam, tekst) in enumerate(_uitlegrijen(methode, nummer)):
        uitleg.write_string(rij, 0, naam, vet)
        uitleg.write_string(rij, 1, tekst, terugloop)
    blad = boek.add_worksheet(FORMULIER)
    kop = (CODE, "Stelling", "Toelichting", *(methode.namen[p] for p in PERSPECTIEVEN), "Opmerking")
    for kolom, (naam, breedte) in enumerate(zip(kop, (9, 45, 55, *[14] * 4, 35), strict=True)):
        blad.set_column(kolom, kolom, breedte)
        blad.write_string(0, kolom, naam, vet)
    volgorde = stukken(methode)
    Random(ZAAD + nummer).shuffle(volgorde)  # noqa: S311 - no secrets
    for rij, stuk in enumerate(volgorde, start=1):
        for kolom, tekst in enumerate((stuk.id, *tekst_van(stuk))):
            blad.write_string(rij, kolom, tekst, terugloop)
    blad.data_validation(
        1, 3, len(volgorde), 6, {"validate": "list", "source": list(OORDELEN), "ignore_blank": True}
    )
    blad.freeze_panes(1, 2)
    blad.set_landscape()
    blad.fit_to_pages(1, 0)
    blad.repeat_rows(0)
    boek.close()


def _uitlegrijen(methode: Methode, nummer: int) -> Iterator[tuple[str, str]]:
    yield "Formulier", f"Deskundige {nummer}"
    yield METHODEREGEL, f"{methode.versie} ({methode.fingerprint})"
    vraag = (
        "Stel dat een groep het helemaal eens is met een stelling. Pleit dat dan voor deze manier "
        "van werken, pleit het ertegen, of zegt het niets? Kies dat voor alle vier, apart van "
        "elkaar. Een stelling mag voor meer manieren pleiten, of voor geen enkele."
    )
    hoe = (
        "Vul de tab Formulier alleen in, zonder overleg. Kies steeds uit de lijst. Weet je het "
        "niet? Laat het vak dan leeg. Kijk niet in de methode zelf. Is een stelling onduidelijk, "
        "zet dat dan bij Opmerking. Laat de kolom Code staan."
    )
    yield "Wat vragen we?", vraag
    yield "Hoe vul je het in?", hoe
    for perspectief in methode.algemeen.perspectieven:
        yield perspectief.naam, f"{perspectief.kern} {perspectief.uitleg}"


def lees_formulier(pad: Path, methode: Methode) -> tuple[Oordelen, list[str]]:
    """The judgements in one form, and what could not be read in it."""
    try:
        boek = XlsxWerkboek(pad).lees([FORMULIER, UITLEG])
    except WerkboekFout as fout:
        return {}, [f"{pad.name}: {fout}"]
    blad, uitleg = boek.blad(FORMULIER), boek.blad(UITLEG)
    if blad is None or uitleg is None:
        return {}, [f"{pad.name}: de tab {FORMULIER} of {UITLEG} ontbreekt."]
    verwacht = f"{methode.versie} ({methode.fingerprint})"
    if verwacht not in {str(waarde) for rij in uitleg.rijen for waarde in rij}:
        return {}, [f"{pad.name}: dit formulier hoort niet bij methode {verwacht}."]
    return _lees_rijen(pad.name, blad, methode)


def _lees_rijen(naam: str, blad: Blad, methode: Methode) -> tuple[Oordelen, list[str]]:
    """By the codes and the headings, so that sorted rows and moved columns are read as well."""
    ids = {stuk.id for stuk in stukken(methode)}
    kop = next((rij for rij in blad.rijen if CODE in rij), ())
    kolommen = {p: kop.index(n) for p, n in methode.namen.items() if n in kop}
    if len(kolommen) < len(PERSPECTIEVEN):
        return {}, [f"{naam}: de koppen op de tab {FORMULIER} zijn niet meer te herkennen."]
    gevonden: dict[tuple[str, Perspectief], Oordeel] = {}
    klachten = []
    for rij in blad.rijen:
        id_ = str(rij[kop.index(CODE)]).strip() if len(rij) > kop.index(CODE) else ""
        if id_ not in ids:
            continue
        for perspectief, kolom in kolommen.items():
            waarde = rij[kolom] if kolom < len(rij) else None
            tekst = "" if waarde is None else str(waarde).strip().casefold()
            oordeel = next((een for een in OORDELEN if een == tekst), None)
            if oordeel:
                gevonden[id_, perspectief] = oordeel
            elif tekst:
                klachten.append(f"{naam}: '{tekst}' bij {id_}, {perspectief} telt niet mee.")
    return gevonden, klachten


def tel(methode: Methode, formulieren: Sequence[Oordelen]) -> list[Telling]:
    """The judgements of all experts together, for each piece of evidence and perspective."""
    gevonden = []
    for stuk, perspectief in product(stukken(methode), PERSPECTIEVEN):
        telling = Counter(
            formulier[stuk.id, perspectief]
            for formulier in formulieren
            if (stuk.id, perspectief) in formulier
        )
        lading = stuk.laadt(perspectief)
        ons = (lading > 0) - (lading < 0)
        gevonden.append(Telling(stuk.id, perspectief, telling, ons))
    return gevonden


def _komma(getal: float | None) -> str:
    return "" if getal is None else f"{getal:.2f}".replace(".", ",")


def tabel(tellingen: Iterable[Telling]) -> Iterator[str]:
    """A row for each judgement."""
    yield "| code | perspectief | voor | tegen | niets | meest | CVR | wij | uitkomst |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for een in tellingen:
        vakken = (
            een.id,
            een.perspectief,
            *(str(een.aantallen.get(oordeel, 0)) for oordeel in OORDELEN),
            een.meest if een.experts else "",
            _komma(een.cvr),
            {1: "voor", -1: "tegen", 0: "niets"}[een.ons],
            een.uitkomst,
        )
        yield f"| {' | '.join(vakken)} |"


def overzicht(methode: Methode, tellingen: Sequence[Telling]) -> Iterator[str]:
    """How many of our loadings experts confirm, by ground and by perspective."""
    grond = {
        (stuk.id, p): lading.grond for stuk in stukken(methode) for p, lading in stuk.lading.items()
    }
    uitkomsten = ("zelfde", "wij wel, deskundigen niet", "tegengesteld", "deskundigen oneens")
    delen: list[tuple[str, list[Telling]]] = [
        (f"onze lading, {g}", [t for t in tellingen if grond.get((t.id, t.perspectief)) == g])
        for g in ("bron", "duiding")
    ]
    delen += [
        (f"onze lading, {p}", [t for t in tellingen if t.ons and t.perspectief == p])
        for p in PERSPECTIEVEN
    ]
    yield f"| wat | aantal | {' | '.join(uitkomsten)} |"
    yield f"|{' --- |' * (len(uitkomsten) + 2)}"
    for naam, deel in delen:
        telling = Counter(een.uitkomst for een in deel)
        aantallen = (len(deel), *(telling[uitkomst] for uitkomst in uitkomsten))
        yield f"| {naam} | {' | '.join(map(str, aantallen))} |"
    zonder = [een for een in tellingen if not een.ons]
    nieuw = sum(een.uitkomst == "deskundigen wel, wij niet" for een in zonder)
    yield ""
    yield f"Van de {len(zonder)} keer dat wij niets tellen, zien deskundigen {nieuw} keer wel iets."


def maak(map_: Path, methode: Methode, experts: int) -> None:
    """Write the forms. Raises FileExistsError rather than go over a form that may be filled in."""
    map_.mkdir(parents=True, exist_ok=True)
    paden = [map_ / f"formulier-{nummer:02d}.xlsx" for nummer in range(1, experts + 1)]
    for pad in paden:
        if pad.exists():
            raise FileExistsError(f"{pad} staat er al; kies een lege map.")
    for nummer, pad in enumerate(paden, start=1):
        schrijf_formulier(pad, methode, nummer)


def lees(map_: Path, methode: Methode) -> str:
    """What the filled forms of a folder say."""
    gelezen = [lees_formulier(pad, methode) for pad in sorted(map_.glob("*.xlsx"))]
    formulieren = [oordelen for oordelen, _ in gelezen if oordelen]
    tellingen = tel(methode, formulieren)
    klachten = [f"- {klacht}" for _, alle in gelezen for klacht in alle]
    regels = [f"{len(formulieren)} formulieren.", *klachten, ""]
    return "\n".join((*regels, *overzicht(methode, tellingen), "", *tabel(tellingen)))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wat", choices=("maak", "lees"))
    parser.add_argument("map", type=Path)
    parser.add_argument("--experts", type=int, default=10)
    parser.add_argument("--methode", type=Path)
    keuze = parser.parse_args()
    methode = laad(keuze.methode)
    if keuze.wat == "maak":
        try:
            maak(keuze.map, methode, keuze.experts)
        except FileExistsError as fout:
            parser.error(str(fout))
    else:
        print(lees(keuze.map, methode))


if __name__ == "__main__":
    main()
