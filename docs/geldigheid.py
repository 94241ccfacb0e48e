"""Face validity: does the advice read the cases of the sources as people read them, how easily does
it tip, and what do simulated workbooks say of the method?

python docs/geldigheid.py [--schrijf]

Prints Markdown tables for ``docs/validatie.md``: per case the expected reading beside the computed
advice, and over all one-step changes of one answer the share that gives another advice. Every case
takes the real way: from data to workbook, read back as a file that somebody sent, computed.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from operator import itemgetter
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Methode, Stelling, laad
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methodeproef.proefrapport import meettabellen
from regio_xl.opdracht import bekijk_boek
from regio_xl.rekenen.bewijs import groepscores, waarden
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.resultaten import Duidelijkheid, PerspectiefAdvies
from regio_xl.tabs.sjabloon import bouw
from regio_xl.xlsx.workbook import XlsxWerkboek

WORTEL = Path(__file__).parents[1]
WERKBOEKEN = WORTEL / "workbooks"
PAGINA = WORTEL / "docs" / "validatie.md"
BEGIN, EIND = "<!-- geldigheid -->", "<!-- einde geldigheid -->"
PROEF_BEGIN, PROEF_EIND = "<!-- proef -->", "<!-- einde proef -->"
BOEKEN = 2000  # in each cell of the tables of the trial
LAAGSTE, HOOGSTE = 1, 5
KLASSEN: tuple[Duidelijkheid, ...] = ("duidelijk", "licht", "verdeeld")
UITGELICHT = {"C15", "C23"}  # the document explains these two by their groups of evidence


class Verwachting(NamedTuple):
    """How people read a case before anything was computed: 3 is certain, 2 can well be defended, 1
    is thin or double."""

    casus: str
    eerste: Perspectief
    tweede: Perspectief | None
    zekerheid: int
    verdeeld: bool = False  # read as torn between the two, in any order


VERWACHT: Mapping[str, Verwachting] = {
    "agrifood-noordoost-brabant": Verwachting("C01", "netwerkend", "responsief", 2),
    "werkzoekenden-uwv": Verwachting("C02", "presterend", "netwerkend", 1, verdeeld=True),
    "zorgpersoneel-den-haag": Verwachting("C03", "presterend", "netwerkend", 1),
    "banenplan": Verwachting("C05", "presterend", "responsief", 2, verdeeld=True),
    "garantiebanen-rijnmond": Verwachting("C07", "netwerkend", "responsief", 2),
    "u10-utrecht": Verwachting("C09", "netwerkend", "responsief", 2),
    "renkum": Verwachting("C10", "rechtmatig", "presterend", 1),
    "strategische-koers": Verwachting("C15", "presterend", "rechtmatig", 2),
    "venlo-corporaties": Verwachting("C16", "netwerkend", None, 2),
    "amsterdam-koers": Verwachting("C17", "netwerkend", "presterend", 2),
    "brainport-eindhoven": Verwachting("C18", "netwerkend", "responsief", 3),
    "greenport-venlo": Verwachting("C19", "netwerkend", "responsief", 2),
    "kultuurstraat-enschede": Verwachting("C21", "netwerkend", "responsief", 3),
    "waterpoort": Verwachting("C23", "netwerkend", "rechtmatig", 2),
    "woonbeleid-limburg": Verwachting("C25", "rechtmatig", "presterend", 2),
    "vitale-dorpen-drechterland": Verwachting("C29", "responsief", "netwerkend", 2),
    "overheidsspoor-venlo": Verwachting("C32", "presterend", "rechtmatig", 1),
}


class Casus(NamedTuple):
    """One case: how it is read, what was filled in, what the method makes of it."""

    naam: str
    verwacht: Verwachting
    invoer: Invoer
    advies: PerspectiefAdvies

    @property
    def oordeel(self) -> str:
        """Whether the advice agrees with the reading."""
        gevonden = (self.advies.advies, self.advies.tweede)
        verwacht = (self.verwacht.eerste, self.verwacht.tweede)
        if gevonden[0] is None:
            return "geen advies"
        if self.verwacht.verdeeld:
            if gevonden[0] not in verwacht:
                return "nee"
            zelfde = set(gevonden) == set(verwacht)
            return "ja" if zelfde and self.advies.duidelijkheid == "verdeeld" else "deels"
        if gevonden[0] != verwacht[0]:
            return "nee"
        return "ja" if verwacht[1] in {None, gevonden[1]} else "ja, tweede anders"


class Gevoeligheid(NamedTuple):
    """Of all one-step changes of one answer, how many give another advice or none."""

    cases: int
    stappen: int
    anders: int


@cache
def maakprogramma() -> ModuleType:
    """``workbooks/maak.py``, which is no part of the package; its loader checks every key of a
    case."""
    spec = importlib.util.spec_from_file_location("maak_werkboeken", WERKBOEKEN / "maak.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bestanden() -> dict[str, Path]:
    """The data file of every case by its name, in the order of the cases. Raises ValueError when a
    case has no file or a file no case."""
    paden = {
        pad.stem: pad
        for map_ in ("casussen", "voorbeelden")
        for pad in (WERKBOEKEN / map_).glob("*.toml")
    }
    vreemd = paden.keys() ^ VERWACHT.keys()
    if vreemd:
        raise ValueError(f"geen bestand of geen verwachting: {', '.join(sorted(vreemd))}")
    return {naam: paden[naam] for naam in VERWACHT}


def lees_casus(naam: str, pad: Path, methode: Methode) -> Casus:
    """Build the workbook of a case, read it back as if it came by mail, and compute."""
    inhoud = bouw(methode, maakprogramma().lees_vulling(pad, methode))
    invoer = bekijk_boek(XlsxWerkboek.uit_bytes(f"{naam}.xlsx", inhoud), methode).gelezen.invoer
    return Casus(naam, VERWACHT[naam], invoer, adviseer(methode, invoer))


def buren(invoer: Invoer, methode: Methode) -> Iterator[Invoer]:
    """Every input that differs by one step in one answered statement that counts for *kansrijk*."""
    tellen = {bewijs.id for bewijs in methode.kansrijk if isinstance(bewijs, Stelling)}
    for id_, antwoord in invoer.antwoorden.items():
        if id_ not in tellen or antwoord.waarde is None:
            continue
        for waarde in (antwoord.waarde - 1, antwoord.waarde + 1):
            if LAAGSTE <= waarde <= HOOGSTE:
                yield invoer.model_copy(
                    update={"antwoorden": {**invoer.antwoorden, id_: Antwoord(waarde=waarde)}}
                )


def gevoeligheid(casus: Casus, methode: Methode) -> Gevoeligheid:
    """The neighbours of one case and how many of them get another advice."""
    adviezen = Counter(adviseer(methode, buur).advies for buur in buren(casus.invoer, methode))
    return Gevoeligheid(1, adviezen.total(), adviezen.total() - adviezen[casus.advies.advies])


def samen(delen: list[Gevoeligheid]) -> Gevoeligheid:
    """The sum over cases."""
    return Gevoeligheid(*map(sum, zip(Gevoeligheid(0, 0, 0), *delen, strict=True)))


def komma(getal: float, decimalen: int = 1) -> str:
    """A number with decimals, the Dutch way."""
    return f"{round(getal, decimalen) + 0.0:.{decimalen}f}".replace(".", ",")


def hoogste(advies: PerspectiefAdvies) -> Perspectief | None:
    """The perspective with the highest score, also where there is too little evidence for an
    advice."""
    bekend = [
        (score, perspectief) for perspectief, score in advies.scores.items() if score is not None
    ]
    return max(bekend, key=itemgetter(0))[1] if len(bekend) == len(advies.scores) else None


def _gelezen(verwacht: Verwachting) -> str:
    if verwacht.verdeeld:
        return f"verdeeld: {verwacht.eerste} of {verwacht.tweede}"
    return f"{verwacht.eerste}, dan {verwacht.tweede}" if verwacht.tweede else verwacht.eerste


def _berekend(advies: PerspectiefAdvies) -> str:
    if advies.advies:
        return f"{advies.advies}, dan {advies.tweede}"
    return f"geen (hoogste score: {hoogste(advies) or 'onbekend'})"


def tabel(casussen: list[Casus]) -> Iterator[str]:
    """The table of cases: read and computed."""
    yield (
        "| casus | zeker | gelezen | berekend | duidelijkheid | punten verschil | kantelt na "
        "| x | y | compleet | klopt |"
    )
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for casus in casussen:
        verwacht, advies = casus.verwacht, casus.advies
        vakken = (
            f"{verwacht.casus} {casus.naam}",
            str(verwacht.zekerheid),
            _gelezen(verwacht),
            _berekend(advies),
            advies.duidelijkheid,
            "" if advies.marge is None else komma(advies.marge),
            "" if advies.kantelpunt is None else str(advies.kantelpunt.stappen),
            "" if advies.x is None else komma(advies.x, 2),
            "" if advies.y is None else komma(advies.y, 2),
            f"{100 * advies.volledigheid:.0f}%",
            casus.oordeel,
        )
        yield f"| {' | '.join(vakken)} |"


def telling(casussen: list[Casus]) -> Iterator[str]:
    """How often advice and reading agree, by the certainty of the reading."""
    yield (
        "| zekerheid | casussen | met advies | eerste klopt | deels | nee "
        "| zonder advies, hoogste score klopt |"
    )
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    per_graad = [
        (str(graad), [casus for casus in casussen if casus.verwacht.zekerheid == graad])
        for graad in (3, 2, 1)
    ]
    for naam, deel in (*per_graad, ("alle", casussen)):
        oordelen = Counter(casus.oordeel for casus in deel)
        zonder = [casus for casus in deel if casus.oordeel == "geen advies"]
        getallen = (
            len(deel),
            len(deel) - len(zonder),
            oordelen["ja"] + oordelen["ja, tweede anders"],
            oordelen["deels"],
            oordelen["nee"],
            sum(not c.verwacht.verdeeld and hoogste(c.advies) == c.verwacht.eerste for c in zonder),
        )
        yield f"| {naam} | {' | '.join(map(str, getallen))} |"


def gevoeligheidstabel(casussen: list[Casus], methode: Methode) -> Iterator[str]:
    """The sensitivity of all cases with an advice, in total and by how clear the advice was."""
    gemeten = [
        (c.advies.duidelijkheid, gevoeligheid(c, methode)) for c in casussen if c.advies.advies
    ]
    yield "| duidelijkheid | casussen | veranderingen | ander advies of geen | aandeel |"
    yield "| --- | --- | --- | --- | --- |"
    per_klasse = [
        (klasse, [deel for soort, deel in gemeten if soort == klasse]) for klasse in KLASSEN
    ]
    for naam, delen in (*per_klasse, ("alle", [deel for _, deel in gemeten])):
        som = samen(delen)
        aandeel = f"{komma(100 * som.anders / som.stappen)}%" if som.stappen else ""
        yield f"| {naam} | {som.cases} | {som.stappen} | {som.anders} | {aandeel} |"


def ladingstabel(methode: Methode) -> Iterator[str]:
    """How many pieces of evidence tell two perspectives apart: the loadings of each pair, equal or
    not."""
    yield "| paar | bewijs dat voor een van beide telt | telt voor beide precies gelijk |"
    yield "| --- | --- | --- |"
    for een, ander in combinations(PERSPECTIEVEN, 2):
        ladingen = [(bewijs.laadt(een), bewijs.laadt(ander)) for bewijs in methode.kansrijk]
        telt = [(a, b) for a, b in ladingen if a or b]
        yield f"| {een} en {ander} | {len(telt)} | {sum(a == b for a, b in telt)} |"


def groepentabel(casus: Casus, methode: Methode) -> Iterator[str]:
    """The four scores (0-100) of one case by group of evidence: which part pulls where."""
    yield f"| {casus.verwacht.casus}: groep | {' | '.join(PERSPECTIEVEN)} |"
    yield "| --- | --- | --- | --- | --- |"
    bekend = waarden(methode, methode.kansrijk, casus.invoer.antwoorden, casus.invoer)
    for groep, per_perspectief in groepscores(methode, bekend).items():
        scores = [per_perspectief[perspectief] for perspectief in PERSPECTIEVEN]
        vakken = ("" if s is None else f"{float(50 * (1 + s)):.0f}" for s in scores)
        yield f"| {groep} | {' | '.join(vakken)} |"


def lees_casussen(methode: Methode) -> list[Casus]:
    """Every case, computed."""
    return [lees_casus(naam, pad, methode) for naam, pad in bestanden().items()]


def rapport(casussen: list[Casus], methode: Methode) -> str:
    """The tables that stand in ``docs/validatie.md``."""
    delen: list[tuple[str, Iterator[str]]] = [
        ("Gelezen en berekend", tabel(casussen)),
        ("Hoe vaak het klopt", telling(casussen)),
        ("Eén antwoord één stap anders", gevoeligheidstabel(casussen, methode)),
        ("Hoe goed het bewijs twee perspectieven uit elkaar houdt", ladingstabel(methode)),
    ]
    uitgelicht = (casus for casus in casussen if casus.verwacht.casus in UITGELICHT)
    delen += (("Welk deel trekt waarheen", groepentabel(casus, methode)) for casus in uitgelicht)
    tabellen = (
        "\n".join((f"**Tabel {nummer}. {kop}**", "", *regels))
        for nummer, (kop, regels) in enumerate(delen, 1)
    )
    return "\n\n".join(tabellen)


def proeftabellen(methode: Methode) -> str:
    """The tables of ``regio-xl methode --proef`` that were measured, without its proposals."""
    return "\n\n".join(
        "\n".join((f"**{tabel.naam}.** {tabel.uitleg}", "", *tabel.regels()))
        for tabel in meettabellen(methode, BOEKEN)
    )


def vervang(pagina: str, begin: str, eind: str, tekst: str) -> str:
    """The page with this text between two marks. Raises ValueError when a mark is missing."""
    voor, einde = pagina.index(begin) + len(begin), pagina.index(eind)
    return f"{pagina[:voor]}\n\n{tekst}\n\n{pagina[einde:]}"


def main() -> None:
    """Print the tables; with ``--schrijf`` also put them between the marks in the document."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--schrijf", action="store_true", help="zet de tabellen ook in docs/validatie.md"
    )
    methode = laad()
    schrijf = parser.parse_args().schrijf
    tekst, proef = rapport(lees_casussen(methode), methode), proeftabellen(methode)
    print(f"{tekst}\n\n{proef}")
    if schrijf:
        pagina = PAGINA.read_text(encoding="utf-8")
        pagina = vervang(pagina, BEGIN, EIND, tekst)
        PAGINA.write_text(vervang(pagina, PROEF_BEGIN, PROEF_EIND, proef), encoding="utf-8")


if __name__ == "__main__":
    main()
