"""What explains the advice, in words: reasons for and against, what is still open and
differences."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from regio_xl.invoer import Invoer
from regio_xl.methode import Bewijs, Indicator, Methode
from regio_xl.methode.gewichten import noemer
from regio_xl.methode.grootheden import nederlands
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.rekenen.bewijs import Waarden
from regio_xl.rekenen.indicatoren import gemeten_tussen
from regio_xl.resultaten import OpenAntwoord, Reden, Trekkracht

_VERGELEKEN = ("hoe jullie nu werken", "hoe jullie willen werken", "wat jullie kozen")


def reden_lijst(
    methode: Methode, bekend: Waarden, invoer: Invoer, perspectief: Perspectief | None
) -> tuple[tuple[Reden, ...], tuple[Reden, ...]]:
    """The strongest reasons for and against a perspective: what each piece of evidence adds to its
    score, 50 * w_i * l_ip * v_i / sum(w * |l_p|), in points of 0-100."""
    if perspectief is None:
        return (), ()
    telt = [bewijs for bewijs in methode.kansrijk if bewijs.id in bekend]
    deler = noemer(telt, methode.gewichten, perspectief)
    punten: list[tuple[Fraction, Bewijs]] = []
    for bewijs in telt:
        deel = methode.gewichten[bewijs.id] * bewijs.helften.get(perspectief, 0) * bekend[bewijs.id]
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
        einden = gemeten_tussen(methode, invoer, bewijs.maat)
        assert einden is not None  # only known evidence is explained
        procent = bewijs.eenheid == "procent"
        getallen = [
            nederlands(float(e * 100)) if procent else nederlands(float(e), 1) for e in einden
        ]
        waarde = " tot ".join(dict.fromkeys(getallen))
        return f"{bewijs.naam}: {waarde} {'procent' if procent else 'op een schaal van 1 tot 5'}."
    antwoord = invoer.antwoorden[bewijs.id].waarde
    assert antwoord is not None
    woorden = methode.algemeen.antwoorden[antwoord - 1]
    return f"Jullie antwoordden {antwoord} ({woorden}) op: “{methode.stellingen[bewijs.id].tekst}”"


def hulpvragen(methode: Methode, bekend: Waarden, invoer: Invoer) -> tuple[OpenAntwoord, ...]:
    """The open evidence that can move the four scores furthest apart, most useful first."""
    nvt = {id_ for id_, antwoord in invoer.antwoorden.items() if antwoord.nvt}
    invloed = methode.invloeden
    open_ = [b for b in methode.kansrijk if b.id not in bekend and b.id not in nvt]
    open_.sort(key=lambda bewijs: (-invloed[bewijs.id], bewijs.id))
    return tuple(
        OpenAntwoord(id=bewijs.id, tekst=_vraag(methode, bewijs), gewicht=invloed[bewijs.id])
        for bewijs in open_[: methode.algemeen.grenzen.hulpvragen]
    )


def _vraag(methode: Methode, bewijs: Bewijs) -> str:
    if isinstance(bewijs, Indicator):
        return _vul_aan(bewijs)
    return methode.stellingen[bewijs.id].tekst


def _vul_aan(indicator: Indicator) -> str:
    naam = indicator.naam[0].lower() + indicator.naam[1:]
    return f"Vul de tabel {indicator.tabel} verder in. Dan telt dit mee: {naam}."


def trekkrachten(
    methode: Methode,
    per_groep: Mapping[str, Mapping[Perspectief, Fraction | None]],
    eerste: Perspectief | None,
    tweede: Perspectief | None,
) -> tuple[Trekkracht, ...]:
    """Which group of evidence pulls to which of the two highest perspectives: what a divided advice
    is divided over."""
    if eerste is None or tweede is None:
        return ()
    gevonden = []
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
    standen = zip(_VERGELEKEN, (nu, gewenst, keuze), strict=True)
    vergeleken = [wat for wat, stand in standen if stand]
    if advies and not zinnen and vergeleken:
        tekst = " en ".join(filter(None, (", ".join(vergeleken[:-1]), vergeleken[-1])))
        zinnen.append(f"{tekst[0].upper()}{tekst[1:]}: dat past bij het advies.")
    return tuple(zinnen)
