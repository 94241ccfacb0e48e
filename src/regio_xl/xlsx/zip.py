"""The zip container of a workbook: checked before it is unpacked, rewritten without touching what stays.

Python's ``zipfile`` cannot copy entries without unpacking them; here an untouched entry keeps its
raw bytes, header and all. Sizes in headers are claims: nothing is ever unpacked beyond the size
that was checked against the budget. Packing is done by zlib-ng, at twice the speed, or by the zlib
of Python where that is not (Pyodide). Both keep to RFC 1951, so each reads what the other wrote;
what they write is not the same to the byte, as it is not between two versions of zlib either.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from regio_xl.werkboek import BoekFout

if TYPE_CHECKING:
    import zlib
else:
    try:
        from zlib_ng import zlib_ng as zlib
    except ImportError:
        import zlib

__all__ = ["DEFLATED", "OPGESLAGEN", "Onleesbaar", "crc32", "pak_in", "pak_uit"]

Onleesbaar, crc32 = zlib.error, zlib.crc32
OPGESLAGEN: Final = 0
DEFLATED: Final = 8
"""How an entry may be packed, as a zip file writes it: not at all, or with deflate."""
_KAAL: Final = -15
"""No header and no checksum of its own: the zip file has those."""


def pak_in(inhoud: bytes) -> bytes:
    """Packed fast. A result becomes 6 to 8 per cent larger than it could be; it is written once and
    read a few times."""
    inpakker = zlib.compressobj(1, DEFLATED, _KAAL)
    return inpakker.compress(inhoud) + inpakker.flush()


def pak_uit(data: bytes, meeste: int) -> bytes:
    """Unpacked, but never more bytes than this. Raises :class:`Onleesbaar`."""
    return zlib.decompressobj(_KAAL).decompress(data, meeste)


MAX_INGEPAKT = 50_000_000
MAX_UITGEPAKT = 500_000_000
MAX_DEEL = 32_000_000
"""No XML part of a workbook that people fill in comes near this; it bounds the memory one part can
take."""

_SLOT = struct.Struct("<4s4H2LH")
_CENTRAAL = struct.Struct("<4s6H3L5H2L")
_LOKAAL = struct.Struct("<4s5H3L2H")
_ZIP64, _VOL = 1, 0xFFFFFFFF
_VERSLEUTELD, _NAGEZONDEN, _UTF8 = 0x0001, 0x0008, 0x0800


def beschadigd(reden: str) -> BoekFout:
    """The refusal for a package that is broken or incomplete."""
    return BoekFout("bestand-beschadigd", reden=reden)


class Lid(NamedTuple):
    """One entry of the archive. ``vast`` holds the fields of its central record, ``record`` is
    where its bytes stand."""

    naam: str
    methode: int
    vlaggen: int
    crc: int
    ingepakt: int
    uitgepakt: int
    record: slice
    data: slice
    vast: tuple[int, ...]
    ruwe_naam: bytes
    extra: bytes
    opmerking: bytes


class Archief:
    """The entries of a zip file by their part name (forward slashes, lower case)."""

    def __init__(self, inhoud: bytes) -> None:
        self._inhoud = inhoud
        aantal, self._begin, lengte, self._opmerking = _slotrecord(inhoud)
        self.leden: dict[str, Lid] = {}
        for lid in _centrale_lijst(inhoud, self._begin, lengte, aantal):
            if self.leden.setdefault(deelnaam(lid.naam), lid) is not lid:
                raise beschadigd("een onderdeel staat er dubbel in")
        self._controleer()

    def _controleer(self) -> None:
        if sum(lid.uitgepakt for lid in self.leden.values()) > MAX_UITGEPAKT:
            raise BoekFout("bestand-te-groot", reden="uitgepakt is het meer dan 500 MB")
        if any(lid.vlaggen & _VERSLEUTELD for lid in self.leden.values()):
            raise BoekFout("bestand-beveiligd")
        if any(".." in naam.split("/") for naam in self.leden):
            raise BoekFout("bestand-onveilig", reden="een onderdeel wil buiten het werkboek staan")
        vorige = 0
        for lid in sorted(self.leden.values(), key=lambda lid: lid.record.start):
            if lid.record.start < vorige or lid.record.stop > self._begin:
                raise beschadigd("de onderdelen lopen door elkaar")
            vorige = lid.record.stop

    def __contains__(self, naam: str) -> bool:
        return deelnaam(naam) in self.leden

    def maat(self, naam: str) -> int:
        """How many bytes an entry says it is, unpacked; reading it never gives more."""
        return self.leden[deelnaam(naam)].uitgepakt

    def lees(self, naam: str) -> bytes:
        """The unpacked bytes of an entry. Raises :class:`BoekFout`; never unpacks more than was
        declared."""
        lid = self.leden[deelnaam(naam)]
        if lid.uitgepakt > MAX_DEEL:
            raise BoekFout("bestand-te-groot", reden="een onderdeel is uitgepakt meer dan 32 MB")
        data = self._inhoud[lid.data]
        if lid.methode == DEFLATED:
            data = _pak_uit(data, lid.uitgepakt)
        elif lid.methode != OPGESLAGEN:
            raise beschadigd("een onderdeel is ingepakt op een manier die Excel niet kent")
        if len(data) != lid.uitgepakt or crc32(data) != lid.crc:
            raise beschadigd("het controlegetal van een onderdeel klopt niet")
        return data

    def met(self, nieuw: Mapping[str, bytes]) -> bytes:
        """The archive with these entries replaced; every other entry keeps its raw bytes, its dates
        and its place."""
        vervangen = {deelnaam(naam): inhoud for naam, inhoud in nieuw.items()}
        stukken: list[bytes] = []
        plekken: dict[str, tuple[int, int, int, int]] = {}
        teller = 0
        for naam, lid in sorted(self.leden.items(), key=lambda lid: lid[1].record.start):
            if naam in vervangen:
                data = pak_in(vervangen[naam])
                maten = (crc32(vervangen[naam]), len(data), len(vervangen[naam]))
                stuk = _lokale_kop(lid, maten) + data
            else:
                maten = (lid.crc, lid.ingepakt, lid.uitgepakt)
                stuk = self._inhoud[lid.record]
            plekken[naam] = (*maten, teller)
            stukken.append(stuk)
            teller += len(stuk)
        centraal = [
            _centraal_record(lid, plekken[naam], naam in vervangen)
            for naam, lid in self.leden.items()
        ]
        lengte = sum(map(len, centraal))
        aantal = len(centraal)
        slot = _SLOT.pack(b"PK\5\6", 0, 0, aantal, aantal, lengte, teller, len(self._opmerking))
        return b"".join((*stukken, *centraal, slot, self._opmerking))


def deelnaam(naam: str) -> str:
    """A part name to look up by: some programs write backslashes, and case does not count."""
    return naam.replace("\\", "/").lstrip("/").lower()


def _pak_uit(data: bytes, grens: int) -> bytes:
    try:
        uit = pak_uit(data, grens + 1)
    except Onleesbaar as fout:
        raise beschadigd("een onderdeel is niet uit te pakken") from fout
    if len(uit) > grens:
        raise BoekFout(
            "bestand-te-groot", reden="een onderdeel is groter dan het bestand zelf zegt"
        )
    return uit


def _slotrecord(inhoud: bytes) -> tuple[int, int, int, bytes]:
    """Number of entries, start and length of the central directory, and comment of the archive."""
    plek = inhoud.rfind(b"PK\5\6", max(0, len(inhoud) - 65_557))
    if plek < 0 or plek + _SLOT.size > len(inhoud):
        raise beschadigd("het einde ontbreekt; waarschijnlijk is het niet helemaal verstuurd")
    _, _, _, _, aantal, lengte, begin, opmerking = _SLOT.unpack_from(inhoud, plek)
    einde = plek
    if plek >= 20 and inhoud[plek - 20 : plek - 16] == b"PK\6\7":
        einde = int.from_bytes(inhoud[plek - 12 : plek - 4], "little")
        if inhoud[einde : einde + 4] != b"PK\6\6" or einde + 56 > plek:
            raise beschadigd("de inhoudsopgave klopt niet")
        aantal, lengte, begin = struct.unpack_from("<3Q", inhoud, einde + 32)
    if begin + lengte > einde or aantal >= 0xFFFF:
        raise beschadigd("de inhoudsopgave klopt niet")
    return aantal, begin, lengte, inhoud[plek + _SLOT.size : plek + _SLOT.size + opmerking]


def _centrale_lijst(inhoud: bytes, begin: int, lengte: int, aantal: int) -> Iterator[Lid]:
    """The entries that the central directory lists. It must hold as many as it says: of two readers
    that count differently one would lose an entry."""
    plek = begin
    try:
        for _ in range(aantal):
            teken, *velden = _CENTRAAL.unpack_from(inhoud, plek)
            if teken != b"PK\1\2":
                raise beschadigd("de inhoudsopgave klopt niet")
            naam = plek + _CENTRAAL.size
            extra = naam + velden[9]
            opmerking = extra + velden[10]
            plek = opmerking + velden[11]
            yield _lid(
                inhoud, velden, inhoud[naam:extra], inhoud[extra:opmerking], inhoud[opmerking:plek]
            )
    except struct.error as fout:
        raise beschadigd("de inhoudsopgave klopt niet") from fout
    if plek != begin + lengte:
        raise beschadigd("de inhoudsopgave klopt niet")


def _lid(inhoud: bytes, velden: list[int], ruwe_naam: bytes, extra: bytes, opmerking: bytes) -> Lid:
    vlaggen, methode, crc = velden[2], velden[3], velden[6]
    ingepakt, uitgepakt, plek = _echte_maten(velden[7], velden[8], velden[15], extra)
    if plek + _LOKAAL.size > len(inhoud):
        raise beschadigd("een onderdeel staat niet waar de inhoudsopgave zegt")
    teken, *_, naam_lang, extra_lang = _LOKAAL.unpack_from(inhoud, plek)
    begin = plek + _LOKAAL.size
    if teken != b"PK\3\4" or inhoud[begin : begin + naam_lang] != ruwe_naam:
        raise beschadigd("een onderdeel staat niet waar de inhoudsopgave zegt")
    begin += naam_lang + extra_lang
    einde = begin + ingepakt
    nazending = (
        _nazending(inhoud, einde, (crc, ingepakt, uitgepakt)) if vlaggen & _NAGEZONDEN else 0
    )
    naam = ruwe_naam.decode(
        "utf-8" if vlaggen & _UTF8 or ruwe_naam.isascii() else "cp437", "replace"
    )
    record, data = slice(plek, einde + nazending), slice(begin, einde)
    return Lid(
        naam,
        methode,
        vlaggen,
        crc,
        ingepakt,
        uitgepakt,
        record,
        data,
        tuple(velden),
        ruwe_naam,
        extra,
        opmerking,
    )


def _nazending(inhoud: bytes, plek: int, maten: tuple[int, int, int]) -> int:
    """Length of the data descriptor behind an entry: with or without signature, with long sizes or
    short ones.

    Long first: twelve zero bytes of an empty entry are the beginning of twenty.
    """
    for vorm in ("<LQQ", "<LLL"):
        nazending = struct.pack(vorm, *maten)
        for kandidaat in (b"PK\7\x08" + nazending, nazending):
            if inhoud.startswith(kandidaat, plek):
                return len(kandidaat)
    raise beschadigd("een onderdeel staat niet waar de inhoudsopgave zegt")


def _extravelden(extra: bytes) -> Iterator[tuple[int, bytes]]:
    plek = 0
    while plek + 4 <= len(extra):
        soort, lengte = struct.unpack_from("<HH", extra, plek)
        yield soort, extra[plek : plek + 4 + lengte]
        plek += 4 + lengte


def _echte_maten(ingepakt: int, uitgepakt: int, plek: int, extra: bytes) -> tuple[int, int, int]:
    """Sizes and position, from the zip64 field where the short fields say so."""
    if _VOL not in (ingepakt, uitgepakt, plek):
        return ingepakt, uitgepakt, plek
    ruim = next((veld[4:] for soort, veld in _extravelden(extra) if soort == _ZIP64), b"")
    getallen = iter(struct.unpack(f"<{len(ruim) // 8}Q", ruim[: len(ruim) // 8 * 8]))
    uit, in_, waar = (
        next(getallen, _VOL) if maat == _VOL else maat for maat in (uitgepakt, ingepakt, plek)
    )
    return in_, uit, waar


def _zonder_zip64(extra: bytes) -> bytes:
    """The extra fields minus zip64: what we write ourselves is always small enough for the short
    fields."""
    return b"".join(veld for soort, veld in _extravelden(extra) if soort != _ZIP64)


def _lokale_kop(lid: Lid, maten: tuple[int, int, int]) -> bytes:
    vlaggen, tijd, datum = lid.vlaggen & _UTF8, lid.vast[4], lid.vast[5]
    kop = _LOKAAL.pack(b"PK\3\4", 20, vlaggen, DEFLATED, tijd, datum, *maten, len(lid.ruwe_naam), 0)
    return kop + lid.ruwe_naam


def _centraal_record(lid: Lid, maten: tuple[int, int, int, int], vervangen: bool) -> bytes:
    """The record of an entry at its new place. That of a copied entry must go on agreeing with its
    own header: only the place changes, in the zip64 field when it stands there."""
    velden, extra, plek = list(lid.vast), lid.extra, maten[3]
    if vervangen:
        extra = _zonder_zip64(extra)
        velden[2], velden[3], velden[6:9], velden[10] = (
            lid.vlaggen & _UTF8,
            DEFLATED,
            maten[:3],
            len(extra),
        )
        velden[15] = plek
    elif velden[15] != _VOL:
        velden[15] = plek
    else:
        extra = b"".join(
            _met_plek(veld, velden, plek) if soort == _ZIP64 else veld
            for soort, veld in _extravelden(extra)
        )
    return _CENTRAAL.pack(b"PK\1\2", *velden) + lid.ruwe_naam + extra + lid.opmerking


def _met_plek(veld: bytes, velden: list[int], plek: int) -> bytes:
    """A zip64 field with another place; it stands behind the sizes that are in there too."""
    begin = 4 + 8 * (velden[8] == _VOL) + 8 * (velden[7] == _VOL)
    return veld[:begin] + plek.to_bytes(8, "little") + veld[begin + 8 :]
