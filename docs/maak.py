"""Make the pages of this folder that come from data: every finding, and the whole method.

python docs/maak.py              writes the pages
python docs/maak.py --controle   changes nothing; fails when a page is not what the code makes
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path

from pydantic import BaseModel

from regio_xl.bevindingen import catalogus
from regio_xl.cli.results_schema import object_texts
from regio_xl.methode import Bewijs, Indicator, Methode, Stelling, Voorwaarde, laad
from regio_xl.methode.elementen import breuk
from regio_xl.methode.gewichten import gewichten
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.rekenen.bewijs import scores, waarde

HIER = Path(__file__).parent

KOP_BEVINDINGEN = """\
# Bevindingen

Elke bevinding heeft een vaste code en één vorm: wat er staat, wat er mag staan en wat je doet. De \
plek (tabblad en cel) staat
er altijd voor. Deze pagina komt uit de catalogus van het programma (`python docs/maak.py`).

- **fout**: wat ervan afhangt telt niet mee in de berekening. De rest wel.
- **let op**: er wordt gerekend, maar kijk er even naar.
- **tip**: er wordt gerekend; het kan beter.
"""

KOP_METHODE = """\
# De methode, versie {versie}

Deze pagina komt uit de gegevens van de methode (`python docs/maak.py`). Hoe je iets verandert \
staat in
[methode-wijzigen.md](methode-wijzigen.md), hoe met spanningen tussen de bronnen is omgegaan in \
[keuzes.md](keuzes.md). Elke regel staat precies op [rekenregels.md](rekenregels.md).

## Hoe de score werkt

1. Een antwoord van 1 tot en met 5 wordt een waarde: (antwoord - 3) / 2. Dus 1 is -1, 3 is 0 en 5 \
is +1. Leeg en n.v.t. tellen
   niet mee. Een indicator uit een tabel krijgt ook een waarde van -1 tot +1; een lege tabel telt \
niet mee.
2. Elk stuk bewijs hoort bij een groep. Elke groep weegt samen 1, behalve \
*Jullie afweging*. Het bewijs deelt dat,
   naar het `gewicht` in de gegevens (1 als er niets staat): een van de vijf weegt dan 1/5.
3. Een lading zegt hoe sterk het bewijs voor (+) of tegen (-) een perspectief pleit: een half of \
een heel punt.
4. De score van een perspectief is de som van gewicht x lading x waarde, gedeeld door de som van \
gewicht x lading zonder
   minteken, over alles wat beantwoord is. Getoond wordt 50 x (1 + score): van 0 tot 100, met 50 \
als midden.
5. Links-rechts is (netwerkend + responsief - rechtmatig - presterend) / 4, onder-boven is
   (presterend + netwerkend - rechtmatig - responsief) / 4.
6. De hoogste score is het advies: *duidelijk* of *licht* als zij ver genoeg voorligt op de \
volgende, anders *verdeeld*. Hoe ver dat is,
   hangt af van hoeveel er bekend is: {marges}.
   Is minder dan {volledigheid} procent van het bewijs bekend, van alles of van wat over een van \
de twee hoogste gaat, dan is het
   *onvoldoende*. Staan er twee of meer precies gelijk bovenaan, dan is er geen advies.

### Nagerekend met de hand
"""

_HANDREIKINGKOPPEN = (
    "id", "stap", "handreiking", "wat je doet", "als", "voor wie koos", "dringend", "thema", "bron",
)  # fmt: skip
VOORBEELD = {"OPG-33": 5, "OPG-35": 2, "OPG-46": 4}


def tabel(koppen: Sequence[str], rijen: Iterable[Sequence[object]]) -> str:
    """A Markdown table; stars and bars in cells are kept as text."""
    regels = ["| " + " | ".join(koppen) + " |", "| " + " | ".join("---" for _ in koppen) + " |"]
    for rij in rijen:
        cellen = (re.sub(r"([*|])", r"\\\1", str(cel)) for cel in rij)
        regels.append("| " + " | ".join(cellen) + " |")
    return "\n".join(regels) + "\n"


def getal(waarde_: Fraction | float) -> str:
    """A number with at most two decimals, the Dutch way."""
    return f"{float(waarde_):.2f}".rstrip("0").rstrip(".").replace(".", ",").replace("-0,00", "0")


def bevindingen() -> str:
    """The page with every code of the catalogue; slots in a sentence are shown as an ellipsis."""
    rijen = (
        (f"`{code}`", soort.ernst, soort.wanneer, re.sub(r"{[a-z_]+}", "…", soort.zin).strip())
        for code, soort in catalogus().items()
    )
    return KOP_BEVINDINGEN + "\n" + tabel(("code", "ernst", "wanneer", "wat je leest"), rijen)


def methodepagina(methode: Methode) -> str:
    """The page with the whole method."""
    drempels = methode.algemeen.drempels
    kop = KOP_METHODE.format(
        versie=methode.versie,
        marges="; ".join(
            f"bij {getal(100 * rij.volledigheid)} procent *licht* vanaf {getal(rij.licht)} en "
            f"*duidelijk* vanaf {getal(rij.duidelijk)} punten"
            for rij in drempels.marges
        ),
        volledigheid=getal(100 * drempels.volledigheid),
    )
    delen = (
        _uitwerking,
        _bewijs,
        _weefsel,
        _borg,
        _wijzers,
        _leiderschap,
        _grenzen,
        _uitleg,
        _bronnen,
    )
    return "\n".join((kop, *(stuk for deel in delen for stuk in deel(methode))))


def _uitwerking(methode: Methode) -> Iterator[str]:
    """The worked example, step by step."""
    bewijzen = [bewijs for bewijs in methode.kansrijk if bewijs.id in VOORBEELD]
    gewicht = gewichten(methode.kansrijk, methode.algemeen.groepen)
    waarden = {id_: waarde(antwoord) for id_, antwoord in VOORBEELD.items()}
    yield (
        f"Stel dat alleen {len(bewijzen)} stellingen beantwoord zijn. Tussen haakjes staat "
        "gewicht x lading x waarde.\n"
    )
    rijen = []
    for bewijs in bewijzen:
        delen = [breuk(bewijs.laadt(p)) for p in PERSPECTIEVEN]
        som = [gewicht[bewijs.id] * deel * waarden[bewijs.id] for deel in delen]
        ladingen = [
            f"{getal(deel)} ({getal(punt)})" if deel else ""
            for deel, punt in zip(delen, som, strict=True)
        ]
        tekst = methode.stellingen[bewijs.id].tekst
        rijen.append(
            (
                bewijs.id,
                tekst,
                VOORBEELD[bewijs.id],
                getal(waarden[bewijs.id]),
                gewicht[bewijs.id],
                *ladingen,
            )
        )
    yield tabel(("id", "stelling", "antwoord", "waarde", "gewicht", *PERSPECTIEVEN), rijen)
    uitkomst = scores(bewijzen, methode.gewichten, waarden)
    delers = {
        p: sum((gewicht[b.id] * abs(breuk(b.laadt(p))) for b in bewijzen), Fraction(0))
        for p in PERSPECTIEVEN
    }
    rijen_uit = []
    for p in PERSPECTIEVEN:
        s = uitkomst[p]
        if s is not None:
            rijen_uit.append(
                (p, getal(s * delers[p]), getal(delers[p]), getal(s), getal(50 * (1 + s)))
            )
    yield tabel(("perspectief", "som", "gedeeld door", "score", "getoond (0-100)"), rijen_uit)


def _bewijs(methode: Methode) -> Iterator[str]:
    """Groups, statements and indicators with their loadings."""
    yield "## Groepen\n"
    yield tabel(
        ("groep", "waarover", "gewicht"),
        ((g.naam, g.uitleg, getal(g.gewicht)) for g in methode.algemeen.groepen),
    )
    yield "## Stellingen en indicatoren\n"
    yield (
        "Een lading met een ster is onze eigen duiding; zonder ster legt de bron het verband "
        "zelf.\n"
    )
    groepen = {groep.id: groep.naam for groep in methode.algemeen.groepen}
    for tab in (methode.opgave, methode.netwerk, methode.perspectief):
        yield f"### {tab.tab}\n"
        yield _bewijstabel(tab.stellingen, groepen)
    yield "### Indicatoren uit de tabellen\n"
    yield _bewijstabel(methode.indicatoren, groepen)
    yield "### Afwegingen\n"
    yield (
        "Gevraagd op de tab Advies tussen de twee hoogste perspectieven, als die dicht bij elkaar "
        "liggen. Een 1 is: het eerste past hier veel beter. Een 5 is: het tweede. De ladingen "
        "horen bij een 5.\n"
    )
    yield _bewijstabel(methode.afweegbewijs, groepen)


def _bewijstabel(bewijzen: Sequence[Bewijs], groepen: dict[str, str]) -> str:
    rijen = []
    for bewijs in bewijzen:
        if isinstance(bewijs, Indicator):
            maal = 100 if bewijs.eenheid == "procent" else 1
            slot = " procent" if bewijs.eenheid == "procent" else ""
            tekst = (
                f"{bewijs.naam} (-1 bij {getal(maal * bewijs.laag)}{slot}, +1 bij "
                f"{getal(maal * bewijs.hoog)}{slot})"
            )
        else:
            tekst = bewijs.tekst if isinstance(bewijs, Stelling) else bewijs.uitleg
        rijen.append(
            (
                bewijs.id,
                tekst,
                groepen[bewijs.groep],
                *(_lading(bewijs, p) for p in PERSPECTIEVEN),
                bewijs.bron,
            )
        )
    return tabel(("id", "wat", "groep", *PERSPECTIEVEN, "bron"), rijen)


def _lading(bewijs: Bewijs, perspectief: str) -> str:
    lading = next((lading for p, lading in bewijs.lading.items() if p == perspectief), None)
    if lading is None:
        return ""
    teken = "+" if lading.waarde > 0 else ""
    return f"{teken}{getal(lading.waarde)}{'*' if lading.grond == 'duiding' else ''}"


def _weefsel(methode: Methode) -> Iterator[str]:
    yield "## Weefsel\n"
    yield (
        "Telt niet mee voor het perspectief. *Omgekeerd* betekent: eens zijn is hier een slecht "
        "teken.\n"
    )
    stellingen = methode.weefsel.stellingen
    yield tabel(
        ("id", "stelling", "over", "telt", "bron"),
        (
            (s.id, s.tekst, s.dimensie, "omgekeerd" if s.omgekeerd else "gewoon", s.bron)
            for s in stellingen
        ),
    )
    yield "### Patronen\n"
    yield "Het eerste patroon waarvan alles klopt, geldt.\n"
    yield tabel(
        ("id", "patroon", "als", "bron"),
        ((p.id, p.naam, _voorwaarden(p.voorwaarden), p.bron) for p in methode.weefsel.patronen),
    )


def _voorwaarden(voorwaarden: Iterable[Voorwaarde]) -> str:
    delen = []
    for voorwaarde in voorwaarden:
        grenzen = (("minstens", voorwaarde.min), ("hoogstens", voorwaarde.max))
        woorden = " en ".join(
            f"{woord} {getal(grens)}" for woord, grens in grenzen if grens is not None
        )
        delen.append(f"{voorwaarde.meet} {woorden}")
    return "; ".join(delen) or "geen ander patroon past"


def _borg(methode: Methode) -> Iterator[str]:
    borg = methode.borg_en_verbind
    yield "## Borg en verbind\n"
    yield tabel(
        ("id", "gekozen", "vraag van", "vraag", "grond", "bron"),
        ((v.id, v.van, v.naar, v.tekst, v.grond, v.bron) for v in borg.kernvragen),
    )
    yield "### Verantwoording en vaste punten\n"
    yield tabel(
        ("id", "bij", "punt", "bron"),
        [
            *((p.id, p.bij, p.tekst, p.bron) for p in borg.legitimiteit),
            *((p.id, "altijd", p.tekst, p.bron) for p in borg.vaste_punten),
        ],
    )
    yield "## Signalen naast het advies\n"
    rijen = (
        (s.id, s.soort, s.tekst, _als(methode, s.voorwaarden), s.bron) for s in methode.signalen
    )
    yield tabel(("id", "soort", "tekst", "als", "bron"), rijen)


def _wijzers(methode: Methode) -> Iterator[str]:
    """Signposts, suggestions and leadership with their conditions in words."""
    als = partial(_als, methode)
    yield "## Wegwijzers\n"
    yield (
        "Op orde als dit allemaal bekend is en klopt, aandacht als iets wat bekend is niet "
        "klopt, anders nog leeg.\n"
    )
    yield tabel(
        ("id", "wegwijzer", "waar het om gaat", "op orde als", "wat je kunt doen", "bron"),
        ((w.id, w.naam, w.kern, als(w.toetsen), w.suggestie, w.bron) for w in methode.wegwijzers),
    )
    yield "## Handreikingen\n"
    aantal, meeste = len(methode.handreikingen), methode.algemeen.grenzen.handreikingen
    yield (
        f"Er zijn er {aantal}. Een handreiking past als alles bij *als* klopt. Getoond worden er "
        f"hooguit {meeste}.\n"
    )
    yield tabel(
        _HANDREIKINGKOPPEN,
        (
            (
                *(h.id, h.stap, h.naam, h.tekst, als(h.voorwaarden)),
                *(", ".join(h.perspectieven) or "elk", h.urgentie, h.thema, h.bron),
            )
            for h in methode.handreikingen
        ),
    )


def _als(methode: Methode, voorwaarden: Sequence[Voorwaarde]) -> str:
    return " ".join(methode.in_woorden(voorwaarde) for voorwaarde in voorwaarden)


def _leiderschap(methode: Methode) -> Iterator[str]:
    """Leadership and the signs of an item of the agenda."""
    yield "## Leiderschap dat nu helpt\n"
    yield tabel(
        ("id", "wie", "als", "wat je doet", "bron"),
        (
            (s.id, s.naam, _als(methode, s.voorwaarden), s.advies, s.bron)
            for s in methode.leiderschap
        ),
    )
    yield "## Tekens per agendapunt\n"
    minste = methode.opgave.regels.minste_tekens
    yield (
        f"Een agendapunt trekt naar de hoogste som, vanaf {minste} ingevulde tekens. Dat telt "
        "niet mee voor het advies.\n"
    )
    yield tabel(
        ("kolom", "keuze", *PERSPECTIEVEN, "bron"),
        (
            (
                t.kolom,
                t.keuze,
                *(getal(t.lading[p].waarde) if p in t.lading else "" for p in PERSPECTIEVEN),
                t.bron,
            )
            for t in methode.agendatekens
        ),
    )


def _uitleg(methode: Methode) -> Iterator[str]:
    """The manual, the figures, and what is left out."""
    yield "## Achtergrond\n"
    yield tabel(
        ("id", "deel", "onderwerp", "uitleg", "bron"),
        ((u.id, u.deel, u.naam, u.tekst, u.bron) for u in methode.uitlegpunten),
    )
    yield "## Kengetallen\n"
    yield tabel(
        ("naam", "eenheid", "waar het vandaan komt", "zin"),
        ((k.id, k.eenheid, k.plek, k.zin) for k in methode.kengetallen),
    )
    yield "## Wat we niet gebruiken\n"
    yield (
        "Van de inventaris van de bronnen gebruiken we dit niet. Wat de rest dekt: `regio-xl "
        "methode --dekking`.\n"
    )
    yield tabel(("regel", "reden"), ((n.id, n.reden) for n in methode.niet_gebruikt))


def _grenzen(methode: Methode) -> Iterator[str]:
    """The limits and the choices with a meaning, by the file and the key where they stand."""
    yield "## Grenzen\n"
    yield "Wat een grens betekent en waar zij vandaan komt, staat erbij in het bestand.\n"
    afdelingen: tuple[tuple[str, str, BaseModel], ...] = (
        ("methode.toml", "drempels", methode.algemeen.drempels),
        ("methode.toml", "grenzen", methode.algemeen.grenzen),
        ("opgave.toml", "regels", methode.opgave.regels),
        ("opgave.toml", "regels.keuzes", methode.opgave.regels.keuzes),
        ("netwerk.toml", "regels", methode.netwerk.regels),
        ("netwerk.toml", "regels.keuzes", methode.netwerk.regels.keuzes),
    )
    rijen = []
    for bestand, kop, afdeling in afdelingen:
        for sleutel, waarde_ in afdeling:
            if not isinstance(waarde_, BaseModel) and sleutel in afdeling.model_fields_set:
                rijen.append((bestand, f"{kop}.{sleutel}", _waarde(waarde_)))
    yield tabel(("bestand", "sleutel", "waarde"), rijen)


def _waarde(waarde_: object) -> str:
    if isinstance(waarde_, tuple) and isinstance(waarde_[0], BaseModel):
        return "; ".join(
            " ".join(f"{sleutel} {_waarde(deel)}" for sleutel, deel in rij) for rij in waarde_
        )
    if isinstance(waarde_, tuple):
        return ", ".join(waarde_)
    return getal(waarde_) if isinstance(waarde_, (int, float)) else str(waarde_)


def _bronnen(methode: Methode) -> Iterator[str]:
    yield "## Bronnen\n"
    yield tabel(
        ("naam", "titel", "jaar", "wat het is"),
        ((b.id, b.titel, b.jaar, b.toelichting) for b in methode.algemeen.bronnen),
    )


_JSONKOP = """\
# De uitkomsten als JSON

`regio-xl verwerk --json` zet van elk werkboek één regel JSON op de standaarduitvoer. In Python
geven `rx.verwerk` en `rx.bekijk` hetzelfde als object, met `model_dump_json()`. Deze pagina noemt
elk veld, met wat het betekent en het bereik of de eenheid. Hoe elk getal wordt berekend, staat in
[rekenregels](rekenregels.md).

- Punten en scores lopen van 0 tot 100, aandelen en netwerkmaten van 0 tot 1, antwoorden van 1 tot
  5.
- `null` betekent: onbekend. Het betekent nooit nul of laag.
- Een van de vier: `rechtmatig`, `presterend`, `netwerkend` of `responsief`.
- Een volgende versie kan velden toevoegen. Namen en betekenissen die hier staan, veranderen niet
  zonder dat het in `CHANGELOG.md` staat.

Als JSON Schema (2020-12): `regio-xl methode --schema`.
"""


def jsonpagina() -> str:
    """``docs/json.md``: every field of the results."""
    teksten = object_texts()
    delen = [_JSONKOP]
    for naam, een in teksten.items():
        rijen = [
            (f"`{veld}`", tekst.meaning.replace("*", ""), tekst.range_)
            for veld, tekst in een.fields.items()
        ]
        tabel_ = tabel(("veld", "betekenis", "bereik of eenheid"), rijen)
        delen.append(f"## {naam}\n\n{een.meaning}\n\n{tabel_}")
    return "\n".join(delen)


def main() -> int:
    """Write the pages, or with ``--controle`` say what differs."""
    paginas = {
        HIER / "bevindingen.md": bevindingen(),
        HIER / "json.md": jsonpagina(),
        HIER / "methode.md": methodepagina(laad()),
    }
    if "--controle" in sys.argv[1:]:
        anders = [
            pad.name
            for pad, tekst in paginas.items()
            if not pad.exists() or pad.read_text(encoding="utf-8") != tekst
        ]
        regels = [f"anders: {naam}" for naam in anders] or ["alles is wat de code maakt"]
        print(*regels, sep="\n", file=sys.stderr)
        return 1 if anders else 0
    for pad, tekst in paginas.items():
        pad.write_text(tekst, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
