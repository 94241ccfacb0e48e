"""What explains the advice, in words: reasons for and against, what is still open and
differences."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from regio_xl.invoer import Invoer
from regio_xl.methode import Bewijs, Indicator, Methode
from regio_xl.methode.bouwstenen import breuk
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.bewijs import Gewichten, Waarden, alle_gewichten, groepscores, noemer, som
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.resultaten import OpenAntwoord, Reden, Trekkracht

_VERGELEKEN = {
    "hoe jullie nu werken": "nu",
    "hoe jullie willen werken": "gewenst",
    "wat jullie kozen": "keuze",
}


def nederlands(getal: float, decimalen: int = 0) -> str:
    """A number the Dutch way: 3,5."""
    return f"{getal:.{decimalen}f}".replace(".", ",")


def reden_lijst(
    methode: Methode,
    gewicht: Gewichten,
    bekend: Waarden,
    invoer: Invoer,
    perspectief: Perspectief | None,
) -> tuple[tuple[Reden, ...], tuple[Reden, ...]]:
    """The strongest reasons for and against a perspective: what each answer adds to its score, in
    points of 0-100."""
    if perspectief is None:
        return (), ()
    deler = noemer(methode.kansrijk, gewicht, bekend, perspectief) / 50
    bijdragen = [
        (gewicht[b.id] * breuk(lading) * bekend[b.id], b)
        for b in methode.kansrijk
        if (lading := b.laadt(perspectief)) and bekend.get(b.id)
    ]
    naam, meeste = methode.namen[perspectief].lower(), methode.algemeen.grenzen.redenen
    voor = sorted(
        (paar for paar in bijdragen if paar[0] > 0), key=lambda paar: (-paar[0], paar[1].id)
    )
    tegen = sorted(
        (paar for paar in bijdragen if paar[0] < 0), key=lambda paar: (paar[0], paar[1].id)
    )
    return (
        tuple(
            _reden(methode, bewijs, invoer, deel / deler, f"pleit voor {naam}")
            for deel, bewijs in voor[:meeste]
        ),
        tuple(
            _reden(methode, bewijs, invoer, deel / deler, f"pleit tegen {naam}")
            for deel, bewijs in tegen[:meeste]
        ),
    )


def _reden(methode: Methode, bewijs: Bewijs, invoer: Invoer, punten: Fraction, slot: str) -> Reden:
    return Reden(
        id=bewijs.id, zin=f"{_gegeven(methode, bewijs, invoer)} Dat {slot}.", punten=float(punten)
    )


def _gegeven(methode: Methode, bewijs: Bewijs, invoer: Invoer) -> str:
    """The answer or the measured value as a sentence."""
    if isinstance(bewijs, Indicator):
        gemeten = MATEN[bewijs.maat](methode, invoer)
        assert gemeten is not None  # only known evidence is explained
        if bewijs.eenheid == "procent":
            return f"{bewijs.naam}: {nederlands(float(gemeten * 100))} procent."
        return f"{bewijs.naam}: {nederlands(float(gemeten), 1)} op een schaal van 1 tot 5."
    antwoord = invoer.antwoorden[bewijs.id].waarde
    assert antwoord is not None
    woorden = methode.algemeen.antwoorden[antwoord - 1]
    return f"Jullie antwoordden {antwoord} ({woorden}) op: “{methode.stellingen[bewijs.id].tekst}”"


def hulpvragen(methode: Methode, bekend: Waarden, invoer: Invoer) -> tuple[OpenAntwoord, ...]:
    """The open evidence that can move the four scores furthest apart, most useful first."""
    open_ = []
    for bewijs in methode.kansrijk:
        if bewijs.id in bekend or (
            bewijs.id in invoer.antwoorden and invoer.antwoorden[bewijs.id].nvt
        ):
            continue
        tekst = (
            _vul_aan(bewijs)
            if isinstance(bewijs, Indicator)
            else methode.stellingen[bewijs.id].tekst
        )
        open_.append(
            OpenAntwoord(id=bewijs.id, tekst=tekst, gewicht=_invloeden(methode)[bewijs.id])
        )
    return tuple(
        sorted(open_, key=lambda o: (-o.gewicht, o.id))[: methode.algemeen.grenzen.hulpvragen]
    )


@cache
def _invloeden(methode: Methode) -> Mapping[str, float]:
    """How far each piece of evidence for *kansrijk* can move the four scores apart, in points."""
    gewicht = alle_gewichten(methode)
    totaal = {
        p: som((gewicht[b.id], breuk(abs(b.laadt(p)))) for b in methode.kansrijk)
        for p in PERSPECTIEVEN
    }
    delen = {
        b.id: [gewicht[b.id] * breuk(b.laadt(p)) / totaal[p] for p in PERSPECTIEVEN if totaal[p]]
        for b in methode.kansrijk
    }
    return {id_: float(50 * (max(deel) - min(deel))) for id_, deel in delen.items()}


def _vul_aan(indicator: Indicator) -> str:
    return f"Vul de tabel {indicator.tabel} verder in. Dan telt dit mee: {indicator.naam[0].lower()}{indicator.naam[1:]}."


def trekkrachten(
    methode: Methode, bekend: Waarden, eerste: Perspectief | None, tweede: Perspectief | None
) -> tuple[Trekkracht, ...]:
    """Which group of evidence pulls to which of the two highest perspectives: what a divided advice
    is divided over."""
    if eerste is None or tweede is None:
        return ()
    gevonden = []
    per_groep = groepscores(methode, bekend)
    for groep in methode.algemeen.groepen:
        stand = per_groep.get(groep.id, {})
        naar_eerste, naar_tweede = stand.get(eerste), stand.get(tweede)
        if naar_eerste is not None and naar_tweede is not None and naar_eerste != naar_tweede:
            naar = eerste if naar_eerste > naar_tweede else tweede
            gevonden.append(Trekkracht(groep=groep.id, naam=groep.naam, naar=naar))
    return tuple(gevonden)


def verschilteksten(
    methode: Methode,
    advies: Perspectief | None,
    keuze: Perspectief | None,
    nu: Perspectief | None,
    gewenst: Perspectief | None,
    *,
    zeker: bool,
) -> tuple[str, ...]:
    """Where advice, choice, how the group works now and how it would like to work differ. A divided
    advice (not ``zeker``) is not put as a fact."""
    slot = "heeft hier de beste kans" if zeker else "scoort hier net het hoogst"
    naam = {perspectief: tekst.lower() for perspectief, tekst in methode.namen.items()}
    zinnen = []
    if advies and nu and nu != advies:
        zinnen.append(f"Jullie werken nu vooral {naam[nu]}; {naam[advies]} {slot}.")
    if advies and gewenst and gewenst != advies:
        zinnen.append(f"Jullie willen vooral {naam[gewenst]} werken; {naam[advies]} {slot}.")
    if nu and gewenst and nu != gewenst:
        zinnen.append(f"Jullie willen van {naam[nu]} naar {naam[gewenst]} werken.")
    if keuze and advies and keuze != advies:
        zinnen.append(f"Jullie kozen {naam[keuze]}; {naam[advies]} {slot}.")
    vergeleken = [
        wat
        for wat, stand in _VERGELEKEN.items()
        if {"nu": nu, "gewenst": gewenst, "keuze": keuze}[stand]
    ]
    if advies and not zinnen and vergeleken:
        tekst = " en ".join(filter(None, (", ".join(vergeleken[:-1]), vergeleken[-1])))
        zinnen.append(f"{tekst[0].upper()}{tekst[1:]}: dat past bij het advies.")
    return tuple(zinnen)
