"""The rules that are proved by simulation: chance is seldom called clear, and saying yes to
everything seldom changes the advice. Part of ``methode --controle``; takes seconds."""

from __future__ import annotations

from regio_xl.methode import Methode
from regio_xl.methodeproef.controleregel import Controleregel, controleregel
from regio_xl.methodeproef.jaknikken import verschuivingen
from regio_xl.methodeproef.loting import GEWOON
from regio_xl.methodeproef.proefschaal import Proefschaal, proefschaal
from regio_xl.methodeproef.ruis import MEESTE_DUIDELIJK, MEESTE_LICHT, ZAAD_CONTROLE, meet_ruis

MEESTE_ANDERS = 0.05
"""Share (0-1) of advices that may change when all answers move a step the same way."""
_BOEKEN_RUIS, _BOEKEN_JA = 2000, 2000


def proefregels(
    methode: Methode, schaal: Proefschaal | None = None, *, boeken: int = _BOEKEN_RUIS
) -> tuple[Controleregel, ...]:
    """Measure them. ``schaal``: other weights or margins to try; ``boeken``: random workbooks per
    pattern and completeness."""
    schaal = schaal or proefschaal(methode)
    return (_toeval(methode, schaal, boeken), _jaknikken(schaal))


def _procent(aandeel: float) -> str:
    return f"{100 * aandeel:.1f}%".replace(".", ",")


def _toeval(methode: Methode, schaal: Proefschaal, boeken: int) -> Controleregel:
    te_vaak, gemeten = [], [(0.0, 0.0)]
    for cel in meet_ruis(methode, schaal, ZAAD_CONTROLE, boeken):
        duidelijk, licht = cel.gehaald(schaal.rij_bij(cel.volledig))
        gemeten.append((duidelijk, licht))
        if duidelijk > MEESTE_DUIDELIJK or licht > MEESTE_LICHT:
            zin = (
                f"{cel.patroon}, {cel.volledig:.0%} ingevuld: {_procent(duidelijk)} duidelijk, "
                f"{_procent(licht)} licht of meer"
            )
            te_vaak.append((max(duidelijk / MEESTE_DUIDELIJK, licht / MEESTE_LICHT), zin))
    meest = [_procent(max(kolom)) for kolom in zip(*gemeten, strict=True)]
    goed = (
        f"Van willekeurige werkboeken heet hooguit {meest[0]} duidelijk en {meest[1]} licht of "
        f"meer, van half tot heel ingevuld. Toegestaan: {_procent(MEESTE_DUIDELIJK)} en "
        f"{_procent(MEESTE_LICHT)}."
    )
    ergste_eerst = [zin for _, zin in sorted(te_vaak, reverse=True)]
    return controleregel("Toeval heet zelden duidelijk", ergste_eerst, goed)


def _jaknikken(schaal: Proefschaal) -> Controleregel:
    gemeten = verschuivingen(schaal, GEWOON, ZAAD_CONTROLE, _BOEKEN_JA)
    uitleg = (
        f"Gaan alle antwoorden een stap omhoog, dan verandert {_procent(gemeten[0])} van de "
        f"adviezen; omlaag {_procent(gemeten[1])}. Toegestaan: {_procent(MEESTE_ANDERS)}."
    )
    return Controleregel(
        naam="Vaker ja zeggen verandert het advies zelden",
        goed=max(gemeten) <= MEESTE_ANDERS,
        uitleg=uitleg,
    )
