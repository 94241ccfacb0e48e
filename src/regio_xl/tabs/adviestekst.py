"""The advice in sentences: what it is, how clear and how sure it is, and what would change it."""

from __future__ import annotations

from regio_xl.methode import Methode
from regio_xl.methode.grootheden import nederlands
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.resultaten import Kantelpunt, PerspectiefAdvies
from regio_xl.werkboek.tekst import opsomming

_VOORSPRONG = "de voorsprong op de volgende is {marge} punten."
_DUIDELIJKHEID = {
    "duidelijk": f"Duidelijk: {_VOORSPRONG}",
    "licht": (
        f"Licht: {_VOORSPRONG} Vanaf {{duidelijk}} punten heet het duidelijk. "
        "Bespreek dus ook wat daarna komt."
    ),
    "verdeeld": (
        "Verdeeld: het verschil met de volgende is {marge} punten. "
        "Vanaf {licht} punten heet het licht."
    ),
    "onvoldoende": "Onvoldoende: er is nog te weinig ingevuld voor een advies.",
}
_OOK_DE_TWEEDE = 700
"""Below this many drawings of 1,000 the second deserves to be looked at just as well."""
_AANTALLEN = ("nul", "één", "twee", "drie", "vier", "vijf")
_PER_HONDERD = 950
"""From this many drawings of 1,000 the share is told of a hundred, so that 98 is not called all."""


def adviestekst(advies: PerspectiefAdvies, methode: Methode) -> str:
    """The advice itself."""
    naam = _namen(methode)
    if advies.duidelijkheid == "verdeeld" and advies.advies and advies.tweede:
        eerste, tweede = naam[advies.advies], naam[advies.tweede]
        return (
            f"Verdeeld tussen {eerste} en {tweede}. "
            f"Ze liggen dicht bij elkaar; {eerste} scoort net iets hoger."
        )
    if advies.advies:
        kern = next(p.kern for p in methode.algemeen.perspectieven if p.id == advies.advies)
        return f"Leg de nadruk op {naam[advies.advies]} werken. {kern}"
    if advies.gelijk:
        return f"Nog geen nadruk: {_opgesomd(advies.gelijk, naam)} scoren precies gelijk."
    wat = f"over {_opgesomd(advies.tekort, naam)} is te weinig ingevuld"
    if not advies.tekort:
        wat = "er is te weinig ingevuld"
    return f"Nog geen advies: {wat}. Onder Nog open staat wat het meest helpt."


def hoe_duidelijk(advies: PerspectiefAdvies, methode: Methode) -> str:
    """How far ahead the advice is, and what a divided one is divided over (TEG-04)."""
    if advies.gelijk:
        regels = ["Gelijk: het verschil is precies 0 punten.", *_trekt(advies, methode)]
        return "\n".join([*regels, *_doorslag(advies, methode)])
    zin = _DUIDELIJKHEID[advies.duidelijkheid].format(
        marge=_punten(advies.marge or 0.0),
        licht=_punten(advies.drempels.licht),
        duidelijk=_punten(advies.drempels.duidelijk),
    )
    verdeeld = advies.duidelijkheid == "verdeeld"
    return "\n".join([zin, *(_trekt(advies, methode) if verdeeld else ())])


def _trekt(advies: PerspectiefAdvies, methode: Methode) -> list[str]:
    """Which groups of answers point to which of the two highest, and by how many points."""
    naam, zinnen = _namen(methode), []
    for perspectief in advies.gelijk[:2] or (advies.advies, advies.tweede):
        krachten = [kracht for kracht in advies.trekt if kracht.naar == perspectief]
        if perspectief and krachten:
            werkwoord = "wijst" if len(krachten) == 1 else "wijzen"
            groepen = ", ".join(f"{k.naam.lower()} ({_punten(k.punten)} punten)" for k in krachten)
            zinnen.append(f"Naar {naam[perspectief]} {werkwoord}: {groepen}.")
    return zinnen


def _doorslag(advies: PerspectiefAdvies, methode: Methode) -> list[str]:
    """Which answers break a tie."""
    zinnen = []
    if advies.doorslag:
        ids = ", ".join(een.id for een in advies.doorslag)
        paar = _opgesomd(advies.gelijk[:2], _namen(methode))
        zinnen.append(f"Eén stap anders op een van deze vragen haalt {paar} uit elkaar: {ids}.")
    if any(vraag.antwoord is None and not vraag.nvt for vraag in advies.afwegen):
        zinnen.append("Maak samen de keuzes onder Afwegen en bereken opnieuw.")
    return zinnen


def hoe_zeker(advies: PerspectiefAdvies, methode: Methode) -> tuple[str, ...]:
    """Whether the advice stays when the evidence is drawn again, and whether what is open can still
    change it; nothing without an advice. See ``rekenen.zekerheid``."""
    zekerheid = advies.zekerheid
    if zekerheid is None or advies.advies is None:
        return ()
    aantal = 1000 * zekerheid.gelijk_in // zekerheid.steekproeven
    vaak = _hoe_vaak(aantal)
    zin = f"Met een andere greep uit jullie antwoorden blijft het advies {vaak} hetzelfde."
    if aantal < _OOK_DE_TWEEDE and advies.tweede:
        zin += f" Kijk dus net zo goed naar {_namen(methode)[advies.tweede]}."
    if zekerheid.voorsprong_laagst == zekerheid.voorsprong_hoogst:
        return zin, "Er is niets meer open dat het advies kan veranderen."
    if zekerheid.open_kan_kantelen:
        return zin, "Wat nog open is, kan het advies nog veranderen."
    return zin, (
        "Vul je ook alles in wat nog open is, dan blijft het advies hetzelfde, welke antwoorden "
        "jullie daar ook geven."
    )


def _hoe_vaak(aantal: int) -> str:
    """So many times of 1,000, in words that never say more than it is.

    >>> _hoe_vaak(1000), _hoe_vaak(988), _hoe_vaak(872), _hoe_vaak(20)
    ('elke keer', 'in 98 van de 100 keer', 'in 9 van de 10 keer', 'in minder dan 1 van de 10 keer')
    """
    if aantal == 1000:
        return "elke keer"
    if aantal >= _PER_HONDERD:
        return f"in {aantal // 10} van de 100 keer"
    tienden = (aantal + 50) // 100
    return f"in {tienden} van de 10 keer" if tienden else "in minder dan 1 van de 10 keer"


def waarop_het_berust(advies: PerspectiefAdvies, methode: Methode) -> str | None:
    """How much of the evidence for the two highest is our own reading of the sources."""
    if advies.eigen_duiding is None:
        return None
    hoogste = advies.gelijk or tuple(p for p in (advies.advies, advies.tweede) if p)
    deel = nederlands(100 * advies.eigen_duiding)
    return (
        f"{deel} procent van wat meetelt voor {_opgesomd(hoogste, _namen(methode))} is duiding van "
        "de makers: de bronnen leggen dat verband niet zelf."
    )


def af_te_wegen(advies: PerspectiefAdvies, methode: Methode) -> str:
    """How many paired choices stand open under Afwegen, and between which perspectives."""
    open_ = [vraag for vraag in advies.afwegen if vraag.antwoord is None and not vraag.nvt]
    if not open_:
        return "Er is nu niets af te wegen." if not advies.afwegen else "Alles is afgewogen."
    naam = _namen(methode)
    eerste = open_[0]
    wat = f"tussen {naam[eerste.links]} en {naam[eerste.rechts]}"
    aantal = _AANTALLEN[len(open_)] if len(open_) < len(_AANTALLEN) else str(len(open_))
    staan = "staat één vraag" if len(open_) == 1 else f"staan {aantal} vragen"
    return (
        f"Onder Afwegen, onderaan deze tab, {staan} {wat}. Beantwoord ze samen en laat het "
        "werkboek opnieuw verwerken."
    )


def wat_kantelt(kantelpunt: Kantelpunt | None, methode: Methode) -> str | None:
    """The smallest change of given answers that takes the advice away."""
    if kantelpunt is None:
        return None
    if kantelpunt.stappen is None or kantelpunt.naar is None:
        return (
            "Welke antwoorden jullie ook geven op de ingevulde stellingen: "
            "het advies blijft hetzelfde."
        )
    naam = _namen(methode)[kantelpunt.naar]
    dan = f"dan scoort {naam} hoger."
    if kantelpunt.gelijkspel:
        dan = f"dan staat {naam} precies gelijk bovenaan en is er geen advies."
    if kantelpunt.stappen == 1:
        return f"Eén antwoord één stap anders is genoeg: {dan} Hieronder staat welk antwoord."
    wat = "Veranderen de antwoorden hieronder samen"
    if len(kantelpunt.wijzigingen) == 1:
        wat = "Verandert het antwoord hieronder"
    return f"{wat} {kantelpunt.stappen} stappen, {dan} Met minder stappen kantelt het advies niet."


def _namen(methode: Methode) -> dict[Perspectief, str]:
    return {perspectief: naam.lower() for perspectief, naam in methode.namen.items()}


def _opgesomd(perspectieven: tuple[Perspectief, ...], naam: dict[Perspectief, str]) -> str:
    return opsomming([naam[perspectief] for perspectief in perspectieven])


def _punten(punten: float) -> str:
    """Points with one digit behind the comma where there is one."""
    tekst = nederlands(punten, 1)
    return tekst.removesuffix(",0")
