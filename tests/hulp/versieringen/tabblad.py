"""What belongs to a tab as a whole, and rows and columns that a user puts in."""

from __future__ import annotations

import re

from lxml import etree

from hulp.pakketten import CEL, REL, Element, Onderdelen, kind
from hulp.versieringen.gereedschap import (
    MAIN,
    XM,
    extensie,
    heeft,
    kolomnummer,
    naam_van,
    op_blad,
    versiering,
    xml,
)


@versiering
def bladbeveiliging(boek: Onderdelen, tab: str, n: int) -> None:
    if not heeft(boek, tab, "sheetProtection"):
        op_blad(
            boek, tab, f'<sheetProtection password="CC{n}0" sheet="1" objects="1" scenarios="1"/>'
        )
        op_blad(
            boek,
            tab,
            f'<protectedRanges><protectedRange sqref="A1:B{n + 2}" name="vrij"/></protectedRanges>',
        )


@versiering
def afdrukken(boek: Onderdelen, tab: str, n: int) -> None:
    """Settings of a printer, page breaks, a picture in the header and behind the cells."""
    boek.extensiesoort("bin", f"{MAIN}.printerSettings")
    boek.extensiesoort("png", "image/png")
    instellingen = boek.nieuw(
        "xl/printerSettings/eigen%d.bin", b"printer" * n, f"{MAIN}.printerSettings"
    )
    pagina = kind(boek.boom(boek.blad(tab)), "pageSetup")
    pagina.set(f"{{{REL}}}id", boek.koppel(boek.blad(tab), "printerSettings", instellingen))
    for breuk in ("rowBreaks", "colBreaks"):
        if not heeft(boek, tab, breuk):
            op_blad(
                boek,
                tab,
                (
                    f'<{breuk} count="1" manualBreakCount="1"><brk id="{5 + n}" max="99" man="1"/>'
                    f"</{breuk}>"
                ),
            )
    if not heeft(boek, tab, "picture"):
        achtergrond = boek.nieuw("xl/media/achter%d.png", b"\x89PNG", "")
        op_blad(boek, tab, f'<picture r:id="{boek.koppel(boek.blad(tab), "image", achtergrond)}"/>')


@versiering
def eigen_weergave(boek: Onderdelen, tab: str, n: int) -> None:
    werkboek = boek.boom(boek.werkboek)
    sleutel = f"{{AAAAAAAA-0000-0000-0000-{n:012}}}"
    if werkboek.find("{*}customWorkbookViews") is None:
        weergave = (
            f'name="mijn" guid="{sleutel}" windowWidth="9" windowHeight="9" activeSheetId="1"'
        )
        kind(werkboek, "customWorkbookViews").append(xml(f"<customWorkbookView {weergave}/>"))
    if not heeft(boek, tab, "customSheetViews"):
        marges = '<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
        bladen = f'<customSheetView guid="{sleutel}" scale="{90 + n}">{marges}'
        op_blad(boek, tab, f"<customSheetViews>{bladen}</customSheetView></customSheetViews>")


@versiering
def zelden_gebruikt(boek: Onderdelen, tab: str, n: int) -> None:
    """What stands around the cells and hardly anybody knows."""
    for naam, tekst in {
        "scenarios": (
            '<scenarios><scenario name="a"><inputCells r="AA1" val="1"/></scenario></scenarios>'
        ),
        "dataConsolidate": '<dataConsolidate function="sum"/>',
        "cellWatches": f'<cellWatches><cellWatch r="B{n + 1}"/></cellWatches>',
        "ignoredErrors": (
            '<ignoredErrors><ignoredError sqref="A1:B2" numberStoredAsText="1"/></ignoredErrors>'
        ),
    }.items():
        if not heeft(boek, tab, naam):
            op_blad(boek, tab, tekst)
    extensie(
        boek.boom(boek.blad(tab)),
        "0000-onbekend",
        f'<q:iets xmlns:q="urn:onbekend" a="{n}"><q:diep><![CDATA[<sheetData>]]></q:diep></q:iets>',
    )


@versiering
def keuze_per_programma(boek: Onderdelen, tab: str, n: int) -> None:
    """Something that only newer programs read, with another choice for older ones, right before the
    tables."""
    blad = boek.boom(boek.blad(tab))
    ouder = f'<hyperlinks><hyperlink ref="B{n + 1}"/></hyperlinks>'
    keuze = f'<mc:Choice Requires="x14"><controls/></mc:Choice><mc:Fallback>{ouder}</mc:Fallback>'
    kind(blad, "tableParts").addprevious(xml(f"<mc:AlternateContent>{keuze}</mc:AlternateContent>"))


@versiering
def rijen_ertussen(boek: Onderdelen, tab: str, n: int) -> None:
    """Rows that a user put in, through lists and tables of ours."""
    _schuif(boek, tab, rij=6 * n, rijen=1 + n % 3)


@versiering
def kolommen_ertussen(boek: Onderdelen, tab: str, n: int) -> None:
    _schuif(boek, tab, kolom=n, kolommen=1 + n % 2)


def _schuif(
    boek: Onderdelen,
    tab: str,
    rij: int = 1 << 20,
    rijen: int = 0,
    kolom: int = 1 << 14,
    kolommen: int = 0,
) -> None:
    def verwijzing(gevonden: re.Match[str]) -> str:
        r, k = int(gevonden[2]) - 1, kolomnummer(gevonden[1])
        return naam_van(r + rijen * (r >= rij), k + kolommen * (k >= kolom))

    def schuif(waarde: str) -> str:
        return re.sub(r"\b([A-Z]{1,3})([0-9]{1,7})\b", verwijzing, waarde)

    bladdeel = boek.blad(tab)
    tabellen = [doel for _, doel in boek.wijst_naar(bladdeel, "table")]
    for boom in (boek.boom(bladdeel), *map(boek.boom, tabellen)):
        for een in boom.iter():
            for naam in ("ref", "sqref", "r"):
                if naam in een.attrib and re.search("[A-Z]", een.get(naam)):
                    een.set(naam, schuif(een.get(naam)))
            if een.tag == f"{{{XM}}}sqref":
                een.text = schuif(een.text)
    for een in boek.boom(bladdeel).find("{*}sheetData"):
        een.attrib.pop("spans", None)
        een.set("r", str(int(een.get("r")) + rijen * (int(een.get("r")) > rij)))
    for een in boek.boom(bladdeel).iter(f"{{{CEL}}}col"):
        eerste, laatste = int(een.get("min")), int(een.get("max"))
        een.set("min", str(eerste + kolommen * (eerste > kolom)))
        een.set("max", str(min(laatste + kolommen * (laatste > kolom), 16384)))
    for deel in tabellen:
        _tel_kolommen(boek.boom(deel))


def _tel_kolommen(tabel: Element) -> None:
    """Headings for the columns that came into a table."""
    van, tot = (kolomnummer(hoek) for hoek in tabel.get("ref").split(":"))
    lijst = tabel.find("{*}tableColumns")
    while len(lijst) < tot - van + 1:
        nummer = max(int(een.get("id")) for een in lijst) + 1
        etree.SubElement(lijst, f"{{{CEL}}}tableColumn", id=str(nummer), name=f"Kolom{nummer}")
    lijst.set("count", str(len(lijst)))
