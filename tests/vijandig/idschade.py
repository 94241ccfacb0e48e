"""Damage to what parts say of each other: types, indexes, relationships, names of tabs, tables,
ranges, formulas."""

from __future__ import annotations

import re
from random import Random

from vijandig.bladtekst import CEL, RIJ, bewerk, blad, deel, kies
from vijandig.nietpluis import GETALLEN, SOORTEN, TABNAMEN, VERWIJZINGEN, iets, ontsnap
from vijandig.pakje import Lid, Pakje

ONZE = ("Start", "Opgave", "Netwerk", "Perspectief", "Weefsel")
RESULTAAT = ("Advies", "Borg en verbind", "Netwerkbeeld", "Wegwijzers", "Controle")
_FORMULES = (
    "<f>1+1</f>", "<f/>", "<f></f><v>3</v>", "<f>A1</f><v></v>", '<f t="shared" si="0"/>',
    '<f t="shared" ref="A1:XFD1048576" si="0">1</f>', '<f t="shared" si="4294967296">1</f>',
    '<f t="array" ref="A1:Z999">1</f><v>1</v>', '<f t="array" ref="">1</f>', '<f t="array">1</f>',
    '<f t="dataTable" ref="B4:H60" r1="A1" r2="A2"/>', '<f t="x" ref="x">1</f>',
    "<f>" + "(" * 9000 + "</f>", "<v>1</v><f>1</f>", "<f>1</f><f>2</f>", "<v>1</v><v>2</v>",
    "<f>[1]x!A1</f><v>7</v>", "<is/>", "<is><t/></is>", "<is><r><t>3</t></r></is>",
    "<is><t>a</t><rPh sb='0' eb='1'><t>b</t></rPh></is>", "<v xml:space='preserve'> 3 </v>",
    "<v>3<!-- x -->4</v>", "<v><x>3</x></v>",
)  # fmt: skip


def _vervang(toeval: Random, lid: Lid | None, patroon: str, nieuw: str, keer: int = 1) -> bool:
    """Replace the group ``x`` of some of the matches."""
    vorm = re.compile(patroon)

    def wijzig(toeval: Random, tekst: str) -> str | None:
        for _ in range(keer):
            gevonden = kies(toeval, vorm, tekst)
            if gevonden is None:
                return None
            tekst = tekst[: gevonden.start("x")] + nieuw + tekst[gevonden.end("x") :]
        return tekst

    return bewerk(toeval, lid, wijzig)


def cel(toeval: Random, pakje: Pakje) -> str | None:
    """Type, style, reference or content of some cells."""
    gevonden = blad(toeval, pakje, (*ONZE, *RESULTAAT))
    if gevonden is None:
        return None
    tab, lid = gevonden
    keer, hoe, nieuw = (
        toeval.choice((1, 1, 5, 40)),
        toeval.choice(("t", "s", "r", "inhoud", "t en inhoud", "rij")),
        "",
    )

    def wijzig(toeval: Random, tekst: str) -> str | None:
        for _ in range(keer):
            cel = kies(toeval, CEL, tekst)
            if cel is None:
                return None
            tekst = tekst[: cel.start()] + _celxml(toeval, cel, hoe) + tekst[cel.end() :]
        return tekst

    if hoe == "rij":
        nieuw = toeval.choice(GETALLEN)
        return (
            f"id: rij r={nieuw[:30]!r} op {tab}"
            if _vervang(toeval, lid, r'row r="(?P<x>[0-9]+)"', nieuw)
            else None
        )
    return f"id: {keer}x cel {hoe} op {tab}" if bewerk(toeval, lid, wijzig) else None


def _celxml(toeval: Random, cel: re.Match[str], hoe: str) -> str:
    x, kolom, rij, attributen, inhoud = cel[1], cel[2], cel[3], cel[4], cel[5] or ""
    ref = f' r="{ontsnap(toeval.choice(VERWIJZINGEN))}"' if hoe == "r" else f' r="{kolom}{rij}"'
    if hoe == "r" and toeval.random() < 0.3:
        ref = ""
    if hoe == "s":
        attributen = re.sub(r'\ss="[^"]*"', f' s="{toeval.choice(GETALLEN)}"', attributen)
    if hoe.startswith("t"):
        attributen = re.sub(r'\st="[^"]*"', "", attributen) + f' t="{toeval.choice(SOORTEN)}"'
    if hoe.endswith("inhoud"):
        inhoud = toeval.choice(_FORMULES) if toeval.random() < 0.5 else f"<v>{iets(toeval)}</v>"
        inhoud = re.sub(r"<(/?)(?=[vfi])", rf"<\1{x}", inhoud) if x else inhoud
    return f"<{x}c{ref}{attributen}>{inhoud}</{x}c>"


def tekstnummer(toeval: Random, pakje: Pakje) -> str | None:
    """Indexes of shared strings, or the counts of the list."""
    gevonden = blad(toeval, pakje, (*ONZE, *RESULTAAT))
    nieuw = toeval.choice((*GETALLEN, "3", "17"))
    if gevonden and toeval.random() < 0.8:
        gelukt = _vervang(
            toeval,
            gevonden[1],
            r't="s"[^<>]*><(?:\w+:)?v>(?P<x>[0-9]+)<',
            nieuw,
            toeval.choice((1, 20)),
        )
        return f"id: tekstnummer {nieuw[:30]!r} op {gevonden[0]}" if gelukt else None
    return (
        "id: telling van teksten"
        if _vervang(toeval, deel(pakje, "sharedStrings"), r'ount="(?P<x>[0-9]+)"', nieuw)
        else None
    )


def stijl(toeval: Random, pakje: Pakje) -> str | None:
    """Number formats: dates everywhere, codes that make no sense."""
    soort = toeval.choice(("14", "22", "46", "164", "999999", "-1", "", "9" * 20))
    lid = deel(pakje, "styles")
    if toeval.random() < 0.6:
        gelukt = _vervang(
            toeval, lid, r'numFmtId="(?P<x>[0-9]*)"', soort, toeval.choice((1, 10, 60))
        )
        return f"id: getalnotatie {soort[:20]!r}" if gelukt else None
    code = toeval.choice(
        (
            "yyyy" * 100,
            "[h]:mm",
            '"',
            "[",
            "\\",
            ";" * 50,
            "General",
            "[$-F800]",
            "@",
            "d" * 300,
            "&#0;",
            "0" * 5000,
        )
    )
    return (
        "id: code van een notatie"
        if _vervang(toeval, lid, r'formatCode="(?P<x>[^"]*)"', ontsnap(code))
        else None
    )


def relatie(toeval: Random, pakje: Pakje) -> str | None:
    """Relationships: id, kind, target, mode, or one too many or too few."""
    er = [lid for lid in pakje.leden if lid.naam.endswith(b".rels")]
    lijst = [lid for lid in er if lid.naam in (b"_rels/.rels", b"xl/_rels/workbook.xml.rels")]
    lid = toeval.choice(lijst if toeval.random() < 0.7 and lijst else er) if er else None
    veld = toeval.choice(("Id", "Type", "Target", "Target", "TargetMode"))
    doelen = [f"/{naam}" for naam in pakje.namen()]
    nieuw = toeval.choice((
        "", "rId1", "rId999", "../../../etc/passwd", "file:///etc/passwd",
        "http://127.0.0.1:18999/x", "//x/y", "\\\\x\\y", "xl/workbook.xml", "%2e%2e/x",
        "worksheets%2Fsheet1.xml", "#A1", "worksheets/sheet1.xml#x", "worksheets/sheet1.xml?x", "/",
        ".", "..", "\x00", "é",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/table", "worksheet",
        toeval.choice(doelen or ["x"]), toeval.choice(doelen or ["x"]), "x" * 100_000,
        "worksheets\\sheet1.xml", "./worksheets/./sheet1.xml", "xl/../xl/workbook.xml",
    ))  # fmt: skip
    if veld == "TargetMode":
        gelukt = _vervang(toeval, lid, r"<Relationship(?P<x> )", ' TargetMode="External" ')
    else:
        gelukt = _vervang(toeval, lid, rf'\s{veld}="(?P<x>[^"]*)"', ontsnap(nieuw))
    return (
        f"id: {veld}={nieuw[:60]!r} in {lid.naam.decode('utf-8', 'replace')}"
        if lid and gelukt
        else None
    )


def inhoudssoort(toeval: Random, pakje: Pakje) -> str | None:
    """The list of content types."""
    veld = toeval.choice(("PartName", "ContentType", "Extension"))
    return (
        f"id: {veld} in de lijst"
        if _vervang(toeval, deel(pakje, "Content_Types"), rf'{veld}="(?P<x>[^"]*)"', iets(toeval))
        else None
    )


def tab(toeval: Random, pakje: Pakje) -> str | None:
    """Names, numbers and relations of tabs."""
    lid = pakje.lid("xl/workbook.xml")
    veld = toeval.choice(("name", "name", "sheetId", r"r:id", "state"))
    nieuw = {
        "name": ontsnap(toeval.choice(TABNAMEN)),
        "sheetId": toeval.choice(GETALLEN),
        "r:id": toeval.choice(("rId1", "rId2", "rId7", "", "rId999")),
    }.get(veld, "")
    if veld == "state":
        gelukt = _vervang(
            toeval,
            lid,
            r"<(?:\w+:)?sheet(?P<x>) ",
            f' state="{toeval.choice(("hidden", "veryHidden", "x"))}"',
            3,
        )
    else:
        gelukt = _vervang(toeval, lid, rf'<(?:\w+:)?sheet [^<>]*?\b{veld}="(?P<x>[^"]*)"', nieuw)
    return f"id: tab {veld}={nieuw[:40]!r}" if gelukt else None


def werkboekveld(toeval: Random, pakje: Pakje) -> str | None:
    """Defined names, 1904 dates, calculation settings."""
    lid = pakje.lid("xl/workbook.xml")
    hoe = toeval.choice(("1904", "calcPr", "calcPr weg", "calcPr dubbel", "naam"))
    patroon, nieuw = {
        "1904": (r"<(?:\w+:)?workbookPr(?P<x>)", ' date1904="1"'),
        "calcPr": (
            r"<(?:\w+:)?calcPr(?P<x>[^<>]*?)/>",
            toeval.choice(("", ' fullCalcOnLoad="0"', " fullCalcOnLoad='1'", ' calcId="x>y"')),
        ),
        "calcPr weg": (r"(?P<x><(?:\w+:)?calcPr[^<>]*/>)", ""),
        "calcPr dubbel": (r"(?P<x>)<(?:\w+:)?calcPr", '<calcPr calcId="1"/>'),
        "naam": (
            r"(?P<x>)<(?:\w+:)?calcPr",
            f'<definedNames><definedName name="x">{iets(toeval)}</definedName></definedNames>',
        ),
    }[hoe]
    return f"id: werkboek {hoe}" if _vervang(toeval, lid, patroon, nieuw) else None


def excel_tabel(toeval: Random, pakje: Pakje) -> str | None:
    """The Excel tables: names, ranges, columns."""
    er = [lid for lid in pakje.leden if b"tables/table" in lid.naam]
    veld = toeval.choice(("displayName", "name", "ref", "id", "count", "headerRowCount"))
    nieuw = toeval.choice(
        (
            "",
            "(",
            "[",
            "a|b",
            ".*",
            "x" * 100_000,
            "Partijen",
            "&#x28;",
            "A1:XFD1048576",
            "é",
            "_xlnm",
            ")" * 50,
            *GETALLEN[:6],
        )
    )
    gelukt = er and _vervang(toeval, toeval.choice(er), rf'\s{veld}="(?P<x>[^"]*)"', nieuw)
    return f"id: tabel {veld}={nieuw[:30]!r}" if gelukt else None


def bereik(toeval: Random, pakje: Pakje) -> str | None:
    """Ranges around the cells: used range, columns, merges, links, rules, arrays over results."""
    gevonden = blad(toeval, pakje, (*RESULTAAT, *RESULTAAT, *ONZE))
    if gevonden is None:
        return None
    naam, lid = gevonden
    hoe = toeval.choice(
        ("dimension", "col", "mergeCells", "hyperlinks", "row", "sqref", "hyperlink", "ref")
    )
    ref, getal = ontsnap(toeval.choice(VERWIJZINGEN)), toeval.choice(GETALLEN)
    rij = toeval.randrange(1, 120)
    vlak = toeval.choice(
        (
            f"B{rij}:H{rij + 3}",
            f"A{rij}:XFD{rij}",
            "A1:XFD1048576",
            f"C{rij}:C{rij + 1}",
            ref,
            f"B{rij}",
        )
    )
    veel = "".join(
        f'<hyperlink ref="B{i}" location="x"/>' for i in range(1, toeval.choice((3, 300, 20_000)))
    )
    patroon, nieuw = {
        "dimension": (r'dimension ref="(?P<x>[^"]*)"', ref),
        "col": (r'<(?:\w+:)?col [^<>]*?(?:min|max|width|style)="(?P<x>[^"]*)"', getal),
        "mergeCells": (
            r"sheetData>(?P<x>)",
            f'<mergeCells count="1"><mergeCell ref="{vlak}"/></mergeCells>',
        ),
        "hyperlinks": (
            r"(?P<x>)<(?:\w+:)?(?:pageMargins|printOptions|pageSetup)",
            f"<hyperlinks>{veel}</hyperlinks>",
        ),
        "row": (
            r'row r="[0-9]+"(?P<x>)',
            (
                f' {toeval.choice(("ht", "s", "spans", "customFormat", "customHeight", "x"))}="'
                f"{getal}"
                '"'
            ),
        ),
        "sqref": (r'sqref="(?P<x>[^"]*)"', ref),
        "hyperlink": (
            r'<(?:\w+:)?hyperlink (?:[^<>]*?)(?:ref|location|display)="(?P<x>[^"]*)"',
            iets(toeval),
        ),
        "ref": (r'\bref="(?P<x>[^"]*)"', vlak),
    }[hoe]
    return (
        f"id: {hoe} {vlak[:20]!r} {ref[:20]!r} {getal[:20]!r} op {naam}"
        if _vervang(toeval, lid, patroon, nieuw)
        else None
    )


def rijen_kwijt(toeval: Random, pakje: Pakje) -> str | None:
    """Rows or cells without their numbers, out of order, or twice the same."""
    gevonden = blad(toeval, pakje, (*ONZE, *RESULTAAT))
    if gevonden is None:
        return None
    naam, lid = gevonden
    hoe = toeval.choice(
        (
            "rijen zonder nummer",
            "cellen zonder nummer",
            "alles zonder nummer",
            "twee rijen om",
            "rij dubbel",
            "rij weg",
        )
    )

    def wijzig(toeval: Random, tekst: str) -> str | None:
        if hoe.endswith("nummer"):
            soorten = {"r": "row", "c": "c"}.get(hoe[0], "row|c")
            return re.sub(rf'(<(?:\w+:)?(?:{soorten})) r="[A-Z0-9]+"', r"\1", tekst)
        een = kies(toeval, RIJ, tekst)
        ander = een and RIJ.search(tekst, een.end())
        if not een or not ander:
            return None
        midden = {
            "twee rijen om": ander[0] + een[0],
            "rij dubbel": een[0] + een[0] + ander[0],
            "rij weg": ander[0],
        }[hoe]
        return tekst[: een.start()] + midden + tekst[ander.end() :]

    return f"id: {hoe} op {naam}" if bewerk(toeval, lid, wijzig) else None


MUTATIES = (
    cel, cel, cel, tekstnummer, stijl, relatie, relatie, inhoudssoort, tab, tab, werkboekveld,
    excel_tabel, bereik, bereik, bereik, rijen_kwijt,
)  # fmt: skip
