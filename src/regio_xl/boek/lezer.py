"""Read tabs with calamine, which gets a small package of its own: only the parts that were asked for and checked.

So it sees exactly the bytes that were looked at (whatever the names, encoding or order in the user's file), and cannot
follow anything else.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from regio_xl.boek import BoekFout, CelFout, Celwaarde
from regio_xl.boek.archief import beschadigd
from regio_xl.boek.boom import Boom
from regio_xl.boek.verkenning import MAX_CELLEN, MAX_TEKENS, Verkenning, tekstlengten, verken

_CEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PAKKET = "http://schemas.openxmlformats.org/package/2006"
_RELATIE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def lees_bladen(
    bladen: Sequence[bytes], teksten: bytes | None, stijlen: bytes | None, *, datum1904: bool
) -> list[list[list[Celwaarde]]]:
    """The cells of these worksheet parts, as rows from A1 on. Raises :class:`BoekFout` and nothing else."""
    if not bladen:
        return []
    lengten = [] if teksten is None else tekstlengten(teksten)
    verkenningen = [verken(xml, lengten) for xml in bladen]
    if sum(v.rijen * v.kolommen for v in verkenningen) > MAX_CELLEN or sum(v.tekens for v in verkenningen) > MAX_TEKENS:
        raise BoekFout("bestand-te-groot", reden="de tabbladen gebruiken samen meer dan 1 miljoen cellen of 5 miljoen tekens")
    delen = {f"worksheets/sheet{i}.xml": v.leesbaar for i, v in enumerate(verkenningen)}
    if teksten is not None:
        delen["sharedStrings.xml"] = teksten
    if stijlen is not None:
        Boom(stijlen)
        delen["styles.xml"] = stijlen
    ruw = _calamine(_klein_pakket(delen, len(bladen), datum1904), len(bladen))
    return [_waarden(rijen, verkenning) for rijen, verkenning in zip(ruw, verkenningen, strict=True)]


def _klein_pakket(delen: Mapping[str, bytes], aantal: int, datum1904: bool) -> bytes:
    tabs = "".join(f'<sheet name="t{i}" sheetId="{i + 1}" r:id="r{i}"/>' for i in range(aantal))
    relaties = "".join(
        f'<Relationship Id="r{i}" Type="{_RELATIE}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(aantal)
    )
    vast = {
        "[Content_Types].xml": f'<Types xmlns="{_PAKKET}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PAKKET}/relationships"><Relationship Id="r0" '
        f'Type="{_RELATIE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_CEL}" xmlns:r="{_RELATIE}"><workbookPr date1904="{int(datum1904)}"/>'
        f"<sheets>{tabs}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PAKKET}/relationships">{relaties}</Relationships>',
    }
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        for naam, tekst in vast.items():
            pakket.writestr(zipfile.ZipInfo(naam), tekst)
        for naam, inhoud in delen.items():
            pakket.writestr(zipfile.ZipInfo(f"xl/{naam}"), inhoud)
    return uit.getvalue()


def _calamine(inhoud: bytes, aantal: int) -> Sequence[Sequence[Sequence[object]]]:
    from python_calamine import load_workbook  # noqa: PLC0415 - only those who read a file pay for it

    try:
        boek = load_workbook(io.BytesIO(inhoud))
        return [boek.get_sheet_by_name(f"t{i}").to_python(skip_empty_area=False) for i in range(aantal)]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fout:  # its panics are no Exception
        raise beschadigd("de cellen zijn niet te lezen") from fout


def _waarden(ruw: Sequence[Sequence[object]], verkenning: Verkenning) -> list[list[Celwaarde]]:
    """Rows of our values; calamine's '' says nothing, and most rows of a result tab hold nothing else."""
    rijen = [[_waarde(w) if w != "" else None for w in rij] if rij.count("") < len(rij) else [] for rij in ruw]
    for (rij, kolom), waarde in verkenning.bijzonder.items():
        rijen.extend([] for _ in range(rij + 1 - len(rijen)))
        rijen[rij].extend([None] * (kolom + 1 - len(rijen[rij])))
        rijen[rij][kolom] = waarde
    return rijen


def _waarde(waarde: object) -> Celwaarde:
    """A value of calamine as one of ours; a duration counts in days as Excel stores it."""
    if isinstance(waarde, str):
        return waarde
    if isinstance(waarde, float):
        return waarde if math.isfinite(waarde) else CelFout("#NUM!")
    if isinstance(waarde, timedelta):
        return waarde / timedelta(days=1)
    if isinstance(waarde, bool | date | datetime | time):
        return waarde
    raise beschadigd("een cel bevat iets onbekends")
