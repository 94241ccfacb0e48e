"""Remarks beside the advice: what asks for attention, and which low score is no problem here."""

from __future__ import annotations

from regio_xl.methode import Methode
from regio_xl.rekenen.kengetallen import Kengetallen, voldoet
from regio_xl.resultaten import Signaaltekst


def signaalteksten(methode: Methode, cijfers: Kengetallen) -> tuple[Signaaltekst, ...]:
    """The remarks of the method whose conditions all hold, in the method's order."""
    return tuple(
        Signaaltekst(id=signaal.id, soort=signaal.soort, tekst=signaal.tekst, bron=signaal.bron)
        for signaal in methode.signalen
        if voldoet(signaal.voorwaarden, cijfers)
    )
