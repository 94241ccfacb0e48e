"""What explains the advice, in words: reasons for and against, what pulls where and what is still
open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from regio_xl.invoer import Invoer
from regio_xl.methode import Afweging, Bewijs, Indicator, Methode
from regio_xl.methode.gewichten import noemer
from regio_xl.methode.grootheden import nederlands
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.rekenen.bewijs import Waarden
from regio_xl.rekenen.hellingen import bijdragen, hellingen
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.rekenen.weging import Uitslag, Weging
from regio_xl.resultaten import OpenAntwoord, Reden, Trekkracht

_EVEN_GOED, _HOEVEEL_BETER = 3, ("even goed", "iets beter", "veel beter")
"""The middle of a paired choice, and what each distance from it is called."""


def reden_lijst(
    methode: Methode, weging: Weging, invoer: Invoer, perspectief: Perspectief | None
) -> tuple[tuple[Reden, ...], tuple[Reden, ...]]:
    """The strongest reasons for and against a perspective: what each piece of evidence adds to its
    score, 50 * w_i * l_ip * v_i / sum(w * |l_p|), in points of 0-100."""
    if perspectief is None:
        return (), ()
    bekend, gewicht = weging.bekend, weging.gewicht
    telt = [bewijs for bewijs in weging.bewijzen if bewijs.id in bekend]
    deler = noemer(telt, gewicht, perspectief)
    punten: list[tuple[Fraction, Bewijs]] = []
    for bewijs in telt:
        deel = gewicht[bewijs.id] * bewijs.helften.get(perspectief, 0) * bekend[bewijs.id]
        if deel:
            punten.append((50 * deel / deler, bewijs))
    punten.sort(key=lambda paar: (-abs(paar[0]), paar[1].id))
    naam, meeste = methode.namen[perspectief].lower(), methode.algemeen.grenzen.redenen
    voor = [paar for paar in punten if paar[0] > 0][:meeste]
    tegen = [paar for paar in punten if paar[0] < 0][:meeste]
    return (
        tuple(_reden(methode, bewijs, invoer, deel, f"pleit voor {naam}") for deel, bewijs in voor),
        tuple(
            _reden(methode, bewijs, invoer, deel, f"pleit tegen {naam}") for deel, bewijs in tegen
        ),
    )


def _reden(methode: Methode, bewijs: Bewijs, invoer: Invoer, punten: Fraction, slot: str) -> Reden:
    zin = f"{_gegeven(methode, bewijs, invoer)} Dat {slot}."
    return Reden(id=bewijs.id, zin=zin, punten=float(punten))


def _gegeven(methode: Methode, bewijs: Bewijs, invoer: Invoer) -> str:
    """The answer or the measured value as a sentence."""
    if isinstance(bewijs, Indicator):
        gemeten = MATEN[bewijs.maat](methode, invoer)
        assert gemeten is not None  # only known evidence is explained
        if bewijs.eenheid == "procent":
            return f"{bewijs.naam}: {nederlands(float(gemeten * 100))} procent."
        return f"{bewijs.naam}: {nederlands(float(gemeten), 1)} op een schaal van 1 tot 5."
    if bewijs.id in methode.afwegingen:
        return _afgewogen(methode.afwegingen[bewijs.id], invoer.afwegingen[bewijs.id].waarde)
    antwoord = invoer.antwoorden[bewijs.id].waarde
    assert antwoord is not None
    woorden = methode.algemeen.antwoorden[antwoord - 1]
    return f"Jullie antwoordden {antwoord} ({woorden}) op: “{methode.stellingen[bewijs.id].tekst}”"


def _afgewogen(afweging: Afweging, antwoord: int | None) -> str:
    """The answer to a paired choice as a sentence."""
    assert antwoord is not None  # only known evidence is explained
    een, ander = afweging.kanten if antwoord < _EVEN_GOED else afweging.kanten[::-1]
    hoe = _HOEVEEL_BETER[abs(antwoord - _EVEN_GOED)]
    return f"Jullie vonden dat {een.geciteerd} hier {hoe} past dan {ander.geciteerd}."


def hulpvragen(
    methode: Methode, bekend: Waarden, invoer: Invoer, uit: Uitslag
) -> tuple[OpenAntwoord, ...]:
    """The open evidence that can move the four scores furthest apart, most useful first.

    Is too little known of one of the highest, then first what says most about that one. Are the
    first two equal, then first what can move these furthest apart.
    """
    nvt = {id_ for id_, antwoord in invoer.antwoorden.items() if antwoord.nvt}
    invloed, gewicht = methode.invloeden, methode.gewichten
    scheidt: Mapping[str, int] = {}
    if uit.gelijk:
        telt = [bewijs for bewijs in methode.kansrijk if bewijs.id not in nvt]
        scheidt, _ = hellingen(telt, gewicht, *uit.gelijk[:2])

    def eerst(bewijs: Bewijs) -> int:
        over = sum(gewicht[bewijs.id] * abs(bewijs.helften.get(p, 0)) for p in uit.tekort)
        return over + abs(scheidt.get(bewijs.id, 0))

    open_ = [b for b in methode.kansrijk if b.id not in bekend and b.id not in nvt]
    open_.sort(key=lambda b: (-eerst(b), -invloed[b.id], b.id))
    return tuple(
        OpenAntwoord(id=bewijs.id, tekst=_open_vraag(methode, bewijs), gewicht=invloed[bewijs.id])
        for bewijs in open_[: methode.algemeen.grenzen.hulpvragen]
    )


def vraagtekst(methode: Methode, id_: str) -> str:
    """What was asked under this id: a statement, or a choice between two ends."""
    if id_ in methode.afwegingen:
        return methode.afwegingen[id_].tekst
    return methode.stellingen[id_].tekst


def _open_vraag(methode: Methode, bewijs: Bewijs) -> str:
    return _vul_aan(bewijs) if isinstance(bewijs, Indicator) else vraagtekst(methode, bewijs.id)


def _vul_aan(indicator: Indicator) -> str:
    naam = indicator.naam[0].lower() + indicator.naam[1:]
    return f"Vul de tabel {indicator.tabel} verder in. Dan telt dit mee: {naam}."


def trekkrachten(
    methode: Methode, weging: Weging, hoogste: Sequence[Perspectief]
) -> tuple[Trekkracht, ...]:
    """Which group of evidence pulls to which of the two highest perspectives and by how much,
    strongest first: what a divided advice is divided over (TEG-04). With the sign of where they
    pull to, the points add up to the margin."""
    if len(hoogste) < 2:
        return ()
    eerste, tweede = hoogste[:2]
    per_groep = bijdragen(weging.bewijzen, weging.gewicht, weging.bekend, eerste, tweede)
    namen = {groep.id: groep.naam for groep in methode.algemeen.groepen}
    gevonden = [(abs(punten), groep, punten) for groep, punten in per_groep.items() if punten]
    return tuple(
        Trekkracht(
            groep=groep,
            naam=namen[groep],
            naar=eerste if punten > 0 else tweede,
            punten=float(grootte),
        )
        for grootte, groep, punten in sorted(gevonden, key=lambda een: (-een[0], een[1]))
    )


def doorslaggevend(
    methode: Methode, weging: Weging, invoer: Invoer, gelijk: Sequence[Perspectief]
) -> tuple[OpenAntwoord, ...]:
    """At a tie: the given answers of which one step moves the first two that are equal furthest
    apart, strongest first, in points of 0-100. Any of them gives an advice when it becomes another
    by one step."""
    if len(gelijk) < 2:
        return ()
    telt = [bewijs for bewijs in weging.bewijzen if bewijs.id in weging.bekend]
    helling, schaal = hellingen(telt, weging.gewicht, gelijk[0], gelijk[1])
    antwoorden = {**invoer.antwoorden, **invoer.afwegingen}
    ids = sorted(helling.keys() & antwoorden.keys(), key=lambda id_: (-abs(helling[id_]), id_))
    return tuple(
        OpenAntwoord(
            id=id_,
            tekst=vraagtekst(methode, id_),
            gewicht=float(Fraction(25 * abs(helling[id_]), schaal)),
        )
        for id_ in ids[: methode.algemeen.grenzen.hulpvragen]
    )
