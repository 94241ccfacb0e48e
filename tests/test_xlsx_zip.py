"""The packing inside a zip file: any reader unpacks it, nothing unpacks without limit, and it does
not take zlib-ng."""

from __future__ import annotations

import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio_xl.xlsx.zip import InflateError, crc32, deflate, inflate

VOORBEELD = Path(__file__).parents[1] / "workbooks" / "voorbeelden" / "greenport-venlo.xlsx"
VERWERK = """
import sys
from datetime import date
from pathlib import Path
bron, doel, zonder = sys.argv[1:]
if zonder:
    sys.modules["zlib_ng"] = None
from regio_xl.xlsx import zip
from regio_xl.batch.execution import do
from regio_xl.batch.tasks import Settings, Task
assert zip.zlib.__name__ == ("zlib" if zonder else "zlib_ng.zlib_ng")
assert do(Task(Path(bron), Settings(date(2026, 11, 21)), Path(doel))).status == "goed"
"""


@given(st.binary(max_size=2000), st.integers(0, 9))
def test_what_one_library_packs_the_other_unpacks(inhoud: bytes, niveau: int) -> None:
    anders = zlib.compressobj(niveau, zlib.DEFLATED, -15)
    assert zlib.decompress(deflate(inhoud), -15) == inhoud
    assert inflate(anders.compress(inhoud) + anders.flush(), len(inhoud) + 1) == inhoud
    assert crc32(inhoud) == zlib.crc32(inhoud)


@given(st.binary(min_size=2, max_size=200), st.integers(1, 1000), st.data())
def test_no_more_is_unpacked_than_asked(inhoud: bytes, keren: int, data: st.DataObject) -> None:
    meeste = data.draw(st.integers(1, len(inhoud) * keren))
    assert inflate(deflate(inhoud * keren), meeste) == (inhoud * keren)[:meeste]


@pytest.mark.parametrize("data", [b"\xff" * 20, b"\x06", b"\x07\x00"])
def test_what_is_no_deflate_is_refused(data: bytes) -> None:
    with pytest.raises(InflateError):
        inflate(data, 100)


@pytest.mark.lang
def test_without_zlib_ng_the_results_are_the_same(tmp_path: Path) -> None:
    """Pyodide has none. Only the packing may differ."""
    for doel, zonder in (("met.xlsx", ""), ("zonder.xlsx", "ja")):
        opdracht = [sys.executable, "-c", VERWERK, str(VOORBEELD), str(tmp_path / doel), zonder]
        subprocess.run(opdracht, check=True, capture_output=True, timeout=120)
    with (
        zipfile.ZipFile(tmp_path / "met.xlsx") as met,
        zipfile.ZipFile(tmp_path / "zonder.xlsx") as anders,
    ):
        assert met.namelist() == anders.namelist()
        assert [naam for naam in met.namelist() if met.read(naam) != anders.read(naam)] == []
