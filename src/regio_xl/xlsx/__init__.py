"""The reader and writer of .xlsx files; what is not written stays as it was, byte for byte."""

from __future__ import annotations

from regio_xl.werkboek import WerkboekFout

_LESS = "Haal weg wat je niet nodig hebt"


def damaged(reden: str) -> WerkboekFout:
    """The refusal for a package that is broken or incomplete."""
    return WerkboekFout("bestand-beschadigd", reden=reden)


def too_large(reden: str, raad: str = _LESS) -> WerkboekFout:
    """The refusal for a package that holds more than is read; ``raad`` is what to do about it."""
    return WerkboekFout("bestand-te-groot", reden=reden, raad=raad)
