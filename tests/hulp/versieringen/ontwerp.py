"""A whole workbook decorated at random: what is on it, how its parts are spelled and how they are
zipped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import unescape

from hypothesis import strategies as st

from hulp.pakketten import Onderdelen, Zipvorm, met_voorvoegsel, pak_in, voeg_samen
from hulp.versieringen.gereedschap import VERSIERINGEN
from regio_xl.indeling import blokken


def _met_regels(deel: bytes) -> bytes:
    """Every row, cell and list on a line of its own, with remarks in between."""
    return re.sub(
        rb"(</(?:row|c|cols|hyperlink|mergeCells|sheetData)>|<hyperlinks>)",
        rb"\1\r\n  <!-- > ' -->\t",
        deel,
    )


def _met_apostrofs(deel: bytes) -> bytes:
    return re.sub(rb'="([^"\'<>]*)"', rb"  =  '\1'", deel)


def _open(deel: bytes) -> bytes:
    """Nothing closes itself."""
    zelfsluitend = rb"<((c|row|hyperlink|dimension|sheetData)\b[^>]*?)\s*/>"
    return re.sub(zelfsluitend, rb"<\1></\2>", deel)


def _ruim(deel: bytes) -> bytes:
    """Blanks in tags, and between a cell and its value."""
    deel = re.sub(rb"(<c\b[^>/]*>)(.*?)(</c>)", rb"\1\n  \2\n \3", deel)
    return re.sub(rb"<((?:c|row|hyperlink|dimension)\b[^>]*?)(/?)>", rb"<\1 \n\2>", deel)


def _met_aanwijzingen(deel: bytes) -> bytes:
    return deel.replace(b"<sheetData>", b'<?hoi a="<row>"?><sheetData><?x ?>').replace(
        b"</row>", b"<!--</row>--></row>"
    )


def _met_cdata(deel: bytes) -> bytes:
    def letterlijk(gevonden: re.Match[bytes]) -> bytes:
        return b"<t><![CDATA[" + unescape(gevonden[1].decode()).encode() + b"]]></t>"

    return re.sub(rb'<t(?: xml:space="preserve")?>([^<]*)</t>', letterlijk, deel)


def _latijns(deel: bytes) -> bytes:
    return (
        deel.replace(b"UTF-8", b"ISO-8859-1", 1).decode().encode("iso-8859-1", "xmlcharrefreplace")
    )


SPELLINGEN: dict[str, Callable[[bytes], bytes]] = {
    "voorvoegsel": met_voorvoegsel,
    "regels": _met_regels,
    "apostrofs": _met_apostrofs,
    "utf-16": lambda deel: deel.replace(b"UTF-8", b"UTF-16", 1).decode().encode("utf-16"),
    "open": _open,
    "ruim": _ruim,
    "aanwijzingen": _met_aanwijzingen,
    "cdata": _met_cdata,
    "latijns": _latijns,
    "bom": lambda deel: b"\xef\xbb\xbf" + deel,
}


@dataclass(frozen=True)
class Ontwerp:
    """What is done to a workbook. Written out so that hypothesis shows and shrinks it."""

    versieringen: Sequence[tuple[str, str, int]] = ()
    spellingen: Sequence[tuple[str, str]] = ()
    vormen: Sequence[Zipvorm] = (Zipvorm(),)
    draai: int = 0
    mappen: bool = False
    opmerking: bytes = b""


VORMEN = st.builds(
    Zipvorm,
    ingepakt=st.booleans(),
    nazending=st.sampled_from(("", "met teken", "zonder teken")),
    zip64=st.booleans(),
    extra=st.sampled_from(
        (b"", b"UT\x05\x00\x01\x00\x00\x00\x00", b"\x0a\x00\x04\x00\x00\x00\x00\x00")
    ),
    opmerking=st.sampled_from((b"", b"van de gebruiker")),
)
ONTWERPEN = st.builds(
    Ontwerp,
    versieringen=st.lists(
        st.tuples(
            st.sampled_from(sorted(VERSIERINGEN)), st.sampled_from(blokken.TABS), st.integers(0, 9)
        ),
        max_size=14,
    ),
    spellingen=st.lists(
        st.tuples(st.sampled_from(blokken.TABS), st.sampled_from(sorted(SPELLINGEN))),
        max_size=4,
        unique_by=lambda paar: paar[0],
    ),
    vormen=st.lists(VORMEN, min_size=1, max_size=4),
    draai=st.integers(0, 200),
    mappen=st.booleans(),
    opmerking=st.sampled_from((b"", b"gemaakt door iemand")),
)


def versier(inhoud: bytes, ontwerp: Ontwerp) -> bytes:
    """The workbook with all of it."""
    boek = Onderdelen(inhoud)
    for naam, tab, n in ontwerp.versieringen:
        VERSIERINGEN[naam](boek, tab, n)
    bladen = {boek.blad(tab): spelling for tab, spelling in ontwerp.spellingen}
    delen = [
        (deel, SPELLINGEN[bladen[deel]](xml) if deel in bladen else xml)
        for deel, xml in boek.klaar().items()
    ]
    if ontwerp.mappen:
        delen += [("xl/", b""), ("xl/worksheets/", b"")]
    knip = ontwerp.draai % len(delen)
    vormen = [ontwerp.vormen[n % len(ontwerp.vormen)] for n in range(len(delen))]
    return voeg_samen(
        [
            pak_in(deel, inhoud, _passend(vorm, inhoud))
            for vorm, (deel, inhoud) in zip(vormen, delen[knip:] + delen[:knip], strict=True)
        ],
        ontwerp.opmerking,
    )


def _passend(vorm: Zipvorm, inhoud: bytes) -> Zipvorm:
    """Not long sizes for an empty entry: that has a test of its own."""
    return vorm if inhoud else replace(vorm, zip64=False)
