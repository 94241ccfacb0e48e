"""Cells of a user on our tabs, another look for ours, and rules about cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from hulp.onaangeroerd import VAN_GEBRUIKER
from hulp.pakketten import CEL, Onderdelen
from hulp.versieringen.gereedschap import (
    celstijl,
    extensie,
    heeft,
    in_lijst,
    kolomnummer,
    naam_van,
    op_blad,
    plek,
    versiering,
    xml,
    zet,
)
from regio_xl.indeling import blokken


@versiering
def eigen_cel(boek: Onderdelen, tab: str, n: int) -> None:
    zet(boek, tab, *plek(n))


@versiering
def eigen_kolom(boek: Onderdelen, tab: str, n: int) -> None:
    """A column of remarks beside our rows."""
    for rij in range(10, 60, n + 1):
        zet(boek, tab, rij, 20 + n)


@versiering
def regels_rond_lijsten(boek: Onderdelen, tab: str, n: int) -> None:
    """Remarks in our columns, above, between and below our tables; what stands under a list to fill
    in is a row of it."""
    if tab not in blokken.RESULTAATTABS:
        return
    tabellen = [
        boek.boom(doel).get("ref").split(":")
        for _, doel in boek.wijst_naar(boek.blad(tab), "table")
    ]
    hoeken = [
        [(int(re.sub("[A-Z]", "", hoek)) - 1, kolomnummer(hoek)) for hoek in bereik]
        for bereik in tabellen
    ]
    kolom = 1 + n % 4
    for rij in range(n, 1 + max((laatste for _, (laatste, _) in hoeken), default=20) + 9, 4):
        if not any(r1 <= rij <= r2 and k1 <= kolom <= k2 for (r1, k1), (r2, k2) in hoeken):
            zet(boek, tab, rij, kolom)


@versiering
def regel_onder_lijst(boek: Onderdelen, tab: str, n: int) -> None:
    """A remark far below our lists, in a column of ours where they are results."""
    zet(boek, tab, 1200 + 2 * n, 1 if tab in blokken.RESULTAATTABS else 20)


@versiering
def eigen_opmaak(boek: Onderdelen, tab: str, n: int) -> None:
    """Another look for cells of ours, filled or empty."""
    stijl = str(len(celstijl(boek).getparent()) - 1)
    for cel in list(boek.boom(boek.blad(tab)).iter(f"{{{CEL}}}c"))[n :: n + 3]:
        cel.set("s", stijl)


@versiering
def rijen_opgemaakt(boek: Onderdelen, tab: str, n: int) -> None:
    """Rows that are hidden, grouped, set to a height or have a look and unknown attributes."""
    stijl = str(len(celstijl(boek).getparent()) - 1)
    soorten: Sequence[dict[str, str]] = (
        {"hidden": "1"}, {"outlineLevel": "2", "collapsed": "1"},
        {"ht": "99.5", "customHeight": "1"}, {"thickBot": "1"}, {"s": stijl, "customFormat": "1"},
        {"{http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac}dyDescent": "0.3"},
        {"{http://example.org/onbekend}x": "1"}, {"ht": "3"},
    )  # fmt: skip
    for rij in list(boek.boom(boek.blad(tab)).find("{*}sheetData"))[n :: n + 2]:
        rij.attrib.update(soorten[n % len(soorten)])


@versiering
def rijke_tekst(boek: Onderdelen, tab: str, n: int) -> None:
    zet(
        boek,
        tab,
        *plek(n),
        (
            f'<is><r><rPr><b/></rPr><t>{VAN_GEBRUIKER}</t></r><r><t xml:space="preserve"> en meer'
            "</t></r></is>"
        ),
        t="inlineStr",
    )


@versiering
def rijk_gemaakt(boek: Onderdelen, tab: str, n: int) -> None:
    """Words of the texts on a tab made bold, and some told how to pronounce."""
    teksten = boek.boom(boek.doel(boek.werkboek, "sharedStrings"))
    cellen = [cel for cel in boek.boom(boek.blad(tab)).iter(f"{{{CEL}}}c") if cel.get("t") == "s"]
    for cel in cellen[n :: n + 3]:
        tekst = "".join(
            een.text or ""
            for een in teksten[int(cel[-1].text)].xpath("x:t|x:r/x:t", namespaces={"x": CEL})
        )
        stukken = "".join(
            (
                f'<r><rPr><b/><color rgb="FF00FF00"/></rPr><t xml:space="preserve">{escape(stuk)}'
                "</t></r>"
            )
            for stuk in (tekst[:3], tekst[3:])
        )
        teksten.append(xml(f'<si>{stukken}<rPh sb="0" eb="1"><t>uitspraak</t></rPh></si>'))
        cel[-1].text = str(len(teksten) - 1)


@versiering
def furigana(boek: Onderdelen, tab: str, n: int) -> None:
    inhoud = (
        f'<is><t>{VAN_GEBRUIKER} 東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr '
        'fontId="1"/></is>'
    )
    zet(boek, tab, *plek(n), inhoud, t="inlineStr", ph="1")
    if not heeft(boek, tab, "phoneticPr"):
        op_blad(boek, tab, '<phoneticPr fontId="1" type="noConversion"/>')


@versiering
def gedeelde_tekst(boek: Onderdelen, tab: str, n: int) -> None:
    lijst = boek.boom(boek.doel(boek.werkboek, "sharedStrings"))
    lijst.append(xml(f"<si><r><rPr><i/></rPr><t>{VAN_GEBRUIKER}</t></r></si>"))
    zet(boek, tab, *plek(n), f"<v>{len(lijst) - 1}</v>", t="s")


@versiering
def datum(boek: Onderdelen, tab: str, n: int) -> None:
    zet(
        boek,
        tab,
        *plek(n),
        f"<v>{46000 + n}.25</v>",
        s=str(len(celstijl(boek, 14).getparent()) - 1),
    )


@versiering
def formules(boek: Onderdelen, tab: str, n: int) -> None:
    """Plain, shared, array and data table formulas, errors, and results that were never stored."""
    rij, kolom = 300 + 10 * n, 30
    for inhoud, attributen in (
        ('<f>Advies!B9&amp;"x"</f><v>x</v>', {"t": "str"}),
        (
            (
                f'<f t="shared" ref="{naam_van(rij, kolom + 1)}:{naam_van(rij, kolom + 2)}" '
                f'si="{90 + n}">A1</f><v>1</v>'
            ),
            {},
        ),
        (f'<f t="shared" si="{90 + n}"/><v>1</v>', {}),
        (
            (
                f'<f t="array" ref="{naam_van(rij, kolom + 3)}:{naam_van(rij + 2, kolom + 3)}">A1:'
                "A3</f><v>1</v>"
            ),
            {"cm": "1"},
        ),
        ("<f>1/0</f><v>#DIV/0!</v>", {"t": "e"}),
        ("<f>NU()</f>", {}),
        (
            f'<f t="dataTable" ref="{naam_van(rij, kolom + 6)}" dt2D="0" dtr="0" r1="A1"/><v>2</v>',
            {},
        ),
    ):
        zet(boek, tab, rij, kolom, inhoud, **attributen)
        kolom += 1


@versiering
def samengevoegd(boek: Onderdelen, tab: str, n: int) -> None:
    rij, kolom = plek(n)
    nieuw = f"{naam_van(rij + 1, kolom)}:{naam_van(rij + 2, kolom + 3)}"
    if nieuw not in {
        een.get("ref") for een in boek.boom(boek.blad(tab)).iter(f"{{{CEL}}}mergeCell")
    }:
        in_lijst(boek, tab, "mergeCells", f'<mergeCell ref="{nieuw}"/>')


@versiering
def koppelingen(boek: Onderdelen, tab: str, n: int) -> None:
    buiten = boek.koppel(boek.blad(tab), "hyperlink", "https://example.org/?a=1&b=2", extern=True)
    rij, kolom = plek(n)
    bestaand = {een.get("ref") for een in boek.boom(boek.blad(tab)).iter(f"{{{CEL}}}hyperlink")}
    for ref, doel in (
        (naam_van(rij, kolom), f'r:id="{buiten}" tooltip="&gt;"'),
        (f"B{20 + n}:G{24 + n}", 'location="Start!A1"'),
        (naam_van(rij + 3, kolom), "location=\"'Borg en verbind'!A1\" display='\"'"),
    ):
        if ref not in bestaand:
            in_lijst(boek, tab, "hyperlinks", f'<hyperlink ref="{ref}" {doel}/>')


@versiering
def keuzelijst(boek: Onderdelen, tab: str, n: int) -> None:
    in_lijst(boek, tab, "dataValidations", (
        f'<dataValidation type="list" sqref="{naam_van(*plek(n))}"><formula1>"ja,nee"</formula1>'
        '</dataValidation>'
    ))  # fmt: skip
    extensie(boek.boom(boek.blad(tab)), "CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF", (
        '<x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1>'
        '<xm:f>Start!$B$1</xm:f></x14:formula1>'
        f"<xm:sqref>{naam_van(1, 40 + n)}</xm:sqref></x14:dataValidation></x14:dataValidations>"
    ))  # fmt: skip


@versiering
def databalk(boek: Onderdelen, tab: str, n: int) -> None:
    sleutel = f"{{DA7ABA51-0000-0000-0000-{n:012}}}"
    op_blad(boek, tab, (
        f'<conditionalFormatting sqref="B{2 + n}:C{9 + n}"><cfRule type="dataBar" '
        f'priority="{900 + n}"><dataBar>'
        '<cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>'
        '<extLst><ext uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}">'
        f"<x14:id>{sleutel}</x14:id></ext></extLst></cfRule></conditionalFormatting>"
    ))  # fmt: skip
    extensie(boek.boom(boek.blad(tab)), "78C0D931-6437-407d-A8EE-F0AAD7539E65", (
        '<x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="dataBar" '
        f'id="{sleutel}"><x14:dataBar>'
        '<x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/></x14:dataBar></x14:cfRule>'
        f"<xm:sqref>B{2 + n}:C{9 + n}</xm:sqref></x14:conditionalFormatting>"
        "</x14:conditionalFormattings>"
    ))  # fmt: skip


@versiering
def regel_voor_opmaak(boek: Onderdelen, tab: str, n: int) -> None:
    op_blad(boek, tab, (
        f'<conditionalFormatting sqref="A1:Z{99 + n}"><cfRule type="expression" dxfId="{n}" '
        f'priority="{800 + n}">'
        "<formula>$A1&lt;&gt;\"\"</formula></cfRule></conditionalFormatting>"
    ))  # fmt: skip
