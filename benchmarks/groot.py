"""How the time of one workbook grows with what is in it: read, computed, written, and the whole.

python benchmarks/groot.py

From 125 parties with 1,250 relations and 250 agenda rows to eight times as much. Prints seconds,
and the growth from one size to the next, which is twice as large: 2 is linear, 4 quadratic.
Baseline of each ratio: the size before it in the same run.
"""

from __future__ import annotations

import time
from datetime import date

from werkboeken import werkboek

from regio_xl.indeling import blokken, deel_in
from regio_xl.inlezen import lees
from regio_xl.methode import Methode, laad
from regio_xl.opdracht import verwerk_boek
from regio_xl.rekenen import bereken
from regio_xl.rekenen.netwerk import bereken_netwerkbeeld
from regio_xl.xlsx.workbook import XlsxWerkboek

MATEN = (125, 250, 500, 1000)
DAG = date(2026, 11, 21)


def meet(methode: Methode, partijen: int) -> dict[str, float]:
    """Seconds of each part, for a workbook of this size."""
    inhoud = werkboek(methode, 1, partijen, 10 * partijen, 2 * partijen)
    tijden: dict[str, float] = {}

    begin = time.perf_counter()
    snapshot = XlsxWerkboek.uit_bytes("groot.xlsx", inhoud).lees(blokken.LEESTABS)
    tijden["cellen lezen"] = time.perf_counter() - begin
    begin = time.perf_counter()
    invoer = lees(deel_in(snapshot, methode)).invoer
    tijden["beoordelen"] = time.perf_counter() - begin
    begin = time.perf_counter()
    bereken_netwerkbeeld(methode, invoer)
    tijden["netwerk"] = time.perf_counter() - begin
    begin = time.perf_counter()
    bereken(invoer, methode)
    tijden["al het andere rekenwerk"] = time.perf_counter() - begin
    begin = time.perf_counter()
    resultaat, uitvoer = verwerk_boek(XlsxWerkboek.uit_bytes("groot.xlsx", inhoud), methode, DAG)
    assert uitvoer.inhoud
    assert resultaat.netwerk.partijen == partijen
    tijden["het hele bestand"] = time.perf_counter() - begin
    return tijden


def main() -> None:
    """Measure and print."""
    methode = laad()
    meet(methode, 25)  # what is loaded once
    vorige: dict[str, float] = {}
    for partijen in MATEN:
        tijden = meet(methode, partijen)
        groei = {
            naam: f"{tijd / vorige[naam]:5.1f} x" if naam in vorige else "       "
            for naam, tijd in tijden.items()
        }
        print(f"{partijen} partijen, {10 * partijen} relaties, {2 * partijen} agendapunten")
        for naam, tijd in tijden.items():
            print(f"  {naam:26} {tijd:7.2f} s {groei[naam]}")
        vorige = tijden


if __name__ == "__main__":
    main()
