"""A package is checked before anything parses it, and rewritten without touching what stays."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

import pytest

from hulp.kleinboek import (
    BLAD,
    OVERGANG,
    Delen,
    lees_alles,
    met,
    minimaal,
    relaties,
    werkboek,
    zip_van,
)
from regio_xl.bevindingen import bevinding
from regio_xl.werkboek import Celwijzigingen, WerkboekFout
from regio_xl.xlsx import package as package_module
from regio_xl.xlsx import zip as zip_module
from regio_xl.xlsx.package import Package
from regio_xl.xlsx.workbook import XlsxWerkboek
from regio_xl.xlsx.zip import ZipArchive

STRIKT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def weigering(inhoud: bytes) -> str:
    """The code with which a file is refused; its sentence must be complete."""
    with pytest.raises(WerkboekFout) as fout:
        lees_alles(inhoud)
    assert bevinding(fout.value.code, **fout.value.gaten).melding
    return fout.value.code


@pytest.mark.parametrize(
    ("inhoud", "code"),
    [
        pytest.param(b"", "bestand-leeg", id="leeg"),
        pytest.param(b"naam;antwoord\r\nx;3\r\n", "bestand-geen-werkboek", id="csv"),
        pytest.param(
            b"\xef\xbb\xbf<html><table></table></html>", "bestand-geen-werkboek", id="html"
        ),
        pytest.param(b"%PDF-1.7", "bestand-geen-werkboek", id="pdf"),
        pytest.param(b"\x01\x02\0\0", "bestand-geen-werkboek", id="onbekend"),
        pytest.param(OLE + "Workbook".encode("utf-16-le"), "bestand-geen-werkboek", id="xls"),
        pytest.param(OLE, "bestand-geen-werkboek", id="ole"),
        pytest.param(
            OLE + "EncryptedPackage".encode("utf-16-le"), "bestand-beveiligd", id="wachtwoord"
        ),
        pytest.param(
            OLE + "DRMEncryptedDataSpace".encode("utf-16-le"), "bestand-beveiligd", id="label"
        ),
        pytest.param(zip_van({}), "bestand-geen-werkboek", id="lege zip"),
        pytest.param(
            zip_van(
                {
                    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                    "content.xml": "<x/>",
                }
            ),
            "bestand-geen-werkboek",
            id="ods",
        ),
        pytest.param(met(boek="<document/>"), "bestand-geen-werkboek", id="docx"),
        pytest.param(met(boek="<presentation/>"), "bestand-geen-werkboek", id="pptx"),
        pytest.param(met(rels=relaties()), "bestand-geen-werkboek", id="geen hoofddeel"),
        pytest.param(
            zip_van(
                {
                    **minimaal(),
                    "_rels/.rels": relaties(("a", "officeDocument", "xl/b.bin")),
                    "xl/b.bin": "x",
                }
            ),
            "bestand-geen-werkboek",
            id="xlsb",
        ),
        pytest.param(met(typen=None), "bestand-beschadigd", id="zonder typen"),
        pytest.param(met(rels=None), "bestand-beschadigd", id="zonder rels"),
        pytest.param(met(boek=None), "bestand-beschadigd", id="zonder werkboek"),
        pytest.param(met(boekrels=None), "bestand-beschadigd", id="zonder werkboekrels"),
        pytest.param(met(boekrels=relaties()), "bestand-beschadigd", id="tab zonder verwijzing"),
        pytest.param(met(blad=None), "bestand-beschadigd", id="zonder blad"),
        pytest.param(met(blad="<chartsheet/>"), "bestand-beschadigd", id="verkeerd deel"),
        pytest.param(
            met(blad=BLAD.replace('<row r="1">', '<row r="2"/><row r="1">')),
            "bestand-beschadigd",
            id="rij terug",
        ),
        pytest.param(met(blad=BLAD[:-9]), "bestand-beschadigd", id="halve xml"),
        pytest.param(
            met(blad=BLAD.replace("1</v>", "\x01</v>")), "bestand-beschadigd", id="stuurteken"
        ),
        pytest.param(
            met(blad='<?xml version="1.0" encoding="utf-7"?>' + BLAD),
            "bestand-beschadigd",
            id="codering",
        ),
        pytest.param(met(blad="<!DOCTYPE x []>" + BLAD), "bestand-onveilig", id="doctype"),
        pytest.param(
            met(boek="<!DoCtYpE x []>" + werkboek(("A", "a"))),
            "bestand-onveilig",
            id="doctype werkboek",
        ),
        pytest.param(
            met(rels="<!DOCTYPE x []>" + relaties()), "bestand-onveilig", id="doctype rels"
        ),
        pytest.param(
            met(boekrels=relaties(("a", "worksheet", 'x.xml" TargetMode="External'))),
            "bestand-onveilig",
            id="extern",
        ),
        pytest.param(
            met(boekrels=relaties(("a", "worksheet", "file:///etc/passwd"))),
            "bestand-onveilig",
            id="file-uri",
        ),
        pytest.param(
            met(boekrels=relaties(("a", "worksheet", "//host/x.xml"))), "bestand-onveilig", id="unc"
        ),
        pytest.param(zip_van({**minimaal(), "xl/../../x": "x"}), "bestand-onveilig", id="puntpunt"),
        pytest.param(
            met(
                boek=werkboek(("A", "a"), ("B", "b")),
                boekrels=relaties(
                    ("a", "worksheet", "worksheets/sheet1.xml"),
                    ("b", "worksheet", "worksheets/sheet1.xml"),
                ),
            ),
            "bestand-beschadigd",
            id="gedeeld deel",
        ),
        pytest.param(
            zip_van({**minimaal(), "XL/Workbook.xml": "x"}), "bestand-beschadigd", id="dubbel"
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(inhoud: bytes, code: str) -> None:
    assert weigering(inhoud) == code


def test_a_cut_or_bit_flipped_file_is_read_or_refused_but_never_crashes() -> None:
    heel = zip_van(minimaal())
    for lengte in range(4, len(heel) - 13, 7):
        assert weigering(heel[:lengte]) == "bestand-beschadigd"
    toeval = random.Random(1)  # noqa: S311 - mutations, no secrets
    for _ in range(300):
        kapot = bytearray(heel)
        kapot[toeval.randrange(len(kapot))] ^= 1 << toeval.randrange(8)
        try:
            lees_alles(bytes(kapot))
        except WerkboekFout as fout:
            assert bevinding(fout.code, **fout.gaten)  # noqa: PT017 - either outcome is fine


def test_sizes_are_checked_before_and_while_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    groot = met(blad=BLAD + " " * 5_000_000)
    liegt = groot.replace(struct.pack("<L", len(BLAD) + 5_000_000), struct.pack("<L", 2000))
    assert weigering(liegt) == "bestand-te-groot"
    monkeypatch.setattr(zip_module, "MAX_PART_SIZE", 4_000_000)
    assert weigering(groot) == "bestand-te-groot"
    monkeypatch.setattr(package_module, "MAX_UNPACKED_SIZE", 3_000_000)
    assert weigering(groot) == "bestand-te-groot"
    assert weigering(b"PK\3\4" + bytes(50_000_000)) == "bestand-te-groot"


def test_a_part_with_a_wrong_checksum_or_a_password_is_refused() -> None:
    opgeslagen = zip_van(minimaal(), zipfile.ZIP_STORED)
    assert weigering(opgeslagen.replace(b"<v>1</v>", b"<v>2</v>")) == "bestand-beschadigd"
    versleuteld = bytearray(opgeslagen)
    versleuteld[opgeslagen.index(b"PK\1\2") + 8] |= 1
    assert weigering(bytes(versleuteld)) == "bestand-beveiligd"


def test_entries_that_share_their_bytes_are_refused() -> None:
    """One stretch of data under several names would grow when it is copied."""
    alleen = zip_van({"b.txt": "inhoud"}, zipfile.ZIP_STORED)
    lid = alleen[: alleen.index(b"PK\1\2")]
    inhoud = bytearray(zip_van({**minimaal(), "a.bin": lid, "b.txt": "inhoud"}, zipfile.ZIP_STORED))
    laatste = inhoud.rindex(b"PK\1\2")
    inhoud[laatste + 42 : laatste + 46] = struct.pack("<L", inhoud.index(lid))
    with pytest.raises(WerkboekFout, match="lopen door elkaar"):
        ZipArchive(bytes(inhoud))


def _backslashes(delen: Delen) -> Delen:
    return {naam.replace("/", "\\"): inhoud for naam, inhoud in delen.items()}


def _utf16(delen: Delen) -> Delen:
    verklaring = '<?xml version="1.0" encoding="UTF-16"?>'
    return {naam: (verklaring + str(inhoud)).encode("utf-16") for naam, inhoud in delen.items()}


def _strikt(delen: Delen) -> Delen:
    return {naam: str(inhoud).replace(OVERGANG, STRIKT) for naam, inhoud in delen.items()}


def _absoluut(delen: Delen) -> Delen:
    delen["xl/_rels/workbook.xml.rels"] = relaties(
        ("a", "worksheet", "/xl/worksheets/../worksheets/sheet%31.xml")
    )
    return delen


def _voorvoegsel(delen: Delen) -> Delen:
    for naam in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        inhoud = str(delen[naam]).replace("xmlns=", "xmlns:x=").replace("</", "</x:")
        for element in (
            "workbook ",
            "sheets>",
            "sheet ",
            "worksheet ",
            "sheetData>",
            "row ",
            "c ",
            "v>",
        ):
            inhoud = inhoud.replace(f"<{element}", f"<x:{element}")
        delen[naam] = inhoud
    return delen


def _in_de_wortel(delen: Delen) -> Delen:
    return {
        **{naam.removeprefix("xl/"): inhoud for naam, inhoud in delen.items()},
        "_rels/.rels": relaties(("a", "officeDocument", "workbook.xml")),
    }


@pytest.mark.parametrize(
    "anders", [_backslashes, _utf16, _strikt, _absoluut, _voorvoegsel, _in_de_wortel]
)
def test_unusual_but_valid_packages_are_read_and_written(anders: Callable[[Delen], Delen]) -> None:
    inhoud = zip_van(anders(minimaal()))
    boek = XlsxWerkboek.uit_bytes("x.xlsx", inhoud)
    assert [list(rij) for rij in boek.lees([" start "]).bladen[0].rijen] == [[1.0]]
    boek.schrijf([Celwijzigingen("START", {(0, 1): "nieuw"})])
    opnieuw = XlsxWerkboek.uit_bytes("x.xlsx", boek.inhoud).lees(["Start"])
    assert [list(rij) for rij in opnieuw.bladen[0].rijen] == [[1.0, "nieuw"]]


def test_tabs_come_in_the_order_of_the_workbook_and_a_chart_sheet_has_no_cells() -> None:
    delen = minimaal() | {
        "xl/workbook.xml": werkboek(
            ("Grafiek", "b"), ("Start", "a"), verder='<workbookPr date1904="1"/>'
        ),
        "xl/_rels/workbook.xml.rels": relaties(
            ("a", "worksheet", "worksheets/sheet1.xml"), ("b", "chartsheet", "c.xml")
        ),
    }
    pakket = Package(zip_van(delen))
    assert [(tab.name, tab.part) for tab in pakket.tabs] == [
        ("Grafiek", None),
        ("Start", "xl/worksheets/sheet1.xml"),
    ]
    assert pakket.date1904
    opname = XlsxWerkboek.uit_bytes("x", zip_van(delen)).lees(["Grafiek", "Start", "Ontbreekt"])
    assert opname.namen == ("Grafiek", "Start")
    assert [blad.naam for blad in opname.bladen] == ["Start"]


def nagezonden_zip() -> bytes:
    """A zip written to a stream: sizes stand behind the data."""

    class Stroom(io.RawIOBase):
        def __init__(self) -> None:
            self.stukken: list[bytes] = []

        def writable(self) -> bool:
            return True

        def write(self, stuk: object) -> int:
            self.stukken.append(bytes(stuk))  # type: ignore[call-overload]
            return len(self.stukken[-1])

    stroom = Stroom()
    with zipfile.ZipFile(stroom, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in minimaal().items():
            pakket.writestr(naam, inhoud)
    return b"".join(stroom.stukken)


def zip64() -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in minimaal().items():
            with pakket.open(naam, "w", force_zip64=True) as lid:
                lid.write(str(inhoud).encode())
    return uit.getvalue()


def ruwe_bytes(inhoud: bytes, naam: str) -> bytes:
    """The compressed bytes of an entry, found independently through zipfile."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        lid = pakket.getinfo(naam)
    naam_lang, extra_lang = struct.unpack_from("<HH", inhoud, lid.header_offset + 26)
    begin = lid.header_offset + 30 + naam_lang + extra_lang
    return inhoud[begin : begin + lid.compress_size]


@pytest.mark.parametrize(
    "maak",
    [lambda: zip_van(minimaal()), nagezonden_zip, zip64],
    ids=["gewoon", "nagezonden", "zip64"],
)
def test_a_rewrite_keeps_every_other_entry_as_it_was(maak: Callable[[], bytes]) -> None:
    oud = maak()
    nieuw = ZipArchive(oud).replace({"xl/workbook.xml": b"<nieuw/>"})
    with zipfile.ZipFile(io.BytesIO(oud)) as voor, zipfile.ZipFile(io.BytesIO(nieuw)) as na:
        assert na.testzip() is None
        assert na.namelist() == voor.namelist()
        assert na.comment == voor.comment
        assert na.read("xl/workbook.xml") == b"<nieuw/>"
        for lid in voor.infolist():
            ander = na.getinfo(lid.filename)
            for veld in ("date_time", "external_attr", "create_system", "comment", "compress_type"):
                assert getattr(ander, veld) == getattr(lid, veld), veld
            if lid.filename != "xl/workbook.xml":
                assert (ander.CRC, ander.flag_bits) == (lid.CRC, lid.flag_bits)
                assert ruwe_bytes(nieuw, lid.filename) == ruwe_bytes(oud, lid.filename)
    assert ZipArchive(oud).replace({"xl/workbook.xml": b"<nieuw/>"}) == nieuw
    assert ZipArchive(nieuw).replace({"xl/workbook.xml": b"<nieuw/>"}) == nieuw


def test_a_rewrite_without_changes_gives_the_same_bytes() -> None:
    heel = zip_van(minimaal())
    assert ZipArchive(heel).replace({}) == heel
