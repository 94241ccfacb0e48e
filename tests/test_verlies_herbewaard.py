"""Workbooks that came back through another program keep, when they are computed, all that this
program made of them.

What the programs themselves change or drop is theirs; ``test_clients.py`` shows that the cells come
through.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from conftest import VOORBEELDEN
from hulp.onaangeroerd import Uitkomst, bereken, gelezen_tabs, verloren
from hulp.pakketten import CEL, Onderdelen, met_voorvoegsel
from hulp.versieringen import Ontwerp, versier
from regio_xl.indeling import blokken
from regio_xl.methode import Methode, laad
from regio_xl.werkboek import Schrijfwaarde

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
WERKBOEK = VOORBEELDEN[0].read_bytes()
AANGEKLEED = (
    "plaatje",
    "vorm",
    "notitie",
    "eigen_kolom",
    "koppelingen",
    "samengevoegd",
    "eigen_tabblad",
    "datum",
)
EIGEN_TEKST = {"eigen-tekst-naast-lijst", "eigen-tekst-overschreven"}
OPGESIERD = Ontwerp(
    versieringen=[
        (naam, tab, n)
        for n, naam in enumerate(
            (
                "plaatje",
                "vorm",
                "notitie",
                "eigen_kolom",
                "koppelingen",
                "samengevoegd",
                "eigen_tabblad",
                "datum",
            )
        )
        for tab in (blokken.ADVIES, blokken.CONTROLE, blokken.START)
    ]
)


@cache
def _bronnen() -> dict[str, bytes]:
    """A decorated workbook, before and after a calculation."""
    ingevuld = versier(WERKBOEK, OPGESIERD)
    return {"ingevuld": ingevuld, "berekend": bereken(ingevuld, laad()).na}


def door_openpyxl(inhoud: bytes) -> bytes:
    uit = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(inhoud)).save(uit)
    return uit.getvalue()


def door_google(inhoud: bytes) -> bytes:
    """As Google writes it: every text shared, no tables, no printer settings, every height set,
    names with a prefix."""
    boek = Onderdelen(inhoud)
    teksten = boek.boom(boek.doel(boek.werkboek, "sharedStrings"))
    bladen = [boek.blad(naam) for naam in blokken.TABS]
    for deel in bladen:
        boom = boek.boom(deel)
        for cel in boom.iter(f"{{{CEL}}}c"):
            if cel.get("t") == "inlineStr":
                teksten.append(etree.fromstring(f'<si xmlns="{CEL}"/>'))
                teksten[-1].extend(cel[0])
                cel.set("t", "s")
                cel[:] = [etree.fromstring(f'<v xmlns="{CEL}">{len(teksten) - 1}</v>')]
        for rij in boom.iter(f"{{{CEL}}}row"):
            rij.attrib.pop("spans", None)
            rij.attrib.update({"ht": rij.get("ht", "15.75"), "customHeight": "1"})
        for naam in ("dimension", "tableParts", "pageSetup"):
            for een in boom.findall(f"{{{CEL}}}{naam}"):
                boom.remove(een)
        relaties = boek.relaties(deel)
        for relatie in list(relaties):
            if relatie.get("Type").endswith("/table"):
                relaties.remove(relatie)
    klaar = Onderdelen(boek.zip())
    for deel in bladen:
        klaar.delen[deel] = met_voorvoegsel(klaar.delen[deel])
    return klaar.zip()


def door_libreoffice(inhoud: bytes, map_: Path) -> bytes:
    (map_ / "boek.xlsx").write_bytes(inhoud)
    profiel = f"-env:UserInstallation={(map_ / 'profiel').as_uri()}"
    opdracht = [
        "soffice",
        "--headless",
        profiel,
        "--convert-to",
        "xlsx",
        "--outdir",
        str(map_ / "uit"),
        str(map_ / "boek.xlsx"),
    ]
    subprocess.run(opdracht, check=True, capture_output=True, timeout=180)
    return (map_ / "uit" / "boek.xlsx").read_bytes()


def bewijs(herbewaard: bytes, methode: Methode) -> None:
    uitkomst, verwacht = bereken(herbewaard, methode), bereken(_bronnen()["ingevuld"], methode)
    assert verloren(uitkomst) == []
    assert uitkomst.resultaat.perspectief == verwacht.resultaat.perspectief
    hier, daar = _gevuld(uitkomst), _gevuld(verwacht)
    if meer := {b.code for b in uitkomst.resultaat.bevindingen} & EIGEN_TEKST:
        # openpyxl writes the address of a link into its empty cell: text that goes, which is told.
        assert meer == EIGEN_TEKST
        del hier[blokken.CONTROLE], daar[blokken.CONTROLE]
    assert hier == daar
    vast = bereken(uitkomst.na, methode).na if meer else uitkomst.na  # it is told once
    assert bereken(vast, methode).na == vast
    assert gelezen_tabs(uitkomst.na, [blokken.OPGAVE]) == gelezen_tabs(herbewaard, [blokken.OPGAVE])


def _gevuld(uitkomst: Uitkomst) -> dict[str, dict[tuple[int, int], Schrijfwaarde]]:
    """What was written, without the cells that were emptied: openpyxl fills empty cells that have a
    link."""
    return {
        opdracht.blad: {
            plek: waarde for plek, waarde in opdracht.cellen.items() if waarde is not None
        }
        for opdracht in uitkomst.opdrachten
    }


@pytest.mark.parametrize("bron", ["ingevuld", pytest.param("berekend", marks=pytest.mark.lang)])
@pytest.mark.parametrize("programma", [door_openpyxl, door_google])
def test_nothing_is_lost_of_what_another_program_saved(
    programma: Callable[[bytes], bytes], bron: str, methode: Methode
) -> None:
    bewijs(programma(_bronnen()[bron]), methode)


@pytest.mark.lang
@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("bron", ["ingevuld", "berekend"])
def test_nothing_is_lost_of_what_libreoffice_saved(
    bron: str, methode: Methode, tmp_path: Path
) -> None:
    bewijs(door_libreoffice(_bronnen()[bron], tmp_path), methode)
