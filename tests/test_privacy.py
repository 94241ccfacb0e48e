"""What people fill in does not stay in memory after the answer: no cache keeps a name or a remark
(docs/excel/server.md promises that)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hulp.boeken import METHODE, vulling_van
from regio_xl.invoer import Afspraak, Agendapunt, Feit, Invoer, Partij, Relatie
from regio_xl.tabs.sjabloon import bouw

BRON = Path(__file__).parents[1] / "src"
GEHEIM = "Zwanenzang"
INVOER = Invoer(
    kenmerken={"Start": {"regio": f"Regio {GEHEIM}", "opgave": f"De opgave van {GEHEIM}"}},
    partijen=tuple(
        Partij(naam=f"{GEHEIM} {letter}", soort="overheid", invloed=4, betrokkenheid=3)
        for letter in "ABCD"
    ),
    relaties=tuple(
        Relatie(van=f"{GEHEIM} {paar[0]}", naar=f"{GEHEIM} {paar[1]}", sterkte=4)
        for paar in ("AB", "BC", "CD")
    ),
    feiten=(Feit(feit=f"Feit over {GEHEIM}", bron=f"Bron {GEHEIM}"),),
    agenda=(Agendapunt(agendapunt=f"Punt van {GEHEIM}", trekker=f"{GEHEIM} A"),),
    afspraken={
        METHODE.borg_en_verbind.vaste_punten[0].id: Afspraak(afspraak=f"Opmerking over {GEHEIM}")
    },
)

# In a process of its own, so that nothing but the package can keep a text. The garbage collector
# knows containers, not texts: a text that is kept is in one of them.
KIND = """
import gc, sys
from datetime import date
from pathlib import Path

from regio_xl.invoer import Invoer
from regio_xl.methode import laad
from regio_xl.opdracht import verwerk_boek
from regio_xl.rekenen import bereken
from regio_xl.xlsx.workbook import XlsxWerkboek

geheim, inhoud = sys.argv[1], Path(sys.argv[2]).read_bytes()
methode = laad()
if sys.argv[2].endswith("xlsx"):
    boek = XlsxWerkboek.uit_bytes("geheim.xlsx", inhoud)
    antwoord = verwerk_boek(boek, methode, date(2027, 3, 1))
    assert geheim in antwoord[0].model_dump_json()
    del boek
else:
    antwoord = bereken(Invoer.model_validate_json(inhoud), methode)
    assert geheim in repr(antwoord)
del antwoord, inhoud
gc.collect()
gevonden = set()
for ding in gc.get_objects():
    for tekst in gc.get_referents(ding):
        if isinstance(tekst, str) and tekst != geheim and geheim.casefold() in tekst.casefold():
            gevonden.add(tekst)
print(*sorted(gevonden), sep="\\n")
"""


def _bewaard(pad: Path) -> str:
    """The texts with the secret that a process still holds after it has answered."""
    klaar = subprocess.run(
        [sys.executable, "-c", KIND, GEHEIM, str(pad)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(BRON), "PYTHONIOENCODING": "utf-8"},
    )
    assert klaar.returncode == 0, klaar.stderr
    return klaar.stdout.strip()


def test_a_calculation_keeps_nothing_of_what_was_typed(tmp_path: Path) -> None:
    pad = tmp_path / "invoer.json"
    pad.write_text(INVOER.model_dump_json(), encoding="utf-8")
    assert _bewaard(pad) == ""


def test_processing_a_workbook_keeps_nothing_of_what_was_typed(tmp_path: Path) -> None:
    pad = tmp_path / "geheim.xlsx"
    pad.write_bytes(bouw(METHODE, vulling_van(INVOER)))
    assert _bewaard(pad) == ""
