"""Where advice, choice, how the group works now and how it would like to work differ, in words."""

from __future__ import annotations

from collections.abc import Sequence

from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.rekenen.weging import Uitslag
from regio_xl.resultaten import Duidelijkheid, Stand

_NU, _GEWENST, _GEKOZEN = "hoe jullie nu werken", "hoe jullie willen werken", "wat jullie kozen"


def verschilteksten(
    methode: Methode, uit: Uitslag, keuze: Perspectief | None, nu: Stand, gewenst: Stand
) -> tuple[str, ...]:
    """A sentence for each difference, or that all fits. Where too little is known nothing is said,
    and what is *verdeeld* is not put as a fact."""
    naam = {perspectief: tekst.lower() for perspectief, tekst in methode.namen.items()}
    advies, zinnen = uit.bovenaan, []
    slot = "heeft hier de beste kans" if _zeker(uit.duidelijkheid) else "scoort hier net het hoogst"
    if advies and nu.nadruk and nu.nadruk != advies:
        zinnen.append(f"Jullie werken nu {_hoe(nu)} {naam[nu.nadruk]}; {naam[advies]} {slot}.")
    if advies and gewenst.nadruk and gewenst.nadruk != advies:
        wens = f"{_hoe(gewenst)} {naam[gewenst.nadruk]} werken"
        zinnen.append(f"Jullie willen {wens}; {naam[advies]} {slot}.")
    if nu.nadruk and gewenst.nadruk and nu.nadruk != gewenst.nadruk:
        zinnen.append(_van_nu_naar_gewenst(nu, gewenst, naam[nu.nadruk], naam[gewenst.nadruk]))
    if keuze and advies and keuze != advies:
        zinnen.append(f"Jullie kozen {naam[keuze]}; {naam[advies]} {slot}.")
    if zinnen or not advies:
        return tuple(zinnen)
    net = [wat for wat, stand in ((_NU, nu), (_GEWENST, gewenst)) if stand.nadruk and _net(stand)]
    vast = [
        wat for wat, stand in ((_NU, nu), (_GEWENST, gewenst)) if stand.nadruk and wat not in net
    ]
    vast += [_GEKOZEN] if keuze else []
    return (*_past(vast, "dat past bij het advies"), *_past(net, "dat past net bij het advies"))


def _zeker(duidelijkheid: Duidelijkheid) -> bool:
    return duidelijkheid in {"duidelijk", "licht"}


def _net(stand: Stand) -> bool:
    return not _zeker(stand.duidelijkheid)


def _hoe(stand: Stand) -> str:
    return "net het meest" if _net(stand) else "vooral"


def _van_nu_naar_gewenst(nu: Stand, gewenst: Stand, van: str, naar: str) -> str:
    if _net(nu) or _net(gewenst):
        return f"Jullie werken nu {_hoe(nu)} {van} en willen {_hoe(gewenst)} {naar} werken."
    return f"Jullie willen van {van} naar {naar} werken."


def _past(vergeleken: Sequence[str], slot: str) -> tuple[str, ...]:
    """That what was compared fits; nothing when nothing was compared."""
    if not vergeleken:
        return ()
    tekst = " en ".join(filter(None, (", ".join(vergeleken[:-1]), vergeleken[-1])))
    return (f"{tekst[0].upper()}{tekst[1:]}: {slot}.",)
