"""A zip package taken apart so far that every header can lie, and put together again."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO

LOKAAL = (
    "versie",
    "vlaggen",
    "methode",
    "tijd",
    "datum",
    "crc",
    "ingepakt",
    "uitgepakt",
    "naamlengte",
    "extralengte",
)
CENTRAAL = (
    "versie_door", "versie", "vlaggen", "methode", "tijd", "datum", "crc", "ingepakt", "uitgepakt",
    "naamlengte", "extralengte", "opmerkinglengte", "schijf", "intern", "extern", "plek",
)  # fmt: skip
SLOT = ("schijf", "schijf_begin", "aantal_hier", "aantal", "lengte", "begin", "opmerkinglengte")
_MATEN = {"crc": 4, "ingepakt": 4, "uitgepakt": 4, "extern": 4, "plek": 4, "lengte": 4, "begin": 4}
_GEWEIGERD = (
    zipfile.BadZipFile,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    zlib.error,
    struct.error,
    OSError,
)


@dataclass
class Lid:
    """One entry. ``lokaal`` and ``centraal`` hold what its headers claim instead of the truth."""

    naam: bytes
    inhoud: bytes
    ingepakt: bytes | None = None
    methode: int = zipfile.ZIP_DEFLATED
    vlaggen: int = 0
    lokaal: dict[str, int] = field(default_factory=dict)
    centraal: dict[str, int] = field(default_factory=dict)
    extra_lokaal: bytes = b""
    extra_centraal: bytes = b""
    erachter: bytes = b""
    lokale_naam: bytes | None = None

    def data(self) -> bytes:
        """What is stored."""
        if self.ingepakt is None:
            self.ingepakt = (
                _deflate(self.inhoud) if self.methode == zipfile.ZIP_DEFLATED else self.inhoud
            )
        return self.ingepakt

    def zet(self, inhoud: bytes) -> None:
        """Other content, honestly packed."""
        self.inhoud, self.ingepakt = inhoud, None


@dataclass
class Pakje:
    """A package as its entries and what stands around them; ``ruw`` are changes to the bytes of the
    whole file."""

    leden: list[Lid]
    tabs: dict[str, str]
    """The part of each tab of the workbook that it was made from."""
    voor: bytes = b""
    na: bytes = b""
    opmerking: bytes = b""
    slot: dict[str, int] = field(default_factory=dict)
    zip64: bool = False
    gedeeld: list[tuple[bytes, int]] = field(default_factory=list)
    """Extra central records: a name for the bytes of an entry by its number."""
    ruw: list[Callable[[bytes], bytes]] = field(default_factory=list)

    def kopie(self) -> Pakje:
        """The same package, free to be spoiled."""
        leden = [
            replace(lid, lokaal=dict(lid.lokaal), centraal=dict(lid.centraal)) for lid in self.leden
        ]
        return replace(
            self, leden=leden, tabs=dict(self.tabs), slot=dict(self.slot), gedeeld=[], ruw=[]
        )

    def lid(self, naam: str) -> Lid | None:
        """The first entry with this name."""
        return next((lid for lid in self.leden if lid.naam == naam.encode()), None)

    def namen(self) -> list[str]:
        """The names of the entries."""
        return [lid.naam.decode("utf-8", "replace") for lid in self.leden]

    def bytes(self) -> bytes:
        """The file."""
        uit = bytearray(self.voor)
        plekken = []
        for lid in self.leden:
            plekken.append(len(uit))
            uit += _lokale_kop(lid) + lid.data() + lid.erachter
        begin = len(uit)
        for lid, plek in zip(self.leden, plekken, strict=True):
            uit += _centraal_record(lid, lid.naam, plek)
        for naam, nummer in self.gedeeld:
            if nummer < len(plekken):
                uit += _centraal_record(self.leden[nummer], naam, plekken[nummer])
        aantal = len(self.leden) + len(self.gedeeld)
        velden = dict(
            zip(
                SLOT,
                (0, 0, aantal, aantal, len(uit) - begin, begin, len(self.opmerking)),
                strict=True,
            )
        )
        if self.zip64:
            plek64 = len(uit)
            uit += struct.pack(
                "<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, aantal, aantal, len(uit) - begin, begin
            )
            uit += struct.pack("<4sLQL", b"PK\6\7", 0, plek64, 1)
        uit += b"PK\5\6" + _pak(SLOT, velden | self.slot) + self.opmerking + self.na
        inhoud = bytes(uit)
        for wijzig in self.ruw:
            inhoud = wijzig(inhoud)
        return inhoud


def uit_bytes(inhoud: bytes, tabs: dict[str, str]) -> Pakje:
    """A sound package, taken apart."""
    leden = []
    with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
        for info in pakket.infolist():
            deel = pakket.read(info)
            centraal = {"tijd": 0, "datum": 0x21, "extern": info.external_attr}
            leden.append(Lid(info.filename.encode(), deel, _deflate(deel), centraal=centraal))
    return Pakje(leden, tabs)


def records(inhoud: bytes) -> dict[str, tuple[bytes, tuple[object, ...]]] | None:
    """Of each entry what is stored and what the list says of it, by name; None when zipfile does
    not understand the file."""
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
            return {info.filename: _record(inhoud, info) for info in pakket.infolist()}
    except _GEWEIGERD:
        return None


def gaaf(inhoud: bytes) -> bool:
    """Whether zipfile can read every entry."""
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
            return pakket.testzip() is None
    except _GEWEIGERD:
        return False


def verkeerd_controlegetal(inhoud: bytes) -> list[str]:
    """The entries that zipfile unpacks to other bytes than their checksum says."""
    namen = []
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
            for info in pakket.infolist():
                try:
                    pakket.read(info)
                except zipfile.BadZipFile as fout:
                    namen += [info.filename] if "CRC" in str(fout) else []
    except _GEWEIGERD:
        pass
    return namen


def onderdelen(inhoud: bytes) -> dict[str, bytes]:
    """The worksheet parts of a file, unpacked; nothing when zipfile does not understand it."""
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
            return {
                naam: pakket.read(naam)
                for naam in pakket.namelist()
                if "worksheets/" in naam and ".rels" not in naam
            }
    except _GEWEIGERD:
        return {}


def _record(inhoud: bytes, info: zipfile.ZipInfo) -> tuple[bytes, tuple[object, ...]]:
    naam, extra = struct.unpack_from("<2H", inhoud, info.header_offset + 26)
    begin = info.header_offset + 30
    einde = begin + naam + extra + info.compress_size
    gezegd = (
        info.CRC,
        info.file_size,
        info.compress_type,
        info.flag_bits,
        info.date_time,
        info.external_attr,
        info.comment,
    )
    return inhoud[info.header_offset : einde], gezegd


def _deflate(inhoud: bytes) -> bytes:
    inpakker = zlib.compressobj(1, zlib.DEFLATED, -15)
    return inpakker.compress(inhoud) + inpakker.flush()


def _lokale_kop(lid: Lid) -> bytes:
    naam = lid.naam if lid.lokale_naam is None else lid.lokale_naam
    waar = _waar(lid, naam, lid.extra_lokaal)
    return b"PK\3\4" + _pak(LOKAAL, waar | lid.lokaal) + naam + lid.extra_lokaal


def _centraal_record(lid: Lid, naam: bytes, plek: int) -> bytes:
    waar = _waar(lid, naam, lid.extra_centraal) | {"plek": plek}
    return b"PK\1\2" + _pak(CENTRAAL, waar | lid.centraal) + naam + lid.extra_centraal


def _waar(lid: Lid, naam: bytes, extra: bytes) -> dict[str, int]:
    return {
        "versie_door": 20, "versie": 20, "vlaggen": lid.vlaggen, "methode": lid.methode, "tijd": 0,
        "datum": 0x21, "crc": zlib.crc32(lid.inhoud), "ingepakt": len(lid.data()),
        "uitgepakt": len(lid.inhoud), "naamlengte": len(naam), "extralengte": len(extra),
    }  # fmt: skip


def _pak(velden: tuple[str, ...], waarden: dict[str, int]) -> bytes:
    """Header fields, each cut off at its size as a lying program would."""
    return b"".join(
        (waarden.get(veld, 0) % (1 << 8 * _MATEN.get(veld, 2))).to_bytes(
            _MATEN.get(veld, 2), "little"
        )
        for veld in velden
    )
