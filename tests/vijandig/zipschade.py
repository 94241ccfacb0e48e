"""Damage to the container: headers that lie, entries that overlap or stand twice, files cut off or
added to."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from random import Random

from vijandig.pakje import CENTRAAL, LOKAAL, SLOT, Lid, Pakje
from vijandig.xmlschade import doelwit

_LEUGENS = (
    0,
    1,
    2,
    7,
    8,
    9,
    12,
    14,
    93,
    99,
    0xFF,
    0x800,
    0x801,
    0xFFFF,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFE,
    0xFFFFFFFF,
)
_NAMEN = (
    b"", b"/", b"x/", b"../x", b"..\\x", b"/etc/passwd", b"C:\\x", b"a/../b", b"x\0y", b"\xff\xfe",
    b"\xe9.xml", b"n" * 65_535, b"xl//workbook.xml", b"./xl/workbook.xml", b"XL/WORKBOOK.XML",
    b"xl\\workbook.xml", b"/xl/workbook.xml", b"[Content_Types].xml", b"\\\\server\\x", b"con.xml",
    "é".encode(), b"xl/workbook.xml ", b"mimetype", b"EncryptedPackage", b"xl/sharedStrings.xml",
)  # fmt: skip


def _lid(toeval: Random, pakje: Pakje) -> Lid | None:
    return (
        doelwit(toeval, pakje)
        if toeval.random() < 0.7
        else toeval.choice(pakje.leden)
        if pakje.leden
        else None
    )


def _naam(lid: Lid) -> str:
    return lid.naam.decode("utf-8", "replace")[:60]


def kop_liegt(toeval: Random, pakje: Pakje) -> str | None:
    """One field of one header, or of both, says something else."""
    lid = _lid(toeval, pakje)
    if lid is None:
        return None
    veld = toeval.choice(
        (*LOKAAL, *CENTRAAL, "crc", "ingepakt", "uitgepakt", "methode", "vlaggen", "plek")
    )
    waarheid = {
        "crc": zlib.crc32(lid.inhoud),
        "ingepakt": len(lid.data()),
        "uitgepakt": len(lid.inhoud),
    }.get(veld, 8)
    waarde = toeval.choice(
        (*_LEUGENS, waarheid + 1, max(0, waarheid - 1), waarheid ^ (1 << toeval.randrange(16)))
    )
    waar = toeval.choice(("lokaal", "centraal", "beide"))
    if waar != "centraal":
        lid.lokaal[veld] = waarde
    if waar != "lokaal":
        lid.centraal[veld] = waarde
    return f"zip: {veld}={waarde} ({waar}) van {_naam(lid)}"


def inpakken(toeval: Random, pakje: Pakje) -> str | None:
    """Entries packed in another way that is allowed: stored, with a data descriptor, with zip64
    fields."""
    hoe = toeval.choice(
        (
            "opgeslagen",
            "nazending",
            "nazending zonder teken",
            "zip64",
            "zip64-slot",
            "extra",
            "niveau 9",
            "utf8",
        )
    )
    leden = pakje.leden if toeval.random() < 0.5 else [lid for lid in [_lid(toeval, pakje)] if lid]
    if hoe == "zip64-slot":
        pakje.zip64 = True
        if toeval.random() < 0.5:
            pakje.slot |= {
                "aantal": 0xFFFF,
                "aantal_hier": 0xFFFF,
                "begin": 0xFFFFFFFF,
                "lengte": 0xFFFFFFFF,
            }
    for lid in leden:
        _anders_ingepakt(lid, hoe)
    return f"zip: {hoe} voor {len(leden)} onderdelen"


def _anders_ingepakt(lid: Lid, hoe: str) -> None:
    maten = (zlib.crc32(lid.inhoud), len(lid.data()), len(lid.inhoud))
    if hoe == "opgeslagen":
        lid.methode, lid.ingepakt = 0, None
    elif hoe.startswith("nazending"):
        lid.vlaggen |= 8
        lid.lokaal |= {"crc": 0, "ingepakt": 0, "uitgepakt": 0}
        lid.erachter = (b"" if hoe.endswith("teken") else b"PK\7\x08") + struct.pack("<3L", *maten)
    elif hoe == "zip64":
        veld = struct.pack("<2H2Q", 1, 16, maten[2], maten[1])
        lid.extra_centraal = lid.extra_lokaal = veld
        lid.centraal |= {"ingepakt": 0xFFFFFFFF, "uitgepakt": 0xFFFFFFFF}
        lid.lokaal |= {"ingepakt": 0xFFFFFFFF, "uitgepakt": 0xFFFFFFFF}
    elif hoe == "extra":
        lid.extra_centraal, lid.extra_lokaal = b"UT\5\0\3\0\0\0\0", b"UT\5\0\1\1\2\3\4"
    elif hoe == "niveau 9" and lid.methode:
        inpakker = zlib.compressobj(9, zlib.DEFLATED, -15)
        lid.ingepakt = inpakker.compress(lid.inhoud) + inpakker.flush()
    elif hoe == "utf8":
        lid.vlaggen |= 0x800


def extra_kapot(toeval: Random, pakje: Pakje) -> str | None:
    """Extra fields that are no fields."""
    lid = _lid(toeval, pakje)
    if lid is None:
        return None
    stukken = (
        b"\1",
        b"\1\0\x10\0",
        b"\1\0\xff\xff",
        b"\1\0\0\0",
        b"\1\0\4\0abcd",
        b"\1\0\x08\0" + b"\xff" * 8,
        b"x" * 65_535,
        b"up\5\0abcde",
    )
    lid.extra_centraal = toeval.choice(stukken)
    if toeval.random() < 0.4:
        lid.centraal |= {toeval.choice(("ingepakt", "uitgepakt", "plek")): 0xFFFFFFFF}
    if toeval.random() < 0.4:
        lid.extra_lokaal = toeval.choice(stukken)
    return f"zip: kapot extra veld bij {_naam(lid)}"


def dubbel(toeval: Random, pakje: Pakje) -> str | None:
    """A name that stands there twice, or two names for the same bytes."""
    lid = _lid(toeval, pakje)
    if lid is None:
        return None
    naam = toeval.choice(
        (lid.naam, lid.naam.upper(), lid.naam.replace(b"/", b"\\"), b"/" + lid.naam, *_NAMEN)
    )
    if toeval.random() < 0.3:
        pakje.gedeeld.append((naam, pakje.leden.index(lid)))
        return f"zip: tweede naam {naam[:40]!r} voor {_naam(lid)}"
    inhoud = toeval.choice((lid.inhoud, b"", b"<x/>", toeval.choice(pakje.leden).inhoud))
    pakje.leden.insert(toeval.randint(0, len(pakje.leden)), Lid(naam, inhoud))
    return f"zip: ook een onderdeel {naam[:40]!r}"


def naam_anders(toeval: Random, pakje: Pakje) -> str | None:
    """An entry under another name, in both headers or in one."""
    lid = _lid(toeval, pakje)
    if lid is None:
        return None
    naam = toeval.choice(
        (lid.naam.upper(), lid.naam.replace(b"/", b"\\"), b"/" + lid.naam, lid.naam + b"x", *_NAMEN)
    )
    if toeval.random() < 0.3:
        lid.lokale_naam = naam
        return f"zip: lokaal heet {_naam(lid)} {naam[:40]!r}"
    oud, lid.naam = _naam(lid), naam
    return f"zip: {oud} heet {naam[:40]!r}"


def onderdeel_weg(toeval: Random, pakje: Pakje) -> str | None:
    """An entry left out, emptied or put somewhere else."""
    lid = _lid(toeval, pakje)
    if lid is None:
        return None
    hoe = toeval.choice(("weg", "leeg", "laatst", "eerst", "door elkaar"))
    if hoe == "door elkaar":
        Random(toeval.getrandbits(16)).shuffle(pakje.leden)  # noqa: S311 - one draw, also for very many entries
        return "zip: onderdelen door elkaar"
    if hoe == "leeg":
        lid.zet(b"")
        return f"zip: {_naam(lid)} leeg"
    pakje.leden.remove(lid)
    if hoe != "weg":
        pakje.leden.insert(0 if hoe == "eerst" else len(pakje.leden), lid)
    return f"zip: {_naam(lid)} {hoe}"


def bom(toeval: Random, pakje: Pakje) -> str | None:
    """An entry that grows when it is unpacked, said or not; or very many entries."""
    lid = _lid(toeval, pakje)
    if toeval.random() < 0.3 or lid is None:
        aantal = toeval.choice((200, 3000, 20_000))
        pakje.leden += [Lid(b"xl/media/%d.bin" % nummer, b"x", b"x", 0) for nummer in range(aantal)]
        return f"zip: {aantal} onderdelen erbij"
    grootte = toeval.choice((1_000_000, 30_000_000, 33_000_000, 120_000_000))
    kop, haak, staart = lid.inhoud.rpartition(b"</")
    inpakker = zlib.compressobj(1, zlib.DEFLATED, -15)
    stukken = [
        inpakker.compress(kop),
        *(inpakker.compress(b" " * 1_000_000) for _ in range(grootte // 1_000_000)),
    ]
    stukken += [inpakker.compress(haak + staart), inpakker.flush()]
    lid.ingepakt = b"".join(stukken)
    crc = zlib.crc32(kop)
    for _ in range(grootte // 1_000_000):
        crc = zlib.crc32(b" " * 1_000_000, crc)
    echt = {"uitgepakt": grootte + len(lid.inhoud), "crc": zlib.crc32(haak + staart, crc)}
    eerlijk = toeval.random() < 0.5
    if eerlijk:
        lid.lokaal |= echt
        lid.centraal |= echt
    return f"zip: {_naam(lid)} groeit tot {grootte} ({'gezegd' if eerlijk else 'verzwegen'})"


def rommel_erachter(toeval: Random, pakje: Pakje) -> str | None:
    """Bytes behind the packed data, or packed data that is cut off."""
    lid = _lid(toeval, pakje)
    if lid is None:
        return None
    data = lid.data()
    lid.ingepakt = toeval.choice(
        (
            data + b"rommel",
            data[: len(data) // 2],
            data[:-1],
            data + data,
            b"",
            b"\3\0",
            b"\0" * 100,
        )
    )
    return f"zip: ingepakte bytes van {_naam(lid)} anders"


def slot_liegt(toeval: Random, pakje: Pakje) -> str | None:
    """The end of the list says something else, or has company."""
    hoe = toeval.randrange(6)
    if hoe == 0:
        veld = toeval.choice(SLOT)
        pakje.slot[veld] = toeval.choice((*_LEUGENS, len(pakje.leden) - 1, len(pakje.leden) + 1))
        return f"zip: slot {veld}={pakje.slot[veld]}"
    if hoe == 1:
        pakje.opmerking = toeval.choice(
            (b"x" * 65_535, b"PK\5\6" + bytes(18), b"PK\5\6", b"\0", b"PK\6\7" + bytes(16))
        )
        return "zip: opmerking"
    if hoe == 2:
        pakje.na = toeval.choice((b"x", b"\0" * 70_000, b"PK\5\6" + bytes(18), b"PK\5\6", b"\r\n"))
        return "zip: bytes erachter"
    if hoe == 3:
        pakje.voor = toeval.choice(
            (b"PK\3\4" + bytes(26), b"x" * 10, b"MZ" + bytes(1000), b"PK\5\6" + bytes(18))
        )
        return "zip: bytes ervoor"
    if hoe == 4:
        pakje.zip64 = True
        pakje.slot["aantal"] = 0xFFFF
        return "zip: zip64-slot met te veel onderdelen"
    pakje.zip64 = True
    plek = toeval.randrange(76)
    waarde = toeval.choice((0, 1, 0x7F, 0xFF))
    pakje.ruw.append(lambda inhoud: _in_zip64(inhoud, plek, waarde))
    return f"zip: zip64-slot byte {plek}={waarde}"


def _in_zip64(inhoud: bytes, plek: int, waarde: int) -> bytes:
    begin = inhoud.rfind(b"PK\6\6")
    return (
        inhoud
        if begin < 0
        else inhoud[: begin + plek] + bytes([waarde]) + inhoud[begin + plek + 1 :]
    )


def hele_bestand(toeval: Random, pakje: Pakje) -> str | None:
    """Bytes of the file as a whole: cut off, flipped, a stretch lost or doubled, line ends changed
    by a mail program."""
    hoe, deel, deel2 = toeval.randrange(6), toeval.random(), toeval.random()
    bits = [(toeval.random(), toeval.randrange(8)) for _ in range(toeval.choice((1, 1, 3, 50)))]

    def wijzig(inhoud: bytes) -> bytes:
        plek, lang = int(deel * len(inhoud)), int(deel2 * 3000)
        if hoe == 0:
            return inhoud[:plek]
        if hoe == 1:
            return inhoud[:plek] + inhoud[plek + lang :]
        if hoe == 2:
            return inhoud[: plek + lang] + inhoud[plek:]
        if hoe == 3:
            return inhoud.replace(b"\n", b"\r\n")
        if hoe == 4:
            return inhoud[:plek] + bytes(lang) + inhoud[plek + lang :]
        kapot = bytearray(inhoud)
        for waar, bit in bits:
            if kapot:
                kapot[int(waar * len(kapot))] ^= 1 << bit
        return bytes(kapot)

    pakje.ruw.append(wijzig)
    return f"zip: bytes van het bestand, soort {hoe} op {deel:.3f}"


def gedeelde_bytes(toeval: Random, pakje: Pakje) -> str | None:
    """An entry that claims to begin where another one stands."""
    lid, ander = _lid(toeval, pakje), _lid(toeval, pakje)
    if lid is None or ander is None or lid is ander:
        return None
    kopie = replace(ander, naam=lid.naam, lokaal={}, centraal={})
    plek = pakje.leden.index(lid)
    pakje.leden.pop(plek)
    nummer = pakje.leden.index(ander)
    pakje.gedeeld.append((kopie.naam, nummer))
    return f"zip: {_naam(lid)} wijst naar de bytes van {_naam(ander)}"


MUTATIES = (
    kop_liegt, kop_liegt, inpakken, inpakken, extra_kapot, dubbel, naam_anders, onderdeel_weg, bom,
    rommel_erachter, slot_liegt, hele_bestand, gedeelde_bytes,
)  # fmt: skip
