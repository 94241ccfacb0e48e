"""What every decoration needs: the names of the format, and ways to put things on a tab."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from hulp.onaangeroerd import VAN_GEBRUIKER
from hulp.pakketten import CEL, REL, Element, Onderdelen, kind, voeg_in
from regio_xl.werkboek import kolomletters

Versiering = Callable[[Onderdelen, str, int], None]
VERSIERINGEN: dict[str, Versiering] = {}

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
GRAFIEK = "http://schemas.openxmlformats.org/drawingml/2006/chart"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
MS = "http://schemas.microsoft.com/office"
DOC = "http://schemas.openxmlformats.org/officeDocument"
OPEN = "application/vnd.openxmlformats-officedocument"
MAIN = f"{OPEN}.spreadsheetml"
EXCEL = "application/vnd.ms-excel"
OFFICE = "application/vnd.ms-office"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
RUIMTEN = (
    f'xmlns="{CEL}" xmlns:r="{REL}" xmlns:x14="{X14}" xmlns:xm="{XM}" xmlns:mc="{MC}" '
    f'xmlns:xdr="{XDR}" xmlns:a="{A}"'
)


def versiering(functie: Versiering) -> Versiering:
    VERSIERINGEN[functie.__name__] = functie
    return functie


def xml(tekst: str) -> Element:
    """An element from its text, in which all usual prefixes are known."""
    naam = re.split(r"[\s/>]", tekst[1:], maxsplit=1)[0]
    boom = etree.fromstring(tekst.replace(naam, f"{naam} {RUIMTEN}", 1))
    etree.cleanup_namespaces(boom)
    return boom


def op_blad(boek: Onderdelen, tab: str, tekst: str) -> Element:
    """A new element on a tab, at its place in the order of the schema."""
    nieuw = xml(tekst)
    plek = voeg_in(boek.boom(boek.blad(tab)), etree.QName(nieuw).localname)
    plek.getparent().replace(plek, nieuw)
    return nieuw


def in_lijst(boek: Onderdelen, tab: str, lijst: str, tekst: str) -> None:
    """An element in a list of a tab, made when it is not there."""
    kind(boek.boom(boek.blad(tab)), lijst).append(xml(tekst))


def heeft(boek: Onderdelen, tab: str, naam: str) -> bool:
    return boek.boom(boek.blad(tab)).find(f"{{*}}{naam}") is not None


def extensie(ouder: Element, sleutel: str, tekst: str) -> None:
    """An extension of a tab, the workbook or the styles."""
    kind(ouder, "extLst").append(xml(f'<ext uri="{{{sleutel}}}">{tekst}</ext>'))


def plek(n: int) -> tuple[int, int]:
    """A cell far to the right, where nothing of ours stands."""
    return 4 + 7 * n, 30 + n


def naam_van(rij: int, kolom: int) -> str:
    return f"{kolomletters(kolom)}{rij + 1}"


def zet(
    boek: Onderdelen, tab: str, rij: int, kolom: int, inhoud: str = "", **attributen: str
) -> None:
    """What a user puts in a cell, unless it holds something already."""
    rijen = boek.boom(boek.blad(tab)).find("{*}sheetData")
    nummers = [int(een.get("r")) for een in rijen]
    if rij + 1 not in nummers:
        rijen.insert(
            sum(nummer <= rij for nummer in nummers), etree.Element(f"{{{CEL}}}row", r=str(rij + 1))
        )
    doel = next(een for een in rijen if een.get("r") == str(rij + 1))
    bezet = {kolomnummer(een.get("r")): een for een in doel}
    if kolom in bezet and len(bezet[kolom]):
        return
    cel = xml(f'<c r="{naam_van(rij, kolom)}">{inhoud or f"<is><t>{VAN_GEBRUIKER}</t></is>"}</c>')
    cel.attrib.update({"t": "inlineStr", **attributen} if not inhoud else attributen)
    if kolom in bezet:
        cel.attrib.update({**bezet[kolom].attrib, **cel.attrib})
        doel.replace(bezet[kolom], cel)
    else:
        doel.insert(sum(ander < kolom for ander in bezet), cel)


def kolomnummer(verwijzing: str) -> int:
    nummer = 0
    for letter in verwijzing.rstrip("0123456789"):
        nummer = nummer * 26 + ord(letter) - 64
    return nummer - 1


def anker(boek: Onderdelen, tab: str, n: int, inhoud: str) -> str:
    """Something drawn on a tab; gives the part of the drawing."""
    bestaand = next((doel for _, doel in boek.wijst_naar(boek.blad(tab), "drawing")), None)
    deel = bestaand or boek.nieuw(
        "xl/drawings/eigen%d.xml", f"<xdr:wsDr {RUIMTEN}/>", f"{OPEN}.drawing+xml"
    )
    if bestaand is None:
        op_blad(boek, tab, f'<drawing r:id="{boek.koppel(boek.blad(tab), "drawing", deel)}"/>')
    hoek = (
        "<xdr:col>{}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{}</xdr:row><xdr:rowOff>0"
        "</xdr:rowOff>"
    )
    van, tot = hoek.format(12, 3 + 6 * n), hoek.format(16, 8 + 6 * n)
    tekst = (
        f"<xdr:twoCellAnchor><xdr:from>{van}</xdr:from><xdr:to>{tot}</xdr:to>{inhoud}"
        "<xdr:clientData/></xdr:twoCellAnchor>"
    )
    boek.boom(deel).append(xml(tekst))
    return deel


def vml(boek: Onderdelen, tab: str, soort: str, inhoud: str) -> int:
    """A shape in the old drawing of a tab; gives its number."""
    bladdeel = boek.blad(tab)
    deel = next((doel for _, doel in boek.wijst_naar(bladdeel, "vmlDrawing")), None)
    if deel is None:
        boek.extensiesoort("vml", f"{OPEN}.vmlDrawing")
        deel = boek.nieuw("xl/drawings/oud%d.vml", f"<xml {VML}/>", "")
        op_blad(boek, tab, f'<legacyDrawing r:id="{boek.koppel(bladdeel, "vmlDrawing", deel)}"/>')
    nummer = 1025 + len(boek.boom(deel))
    boek.boom(deel).append(etree.fromstring(
        f'<v:shape {VML} id="_x0000_s{nummer}" style="width:80pt;height:40pt">'
        f'<x:ClientData ObjectType="{soort}">{inhoud}</x:ClientData></v:shape>'
    ))  # fmt: skip
    return nummer


def celstijl(boek: Onderdelen, getalvorm: int = 0) -> Element:
    """A style of a user's own."""
    lijst = boek.boom(boek.doel(boek.werkboek, "styles")).find("{*}cellXfs")
    xf = etree.SubElement(
        lijst,
        f"{{{CEL}}}xf",
        numFmtId=str(getalvorm),
        fontId="1",
        fillId="2",
        borderId="0",
        xfId="0",
        applyFill="1",
    )
    lijst.set("count", str(len(lijst)))
    return xf
