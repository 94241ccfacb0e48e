"""What people draw on a tab, and the notes, controls and objects that hang on a drawing."""

from __future__ import annotations

from hulp.onaangeroerd import VAN_GEBRUIKER
from hulp.pakketten import CEL, Onderdelen
from hulp.versieringen.gereedschap import (
    EXCEL,
    GRAFIEK,
    MAIN,
    MS,
    OPEN,
    RUIMTEN,
    X14,
    anker,
    celstijl,
    extensie,
    in_lijst,
    naam_van,
    plek,
    versiering,
    vml,
    xml,
    zet,
)


@versiering
def grafiek(boek: Onderdelen, tab: str, n: int) -> None:
    deel = boek.nieuw(
        "xl/charts/eigen%d.xml",
        f'<c:chartSpace xmlns:c="{GRAFIEK}" {RUIMTEN}><c:chart><c:plotArea><c:layout/><c:barChart>'
        '<c:barDir val="col"/>'
        f'<c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>\'{tab}\'!$B$2:$B$6</c:f>'
        "</c:numRef></c:val></c:ser>"
        '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx>'
        "</c:plotArea></c:chart></c:chartSpace>",
        f"{OPEN}.drawingml.chart+xml",
    )
    lijst = anker(boek, tab, n, "<xdr:sp/>")
    sleutel = boek.koppel(lijst, "chart", deel)
    vak = boek.boom(lijst)[-1]
    vak.replace(vak[2], xml(
        f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{900 + n}" '
        f'name="Grafiek {n}" descr="onze omzet"/>'
        '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext '
        'cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{GRAFIEK}"><c:chart xmlns:c="{GRAFIEK}" '
        f'r:id="{sleutel}"/></a:graphicData></a:graphic>'
        "</xdr:graphicFrame>"
    ))  # fmt: skip


@versiering
def plaatje(boek: Onderdelen, tab: str, n: int) -> None:
    boek.extensiesoort("png", "image/png")
    deel = boek.nieuw("xl/media/eigen%d.png", b"\x89PNG\r\n\x1a\n" + bytes([n]) * 40, "")
    lijst = anker(boek, tab, n, "<xdr:sp/>")
    vak = boek.boom(lijst)[-1]
    vak.replace(vak[2], xml(
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{800 + n}" name="Plaatje {n}" descr="logo"/>'
        '<xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{boek.koppel(lijst, "image", deel)}"/><a:stretch/>'
        '</xdr:blipFill>'
        '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    ))  # fmt: skip


@versiering
def vorm(boek: Onderdelen, tab: str, n: int) -> None:
    anker(boek, tab, n, (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{700 + n}" name="Vak {n}" '
        'descr="tekst voor wie niet ziet"/>'
        '<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="cloud"><a:avLst/>'
        '</a:prstGeom></xdr:spPr>'
        f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{VAN_GEBRUIKER} &lt;&amp;&gt;</a:t></a:r></a:p>"
        "</xdr:txBody></xdr:sp>"
    ))  # fmt: skip


@versiering
def slicer(boek: Onderdelen, tab: str, n: int) -> None:
    werkboek = boek.boom(boek.werkboek)
    cache = boek.nieuw(
        "xl/slicerCaches/eigen%d.xml",
        f'<slicerCacheDefinition xmlns="{X14}" name="Slicer_{tab[:3]}{n}" sourceName="Soort">'
        "<extLst>"
        f'<x:ext xmlns:x="{CEL}" uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}">'
        f'<x15:tableSlicerCache xmlns:x15="{MS}/spreadsheetml/2010/11/main" tableId="1" '
        'column="2"/>'
        "</x:ext></extLst></slicerCacheDefinition>",
        f"{EXCEL}.slicerCache+xml",
    )
    sleutel = boek.koppel(boek.werkboek, f"{MS}/2007/relationships/slicerCache", cache)
    lijst = f'<x14:slicerCaches><x14:slicerCache r:id="{sleutel}"/></x14:slicerCaches>'
    extensie(werkboek, "BBE1A952-AA13-448e-AADC-164F8A28A991", lijst)
    deel = boek.nieuw(
        "xl/slicers/eigen%d.xml",
        (
            f'<slicers xmlns="{X14}"><slicer name="Soort {n}" cache="Slicer_{tab[:3]}{n}" '
            'caption="S" rowHeight="9"/></slicers>'
        ),
        f"{EXCEL}.slicer+xml",
    )
    eigen = boek.koppel(boek.blad(tab), f"{MS}/2007/relationships/slicer", deel)
    slicers = f'<x14:slicerList><x14:slicer r:id="{eigen}"/></x14:slicerList>'
    extensie(boek.boom(boek.blad(tab)), "A8765BA9-456A-4dab-B4F3-ACF838C121DE", slicers)


@versiering
def sparkline(boek: Onderdelen, tab: str, n: int) -> None:
    extensie(boek.boom(boek.blad(tab)), "05C60535-1F16-4fd2-B633-F4F36F0B64E0", (
        "<x14:sparklineGroups><x14:sparklineGroup><x14:colorSeries rgb=\"FF376092\"/>"
        "<x14:sparklines><x14:sparkline>"
        f"<xm:f>'{tab}'!B2:D2</xm:f><xm:sqref>{naam_van(*plek(n))}</xm:sqref></x14:sparkline>"
        "</x14:sparklines></x14:sparklineGroup>"
        "</x14:sparklineGroups>"
    ))  # fmt: skip


@versiering
def notitie(boek: Onderdelen, tab: str, n: int) -> None:
    bladdeel = boek.blad(tab)
    deel = next((doel for _, doel in boek.wijst_naar(bladdeel, "comments")), None)
    if deel is None:
        leeg = (
            f'<comments xmlns="{CEL}"><authors><author>iemand</author></authors><commentList/>'
            "</comments>"
        )
        deel = boek.nieuw("xl/eigen-notities%d.xml", leeg, f"{MAIN}.comments+xml")
        boek.koppel(bladdeel, "comments", deel)
    lijst, cel = boek.boom(deel)[1], naam_van(3 + n, 1)
    if all(een.get("ref") != cel for een in lijst):
        vml(boek, tab, "Note", f"<x:Row>{3 + n}</x:Row><x:Column>1</x:Column>")
        lijst.append(
            xml(
                f'<comment ref="{cel}" authorId="0"><text><r><t>{VAN_GEBRUIKER}</t></r></text>'
                "</comment>"
            )
        )


@versiering
def gesprek(boek: Onderdelen, tab: str, n: int) -> None:
    ruimte = f"{MS}/spreadsheetml/2018/threadedcomments"
    if "xl/persons/person.xml" not in boek.delen:
        persoon = (
            f'<personList xmlns="{ruimte}"><person displayName="Iemand" id="{{A}}" '
            'userId="x" providerId="None"/></personList>'
        )
        deel = boek.nieuw("xl/persons/person.xml", persoon, f"{EXCEL}.person+xml")
        boek.koppel(boek.werkboek, f"{MS}/2017/10/relationships/person", deel)
    kop = f'ref="{naam_van(3 + n, 1)}" personId="{{A}}" id="{{B{n}}}"'
    tekst = f"<threadedComment {kop}><text>{VAN_GEBRUIKER}</text></threadedComment>"
    gesprekken = f'<ThreadedComments xmlns="{ruimte}">{tekst}</ThreadedComments>'
    deel = boek.nieuw(
        "xl/threadedComments/eigen%d.xml", gesprekken, f"{EXCEL}.threadedcomments+xml"
    )
    boek.koppel(boek.blad(tab), f"{MS}/2017/10/relationships/threadedComment", deel)
    notitie(boek, tab, n)


@versiering
def knop(boek: Onderdelen, tab: str, n: int) -> None:
    nummer = vml(boek, tab, "Button", "<x:PrintObject>False</x:PrintObject>")
    inhoud = f'<formControlPr xmlns="{X14}" objectType="Button" lockText="1"/>'
    deel = boek.nieuw("xl/ctrlProps/eigen%d.xml", inhoud, f"{EXCEL}.controlproperties+xml")
    regelaar = (
        f'<control shapeId="{nummer}" '
        f'r:id="{boek.koppel(boek.blad(tab), "ctrlProp", deel)}" name="Knop {n}"/>'
    )
    in_lijst(boek, tab, "controls", regelaar)


@versiering
def ole(boek: Onderdelen, tab: str, n: int) -> None:
    boek.extensiesoort("bin", f"{OPEN}.oleObject")
    deel = boek.nieuw("xl/embeddings/eigen%d.bin", bytes([n]) * 99, "")
    nummer = vml(boek, tab, "Pict", "<x:CF>Pict</x:CF>")
    sleutel = boek.koppel(boek.blad(tab), "oleObject", deel)
    in_lijst(
        boek,
        tab,
        "oleObjects",
        f'<oleObject progId="Word.Document.12" shapeId="{nummer}" r:id="{sleutel}"/>',
    )


@versiering
def selectievakje(boek: Onderdelen, tab: str, n: int) -> None:
    ruimte = "http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag"
    if "xl/featurePropertyBag/featurePropertyBag.xml" not in boek.delen:
        tas = f'<FeaturePropertyBags xmlns="{ruimte}"><bag type="Checkbox"/></FeaturePropertyBags>'
        deel = boek.nieuw(
            "xl/featurePropertyBag/featurePropertyBag.xml", tas, f"{EXCEL}.featurepropertybag+xml"
        )
        boek.koppel(boek.werkboek, f"{MS}/2022/11/relationships/FeaturePropertyBag", deel)
    xf = celstijl(boek)
    extensie_van_xf = (
        f'<ext uri="{{C7286773-470A-42A8-94C5-96B5CB345126}}"><xfpb:xfComplement '
        f'xmlns:xfpb="{ruimte}" i="0"/></ext>'
    )
    xf.append(xml(f"<extLst>{extensie_van_xf}</extLst>"))
    zet(boek, tab, *plek(n), "<v>1</v>", t="b", s=str(len(xf.getparent()) - 1))
