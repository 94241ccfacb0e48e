"""The zip container of a workbook: checked before it is unpacked, rewritten entry by entry.

Python's ``zipfile`` cannot copy entries without unpacking them; here an untouched entry keeps its
raw bytes, header and all. Sizes in headers are claims: nothing is ever unpacked beyond the size
that was checked against the budget. Packing is done by zlib-ng, at twice the speed, or by the zlib
of Python where that is not (Pyodide). Both keep to RFC 1951, so each reads what the other wrote;
what they write is not the same to the byte, as it is not between two versions of zlib either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from regio_xl.werkboek import WerkboekFout
from regio_xl.xlsx import damaged, too_large
from regio_xl.xlsx.zip_records import (
    DEFLATED,
    ENCRYPTED,
    STORED,
    ZipEntry,
    copied_entry,
    end_record,
    find_directory,
    read_directory,
    replaced_entry,
)

if TYPE_CHECKING:
    import zlib
else:
    try:
        from zlib_ng import zlib_ng as zlib
    except ImportError:
        import zlib

InflateError, crc32 = zlib.error, zlib.crc32

MAX_FILE_SIZE = 50_000_000
MAX_UNPACKED_SIZE = 500_000_000
MAX_PART_SIZE = 32_000_000
"""No XML part of a workbook that people fill in comes near this; it bounds the memory of a part."""
_PIECE = 1_000_000
_PACKED_PIECE = 32_768

_RAW: Final = -15
"""Deflate without header and checksum: the zip file has its own."""


def deflate(content: bytes) -> bytes:
    """Packed fast: 6 to 8 per cent larger than it could be, but it is read only a few times."""
    packer = zlib.compressobj(1, DEFLATED, _RAW)
    return packer.compress(content) + packer.flush()


def inflate(data: bytes, limit: int) -> bytes:
    """Unpacked, but never more bytes than this. Raises :class:`InflateError`."""
    return zlib.decompressobj(_RAW).decompress(data, limit)


class ZipArchive:
    """The entries of a zip file by their part name. Raises :class:`WerkboekFout`."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        directory = find_directory(content)
        self._directory_start = directory.start
        self._comment = directory.comment
        self.entries: dict[str, ZipEntry] = {}
        for entry in read_directory(content, directory):
            if self.entries.setdefault(part_name(entry.name), entry) is not entry:
                raise damaged("een onderdeel staat er dubbel in")
        self._check()

    def _check(self) -> None:
        entries = self.entries.values()
        if any(entry.header.flags & ENCRYPTED for entry in entries):
            raise WerkboekFout("bestand-beveiligd")
        if any(".." in name.split("/") for name in self.entries):
            raise WerkboekFout(
                "bestand-onveilig", reden="een onderdeel wil buiten het werkboek staan"
            )
        previous_end = 0
        for _, entry in self._in_file_order():
            if entry.record.start < previous_end or entry.record.stop > self._directory_start:
                raise damaged("de onderdelen lopen door elkaar")
            previous_end = entry.record.stop

    def _in_file_order(self) -> list[tuple[str, ZipEntry]]:
        return sorted(self.entries.items(), key=lambda item: item[1].record.start)

    def __contains__(self, name: str) -> bool:
        return part_name(name) in self.entries

    def size(self, name: str) -> int:
        """How many bytes an entry says it is, unpacked; reading it never gives more."""
        return self.entries[part_name(name)].size

    def read(self, name: str, limit: int | None = None) -> bytes:
        """The unpacked bytes of an entry. Raises :class:`WerkboekFout`."""
        entry = self.entries[part_name(name)]
        limit = MAX_PART_SIZE if limit is None else limit
        if entry.size > limit:
            raise too_large(f"een onderdeel is uitgepakt meer dan {limit // 1_000_000} MB")
        data = self._content[entry.data]
        if entry.header.method == DEFLATED:
            data = _inflate_to(data, entry.size)
        elif entry.header.method != STORED:
            raise damaged("een onderdeel is ingepakt op een manier die Excel niet kent")
        if len(data) != entry.size or crc32(data) != entry.header.crc:
            raise damaged("het controlegetal van een onderdeel klopt niet")
        return data

    def pieces(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of an entry of any size, a piece at a time. Raises
        :class:`WerkboekFout`, for a wrong checksum only after the last piece."""
        entry = self.entries[part_name(name)]
        size, crc = 0, 0
        for piece in self._unpacked_pieces(entry):
            size += len(piece)
            if size > entry.size:
                raise too_large("een onderdeel is groter dan het bestand zelf zegt")
            crc = crc32(piece, crc)
            yield piece
        if size != entry.size or crc != entry.header.crc:
            raise damaged("het controlegetal van een onderdeel klopt niet")

    def _unpacked_pieces(self, entry: ZipEntry) -> Iterator[bytes]:
        method, data = entry.header.method, entry.data
        if method not in (DEFLATED, STORED):
            raise damaged("een onderdeel is ingepakt op een manier die Excel niet kent")
        unpacker = zlib.decompressobj(_RAW)
        step = _PACKED_PIECE if method == DEFLATED else _PIECE
        for start in range(data.start, data.stop, step):
            packed = self._content[start : min(start + step, data.stop)]
            yield from (packed,) if method == STORED else _inflate_in_pieces(unpacker, packed)

    def replace(self, parts: Mapping[str, bytes]) -> bytes:
        """The archive with these entries replaced.

        Every other entry keeps its raw bytes, its dates and its place in the order.
        """
        new = {part_name(name): content for name, content in parts.items()}
        records: list[bytes] = []
        central: dict[str, bytes] = {}
        offset = 0
        for name, entry in self._in_file_order():
            if name in new:
                data = deflate(new[name])
                crc, size = crc32(new[name]), len(new[name])
                local, central[name] = replaced_entry(entry, crc, len(data), size, offset)
                record = local + data
            else:
                record = self._content[entry.record]
                central[name] = copied_entry(entry, offset)
            records.append(record)
            offset += len(record)
        directory = b"".join(central[name] for name in self.entries)
        end = end_record(len(central), len(directory), offset, self._comment)
        return b"".join((*records, directory, end))


def part_name(name: str) -> str:
    """A name to look up by: some programs write backslashes, and case does not count."""
    return name.replace("\\", "/").lstrip("/").lower()


def _inflate_in_pieces(unpacker: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    """What comes out of these packed bytes. A full piece may have more behind it, also when all
    that went in was taken."""
    piece = b""
    while packed or len(piece) == _PIECE:
        try:
            piece = unpacker.decompress(packed, _PIECE)
        except InflateError as fout:
            raise damaged("een onderdeel is niet uit te pakken") from fout
        packed = unpacker.unconsumed_tail
        yield piece


def _inflate_to(data: bytes, size: int) -> bytes:
    try:
        content = inflate(data, size + 1)
    except InflateError as fout:
        raise damaged("een onderdeel is niet uit te pakken") from fout
    if len(content) > size:
        raise too_large("een onderdeel is groter dan het bestand zelf zegt")
    return content
