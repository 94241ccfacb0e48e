"""Make the workbooks in this folder from readable data: the empty template and the filled-in
examples.

python workbooks/maak.py              writes every workbook and every golden result
python workbooks/maak.py --controle   changes nothing; fails when a file is not what the code makes
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode, laad
from regio_xl.opdracht import verwerk_boek
from regio_xl.tabs.sjabloon import bouw
from regio_xl.xlsx.workbook import XlsxWerkboek

HIER = Path(__file__).parent
VOORBEELDEN = HIER / "voorbeelden"
GOUDEN = HIER.parent / "tests" / "gouden"
DAG = date(2026, 11, 21)


def lees_vulling(pad: Path, methode: Methode) -> Vulling:
    """The filling of one example. Raises ValueError for an id, sleutel or choice that the method
    does not know."""
    vulling = Vulling(**tomllib.loads(pad.read_text(encoding="utf-8")))
    vreemd = [*_vreemde_ids(vulling, methode), *_vreemde_velden(vulling, methode)]
    if vreemd:
        raise ValueError(f"{pad.name}: onbekend: {', '.join(vreemd)}")
    return vulling


def _vreemde_ids(vulling: Vulling, methode: Methode) -> Iterator[str]:
    eigen = {stelling.id for stelling in methode.perspectief.stellingen}
    yield from vulling.toelichtingen.keys() - methode.stellingen.keys()
    yield from (vulling.nu.keys() | vulling.gewenst.keys()) - eigen
    yield from vulling.antwoorden.keys() - (methode.stellingen.keys() - eigen)
    yield from vulling.afspraken.keys() - {punt.id for punt in methode.borg_en_verbind.punten}


def _vreemde_velden(vulling: Vulling, methode: Methode) -> Iterator[str]:
    per_tab = {tab.tab: {k.sleutel: k.keuzes for k in tab.kenmerken} for tab in methode.invoertabs}
    per_tabel: dict[str, dict[str, tuple[str, ...]]] = {}
    for tab in methode.invoertabs:
        for tabel in tab.tabellen:
            per_tabel[tabel.naam] = {kolom.sleutel: kolom.keuzes for kolom in tabel.kolommen}
    regels: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
    for naam, inhoud in vulling.kenmerken.items():
        regels.append((naam, dict(inhoud), per_tab.get(naam, {})))
    for naam, rijen in vulling.tabellen.items():
        regels += ((naam, dict(rij), per_tabel.get(naam, {})) for rij in rijen)
    for waar, inhoud, bekend in regels:
        for sleutel, waarde in inhoud.items():
            if sleutel not in bekend or (bekend[sleutel] and waarde not in bekend[sleutel]):
                yield f"{waar}.{sleutel} = {waarde}"


def maak() -> dict[Path, bytes]:
    """Every file of this folder that the code makes, and the golden results, as bytes."""
    methode = laad()
    bestanden = {HIER / "sjabloon.xlsx": bouw(methode)}
    for pad in sorted(VOORBEELDEN.glob("*.toml")):
        werkboek = pad.with_suffix(".xlsx")
        inhoud = bouw(methode, lees_vulling(pad, methode))
        bestanden[werkboek] = inhoud
        resultaat, _ = verwerk_boek(XlsxWerkboek.uit_bytes(werkboek.name, inhoud), methode, DAG)
        tekst = json.dumps(resultaat.model_dump(mode="json"), ensure_ascii=False, indent=1)
        bestanden[GOUDEN / f"{pad.stem}.json"] = (tekst + "\n").encode()
    return bestanden


def main() -> int:
    """Write everything, or with ``--controle`` say what differs."""
    bestanden = maak()
    if "--controle" in sys.argv[1:]:
        anders = [
            pad.name
            for pad, inhoud in bestanden.items()
            if not pad.exists() or pad.read_bytes() != inhoud
        ]
        regels = [f"anders: {naam}" for naam in anders] or ["alles is wat de code maakt"]
        print(*regels, sep="\n", file=sys.stderr)
        return 1 if anders else 0
    for pad, inhoud in bestanden.items():
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_bytes(inhoud)
        print(f"gemaakt: {pad.name} ({len(inhoud)} bytes)", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
