"""What belongs to the workbook or the package: other tabs, pivot tables, properties, code and
labels."""

from __future__ import annotations

from hulp.onaangeroerd import VAN_GEBRUIKER
from hulp.pakketten import CEL, REL, Onderdelen, kind
from hulp.versieringen.gereedschap import (
    DOC,
    EXCEL,
    MAIN,
    MS,
    OFFICE,
    OPEN,
    extensie,
    naam_van,
    plek,
    versiering,
    xml,
    zet,
)


@versiering
def draaitabel(boek: Onderdelen, tab: str, n: int) -> None:
    werkboek = boek.boom(boek.werkboek)
    record = boek.nieuw(
        "xl/pivotCache/records%d.xml",
        f'<pivotCacheRecords xmlns="{CEL}" count="0"/>',
        f"{MAIN}.pivotCacheRecords+xml",
    )
    cache = boek.nieuw(
        "xl/pivotCache/cache%d.xml",
        f'<pivotCacheDefinition xmlns="{CEL}" xmlns:r="{REL}" r:id="rIdX1" recordCount="0">'
        '<cacheSource type="worksheet">'
        '<worksheetSource name="Partijen"/></cacheSource><cacheFields count="1"><cacheField '
        'name="Naam"><sharedItems/>'
        "</cacheField></cacheFields></pivotCacheDefinition>",
        f"{MAIN}.pivotCacheDefinition+xml",
    )
    boek.koppel(cache, "pivotCacheRecords", record)
    sleutel = boek.koppel(boek.werkboek, "pivotCacheDefinition", cache)
    lijst = kind(werkboek, "pivotCaches")
    nummer = 500 + len(lijst)
    lijst.append(xml(f'<pivotCache cacheId="{nummer}" r:id="{sleutel}"/>'))
    tabel = boek.nieuw(
        "xl/pivotTables/eigen%d.xml",
        f'<pivotTableDefinition xmlns="{CEL}" name="Draai{nummer}" cacheId="{nummer}" '
        'dataCaption="W">'
        f'<location ref="{naam_van(*plek(n))}" firstHeaderRow="1" firstDataRow="1" '
        'firstDataCol="0"/>'
        '<pivotFields count="1"><pivotField showAll="0"/></pivotFields>'
        "</pivotTableDefinition>",
        f"{MAIN}.pivotTable+xml",
    )
    boek.koppel(tabel, "pivotCacheDefinition", cache)
    boek.koppel(boek.blad(tab), "pivotTable", tabel)


@versiering
def eigen_tabblad(boek: Onderdelen, tab: str, n: int) -> None:
    """Another tab, visible or hidden, that may look at ours."""
    inhoud = (
        f'<worksheet xmlns="{CEL}"><sheetData><row r="1"><c r="A1"><f>\'{tab}\'!B{n + 9}</f><v>0'
        "</v></c>"
        f'<c r="B1" t="inlineStr"><is><t>{VAN_GEBRUIKER}</t></is></c></row></sheetData></worksheet>'
    )
    _tabblad(
        boek,
        "worksheet",
        inhoud,
        f"{MAIN}.worksheet+xml",
        ("visible", "hidden", "veryHidden")[n % 3],
    )


@versiering
def grafiekblad(boek: Onderdelen, tab: str, n: int) -> None:
    inhoud = (
        f'<chartsheet xmlns="{CEL}"><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
        "</chartsheet>"
    )
    _tabblad(boek, "chartsheet", inhoud, f"{MAIN}.chartsheet+xml", "visible")


def _tabblad(boek: Onderdelen, soort: str, inhoud: str, inhoudssoort: str, staat: str) -> None:
    tabs = boek.boom(boek.werkboek).find("{*}sheets")
    deel = boek.nieuw(f"xl/{soort}s/eigen%d.xml", inhoud, inhoudssoort)
    nummer = 100 + len(tabs)
    sleutel = boek.koppel(boek.werkboek, soort, deel)
    tabs.append(
        xml(
            f'<sheet name="Eigen &amp; \'{nummer}" sheetId="{nummer}" state="{staat}" '
            f'r:id="{sleutel}"/>'
        )
    )


@versiering
def eigen_naam(boek: Onderdelen, tab: str, n: int) -> None:
    namen = boek.boom(boek.werkboek).find("{*}definedNames")
    if all(een.get("name") != f"Eigen_{n}" for een in namen):
        namen.append(
            xml(f'<definedName name="Eigen_{n}" comment="&lt;">\'{tab}\'!$B${n + 1}</definedName>')
        )


@versiering
def werkboekbeveiliging(boek: Onderdelen, tab: str, n: int) -> None:
    kind(boek.boom(boek.werkboek), "workbookProtection").set("lockStructure", "1")
    kind(boek.boom(boek.werkboek), "fileSharing").set("readOnlyRecommended", "1")


@versiering
def rekeninstelling(boek: Onderdelen, tab: str, n: int) -> None:
    """How the workbook calculates; in some the question to calculate is there already."""
    rekenen = kind(boek.boom(boek.werkboek), "calcPr")
    rekenen.attrib.clear()
    rekenen.attrib.update(
        (
            {"calcMode": "manual", "iterate": "1"},
            {"fullCalcOnLoad": "1"},
            {"fullCalcOnLoad": "0"},
            {},
        )[n % 4]
    )
    if n % 5 == 4:
        rekenen.getparent().remove(rekenen)


@versiering
def externe_koppeling(boek: Onderdelen, tab: str, n: int) -> None:
    inhoud = (
        f'<externalLink xmlns="{CEL}" xmlns:r="{REL}"><externalBook r:id="rIdX1"><sheetNames>'
        '<sheetName val="B"/>'
        "</sheetNames></externalBook></externalLink>"
    )
    deel = boek.nieuw("xl/externalLinks/eigen%d.xml", inhoud, f"{MAIN}.externalLink+xml")
    boek.koppel(deel, "externalLinkPath", "file:///H:/begroting.xlsx", extern=True)
    sleutel = boek.koppel(boek.werkboek, "externalLink", deel)
    kind(boek.boom(boek.werkboek), "externalReferences").append(
        xml(f'<externalReference r:id="{sleutel}"/>')
    )


@versiering
def vba(boek: Onderdelen, tab: str, n: int) -> None:
    if "xl/vbaProject.bin" not in boek.delen:
        deel = boek.nieuw(
            "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(99), f"{OFFICE}.vbaProject"
        )
        boek.koppel(boek.werkboek, f"{MS}/2006/relationships/vbaProject", deel)
        for een in boek.boom("[Content_Types].xml"):
            if een.get("PartName") == f"/{boek.werkboek}":
                een.set("ContentType", f"{EXCEL}.sheet.macroEnabled.main+xml")


@versiering
def eigen_xml(boek: Onderdelen, tab: str, n: int) -> None:
    inhoud = (
        f'<?xml version="1.0" encoding="utf-16"?><q n="{n}">é</q>'.encode("utf-16")
        if n % 2
        else f"<q n='{n}'/>"
    )
    deel = boek.nieuw("customXml/item%d.xml", inhoud, "")
    schema = f'<ds:datastoreItem xmlns:ds="{DOC}/2006/customXml" ds:itemID="{{{n}}}"/>'
    eigenschappen = boek.nieuw(
        "customXml/itemProps%d.xml", schema, f"{OPEN}.customXmlProperties+xml"
    )
    boek.koppel(deel, "customXmlProps", eigenschappen)
    boek.koppel(boek.werkboek, "customXml", deel)


@versiering
def eigenschappen(boek: Onderdelen, tab: str, n: int) -> None:
    """Properties of the document: a user's own, and changed standard ones."""
    if "docProps/custom.xml" not in boek.delen:
        inhoud = (
            f'<Properties xmlns="{DOC}/2006/custom-properties" '
            f'xmlns:vt="{DOC}/2006/docPropsVTypes">'
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Zaak {n}">'
            "<vt:lpwstr/></property>"
            "</Properties>"
        )
        boek.koppel(
            "",
            "custom-properties",
            boek.nieuw("docProps/custom.xml", inhoud, f"{OPEN}.custom-properties+xml"),
        )
    for een in boek.boom("docProps/core.xml").iter("{*}creator", "{*}lastModifiedBy"):
        een.text = f"{VAN_GEBRUIKER} {n}"


@versiering
def gevoeligheidslabel(boek: Onderdelen, tab: str, n: int) -> None:
    if "docMetadata/LabelInfo.xml" not in boek.delen:
        label = f'<clbl:label id="{{{n}}}" enabled="1" method="Privileged"/>'
        label = f'<clbl:labelList xmlns:clbl="{MS}/2020/mipLabelMetadata">{label}</clbl:labelList>'
        deel = boek.nieuw("docMetadata/LabelInfo.xml", label, f"{OFFICE}.classificationlabels+xml")
        boek.koppel("", f"{MS}/2020/02/relationships/classificationlabels", deel)


@versiering
def handtekening(boek: Onderdelen, tab: str, n: int) -> None:
    digitaal = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
    if "_xmlsignatures/origin.sigs" not in boek.delen:
        soort = "application/vnd.openxmlformats-package.digital-signature"
        oorsprong = boek.nieuw("_xmlsignatures/origin.sigs", b"", f"{soort}-origin")
        boek.koppel("", f"{digitaal}/origin", oorsprong)
        boek.koppel(
            oorsprong,
            f"{digitaal}/signature",
            boek.nieuw("_xmlsignatures/sig1.xml", "<Signature/>", f"{soort}-xmlsignature+xml"),
        )


@versiering
def webextensie(boek: Onderdelen, tab: str, n: int) -> None:
    ruimte = f"{MS}/webextensions"
    inhoud = f'<we:webextension xmlns:we="{ruimte}/webextension/2010/11" id="{{{n}}}"/>'
    deel = boek.nieuw("xl/webextensions/webextension%d.xml", inhoud,
                      f"{OFFICE}.webextension+xml")  # fmt: skip
    vak = f'<wetp:taskpanes xmlns:wetp="{ruimte}/taskpanes/2010/11"/>'
    vakken = boek.nieuw(
        "xl/webextensions/taskpanes%d.xml", vak, f"{OFFICE}.webextensiontaskpanes+xml"
    )
    boek.koppel("", f"{MS}/2011/relationships/webextensiontaskpanes", vakken)
    boek.koppel(vakken, f"{MS}/2011/relationships/webextension", deel)


@versiering
def plaatje_in_cel(boek: Onderdelen, tab: str, n: int) -> None:
    """A value with metadata, such as a picture in a cell."""
    if "xl/metadata.xml" not in boek.delen:
        soorten = (
            '<metadataTypes count="1"><metadataType name="XLRICHVALUE" '
            'minSupportedVersion="120000"/></metadataTypes>'
        )
        deel = boek.nieuw(
            "xl/metadata.xml",
            f'<metadata xmlns="{CEL}">{soorten}</metadata>',
            f"{MAIN}.sheetMetadata+xml",
        )
        boek.koppel(boek.werkboek, "sheetMetadata", deel)
    zet(boek, tab, *plek(n), "<v>#VALUE!</v>", t="e", vm="1")


@versiering
def onbekend_onderdeel(boek: Onderdelen, tab: str, n: int) -> None:
    deel = boek.nieuw("xl/toekomst/één %d.bin", bytes(range(256)), "application/x-toekomst")
    boek.koppel(boek.blad(tab), f"https://example.org/relatie/{n}", deel)
    extensie(boek.boom(boek.werkboek), f"ONBEKEND-{n}", f'<q:q xmlns:q="urn:q" n="{n}"/>')


@versiering
def verbinding(boek: Onderdelen, tab: str, n: int) -> None:
    if "xl/connections.xml" not in boek.delen:
        inhoud = (
            f'<connections xmlns="{CEL}"><connection id="1" name="Query" type="5" '
            'refreshedVersion="6"/></connections>'
        )
        boek.koppel(
            boek.werkboek,
            "connections",
            boek.nieuw("xl/connections.xml", inhoud, f"{MAIN}.connections+xml"),
        )
