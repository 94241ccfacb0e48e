"""The custom functions ``REGIO_*``: thin wrappers over the core, for cells of any workbook.

They are called ``REGIO_SCORE`` and so on in every Excel: Visual Basic, which knows them on a
desktop (*Import Python UDFs*), allows no dot in a name. Their docstrings are Dutch and at most 255
characters: Excel shows them as the help of the function. ``Annotated`` carries the help of each
argument.

- Bad arguments, and anything that goes wrong, give a Dutch text that begins with ``#REGIO:``. Never
  an exception.
- What is unknown, for lack of answers or because an argument is empty, gives an empty text.
- The scores rest on statements alone: they are those of a workbook whose tables are empty.
- A function does not know its workbook. It goes by the newest version of the method that knows all
  ids that it gets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import wraps
from typing import Annotated, Any, ParamSpec

from regio_xl.bevindingen import leesbaar
from regio_xl.excel import argumenten
from regio_xl.excel.argumenten import VOORVOEGSEL, Afgewezen
from regio_xl.excel.celwaarden import voor_functie
from regio_xl.excel.functie_uitleg import uitleg_van
from regio_xl.excel.xlwings_hook import func
from regio_xl.invoer import Invoer
from regio_xl.methode import Bewijs, Herleidbaar, Methode, MethodeFout, standaard
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.consensus import consensus, frequenties, overeenstemming
from regio_xl.rekenen.netwerk.meting import Netwerkmaten, meet_relaties
from regio_xl.rekenen.weging import Weging, honderdschaal, positie, uitslag, weeg

__all__ = [
    "regio_consensus",
    "regio_duidelijkheid",
    "regio_kernvragen",
    "regio_netwerk",
    "regio_overeenstemming",
    "regio_positie",
    "regio_score",
    "regio_scores",
    "regio_uitleg",
    "regio_wegwijzer",
]

CATEGORIE = "Regio-XL"
_P = ParamSpec("_P")
_Uitkomst = Any
"""A value, or a list of rows of equal length that spills; xlwings reads this as "do not
convert"."""


def _bereik(uitleg: str) -> dict[str, object]:
    """How xlwings hands over an argument: as rows, with errors as text; and the help that Excel
    shows."""
    return {"doc": uitleg, "ndim": 2, "err_to_str": True}


_Ids = Annotated[Any, _bereik("De nummers van de stellingen, zoals OPG-42. Een kopregel mag mee.")]
_Antwoorden = Annotated[
    Any, _bereik("De antwoorden (1 tot en met 5, n.v.t. of leeg), naast de nummers en even groot.")
]
_Naam = Annotated[Any, _bereik("Rechtmatig, presterend, netwerkend of responsief.")]
_Van = Annotated[Any, _bereik("Het perspectief waarop jullie de nadruk leggen.")]
_Naar = Annotated[Any, _bereik("Het perspectief dat de vragen stelt.")]
_Wegwijzer = Annotated[
    Any, _bereik("Nummer van de wegwijzer: 1 tot en met 10, of WW-01 tot en met WW-10.")
]
_Eenslijst = Annotated[
    Any, _bereik("De antwoorden van de deelnemers op één stelling: 1 tot en met 5, n.v.t. of leeg.")
]
_RELATIES = (
    "Twee of meer kolommen: van, naar. Wat erachter staat, telt niet mee. Een kopregel mag mee."
)
_Relaties = Annotated[Any, _bereik(_RELATIES)]
_MAAT = (
    "Dichtheid, dichtheid hoogst, wederkerigheid, onderdelen, centralisatie, centralisatie hoogst, "
    "bruggenbouwers of tussenpositie."
)
_Maat = Annotated[Any, _bereik(_MAAT)]
_Partijen = Annotated[
    Any, _bereik("Mag leeg: de namen van alle partijen, ook van wie nog geen relatie heeft.")
]
_Nummer = Annotated[Any, _bereik("Een nummer zoals OPG-42, BV-NR-01, WW-04 of HAN-WS-02.")]


def _regiofunctie(naam: str) -> Callable[[Callable[_P, _Uitkomst]], Callable[_P, _Uitkomst]]:
    """Make a function known to Excel under ``REGIO_`` and let it say in its cell what is wrong,
    whatever that is."""

    def versier(functie: Callable[_P, _Uitkomst]) -> Callable[_P, _Uitkomst]:
        @wraps(functie)
        def veilig(*args: _P.args, **kwargs: _P.kwargs) -> _Uitkomst:
            try:
                return voor_functie(functie(*args, **kwargs))
            except Afgewezen as reden:
                zin = str(reden)
            except MethodeFout as fout:
                zin = f"De methode is niet te lezen. {fout}"
            # A cell has no room for a traceback, and a function has nobody else to tell.
            except Exception as fout:
                wat = f"Hier ging iets mis in Regio-XL zelf ({type(fout).__name__})."
                zin = f"{wat} Meld wat je in de cel hebt gezet."
            return VOORVOEGSEL + leesbaar(zin, 500)

        # Excel shows line ends as they stand.
        veilig.__doc__ = " ".join((functie.__doc__ or "").split())
        return func(name=f"REGIO_{naam}", namespace="", category=CATEGORIE)(veilig)

    return versier


def _meting(ids: Any, antwoorden: Any) -> Weging | None:
    return _methode_en_meting(ids, antwoorden)[1]


def _methode_en_meting(ids: Any, antwoorden: Any) -> tuple[Methode, Weging | None]:
    """The measure of the answers: of *kansrijk*, or of how the group works when they are statements
    of Perspectief; and the method that asks them."""
    methode, gelezen = argumenten.bij_versie(
        lambda versie: argumenten.antwoorden(ids, antwoorden, versie)
    )
    hoe = {stelling.id for stelling in methode.perspectief.stellingen}
    wat = {bewijs.id for bewijs in methode.kansrijk}
    if gelezen.keys() & hoe and gelezen.keys() & wat:
        raise Afgewezen(
            "De stellingen van Perspectief gaan over hoe jullie werken, de andere over wat de "
            "opgave vraagt. Zet ze in twee aparte formules."
        )
    if gelezen and not gelezen.keys() & (hoe | wat):
        raise Afgewezen("De stellingen van Weefsel tellen niet mee voor een perspectief.")
    bewijzen: tuple[Bewijs, ...] = (
        methode.perspectief.stellingen if gelezen.keys() & hoe else methode.kansrijk
    )
    return methode, weeg(methode, bewijzen, gelezen, Invoer()) if gelezen else None


def _perspectief(bereik: Any, naam: str) -> Perspectief | None:
    namen = standaard().namen
    mogelijk: dict[str, Perspectief] = {tekst: p for p, tekst in namen.items()}
    mogelijk |= {p: p for p in PERSPECTIEVEN}
    return argumenten.keuze(bereik, naam, mogelijk, tuple(namen.values()))


@_regiofunctie("SCORE")
def regio_score(ids: _Ids, antwoorden: _Antwoorden, perspectief: _Naam) -> _Uitkomst:
    """Score van 0 tot 100 van één perspectief, uit antwoorden op stellingen. 50 is evenveel voor
    als tegen. De tabellen van het werkboek tellen hier niet mee."""
    gekozen, meting = _perspectief(perspectief, "perspectief"), _meting(ids, antwoorden)
    return honderdschaal(meting.scores)[gekozen] if gekozen and meting else None


@_regiofunctie("SCORES")
def regio_scores(ids: _Ids, antwoorden: _Antwoorden) -> _Uitkomst:
    """De scores van 0 tot 100 van de vier perspectieven. Vult vier rijen: naam, score. De tabellen
    van het werkboek tellen hier niet mee."""
    meting = _meting(ids, antwoorden)
    namen = standaard().namen
    if meting is None:
        return None
    return [[namen[p], score] for p, score in honderdschaal(meting.scores).items()]


@_regiofunctie("POSITIE")
def regio_positie(ids: _Ids, antwoorden: _Antwoorden) -> _Uitkomst:
    """De plek in het kwadrant, van -1 tot 1. Vult twee cellen: links-rechts (van binnen naar
    buiten, van buiten naar binnen) en onder-boven (waarde, resultaat)."""
    meting = _meting(ids, antwoorden)
    return [list(positie(meting.scores))] if meting else None


@_regiofunctie("DUIDELIJKHEID")
def regio_duidelijkheid(ids: _Ids, antwoorden: _Antwoorden) -> _Uitkomst:
    """Hoe duidelijk het hoogste perspectief voorligt. Vult twee cellen: duidelijk, licht, verdeeld
    of onvoldoende, en het verschil in punten. Voor stellingen van Opgave en Netwerk."""
    methode, meting = _methode_en_meting(ids, antwoorden)
    if meting is None:
        return None
    if meting.bewijzen is methode.perspectief.stellingen:
        raise Afgewezen(
            "Duidelijkheid gaat over wat de opgave vraagt. Kies stellingen van Opgave en Netwerk."
        )
    uit = uitslag(meting, methode.algemeen.drempels)
    return [[uit.duidelijkheid, uit.marge]]


@_regiofunctie("KERNVRAGEN")
def regio_kernvragen(van: _Van, naar: _Naar) -> _Uitkomst:
    """De kernvragen van een ander perspectief aan wie de nadruk legt op het eerste. Vult een rij
    per vraag: nummer, vraag, uitleg."""
    kiest, vraagt = _perspectief(van, "van"), _perspectief(naar, "naar")
    if kiest is not None and kiest == vraagt:
        raise Afgewezen("Van en naar zijn hetzelfde perspectief. Kies er twee die verschillen.")
    vragen = standaard().borg_en_verbind.kernvragen
    passend = [vraag for vraag in vragen if (vraag.van, vraag.naar) == (kiest, vraagt)]
    return [[vraag.id, vraag.tekst, vraag.uitleg] for vraag in passend]


@_regiofunctie("WEGWIJZER")
def regio_wegwijzer(nummer: _Wegwijzer) -> _Uitkomst:
    """Wat je kunt doen bij een van de tien wegwijzers. Vult eerst een rij met de wegwijzer en zijn
    suggestie, dan een rij per handreiking: nummer, naam, tekst."""
    methode = standaard()
    wegwijzers = methode.wegwijzers
    mogelijk = {w.id: w for w in wegwijzers}
    mogelijk |= {str(rang): w for rang, w in enumerate(wegwijzers, start=1)}
    eerste, laatste = wegwijzers[0].id, wegwijzers[-1].id
    getoond = (f"1 tot en met {len(wegwijzers)}", f"{eerste} tot en met {laatste}")
    wegwijzer = argumenten.keuze(argumenten.nummer(nummer, "nummer"), "nummer", mogelijk, getoond)
    if wegwijzer is None:
        return None
    handreikingen = (h for h in methode.handreikingen if h.wegwijzer == wegwijzer.id)
    return [
        [wegwijzer.id, wegwijzer.naam, wegwijzer.suggestie],
        *([h.id, h.naam, h.tekst] for h in handreikingen),
    ]


@_regiofunctie("CONSENSUS")
def regio_consensus(bereik: _Eenslijst) -> _Uitkomst:
    """Consensus (Tastle en Wierman): van 0 (twee kampen) tot 1 (allemaal gelijk). Let op: ook bij
    heel verspreide antwoorden is dit 0,43. Lees er REGIO_OVEREENSTEMMING naast."""
    return _eens(consensus, bereik)


@_regiofunctie("OVEREENSTEMMING")
def regio_overeenstemming(bereik: _Eenslijst) -> _Uitkomst:
    """Overeenstemming (Van der Eijks A): van -1 (twee kampen) via 0 (gelijk verspreid) tot 1
    (allemaal gelijk). Leeg zonder antwoorden, n.v.t. bij één antwoord."""
    return _eens(overeenstemming, bereik)


def _eens(maat: Callable[[tuple[int, ...]], float | Fraction | None], bereik: Any) -> _Uitkomst:
    """One person agrees with nobody: that is no agreement but *does not apply*."""
    cijfers = argumenten.cijfers(bereik, "bereik", standaard())
    return standaard().algemeen.nvt if len(cijfers) == 1 else maat(frequenties(cijfers))


def _tussenposities(meting: Netwerkmaten, namen: Sequence[str]) -> _Uitkomst:
    return [[naam, meting.tussenpositie[naam.casefold()]] for naam in namen]


def _bruggen(meting: Netwerkmaten, namen: Sequence[str]) -> _Uitkomst:
    return [[naam] for naam in namen if naam.casefold() in meting.los]


_MATEN: dict[str, Callable[[Netwerkmaten, Sequence[str]], _Uitkomst]] = {
    "dichtheid": lambda meting, _: meting.dichtheid,
    "dichtheid hoogst": lambda meting, _: meting.dichtheid_hoogst,
    "wederkerigheid": lambda meting, _: meting.wederkerigheid,
    "onderdelen": lambda meting, _: len(meting.onderdelen),
    "centralisatie": lambda meting, _: meting.centralisatie,
    "centralisatie hoogst": lambda meting, _: meting.centralisatie_hoogst,
    "bruggenbouwers": _bruggen,
    "tussenpositie": _tussenposities,
}
"""Each measure of a network, from what was measured and the names of the parties."""


@_regiofunctie("NETWERK")
def regio_netwerk(relaties: _Relaties, maat: _Maat, partijen: _Partijen = None) -> _Uitkomst:
    """Een maat van het netwerk, uit een lijst van relaties. Bruggenbouwers en tussenpositie vullen
    een rij per partij. Leeg bij minder dan drie paren met contact."""
    gekozen = argumenten.keuze(maat, "maat", _MATEN, tuple(_MATEN))
    invoer = argumenten.netwerk(relaties, partijen)
    _, meting = meet_relaties(standaard().netwerk.regels, invoer)
    namen = [partij.naam for partij in invoer.partijen]
    return gekozen(meting, namen) if gekozen and meting else None


@_regiofunctie("UITLEG")
def regio_uitleg(id: _Nummer) -> _Uitkomst:
    """Uitleg bij één stelling, vraag, wegwijzer of handreiking, met de bron erbij."""

    def zoek(methode: Methode) -> Herleidbaar | None:
        items = (item for _, item in methode.herleidbaar() if isinstance(item, Herleidbaar))
        bekend = {item.id: item for item in items if hasattr(item, "id")}
        return argumenten.zoek(id, "nummer", bekend)

    methode, item = argumenten.bij_versie(zoek)
    return None if item is None else uitleg_van(item, methode)
