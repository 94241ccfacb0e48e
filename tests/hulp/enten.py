"""Give a workbook of somebody else our tabs, as a user does who moves them there in Excel.

Everything of ours comes along under names and numbers that clash with nothing: parts,
relationships, content types, styles, tables and defined names. The host keeps what it had; its own
dialect of Open XML decides how ours is written.
"""

from __future__ import annotations

import posixpath
from functools import cache

from lxml import etree

from hulp.pakketten import CEL, REL, STRICT, Element, Onderdelen, kind, met_voorvoegsel, voeg_in

_VOOR = "regio-xl-"
_VERSCHIL_1904 = 1462
_STIJLLIJSTEN = {"fonts": "fontId", "fills": "fillId", "borders": "borderId"}
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class NietTeEnten(Exception):
    """A workbook that cannot take our tabs, with the reason."""


def ent(gast: bytes, bron: bytes, *, voorvoegsel: bool = False) -> Onderdelen:
    """The parts of the host ``gast`` with the tabs of our workbook ``bron`` behind its own.

    ``voorvoegsel``: write the cells of our tabs as other programs do, with a prefix before every
    name.
    """
    boek = Onderdelen(gast)
    onze = _zonder_gedeelde_teksten(bron)
    dubbel = {naam.casefold() for naam in boek.tabnamen()} & {
        naam.casefold() for naam in onze.tabnamen()
    }
    dubbel |= _namen(boek) & _namen(onze)
    if dubbel:
        raise NietTeEnten(f"it has {', '.join(sorted(dubbel))} itself")
    nieuw = {deel: _nieuwe_naam(boek, deel) for deel in onze.delen if _komt_mee(onze, deel)}
    stijlen = _Stijlen(boek, onze)
    tabellen = _hoogste_tabel(boek)
    for deel, naam in nieuw.items():
        if deel.endswith(".rels"):
            boek.delen[naam] = _relaties(boek, onze.delen[deel])
            continue
        boom = etree.fromstring(onze.delen[deel])
        wortel = etree.QName(boom).localname
        if wortel == "worksheet":
            _hernummer_blad(boom, stijlen, _telt_vanaf_1904(boek))
        elif wortel == "table":
            boom.set("id", str(int(boom.get("id")) + tabellen))
            _hernummer_opmaak(boom, stijlen)
        xml = _in_dialect(etree.tostring(boom, xml_declaration=True, encoding="UTF-8"), boek)
        boek.nieuw(
            naam,
            met_voorvoegsel(xml) if voorvoegsel and wortel == "worksheet" else xml,
            onze.inhoudssoort(deel),
        )
    _zet_tabs(boek, onze, nieuw)
    return boek


@cache
def _bron(inhoud: bytes) -> dict[str, bytes]:
    boek = Onderdelen(inhoud)
    teksten = [
        b"".join(etree.tostring(stuk) for stuk in si)
        for si in boek.boom(boek.doel(boek.werkboek, "sharedStrings")).iter(f"{{{CEL}}}si")
    ]
    delen = dict(boek.delen)
    for naam in boek.tabnamen():
        boom = boek.boom(boek.blad(naam))
        for cel in boom.iter(f"{{{CEL}}}c"):
            if cel.get("t") == "s":
                cel.set("t", "inlineStr")
                cel[0] = etree.fromstring(
                    b'<is xmlns="%s">%s</is>' % (CEL.encode(), teksten[int(cel[0].text)])
                )
        delen[boek.blad(naam)] = etree.tostring(boom)
    return delen


def _zonder_gedeelde_teksten(inhoud: bytes) -> Onderdelen:
    """Our workbook with every text in its own cell, so that no list of texts has to be merged."""
    boek = Onderdelen(inhoud)
    boek.delen = dict(_bron(inhoud))
    return boek


def _komt_mee(onze: Onderdelen, deel: str) -> bool:
    """Our tabs and what hangs below them; not the workbook, its styles, theme and texts."""
    return deel.split("/")[1:2] in (["worksheets"], ["drawings"], ["charts"], ["tables"], ["media"])


def _nieuwe_naam(boek: Onderdelen, deel: str) -> str:
    map_, naam = posixpath.split(deel)
    nieuw = posixpath.join(map_, _VOOR + naam)
    assert nieuw.lower() not in {een.lower() for een in boek.delen}
    return nieuw


def _relaties(boek: Onderdelen, xml: bytes) -> bytes:
    boom = etree.fromstring(xml)
    for relatie in boom:
        relatie.set("Type", relatie.get("Type").replace(REL, boek.relatie))
        if relatie.get("TargetMode") != "External":
            map_, naam = posixpath.split(relatie.get("Target"))
            relatie.set(
                "Target", naam if naam.startswith("#") else posixpath.join(map_, _VOOR + naam)
            )
    return bytes(etree.tostring(boom, xml_declaration=True, encoding="UTF-8"))


def _in_dialect(xml: bytes, boek: Onderdelen) -> bytes:
    if boek.ruimte == CEL:
        return xml
    for gewoon, strikt in STRICT.items():
        xml = xml.replace(f'"{gewoon}"'.encode(), f'"{strikt}"'.encode())
    return xml


# --- numbers of the workbook ---


class _Stijlen:
    """Our styles behind those of the host, and what their numbers became."""

    def __init__(self, boek: Onderdelen, onze: Onderdelen) -> None:
        bron = onze.boom(onze.doel(onze.werkboek, "styles"))
        doel = boek.boom(_stijldeel(boek))
        self._ruimte = boek.ruimte
        self._getalvormen = self._verplaats_getalvormen(bron, doel)
        self._begin = {naam: self._verplaats(bron, doel, naam) for naam in _STIJLLIJSTEN}
        self._begin["cellStyleXfs"] = self._verplaats(bron, doel, "cellStyleXfs")
        self.cellen = self._verplaats(bron, doel, "cellXfs")
        self._benoem(bron, doel)
        self.opmaken = self._verplaats(bron, doel, "dxfs")
        self.datums = {
            n for n, xf in enumerate(bron.find("{*}cellXfs")) if xf.get("numFmtId") == "164"
        }

    def _verplaats(self, bron: Element, doel: Element, naam: str) -> int:
        lijst = kind(doel, naam)
        begin = len(lijst)
        for een in bron.find(f"{{*}}{naam}"):
            nieuw = etree.fromstring(
                etree.tostring(een).replace(CEL.encode(), self._ruimte.encode())
            )
            for lijstnaam, attribuut in _STIJLLIJSTEN.items():
                if attribuut in nieuw.attrib:
                    nieuw.set(attribuut, str(int(nieuw.get(attribuut)) + self._begin[lijstnaam]))
            for drager in (nieuw, *nieuw.iter("{*}numFmt")):
                if drager.get("numFmtId") in self._getalvormen:
                    drager.set("numFmtId", self._getalvormen[drager.get("numFmtId")])
            if naam == "cellXfs":
                nieuw.set("xfId", str(int(nieuw.get("xfId", "0")) + self._begin["cellStyleXfs"]))
            lijst.append(nieuw)
        lijst.set("count", str(len(lijst)))
        return begin

    def _verplaats_getalvormen(self, bron: Element, doel: Element) -> dict[str, str]:
        lijst = kind(doel, "numFmts")
        hoogste = max((int(een.get("numFmtId")) for een in lijst), default=163)
        vormen = {
            een.get("numFmtId"): een.get("formatCode") for een in bron.iter(f"{{{CEL}}}numFmt")
        }
        nieuw = {oud: str(max(hoogste, 163) + n) for n, oud in enumerate(vormen, 1)}
        for oud, code in vormen.items():
            etree.SubElement(
                lijst, f"{{{self._ruimte}}}numFmt", numFmtId=nieuw[oud], formatCode=code
            )
        lijst.set("count", str(len(lijst)))
        return nieuw

    def _benoem(self, bron: Element, doel: Element) -> None:
        lijst = kind(doel, "cellStyles")
        bekend = {een.get("name") for een in lijst}
        for een in bron.find("{*}cellStyles"):
            if een.get("name") not in bekend and een.get("builtinId") != "0":
                xf = str(int(een.get("xfId")) + self._begin["cellStyleXfs"])
                etree.SubElement(
                    lijst, f"{{{self._ruimte}}}cellStyle", name=een.get("name"), xfId=xf
                )
        lijst.set("count", str(len(lijst)))


def _stijldeel(boek: Onderdelen) -> str:
    """The styles of the host; a host without any gets the least that Excel asks for."""
    gevonden = next(boek.wijst_naar(boek.werkboek, "styles"), None)
    if gevonden is not None:
        return next(
            (deel for deel in boek.delen if deel.lower() == gevonden[1].lower()), gevonden[1]
        )
    kaal = (
        f'<styleSheet xmlns="{boek.ruimte}"><fonts count="1"><font><sz val="11"/><name '
        'val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        "</cellStyleXfs>"
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        "</cellXfs>"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
    deel = boek.nieuw("xl/styles%d.xml", kaal, f"{_MAIN}.styles+xml")
    boek.koppel(boek.werkboek, "styles", deel)
    return deel


def _hernummer_blad(boom: Element, stijlen: _Stijlen, vanaf1904: bool) -> None:
    for weergave in boom.iter(f"{{{CEL}}}sheetView"):
        weergave.attrib.pop("tabSelected", None)
    for drager in boom.iter(f"{{{CEL}}}c", f"{{{CEL}}}row", f"{{{CEL}}}col"):
        attribuut = "style" if drager.tag.endswith("col") else "s"
        oud = drager.get(attribuut)
        if oud is None:
            continue
        drager.set(attribuut, str(int(oud) + stijlen.cellen))
        if (
            vanaf1904
            and drager.tag.endswith("}c")
            and int(oud) in stijlen.datums
            and len(drager)
            and drager.get("t", "n") == "n"
        ):
            waarde = drager.find("{*}v")
            waarde.text = str(int(waarde.text) - _VERSCHIL_1904)
    _hernummer_opmaak(boom, stijlen)


def _hernummer_opmaak(boom: Element, stijlen: _Stijlen) -> None:
    for drager in boom.iter():
        for naam, waarde in drager.attrib.items():
            if naam.lower().endswith("dxfid"):
                drager.set(naam, str(int(waarde) + stijlen.opmaken))


def _hoogste_tabel(boek: Onderdelen) -> int:
    tabellen = [
        deel
        for deel in boek.delen
        if deel.endswith(".xml") and boek.inhoudssoort(deel) == f"{_MAIN}.table+xml"
    ]
    return max((int(boek.boom(deel).get("id")) for deel in tabellen), default=0)


def _namen(boek: Onderdelen) -> set[str]:
    """Names that a workbook may use once: of its tables and of its own."""
    eigen = {
        een.get("name").casefold()
        for een in boek.boom(boek.werkboek).iter("{*}definedName")
        if een.get("localSheetId") is None
    }
    tabellen = [
        deel
        for deel in boek.delen
        if deel.endswith(".xml") and boek.inhoudssoort(deel) == f"{_MAIN}.table+xml"
    ]
    return eigen | {boek.boom(deel).get("displayName").casefold() for deel in tabellen}


def _telt_vanaf_1904(boek: Onderdelen) -> bool:
    instelling = boek.boom(boek.werkboek).find("{*}workbookPr")
    return instelling is not None and instelling.get("date1904") in ("1", "true")


def _zet_tabs(boek: Onderdelen, onze: Onderdelen, nieuw: dict[str, str]) -> None:
    werkboek = boek.boom(boek.werkboek)
    tabs = kind(werkboek, "sheets")
    eerste = len(tabs)
    hoogste = max((int(een.get("sheetId")) for een in tabs), default=0)
    for nummer, naam in enumerate(onze.tabnamen(), 1):
        sleutel = boek.koppel(boek.werkboek, "worksheet", nieuw[onze.blad(naam)])
        tab = etree.SubElement(
            tabs, f"{{{boek.ruimte}}}sheet", name=naam, sheetId=str(hoogste + nummer)
        )
        tab.set(f"{{{boek.relatie}}}id", sleutel)
    if not eerste and werkboek.find("{*}bookViews") is None:
        etree.SubElement(voeg_in(werkboek, "bookViews"), f"{{{boek.ruimte}}}workbookView")
    namen = kind(werkboek, "definedNames")
    for naam in onze.boom(onze.werkboek).iter(f"{{{CEL}}}definedName"):
        een = etree.SubElement(namen, f"{{{boek.ruimte}}}definedName", naam.attrib)
        een.text = naam.text
        if naam.get("localSheetId") is not None:
            een.set("localSheetId", str(int(naam.get("localSheetId")) + eerste))
