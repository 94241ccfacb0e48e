"""Text from a file made safe to show: names of files and tabs may be as hostile as what is in them."""

from __future__ import annotations


def leesbaar(waarde: object, meeste: int = 200) -> str:
    """A value from a file made safe to show: one line, no control or direction characters, no more than ``meeste``."""
    tekst = " ".join(str(waarde)[: 4 * meeste].split())
    tekst = "".join(teken if teken.isprintable() else "\ufffd" for teken in tekst)
    return tekst if len(tekst) <= meeste else tekst[: meeste - 1] + "…"
