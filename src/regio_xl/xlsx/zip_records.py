"""The central directory of a zip file and the headers of its entries, read and written.

Source: PKWARE APPNOTE.TXT, 4.3 (the records) and 4.5.3 (zip64).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from regio_xl.xlsx import damaged

STORED: Final = 0
DEFLATED: Final = 8
_END_RECORD = struct.Struct("<4s4H2LH")
_CENTRAL_HEADER = struct.Struct("<4s6H3L5H2L")
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_ZIP64_FIELD, _IN_ZIP64 = 1, 0xFFFFFFFF
ENCRYPTED, _HAS_DESCRIPTOR, _UTF8 = 0x0001, 0x0008, 0x0800


class _Header(NamedTuple):
    """The numbers in the central header of an entry."""

    version_made_by: int
    version_needed: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed_size: int
    size: int
    name_length: int
    extra_length: int
    comment_length: int
    disk: int
    internal_attributes: int
    external_attributes: int
    offset: int


class ZipEntry(NamedTuple):
    """An entry: its name, its central header, its real sizes and where it stands in the file.

    ``record``: all its bytes, local header included; ``data``: its packed content.
    """

    name: str
    header: _Header
    packed_size: int
    size: int
    record: slice
    data: slice
    raw_name: bytes
    extra: bytes
    comment: bytes


class Directory(NamedTuple):
    """Where the central directory stands, how many entries it lists; the comment of the archive."""

    entry_count: int
    start: int
    length: int
    comment: bytes


def find_directory(content: bytes) -> Directory:
    at = content.rfind(b"PK\5\6", max(0, len(content) - 65_557))
    if at < 0 or at + _END_RECORD.size > len(content):
        raise damaged("het einde ontbreekt; waarschijnlijk is het niet helemaal verstuurd")
    *_, count, length, start, comment_length = _END_RECORD.unpack_from(content, at)
    limit = at
    if at >= 20 and content[at - 20 : at - 16] == b"PK\6\7":
        limit = int.from_bytes(content[at - 12 : at - 4], "little")
        if content[limit : limit + 4] != b"PK\6\6" or limit + 56 > at:
            raise damaged("de inhoudsopgave klopt niet")
        count, length, start = struct.unpack_from("<3Q", content, limit + 32)
    if start + length > limit or count >= 0xFFFF:
        raise damaged("de inhoudsopgave klopt niet")
    comment = content[at + _END_RECORD.size :][:comment_length]
    return Directory(count, start, length, comment)


def read_directory(content: bytes, directory: Directory) -> Iterator[ZipEntry]:
    """The entries that the central directory lists.

    It must hold as many as it says: of two readers that count differently one would lose an entry.
    """
    at = directory.start
    try:
        for _ in range(directory.entry_count):
            signature, *fields = _CENTRAL_HEADER.unpack_from(content, at)
            if signature != b"PK\1\2":
                raise damaged("de inhoudsopgave klopt niet")
            header = _Header(*fields)
            name_at = at + _CENTRAL_HEADER.size
            extra_at = name_at + header.name_length
            comment_at = extra_at + header.extra_length
            at = comment_at + header.comment_length
            name, extra = content[name_at:extra_at], content[extra_at:comment_at]
            yield _read_entry(content, header, name, extra, content[comment_at:at])
    except struct.error as fout:
        raise damaged("de inhoudsopgave klopt niet") from fout
    if at != directory.start + directory.length:
        raise damaged("de inhoudsopgave klopt niet")


def _read_entry(
    content: bytes, header: _Header, raw_name: bytes, extra: bytes, comment: bytes
) -> ZipEntry:
    packed_size, size, offset = _real_sizes(header, extra)
    if offset + _LOCAL_HEADER.size > len(content):
        raise damaged("een onderdeel staat niet waar de inhoudsopgave zegt")
    signature, *_, name_length, extra_length = _LOCAL_HEADER.unpack_from(content, offset)
    name_at = offset + _LOCAL_HEADER.size
    if signature != b"PK\3\4" or content[name_at : name_at + name_length] != raw_name:
        raise damaged("een onderdeel staat niet waar de inhoudsopgave zegt")
    data_at = name_at + name_length + extra_length
    data_end = record_end = data_at + packed_size
    if header.flags & _HAS_DESCRIPTOR:
        record_end += _descriptor_length(content, data_end, (header.crc, packed_size, size))
    encoding = "utf-8" if header.flags & _UTF8 or raw_name.isascii() else "cp437"
    name = raw_name.decode(encoding, "replace")
    record, data = slice(offset, record_end), slice(data_at, data_end)
    return ZipEntry(name, header, packed_size, size, record, data, raw_name, extra, comment)


def _descriptor_length(content: bytes, at: int, sizes: tuple[int, int, int]) -> int:
    """Length of the data descriptor behind an entry: with or without signature, long or short.

    Long first: twelve zero bytes of an empty entry are the beginning of twenty.
    """
    for layout in ("<LQQ", "<LLL"):
        descriptor = struct.pack(layout, *sizes)
        for candidate in (b"PK\7\x08" + descriptor, descriptor):
            if content.startswith(candidate, at):
                return len(candidate)
    raise damaged("een onderdeel staat niet waar de inhoudsopgave zegt")


def _extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """The extra fields of an entry: the kind of each, and all its bytes."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        yield kind, extra[at : at + 4 + length]
        at += 4 + length


def _real_sizes(header: _Header, extra: bytes) -> tuple[int, int, int]:
    """Packed size, size and offset; from the zip64 field where the short fields say so."""
    packed_size, size, offset = header.packed_size, header.size, header.offset
    if _IN_ZIP64 not in (packed_size, size, offset):
        return packed_size, size, offset
    zip64 = next((field[4:] for kind, field in _extra_fields(extra) if kind == _ZIP64_FIELD), b"")
    count = len(zip64) // 8
    numbers = iter(struct.unpack_from(f"<{count}Q", zip64))
    if size == _IN_ZIP64:
        size = next(numbers, _IN_ZIP64)
    if packed_size == _IN_ZIP64:
        packed_size = next(numbers, _IN_ZIP64)
    if offset == _IN_ZIP64:
        offset = next(numbers, _IN_ZIP64)
    return packed_size, size, offset


def replaced_entry(
    entry: ZipEntry, crc: int, packed_size: int, size: int, offset: int
) -> tuple[bytes, bytes]:
    """The local header and the central record of an entry with new, deflated content.

    Without zip64: what we write is small enough for the short fields.
    """
    extra = b"".join(field for kind, field in _extra_fields(entry.extra) if kind != _ZIP64_FIELD)
    header = entry.header._replace(
        flags=entry.header.flags & _UTF8,
        method=DEFLATED,
        crc=crc,
        packed_size=packed_size,
        size=size,
        extra_length=len(extra),
        offset=offset,
    )
    from_flags_to_name_length = header[2:10]
    local = _LOCAL_HEADER.pack(b"PK\3\4", 20, *from_flags_to_name_length, 0)
    return local + entry.raw_name, _central_record(entry, header, extra)


def copied_entry(entry: ZipEntry, offset: int) -> bytes:
    """The central record of a copied entry, which must go on agreeing with its own local header.

    Only its offset changes: in the zip64 field when it stands there.
    """
    if entry.header.offset != _IN_ZIP64:
        but_offset = entry.header[:-1]  # of every entry, and the offset is the last field
        return _central_record(entry, (*but_offset, offset), entry.extra)
    extra: list[bytes] = []
    for kind, field in _extra_fields(entry.extra):
        extra.append(_moved(field, entry.header, offset) if kind == _ZIP64_FIELD else field)
    return _central_record(entry, entry.header, b"".join(extra))


def _central_record(entry: ZipEntry, header: Sequence[int], extra: bytes) -> bytes:
    return _CENTRAL_HEADER.pack(b"PK\1\2", *header) + entry.raw_name + extra + entry.comment


def _moved(field: bytes, header: _Header, offset: int) -> bytes:
    """A zip64 field with another offset; that stands behind the sizes that are in there too."""
    at = 4 + 8 * (header.size == _IN_ZIP64) + 8 * (header.packed_size == _IN_ZIP64)
    return field[:at] + offset.to_bytes(8, "little") + field[at + 8 :]


def end_record(count: int, length: int, start: int, comment: bytes) -> bytes:
    """What closes the archive: where its central directory stands."""
    return _END_RECORD.pack(b"PK\5\6", 0, 0, count, count, length, start, len(comment)) + comment
