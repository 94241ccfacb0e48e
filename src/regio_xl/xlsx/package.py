"""A workbook package, checked before anything parses it: its tabs by their relationships, and its
parts.

Parts are found through ``_rels/.rels`` and the workbook's own relationships, never by fixed names,
in both dialects of Office Open XML. What is not a workbook, is protected, broken, unsafe or too
large is refused with a :class:`BoekFout`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from regio_xl.werkboek import BoekFout
from regio_xl.xlsx.xml import lokaal, ontleder, ontleed, utf8
from regio_xl.xlsx.zip import MAX_INGEPAKT, Archief, beschadigd

_DIALECTEN: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_BEVEILIGD: Final = ("EncryptedPackage", "DRMEncryptedDataSpace", "DRMContent")
_OLE_SOORTEN: Final = {
    "Workbook": "het is een oud .xls-bestand",
    "Book": "het is een oud .xls-bestand",
    "WordDocument": "het is een oud Word-bestand",
    "PowerPoint Document": "het is een oude PowerPoint",
}
_BEGINNEN: Final = {
    b"%PDF": "het is een pdf",
    b"{\\rtf": "het is een rtf-bestand",
    b"<?xml": "het is een xml-bestand",
    b"<": "het is een webpagina (html)",
}
_HOOFDELEMENTEN: Final = {
    "document": "het is een Word-bestand",
    "presentation": "het is een PowerPoint",
}


class Tab(NamedTuple):
    """A tab and the part that holds its cells; a chart sheet and the like has none."""

    naam: str
    deel: str | None


class _Relatie(NamedTuple):
    soort: str
    doel: str
    extern: bool


ONTHOUDEN = 5_000
"""Relationships and paths up to this many bytes are remembered: those of our tabs come back in
every workbook."""
MAX_SAMEN = 64_000_000
"""What is read at once, unpacked; a filled workbook takes less than 1 MB."""
MAX_TABELLEN = 500
"""Our largest tab has some thirty."""
_TABELNAAM = re.compile(rb"""\sdisplayName=["']([^"'<>]+)["']""")


class Pakket:
    """A checked workbook package. ``tabs`` in the order of the workbook, ``werkboek`` the name of
    its main part."""

    def __init__(self, inhoud: bytes) -> None:
        _weiger_ander_bestand(inhoud)
        self._archief = Archief(inhoud)
        self.werkboek = self._hoofddeel()
        self._relaties = self._lees_relaties(self.werkboek)
        self.tabs, self.datum1904 = self._lees_werkboek()
        delen = [tab.deel for tab in self.tabs if tab.deel is not None]
        if len({deel.lower() for deel in delen}) < len(delen):
            raise beschadigd("twee tabbladen delen hetzelfde onderdeel")

    @cached_property
    def teksten(self) -> str | None:
        """The part with the shared strings, if there is one."""
        return self._genoemd_deel("sharedStrings")

    @cached_property
    def stijlen(self) -> str | None:
        """The part with the styles, if there is one."""
        return self._genoemd_deel("styles")

    def xml(self, deel: str) -> bytes:
        """A part as UTF-8 without DOCTYPE. Raises :class:`BoekFout`."""
        return utf8(self._archief.lees(deel))

    def eis_samen_klein(self, delen: Iterable[str]) -> None:
        """Raises :class:`BoekFout` when these tabs and what every tab needs are too much to read at
        once."""
        alle = {*delen, *filter(None, (self.teksten, self.stijlen))}
        if sum(self._archief.maat(deel) for deel in alle) > MAX_SAMEN:
            raise BoekFout(
                "bestand-te-groot", reden="de tabbladen zijn uitgepakt samen meer dan 64 MB"
            )

    def met(self, nieuw: Mapping[str, bytes]) -> bytes:
        """The package with these parts replaced and every other entry byte for byte as it was."""
        return self._archief.met(nieuw)

    def tabelnamen(self, deel: str) -> list[str]:
        """The names of the Excel tables on a tab, by which formulas may call them."""
        map_, naam = posixpath.split(deel)
        if posixpath.join(map_, "_rels", f"{naam}.rels") not in self._archief:
            return []
        relaties = (
            relatie for relatie in self._lees_relaties(deel).values() if relatie.soort == "table"
        )
        delen = dict.fromkeys(self._vind(deel, relatie) for relatie in relaties)
        if len(delen) > MAX_TABELLEN:
            raise BoekFout(
                "bestand-te-groot", reden=f"een tabblad heeft meer dan {MAX_TABELLEN} tabellen"
            )
        return [
            gevonden[1].decode("utf-8", "replace")
            for naam in delen
            if (gevonden := _TABELNAAM.search(self.xml(naam)))
        ]

    def _hoofddeel(self) -> str:
        archief = self._archief
        if "mimetype" in archief and archief.lees("mimetype").startswith(
            b"application/vnd.oasis.opendocument"
        ):
            raise _geen_werkboek("het is een OpenDocument-bestand, zoals .ods")
        if "_rels/.rels" not in archief and "[Content_Types].xml" not in archief:
            raise _geen_werkboek("het is een zip-bestand zonder werkboek")
        hoofd = next(
            (r for r in self._lees_relaties("").values() if r.soort == "officeDocument"), None
        )
        if hoofd is None:
            raise _geen_werkboek("er zit geen werkboek in")
        deel = self._vind("", hoofd)
        if deel.lower().endswith(".bin"):
            raise _geen_werkboek("het is een .xlsb-bestand")
        if "[Content_Types].xml" not in archief:
            raise beschadigd("de lijst van onderdelen ontbreekt")
        return deel

    def _lees_relaties(self, deel: str) -> Mapping[str, _Relatie]:
        """The relationships of a part by their id; of the package itself for the empty name."""
        map_, naam = posixpath.split(deel)
        bron = posixpath.join(map_, "_rels", naam + ".rels")
        if bron not in self._archief:
            raise beschadigd("de lijst van verwijzingen ontbreekt")
        xml = self.xml(bron)
        return _onthouden_relaties(xml) if len(xml) <= ONTHOUDEN else _relaties(xml)

    def _vind(self, bron: str, relatie: _Relatie) -> str:
        """The part that a relationship of ``bron`` points at. Raises :class:`BoekFout` when it is
        not in the package."""
        doel = relatie.doel.replace("\\", "/")
        if relatie.extern or ":" in doel.partition("/")[0] or doel.startswith("//"):
            raise BoekFout(
                "bestand-onveilig", reden="een onderdeel verwijst naar buiten het bestand"
            )
        for kandidaat in (doel, unquote(doel)):
            pad = (_onthouden_pad if len(bron) + len(kandidaat) <= ONTHOUDEN else _pad)(
                bron, kandidaat
            )
            if pad in self._archief:
                return pad
        raise beschadigd("een onderdeel ontbreekt")

    def _genoemd_deel(self, soort: str) -> str | None:
        relatie = next((r for r in self._relaties.values() if r.soort == soort), None)
        return None if relatie is None else self._vind(self.werkboek, relatie)

    def _lees_werkboek(self) -> tuple[tuple[Tab, ...], bool]:
        tabs: list[Tab] = []
        vanaf1904 = False
        pad: list[str] = []

        def begin(naam: str, attributen: dict[str, str]) -> None:
            nonlocal vanaf1904
            pad.append(lokaal(naam))
            if len(pad) == 1 and pad[0] != "workbook":
                raise _geen_werkboek(
                    _HOOFDELEMENTEN.get(pad[0], "er zit iets anders in dan een werkboek")
                )
            if pad == ["workbook", "workbookPr"]:
                vanaf1904 = attributen.get("date1904") in ("1", "true")
            elif pad == ["workbook", "sheets", "sheet"]:
                tabs.append(self._tab(attributen))

        def einde(_: str) -> None:
            pad.pop()

        parser = ontleder(met_namen=True)
        parser.StartElementHandler, parser.EndElementHandler = begin, einde
        ontleed(parser, self.xml(self.werkboek))
        return tuple(tabs), vanaf1904

    def _tab(self, attributen: dict[str, str]) -> Tab:
        sleutel = next((attributen[f"{d} id"] for d in _DIALECTEN if f"{d} id" in attributen), "")
        relatie = self._relaties.get(sleutel)
        if relatie is None or not attributen.get("name"):
            raise beschadigd("een tabblad verwijst nergens naar")
        if relatie.soort != "worksheet":
            return Tab(attributen["name"], None)
        return Tab(attributen["name"], self._vind(self.werkboek, relatie))


def _relaties(xml: bytes) -> Mapping[str, _Relatie]:
    """The relationships in a part by their id."""
    relaties: dict[str, _Relatie] = {}

    def begin(naam: str, attributen: dict[str, str]) -> None:
        if lokaal(naam) == "Relationship":
            dialect, _, soort = attributen.get("Type", "").rpartition("/")
            relaties[attributen.get("Id", "")] = _Relatie(
                soort if dialect in _DIALECTEN else "",
                attributen.get("Target", ""),
                attributen.get("TargetMode", "").lower() == "external",
            )

    parser = ontleder(met_namen=True)
    parser.StartElementHandler = begin
    ontleed(parser, xml)
    return relaties


_onthouden_relaties = lru_cache(maxsize=32)(_relaties)


def _pad(bron: str, doel: str) -> str:
    """The name of the part that a part points at."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(bron), doel)).lstrip("/")


_onthouden_pad = lru_cache(maxsize=256)(_pad)


def _geen_werkboek(reden: str) -> BoekFout:
    return BoekFout("bestand-geen-werkboek", reden=reden)


def _weiger_ander_bestand(inhoud: bytes) -> None:
    """Refuse what is no zip file at all, in words that say what it seems to be."""
    if not inhoud:
        raise BoekFout("bestand-leeg")
    if len(inhoud) > MAX_INGEPAKT:
        raise BoekFout("bestand-te-groot", reden="het is meer dan 50 MB")
    if inhoud.startswith((b"PK\3\4", b"PK\5\6")):
        return
    if inhoud.startswith(_OLE):
        if any(naam.encode("utf-16-le") in inhoud for naam in _OLE_BEVEILIGD):
            raise BoekFout("bestand-beveiligd")
        soort = next(
            (s for naam, s in _OLE_SOORTEN.items() if naam.encode("utf-16-le") in inhoud), None
        )
        raise _geen_werkboek(soort or "het is een oud Office-bestand zonder werkboek")
    kop = inhoud[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    soort = next((s for begin, s in _BEGINNEN.items() if kop.startswith(begin)), None)
    if soort is None:
        soort = "de inhoud is onbekend" if b"\0" in kop else "het is een tekst- of csv-bestand"
    raise _geen_werkboek(soort)
