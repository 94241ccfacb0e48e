"""Hostile inputs thought out by hand, where reading the code says that something grows, repeats or
overflows.

Chance seldom makes these. Each is a sound workbook but for one thing, so that the code behind the
first checks is reached.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from vijandig.bladtekst import CEL, RIJ, gedeelde_teksten, lees, tekstrij, zet
from vijandig.pakje import Lid, Pakje

_OVERGANG = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _lid(pakje: Pakje, naam: str) -> Lid:
    lid = pakje.lid(pakje.tabs.get(naam, naam))
    assert lid is not None
    return lid


def _vervang(pakje: Pakje, naam: str, patroon: str, nieuw: str, keer: int = 1) -> None:
    """Change a part (or the part of a tab); that it changes is checked, or the case would say
    nothing."""
    lid = _lid(pakje, naam)
    oud = lees(lid)
    tekst = re.sub(
        patroon,
        lambda gevonden: gevonden.expand(nieuw) if "\\" in nieuw else nieuw,
        oud,
        count=keer,
    )
    assert tekst != oud, (naam, patroon)
    zet(lid, tekst)


def _rijen(pakje: Pakje, tab: str, aantal: int, waarden: tuple[str, ...]) -> int:
    """So many rows below everything, the same texts in each (``{n}`` is the row) from column B on;
    gives the first row."""
    lid = _lid(pakje, tab)
    tekst = lees(lid)
    eerste = max(int(rij[2]) for rij in RIJ.finditer(tekst)) + 1
    rijen = (
        tekstrij(nummer, [waarde.replace("{n}", str(nummer)) for waarde in waarden])
        for nummer in range(eerste, eerste + aantal)
    )
    zet(lid, tekst.replace("</sheetData>", "".join(rijen) + "</sheetData>"))
    return eerste


def _cel(pakje: Pakje, tab: str, ref: str, xml: str) -> None:
    """Another cell at a place where one stands."""
    lid = _lid(pakje, tab)
    tekst = lees(lid)
    cel = next(cel for cel in CEL.finditer(tekst) if cel[2] + cel[3] == ref)
    zet(lid, tekst[: cel.start()] + xml + tekst[cel.end() :])


def _resultaatcel(pakje: Pakje) -> str:
    """A cell of Advies that is written: under the first heading *Waarde*."""
    nummer = gedeelde_teksten(pakje).index("Waarde")
    cellen = CEL.finditer(lees(_lid(pakje, "Advies")))
    kop = next(cel for cel in cellen if 't="s"' in cel[4] and cel[5] == f"<v>{nummer}</v>")
    return f"{kop[2]}{int(kop[3]) + 1}"


def _met_deel(naam: str, opvulling: Callable[[bytes], bytes]) -> Callable[[Pakje], None]:
    def doe(pakje: Pakje) -> None:
        for tab in [tab for tab in pakje.tabs if naam in ("*", tab)]:
            lid = _lid(pakje, tab)
            lid.zet(opvulling(lid.inhoud))

    return doe


def _voor_einde(stuk: bytes) -> Callable[[bytes], bytes]:
    return lambda inhoud: stuk.join(inhoud.rpartition(b"</worksheet>")[::2]) + b"</worksheet>"


def _koppen(tab: str, aantal: int, *waarden: str) -> Callable[[Pakje], object]:
    return lambda pakje: _rijen(pakje, tab, aantal, waarden)


def _tekst_in_stukken(soort: str, stuk: str, keer: int) -> Callable[[Pakje], None]:
    def doe(pakje: Pakje) -> None:
        ref = _resultaatcel(pakje)
        inhoud = {
            "s": "<v>{}</v>",
            "inlineStr": "<is><t>{}</t></is>",
            "str": "<f>1</f><v>{}</v>",
            "e": "<v>{}</v>",
        }[soort]
        _cel(
            pakje, "Advies", ref, f'<c r="{ref}" t="{soort}">' + inhoud.format(stuk * keer) + "</c>"
        )

    return doe


def _spaties_in_tag(wat: str, aantal: int) -> Callable[[Pakje], None]:
    def doe(pakje: Pakje) -> None:
        if wat == "cel":
            ref = _resultaatcel(pakje)
            _cel(pakje, "Advies", ref, f'<c r="{ref}"{" " * aantal}/>')
        elif wat == "rij":
            rij = re.sub("[A-Z]", "", _resultaatcel(pakje))
            _vervang(pakje, "Advies", rf'<row r="{rij}"', f'<row r="{rij}"' + " " * aantal)
        else:
            _vervang(pakje, "xl/workbook.xml", r"<calcPr", "<calcPr" + " " * aantal)
            _formule_naar_advies(pakje)

    return doe


def _formule_naar_advies(pakje: Pakje) -> None:
    """A formula of a user that looks at a result tab, so that the workbook must be calculated
    again."""
    _vervang(
        pakje,
        "Uitleg",
        "</sheetData>",
        '<row r="99999"><c r="A99999"><f>Advies!C6</f><v>1</v></c></row></sheetData>',
    )


def _tabellen(aantal: int) -> Callable[[Pakje], None]:
    def doe(pakje: Pakje) -> None:
        deel = pakje.tabs["Advies"].rpartition("/")[2]
        extra = "".join(
            f'<Relationship Id="x{i}" Type="{_OVERGANG}/table" Target="../tables/t{i % 50}.xml"/>'
            for i in range(aantal)
        )
        _vervang(
            pakje,
            f"xl/worksheets/_rels/{deel}.rels",
            "</Relationships>",
            extra + "</Relationships>",
        )
        pakje.leden += [
            Lid(b"xl/tables/t%d.xml" % i, b'<table displayName="%s%d"/>' % (b"A" * 50, i))
            for i in range(50)
        ]

    return doe


def _lange_tekst_vaak(aantal: int, lang: int) -> Callable[[Pakje], None]:
    """One long shared string, shown in very many cells."""

    def doe(pakje: Pakje) -> None:
        lid = _lid(pakje, "xl/sharedStrings.xml")
        tekst = lees(lid)
        nummer = tekst.count("<si>")
        zet(lid, tekst.replace("</sst>", f"<si><t>{'é ' * (lang // 2)}</t></si></sst>"))
        rijen = "".join(
            f'<row r="{r}"><c r="B{r}" t="s"><v>{nummer}</v></c></row>'
            for r in range(5000, 5000 + aantal)
        )
        _vervang(pakje, "Weefsel", "</sheetData>", rijen + "</sheetData>")

    return doe


def _netwerk(partijen: int, relaties: int, naar_wie: str = "Partij {}") -> Callable[[Pakje], None]:
    """A real, very large network under the headings that are there; ``naar_wie`` may name others,
    or nobody."""

    def doe(pakje: Pakje) -> None:
        _eigen_koppen(pakje, "Naam", "Soort", "Invloed")
        eerste = _rijen(pakje, "Netwerk", partijen, ("Partij {n}", "bedrijf", "3"))
        onder = _eigen_koppen(pakje, "Van", "Naar", "Sterkte") + 1
        paren = ((i % partijen, (i + 1 + i // partijen) % partijen) for i in range(relaties))
        rijen = (
            tekstrij(onder + i, (f"Partij {eerste + van}", naar_wie.format(eerste + naar), "3"))
            for i, (van, naar) in enumerate(paren)
        )
        lid = _lid(pakje, "Netwerk")
        zet(lid, lees(lid).replace("</sheetData>", "".join(rijen) + "</sheetData>"))

    return doe


def _lange_namen(aantal: int, lang: int) -> Callable[[Pakje], None]:
    """Parties with very long names, under the headings that are there."""

    def doe(pakje: Pakje) -> None:
        _eigen_koppen(pakje, "Naam", "Soort", "Invloed")
        _rijen(pakje, "Netwerk", aantal, ("{n} " + "é" * lang, "bedrijf", "3"))

    return doe


def _eigen_koppen(pakje: Pakje, *koppen: str) -> int:
    """These headings at the bottom of Netwerk; where they stood above, they are headings no more.
    Gives the row."""
    teksten = gedeelde_teksten(pakje)
    nummers = {teksten.index(kop) for kop in koppen[:2]}
    lid = _lid(pakje, "Netwerk")
    zet(
        lid,
        re.sub(
            r"<v>([0-9]+)</v>", lambda v: "<v>0</v>" if int(v[1]) in nummers else v[0], lees(lid)
        ),
    )
    return _rijen(pakje, "Netwerk", 1, koppen)


def _zip64_plek(pakje: Pakje) -> None:
    lid = pakje.leden[3]
    lid.centraal["plek"] = 0xFFFFFFFF
    lid.extra_centraal = b"\1\0\x08\0" + b"\xff" * 8


def _zip64_maat(pakje: Pakje) -> None:
    lid = pakje.leden[3]
    lid.centraal |= {"ingepakt": 0xFFFFFFFF, "uitgepakt": 0xFFFFFFFF}
    lid.extra_centraal = b"\1\0\x10\0" + b"\xff" * 7 + b"\x7f" + b"\xff" * 7 + b"\x7f"


def _tabelnaam_geen_tekst(pakje: Pakje) -> None:
    for naam in [naam for naam in pakje.namen() if naam.startswith("xl/tables/")]:
        lid = _lid(pakje, naam)
        lid.zet(lid.inhoud.replace(b'displayName="', b'displayName="\xff'))


def _kolom(veld: str, waarde: str) -> Callable[[Pakje], None]:
    return lambda pakje: _vervang(
        pakje, "Advies", rf'(<col [^<>]*?{veld}=")[^"]*', rf"\g<1>{waarde}"
    )


def _zonder_advies(pakje: Pakje) -> None:
    """The tab Advies is gone: everything is carried into a fresh workbook."""
    _vervang(pakje, "xl/workbook.xml", r'<sheet name="Advies"[^<>]*/>', "")


def _overgezet(waarde: str, stijl: str = "") -> Callable[[Pakje], None]:
    """Odd values in every answer and table cell, to be carried over."""

    def doe(pakje: Pakje) -> None:
        _zonder_advies(pakje)
        for tab in ("Start", "Opgave", "Netwerk"):
            lid = _lid(pakje, tab)
            zet(
                lid,
                CEL.sub(lambda c: _ander(c, waarde, stijl) if int(c[3]) > 30 else c[0], lees(lid)),
            )
        if stijl:
            _vervang(
                pakje,
                "xl/styles.xml",
                "</cellXfs>",
                '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs>',
            )

    return doe


def _ander(cel: re.Match[str], waarde: str, stijl: str) -> str:
    return f'<c r="{cel[2]}{cel[3]}"{stijl or cel[4].split(" t=")[0]}{waarde}</c>'


def _datumstijl(pakje: Pakje) -> str:
    stijlen = lees(_lid(pakje, "xl/styles.xml"))
    onze = stijlen.partition("</cellXfs>")[0].partition("<cellXfs")[2]
    return f' s="{onze.count("<xf ")}"'


def _datums(getal: str) -> Callable[[Pakje], None]:
    return lambda pakje: _overgezet(f"><v>{getal}</v>", _datumstijl(pakje))(pakje)


_GETALLEN = ("0", "0.5", "1", "59", "60", "-1", "2958465", "2958466", "1e9", "1e300")
_ISO = ("0001-01-01", "1899-12-31", "9999-12-31T23:59:59", "24:00")

HANDWERK: Mapping[str, Callable[[Pakje], object]] = {
    "5.000 keer de koppen Kenmerk en Waarde": _koppen("Start", 5_000, "Kenmerk", "Waarde"),
    "50.000 keer de koppen Kenmerk en Waarde": _koppen("Start", 50_000, "Kenmerk", "Waarde"),
    "50.000 keer de koppen Id en Stelling": _koppen("Opgave", 50_000, "Id", "Stelling", "Antwoord"),
    "50.000 keer de koppen Naam en Soort": _koppen("Netwerk", 50_000, "Naam", "Soort"),
    "50.000 keer koppen op Advies": _koppen("Advies", 50_000, "Kenmerk", "Waarde"),
    "50.000 keer koppen op Controle": _koppen(
        "Controle", 50_000, "Ernst", "Plek", "Wat er staat en wat je doet", "Code"
    ),
    "5.000 koppen naast elkaar": _koppen("Opgave", 20, *(("Id", "Stelling") * 2500)),
    "5.000 koppen naast elkaar op Advies": _koppen("Advies", 20, *(("Kenmerk", "Waarde") * 2500)),
    "200.000 rijen tekst": _koppen("Opgave", 200_000, "een toelichting {n}", "3"),
    "300.000 rijen onder de agenda": _koppen("Opgave", 300_000, "Punt {n}"),
    "100.000 dezelfde partijen": _koppen("Netwerk", 100_000, "Dezelfde", "Dezelfde", "9"),
    "1.000 partijen en 10.000 relaties": _netwerk(1_000, 10_000),
    "100.000 relaties": _netwerk(1_000, 100_000),
    "10.000 relaties naar niemand": _netwerk(1_000, 10_000, ""),
    "10.000 relaties naar onbekenden": _netwerk(1_000, 10_000, "Partij {}x"),
    "een partij met een naam van 32.000 tekens": _lange_namen(1, 32_000),
    "300 partijen met een naam van 3.000 tekens": _lange_namen(300, 3_000),
    "tekst van 30 MB in een cel": _tekst_in_stukken("inlineStr", "x" * 1000, 30_000),
    "tekst van 3 MB in stukjes": _tekst_in_stukken("inlineStr", "x<!---->", 350_000),
    "tekstnummer in stukjes": _tekst_in_stukken("s", "0<!---->", 350_000),
    "uitkomst in stukjes": _tekst_in_stukken("str", "x<!---->", 350_000),
    "foutwaarde in stukjes": _tekst_in_stukken("e", "#<!---->", 350_000),
    "tekst vol tekenverwijzingen": _tekst_in_stukken("inlineStr", "&#120;", 1_000_000),
    "300.000 spaties in een cel": _spaties_in_tag("cel", 300_000),
    "300.000 spaties in een rij": _spaties_in_tag("rij", 300_000),
    "300.000 spaties in calcPr": _spaties_in_tag("calcPr", 300_000),
    "5.000 Excel-tabellen op een tab": _tabellen(5_000),
    "60.000 Excel-tabellen op een tab": _tabellen(60_000),
    "lange tekst in 600 cellen": _lange_tekst_vaak(600, 32_000),
    "tekst van 32 tekens in 600.000 cellen": _lange_tekst_vaak(600_000, 32),
    "alle tabs 31 MB spaties": _met_deel("*", _voor_einde(b" " * 31_000_000)),
    "een tab 31 MB spaties": _met_deel("Opgave", _voor_einde(b" " * 31_000_000)),
    "een tab 31 MB commentaar": _met_deel(
        "Advies", _voor_einde(b"<!--" + b"x" * 31_000_000 + b"-->")
    ),
    "een tab 3 miljoen elementen": _met_deel("Advies", _voor_einde(b"<x/>" * 3_000_000)),
    "een tab 1 miljoen samenvoegingen": _met_deel(
        "Advies",
        _voor_einde(b"<mergeCells>" + b'<mergeCell ref="Z1"/>' * 1_000_000 + b"</mergeCells>"),
    ),
    "een tab 500.000 koppelingen": _met_deel(
        "Advies",
        _voor_einde(
            b"<hyperlinks>" + b'<hyperlink ref="Z1" location="x"/>' * 500_000 + b"</hyperlinks>"
        ),
    ),
    "een tab 500.000 kolommen": _met_deel(
        "Advies",
        lambda i: i.replace(
            b"<cols>", b"<cols>" + b'<col min="1" max="2" width="9" style="1"/>' * 500_000
        ),
    ),
    "een tab 300.000 koppelingen op onze cel": _met_deel(
        "Advies",
        _voor_einde(
            b"<hyperlinks>" + b'<hyperlink ref="C6" location="x"/>' * 300_000 + b"</hyperlinks>"
        ),
    ),
    "kolom met een getal van 5.000 cijfers": _kolom("min", "9" * 5000),
    "kolombreedte oneindig": _kolom("width", "1e999"),
    "kolombreedte geen getal": _kolom("width", "NaN"),
    "kolombreedte onder nul": _kolom("width", "-5"),
    "rijhoogte oneindig": lambda pakje: _vervang(
        pakje, "Advies", r'(<row [^<>]*?\bht=")[^"]*', r"\g<1>1e999", 0
    ),
    "kolombreedte nul": _kolom("width", "0"),
    "controlegetal van een tab klopt niet": lambda pakje: _lid(pakje, "Opgave").centraal.update(
        crc=1
    ),
    "zip64-plek buiten alles": _zip64_plek,
    "zip64-maat buiten alles": _zip64_maat,
    "tabelnaam is geen tekst": _tabelnaam_geen_tekst,
    "overzetten: getal 1e300": _overgezet("><v>1e300</v>"),
    "overzetten: lange tekst": _overgezet(' t="inlineStr"><is><t>' + "é" * 40_000 + "</t></is>"),
    "overzetten: tekst met stuurtekens": _overgezet(
        ' t="inlineStr"><is><t>_x0000__x0001__xD800__xFFFF_&#x1F3DB;</t></is>'
    ),
    "overzetten: formule": _overgezet(' t="inlineStr"><is><t>=1+1</t></is>'),
    "overzetten: webadres": _overgezet(' t="inlineStr"><is><t>https://' + "x" * 3000 + "</t></is>"),
    "overzetten: waar": _overgezet(' t="b"><v>1</v>'),
    "overzetten: fout": _overgezet(' t="e"><v>#SPILL!</v>'),
    **{f"overzetten: datum {getal}": _datums(getal) for getal in _GETALLEN},
    **{f"overzetten: datum {waarde}": _overgezet(f' t="d"><v>{waarde}</v>') for waarde in _ISO},
}


def maak_handwerk(naam: str, basis: Pakje) -> bytes:
    """One of these inputs."""
    pakje = basis.kopie()
    HANDWERK[naam](pakje)
    return pakje.bytes()
