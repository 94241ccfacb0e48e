"""Another text for one module of a VBA project, with everything else in it byte for byte as it was.

A project is a compound file ([MS-CFB]) whose streams hold each module ([MS-OVBA]): a cache that
only the maker's own version of Office may use, and behind it the compressed text. Only two streams
change: that of the module, which becomes its new text and nothing else, and the directory, which
then says that the text stands at its beginning. Both are small enough for the mini stream, where
they get the room that they had.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_MINI, _CUTOFF = 64, 4096
"""Bytes in a sector of the mini stream; a stream of so many bytes no longer fits there."""
_ENTRY, _STREAM, _ROOT = 128, 2, 5
_CHUNK, _LONGEST_MATCH = 4096, 4095 + 3
_VERSION, _NAME, _OFFSET = 0x0009, 0x0019, 0x0031
"""Records of the directory: the version of the project, the name of a module and where its text
begins."""


class VbaFout(ValueError):
    """This project is not made the way we know."""


def met_module(project: bytes, naam: str, tekst: str) -> bytes:
    """The project with this text (of ASCII, with its ``Attribute VB_Name``) in a module that it
    has. Raises :class:`VbaFout`."""
    try:
        bestand = _Bestand(project)
        lijst = bytearray(uitgepakt(bestand.lees("dir")))
        plek = _plek_van_begin(bytes(lijst), naam)
        lijst[plek : plek + 4] = bytes(4)
        bestand.vervang({naam: ingepakt(tekst.encode("ascii")), "dir": ingepakt(bytes(lijst))})
    except (struct.error, IndexError) as fout:
        raise VbaFout(str(fout)) from fout
    return bytes(bestand.inhoud)


def _plek_van_begin(lijst: bytes, naam: str) -> int:
    """Where the directory says at which byte of its stream the text of a module begins."""
    gevonden, plek = False, 0
    while plek < len(lijst):
        soort, maat = struct.unpack_from("<HI", lijst, plek)
        if soort == _NAME:
            gevonden = lijst[plek + 6 : plek + 6 + maat] == naam.encode("ascii")
        elif soort == _OFFSET and gevonden:
            return plek + 6
        plek += 6 + maat + (2 if soort == _VERSION else 0)  # that one says less than it has
    raise VbaFout(naam)


class _Bestand:
    """A compound file whose small streams can be read and replaced."""

    def __init__(self, inhoud: bytes) -> None:
        if inhoud[:8] != _SIGNATURE:
            raise VbaFout("geen samengesteld bestand")
        self.inhoud = bytearray(inhoud)
        (macht,) = struct.unpack_from("<H", inhoud, 30)
        self._sector: int = 1 << macht
        (aantal,) = struct.unpack_from("<I", inhoud, 44)
        lijst, klein = struct.unpack_from("<I", inhoud, 48)[0], struct.unpack_from("<I", inhoud, 60)
        delen = struct.unpack_from(f"<{min(aantal, 109)}I", inhoud, 76)
        if aantal > len(delen):
            raise VbaFout("groter dan wij kennen")
        self._fat: list[int] = [n for deel in delen for n in self._getallen(deel)]
        self._lijst = self._keten(lijst)
        self._kleinste = self._keten(klein[0])
        self._minifat: list[int] = [n for deel in self._kleinste for n in self._getallen(deel)]
        (wortel,) = struct.unpack_from("<I", inhoud, self._ingang(_ROOT, None) + 116)
        self._ministroom = self._keten(wortel)

    def lees(self, naam: str) -> bytes:
        """The bytes of a stream of the mini stream."""
        sectoren, maat = self._sectoren(naam)
        delen = (self.inhoud[plek : plek + _MINI] for plek in map(self._plek, sectoren))
        return b"".join(delen)[:maat]

    def vervang(self, nieuw: dict[str, bytes]) -> None:
        """Give these streams other bytes, in the sectors that they have together."""
        vrij = [sector for naam in nieuw for sector in self._sectoren(naam)[0]]
        ingangen = {naam: self._ingang(_STREAM, naam) for naam in nieuw}
        for sector in vrij:
            self._zet(sector, b"", _FREE)
        over = iter(vrij)
        for naam, bytes_ in nieuw.items():
            delen = [bytes_[plek : plek + _MINI] for plek in range(0, len(bytes_), _MINI)]
            sectoren = list(islice(over, len(delen)))
            if len(sectoren) < len(delen) or len(bytes_) >= _CUTOFF:
                raise VbaFout("te weinig ruimte")
            volgende = [*sectoren[1:], _END]
            for sector, deel, dan in zip(sectoren, delen, volgende, strict=True):
                self._zet(sector, deel, dan)
            struct.pack_into("<IQ", self.inhoud, ingangen[naam] + 116, sectoren[0], len(bytes_))

    def _zet(self, sector: int, deel: bytes, volgende: int) -> None:
        """Fill a sector of the mini stream and say which one comes after it."""
        plek = self._plek(sector)
        self.inhoud[plek : plek + _MINI] = deel.ljust(_MINI, b"\0")
        self._minifat[sector] = volgende
        tabel, in_tabel = divmod(sector * 4, self._sector)
        begin = self._begin(self._kleinste[tabel]) + in_tabel
        struct.pack_into("<I", self.inhoud, begin, volgende)

    def _sectoren(self, naam: str) -> tuple[list[int], int]:
        """The sectors of a stream in the mini stream, and how many bytes it has."""
        begin, maat = struct.unpack_from("<IQ", self.inhoud, self._ingang(_STREAM, naam) + 116)
        if maat >= _CUTOFF:
            raise VbaFout(naam)
        return list(_volg(self._minifat, begin)), maat

    def _ingang(self, soort: int, naam: str | None) -> int:
        """Where the file describes a stream, or its root."""
        per_sector = range(0, self._sector, _ENTRY)
        for ingang in (self._begin(s) + plek for s in self._lijst for plek in per_sector):
            lengte, dit = struct.unpack_from("<HB", self.inhoud, ingang + 64)
            tekst = self.inhoud[ingang : ingang + max(lengte - 2, 0)].decode("utf-16-le")
            if dit == soort and naam in {None, tekst}:
                return ingang
        raise VbaFout(str(naam))

    def _plek(self, sector: int) -> int:
        """Where a sector of the mini stream stands in the file."""
        groot, erin = divmod(sector * _MINI, self._sector)
        return self._begin(self._ministroom[groot]) + erin

    def _begin(self, sector: int) -> int:
        return (sector + 1) * self._sector

    def _getallen(self, sector: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{self._sector // 4}I", self.inhoud, self._begin(sector))

    def _keten(self, sector: int) -> list[int]:
        return list(_volg(self._fat, sector))


def _volg(volgende: list[int], sector: int) -> Iterator[int]:
    for _ in volgende:
        if sector == _END:
            return
        yield sector
        sector = volgende[sector]


def uitgepakt(stroom: bytes) -> bytes:
    """What a compressed stream holds ([MS-OVBA] 2.4.1.3)."""
    uit, plek = bytearray(), 1
    while plek < len(stroom):
        (kop,) = struct.unpack_from("<H", stroom, plek)
        einde, plek, begin = plek + (kop & 0xFFF) + 3, plek + 2, len(uit)
        if not kop & 0x8000:
            uit += stroom[plek:einde]
            plek = einde
        while plek < einde:
            vlaggen, plek = stroom[plek], plek + 1
            for bit in range(8):
                if plek >= einde:
                    break
                if not vlaggen >> bit & 1:
                    uit.append(stroom[plek])
                    plek += 1
                    continue
                (kopie,) = struct.unpack_from("<H", stroom, plek)
                bits = _bits(len(uit) - begin)
                for _ in range((kopie & 0xFFFF >> bits) + 3):
                    uit.append(uit[-1 - (kopie >> 16 - bits)])
                plek += 2
    return bytes(uit)


def ingepakt(inhoud: bytes) -> bytes:
    """The compressed stream that holds this ([MS-OVBA] 2.4.1.3)."""
    uit = bytearray(b"\x01")
    for begin in range(0, len(inhoud), _CHUNK):
        deel = inhoud[begin : begin + _CHUNK]
        klein = _stuk(deel)
        if len(klein) > _CHUNK:
            uit += struct.pack("<H", 0x3FFF) + deel.ljust(_CHUNK, b"\0")
        else:
            uit += struct.pack("<H", 0xB000 | len(klein) - 1) + klein
    return bytes(uit)


def _stuk(deel: bytes) -> bytes:
    """The tokens of one chunk: letters, and copies of what came before."""
    uit, plek = bytearray(), 0
    while plek < len(deel):
        vlaggen, tokens = 0, bytearray()
        for bit in range(8):
            if plek >= len(deel):
                break
            terug, lengte = _eerder(deel, plek)
            if lengte < 3:
                tokens.append(deel[plek])
                plek += 1
                continue
            bits = _bits(plek)
            vlaggen |= 1 << bit
            tokens += struct.pack("<H", terug - 1 << 16 - bits | lengte - 3)
            plek += lengte
        uit += bytes([vlaggen]) + tokens
    return bytes(uit)


def _eerder(deel: bytes, plek: int) -> tuple[int, int]:
    """How far back the longest piece stands that comes here again, and how long it is."""
    langste = min(_LONGEST_MATCH, (0xFFFF >> _bits(plek)) + 3, len(deel) - plek)
    beste = (0, 0)
    for begin in range(plek - 1, -1, -1):
        lengte = 0
        while lengte < langste and deel[begin + lengte] == deel[plek + lengte]:
            lengte += 1
        if lengte > beste[1]:
            beste = plek - begin, lengte
    return beste


def _bits(plek: int) -> int:
    """In how many bits a copy at this place of a chunk says how far back it looks."""
    return max((plek - 1).bit_length(), 4)
