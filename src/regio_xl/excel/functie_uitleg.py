"""What ``REGIO_UITLEG`` says of an item of the method."""

from __future__ import annotations

import re

from regio_xl.methode import Bewijs, Herleidbaar, Methode

_HERKOMST = {
    "bron": "Het verband met de perspectieven staat in de bron.",
    "duiding": "Het verband met de perspectieven is eigen duiding.",
    "bronduiding": (
        "Het verband met de perspectieven staat deels in de bron en is deels eigen duiding."
    ),
}


def uitleg_van(item: Herleidbaar, methode: Methode) -> str:
    """The texts of an item in one, its source, and whether its place in the method is our own
    reading."""
    velden = ("naam", "tekst", "kern", "uitleg", "advies", "suggestie")
    teksten = [tekst for veld in velden if (tekst := getattr(item, veld, ""))]
    zinnen = [tekst if tekst[-1] in ".?!" else f"{tekst}." for tekst in teksten]
    zinnen.append(f"Bron: {item.bron}.")
    genoemd = set(re.findall(r"\w+", item.bron))
    bronnen = [bron for bron in methode.algemeen.bronnen if bron.id in genoemd]
    zinnen += [f"{bron.id} is {bron.titel} ({bron.jaar})." for bron in bronnen]
    gronden = {getattr(item, "grond", "")}
    if isinstance(item, Bewijs):
        gronden = {lading.grond for lading in item.lading.values()}
    zinnen.append(_HERKOMST.get("".join(sorted(gronden)), ""))
    return " ".join(filter(None, zinnen))
