"""Figures of step 3: the advice, how the group works and would like to work, and what it chose."""

from __future__ import annotations

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode, tabnamen
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.tellen import Kengetallen, in_gebruik, ingevuld, vlag
from regio_xl.resultaten import PerspectiefAdvies, Stand


def perspectiefcijfers(methode: Methode, invoer: Invoer, advies: PerspectiefAdvies) -> Kengetallen:
    """Every figure of step 3."""
    nu, gewenst = _nadruk(advies.nu), _nadruk(advies.gewenst)
    genoeg = methode.algemeen.drempels.perspectief_volledigheid
    gebruikt = in_gebruik(methode, invoer, methode.perspectief)
    gekozen = advies.keuze is not None
    cijfers: dict[str, float | None] = {
        "volledigheid": _deel(advies.volledigheid),
        "duidelijk": vlag(_als(advies, waar=advies.duidelijkheid == "duidelijk")),
        "verdeeld": vlag(_als(advies, waar=advies.duidelijkheid == "verdeeld")),
        "onvoldoende": vlag(advies.duidelijkheid == "onvoldoende") if advies.volledigheid else None,
        "kantelt_na": advies.kantelpunt.stappen if advies.kantelpunt else None,
        "nu_ingevuld": _deel(advies.nu.volledigheid),
        "gewenst_ingevuld": _deel(advies.gewenst.volledigheid),
        "nu_beeld": 1.0 if advies.nu.volledigheid >= genoeg else None,
        "gewenst_beeld": 1.0 if advies.gewenst.volledigheid >= genoeg else None,
        "nu_anders": _verschil(nu, advies.advies),
        "gewenst_anders": _verschil(gewenst, advies.advies),
        "nu_gewenst_anders": _verschil(nu, gewenst),
        "keuze_gemaakt": vlag(gekozen if gekozen or gebruikt else None),
        "keuze_anders": _verschil(advies.keuze, advies.advies),
        "keuze_reden": ingevuld(invoer.kenmerk(tabnamen.PERSPECTIEF, "reden"), in_gebruik=gekozen),
        "keuze_besproken": ingevuld(
            invoer.kenmerk(tabnamen.PERSPECTIEF, "besproken_met"), in_gebruik=gekozen
        ),
    }
    for p in PERSPECTIEVEN:
        cijfers |= {
            f"score_{p}": advies.scores[p],
            f"advies_{p}": None if advies.advies is None else float(advies.advies == p),
            f"nu_{p}": _score(advies.nu, p, genoeg),
            f"gewenst_{p}": _score(advies.gewenst, p, genoeg),
        }
    return cijfers


def _nadruk(stand: Stand) -> Perspectief | None:
    """How the group works or wants to work; unknown when that is divided, because what rests on it
    is told as a fact."""
    return stand.nadruk if stand.duidelijkheid in {"duidelijk", "licht"} else None


def _score(stand: Stand, perspectief: Perspectief, genoeg: float) -> float | None:
    """How far the group works this way; unknown while too little of the statements was answered,
    of all or of those about this perspective."""
    bekend = min(stand.volledigheid, stand.volledigheid_per[perspectief])
    return stand.scores[perspectief] if bekend >= genoeg else None


def _deel(aandeel: float) -> float | None:
    """A share as 0-100; nothing filled in is unknown, since the group has not come there yet."""
    return 100 * aandeel if aandeel else None


def _als(advies: PerspectiefAdvies, *, waar: bool) -> bool | None:
    return None if advies.duidelijkheid == "onvoldoende" else waar


def _verschil(een: Perspectief | None, ander: Perspectief | None) -> float | None:
    return None if een is None or ander is None else float(een != ander)
