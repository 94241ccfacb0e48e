"""Texts as they are stored in a workbook, and as a person reads them.

Stored, a text is made of runs, what XML cannot hold is written as ``_xHHHH_``, and how it is pronounced may stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final

from regio_xl.boek.archief import beschadigd
from regio_xl.boek.deel import MAX_DIEPTE, bewaak_tags, lokaal, ontleder, ontleed
from regio_xl.boek.sneden import afgedekt, element, sneden, wortel

_TEKST: Final = re.compile(rb"<(?:[^<>\s/:]+:)?[vt](?:\s[^<>]*)?>([^<]*)")
_LASTIG: Final = re.compile(rb"[&\r]|<[!?]|rPh")
_EEN_STUK: Final = re.compile(rb'<t(?:>| (xml:space="preserve")>)([^<&\r]*)</t>(?:</si>\s*)?')
_SI: Final = re.compile(rb"</?si>")
_ONTSNAPT: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_WIT: Final = " \t\n\r"

ONTHOUDEN = 300
"""Texts up to this many bytes are remembered: those of the template come back in every workbook."""


class GedeeldeTeksten:
    """The texts that cells point at by number; taken apart when the first is asked for."""

    def __init__(self, xml: bytes | None) -> None:
        self._xml = xml

    def tekst(self, nummer: str) -> str | None:
        """A text as it is stored; None when there is none of that number. Raises :class:`BoekFout`."""
        if not (nummer.isascii() and nummer.isdigit() and len(nummer) < 10 and int(nummer) < len(self._losse)):
            return None
        return celwaarde(self._losse[int(nummer)]) or ""

    def eis_gaaf(self) -> None:
        """Raises :class:`BoekFout` when the part is broken, also where no cell points at it."""
        _ = self._losse

    @cached_property
    def leesbaar(self) -> Mapping[bytes, str]:
        """Each text by its number, as a person reads it. Raises :class:`BoekFout` when there is none of that number."""
        return _Leesbaar(self._losse)

    @cached_property
    def _losse(self) -> Sequence[bytes]:
        """What stands in each text element."""
        if self._xml is None:
            return ()
        ontleed(ontleder(), self._xml)
        stukken = self._xml.split(b"<si>")[1:]  # how nearly every program writes them
        begin, einde, samen = map(self._xml.count, (b"<si", b"</si>", b"</si><si>"))
        om_en_om = samen + 1 == len(stukken) or _SI.findall(self._xml) == [b"<si>", b"</si>"] * len(stukken)
        gewoon = begin == einde == len(stukken) and om_en_om and b"<!" not in self._xml and b":si" not in self._xml
        kort = 3 * MAX_DIEPTE  # so many tags do not fit in that
        licht = all(stuk.count(b"<") <= MAX_DIEPTE for stuk in stukken if len(stuk) > kort)
        return stukken if gewoon and licht else self._gezocht()

    def _gezocht(self) -> Sequence[bytes]:
        """The same for texts that are written in another way or hold much markup; too much of it is refused."""
        assert self._xml is not None
        bewaak_tags(self._xml)
        bedekt = afgedekt(self._xml)
        voorvoegsel, _ = wortel(bedekt)
        lijst = element(bedekt, voorvoegsel + b"sst")
        if lijst is None or lijst.inhoud_einde is None:
            return ()
        teksten = list(sneden(bedekt, voorvoegsel + b"si", lijst.inhoud, lijst.inhoud_einde))
        if any(b"<%ssi" % voorvoegsel in bedekt[tekst.inhoud : tekst.einde] for tekst in teksten):
            raise beschadigd("de gedeelde teksten kloppen niet")
        return [b"" if tekst.inhoud_einde is None else self._xml[tekst.inhoud : tekst.inhoud_einde] for tekst in teksten]


class _Leesbaar(dict[bytes, str]):
    """Texts as a person reads them, each made when it is first asked for."""

    def __init__(self, losse: Sequence[bytes]) -> None:
        self._losse = losse

    def __missing__(self, nummer: bytes) -> str:
        plek = int(nummer) if nummer.isdigit() and len(nummer) < 10 else len(self._losse)
        if plek >= len(self._losse):
            raise beschadigd("een cel verwijst naar een tekst die er niet is")
        inhoud = self._losse[plek]
        tekst = self[nummer] = (_onthouden_tekst if len(inhoud) <= ONTHOUDEN else leesbare_tekst)(inhoud)
        return tekst


def celwaarde(inhoud: bytes) -> str | None:
    """What a cell holds as it is stored: its number or text, without how a text is pronounced; None when it has neither."""
    if _LASTIG.search(inhoud):
        return "".join(stuk for stuk, _ in _stukken(inhoud)) or None
    teksten = _TEKST.findall(inhoud)
    return b"".join(teksten).decode() if teksten else None


def leesbare_tekst(inhoud: bytes) -> str:
    """The text of an element with runs as a person reads it: blanks around a run count only where the run says so."""
    een = _EEN_STUK.fullmatch(inhoud)
    if een is not None:
        tekst = een[2].decode()
        return ontwricht(tekst if een[1] else tekst.strip(_WIT))
    return ontwricht("".join(stuk if bewaar else stuk.strip(_WIT) for stuk, bewaar in _stukken(inhoud)))


_onthouden_tekst = lru_cache(maxsize=2048)(leesbare_tekst)


def waardetekst(inhoud: bytes) -> str:
    """The text between the tags of a value, as a person reads it."""
    if b"&" in inhoud or b"\r" in inhoud:
        return ontwricht("".join(stuk for stuk, _ in _stukken(b"<v>" + inhoud + b"</v>")))
    return ontwricht(inhoud.decode())


def ontwricht(tekst: str) -> str:
    """A stored text with its ``_xHHHH_`` as the characters that they stand for."""
    return _ONTSNAPT.sub(_teken, tekst) if "_x" in tekst else tekst


def _teken(ontsnapt: re.Match[str]) -> str:
    teken = chr(int(ontsnapt[1], 16))
    return ontsnapt[0] if "\ud800" <= teken <= "\udfff" else teken  # half a character is none


def _stukken(inhoud: bytes) -> list[tuple[str, bool]]:
    """The values and runs in the content of an element, each with whether its outer blanks count."""
    pad: list[str] = []
    stukken: list[tuple[str, bool]] = []
    bewaar = False

    def begin(naam: str, attributen: dict[str, str]) -> None:
        nonlocal bewaar
        pad.append(lokaal(naam))
        bewaar = attributen.get("xml:space") == "preserve"

    def teken(stuk: str) -> None:
        if pad[-1] in ("v", "t") and "rPh" not in pad:
            stukken.append((stuk, bewaar))

    parser = ontleder()
    parser.StartElementHandler, parser.CharacterDataHandler = begin, teken
    parser.EndElementHandler = lambda _: pad.pop()
    ontleed(parser, b"<c>" + inhoud.partition(b"</si>")[0] + b"</c>")
    return stukken
