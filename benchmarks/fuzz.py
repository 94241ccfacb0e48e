"""Hostile workbooks, made of our own by number: each must give a result or a clear refusal, and
nothing else.

    python benchmarks/fuzz.py --aantal 20000 --bewaar /tmp/fouten --verslag /tmp/fuzz.csv  # a run; exit code 1 on bugs
    python benchmarks/fuzz.py --nummer 4711                                                # one input, told in full
    python benchmarks/fuzz.py --nummer 4711 --verklein --bewaar /tmp/fouten                # the smallest stack that still fails
    PYTHONPATH=/other/checkout/src python benchmarks/fuzz.py --bases /tmp/bases            # the same inputs, another version
    python benchmarks/fuzz.py --handwerk                                                    # inputs thought out by hand

A number stands for the same input as long as the seed, the bases and this program are the same;
``--bases`` keeps the bases. A bug is: any exception, the death of the process, more than 5 s of
processor time or 512 MB for one input, or an output that does not open, lost something, or differs
after a second calculation. Linux only.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vijandig.bases import BEGIN, maak_bases
from vijandig.bewaker import Bewaker, Meting
from vijandig.handwerk import HANDWERK, maak_handwerk
from vijandig.maker import LAGEN, Invoer, maak
from vijandig.oordeel import Oordeel
from vijandig.pakje import Pakje
from vijandig.zelfproef import zelfproef

import regio_xl
from regio_xl.methode import laad

_MEESTE = 5


@dataclass(frozen=True, slots=True)
class Geval:
    """One input of the run and what became of it; its bytes are not kept."""

    nummer: int
    basis: str
    mutaties: tuple[str, ...]
    grootte: int
    meting: Meting


def keur(bewaker: Bewaker, invoer: Invoer) -> Meting:
    """The judgement of an input; of none when its base is not there."""
    return (
        Meting(Oordeel("overgeslagen", invoer.basis))
        if invoer.inhoud is None
        else bewaker.keur(invoer.inhoud)
    )


def draai(
    opties: argparse.Namespace, bases: Mapping[str, Pakje | None], bewaker: Bewaker
) -> Iterator[Geval]:
    """Judge every input of a run, in order; keep those that fail."""
    begin = time.monotonic()
    for nummer in range(opties.vanaf, opties.vanaf + opties.aantal):
        invoer = maak(opties.zaad, nummer, bases)
        meting = keur(bewaker, invoer)
        if meting.oordeel.fout and opties.bewaar:
            bewaar(opties.bewaar, opties.zaad, invoer, meting)
        if sys.stderr.isatty() or (nummer + 1) % 1000 == 0:
            gedaan = nummer + 1 - opties.vanaf
            print(
                f"\r{gedaan} van {opties.aantal}, {time.monotonic() - begin:.0f} s",
                end="",
                file=sys.stderr,
                flush=True,
            )
        yield Geval(nummer, invoer.basis, invoer.mutaties, len(invoer.inhoud or b""), meting)
    print(file=sys.stderr)


def bewaar(map_: Path, zaad: int, invoer: Invoer, meting: Meting) -> None:
    """An input that fails, and beside it what it is and what happened."""
    map_.mkdir(parents=True, exist_ok=True)
    naam = f"{meting.oordeel.soort}-{zaad}-{invoer.nummer}"
    (map_ / f"{naam}.xlsx").write_bytes(invoer.inhoud or b"")
    (map_ / f"{naam}.txt").write_text(
        "\n".join(vertel(invoer, meting)), encoding="utf-8", errors="backslashreplace"
    )


def vertel(invoer: Invoer, meting: Meting) -> Iterator[str]:
    """Everything about one input."""
    oordeel = meting.oordeel
    yield f"nummer {invoer.nummer}, basis {invoer.basis}, {len(invoer.inhoud or b'')} bytes"
    yield from (f"  {mutatie}" for mutatie in invoer.mutaties)
    yield f"{oordeel.soort}: {oordeel.wat} ({meting.seconden:.2f} s, {meting.megabytes:.0f} MB)"
    yield oordeel.uitleg


def verklein(
    zaad: int, nummer: int, bases: Mapping[str, Pakje | None], bewaker: Bewaker
) -> tuple[Invoer, Meting]:
    """The smallest part of the stack of mutations that gives the same bug."""
    invoer = maak(zaad, nummer, bases)
    meting = keur(bewaker, invoer)
    over = list(range(len(invoer.mutaties)))
    for weg in list(over):
        minder = [volgnummer for volgnummer in over if volgnummer != weg]
        kleiner = maak(zaad, nummer, bases, minder)
        opnieuw = keur(bewaker, kleiner)
        if (opnieuw.oordeel.soort, opnieuw.oordeel.wat) == (
            meting.oordeel.soort,
            meting.oordeel.wat,
        ):
            over, invoer, meting = minder, kleiner, opnieuw
    return invoer, meting


def overzicht(gevallen: list[Geval], seconden: float) -> Iterator[str]:
    """The summary of a run."""
    yield f"{len(gevallen)} invoeren in {seconden:.0f} s, tegen {Path(regio_xl.__file__).parent}"
    lagen = Counter(
        mutatie.split(" ", 1)[1].split(":")[0] for geval in gevallen for mutatie in geval.mutaties
    )
    yield "mutaties: " + ", ".join(f"{laag} {lagen[laag]}" for laag in LAGEN)
    uitkomsten = Counter(
        (geval.meting.oordeel.soort, geval.meting.oordeel.wat) for geval in gevallen
    )
    for (soort, wat), aantal in sorted(uitkomsten.items(), key=lambda paar: (paar[0][0], -paar[1])):
        nummers = [
            geval.nummer
            for geval in gevallen
            if (geval.meting.oordeel.soort, geval.meting.oordeel.wat) == (soort, wat)
        ]
        fout = gevallen and Oordeel(soort, wat).fout
        waar = "  nummers " + ", ".join(map(str, nummers[:_MEESTE])) if fout else ""
        yield f"{'FOUT ' if fout else '     '}{aantal:6}  {soort}: {wat}{waar}"
    for kop, maat in (
        ("traagst", lambda g: g.meting.seconden),
        ("grootst", lambda g: g.meting.megabytes),
    ):
        yield f"{kop}:"
        for geval in sorted(gevallen, key=maat, reverse=True)[:_MEESTE]:
            wat = f"{geval.meting.seconden:6.2f} s {geval.meting.megabytes:5.0f} MB  {geval.meting.oordeel.wat}"
            yield f"  {geval.nummer:7}  {wat}  {'; '.join(geval.mutaties)[:100]}"
    fouten = sum(geval.meting.oordeel.fout for geval in gevallen)
    yield f"SLOTSOM: {fouten} van {len(gevallen)} invoeren fout"


@contextmanager
def verslag(pad: Path | None) -> Iterator[Callable[[Geval], None]]:
    """Writes one line an input, at once: to look at while it runs, and to lay two runs side by
    side."""
    if pad is None:
        yield lambda _: None
        return
    with pad.open(
        "w", encoding="utf-8", errors="backslashreplace", newline="", buffering=1
    ) as bestand:
        regels = csv.writer(bestand)
        regels.writerow(
            ["nummer", "basis", "mutaties", "bytes", "soort", "wat", "seconden", "megabytes"]
        )

        def schrijf(geval: Geval) -> None:
            meting = geval.meting
            maten = f"{meting.seconden:.3f}", f"{meting.megabytes:.0f}"
            wat = meting.oordeel.soort, meting.oordeel.wat
            regels.writerow(
                [geval.nummer, geval.basis, "; ".join(geval.mutaties), geval.grootte, *wat, *maten]
            )

        yield schrijf


def opties() -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--zaad", type=int, default=1, help="zaad van het toeval (standaard 1)")
    parser.add_argument(
        "--aantal", type=int, default=20_000, help="hoeveel invoeren (standaard 20000)"
    )
    parser.add_argument(
        "--vanaf", type=int, default=0, help="nummer van de eerste invoer (standaard 0)"
    )
    parser.add_argument(
        "--nummer", type=int, help="alleen deze ene invoer, met alles wat erover te zeggen is"
    )
    parser.add_argument(
        "--verklein",
        action="store_true",
        help="bij --nummer: laat mutaties weg die er niet toe doen",
    )
    parser.add_argument(
        "--handwerk",
        nargs="?",
        const="",
        metavar="DEEL",
        help="de bedachte invoeren (met dit in hun naam)",
    )
    parser.add_argument(
        "--zelfproef", action="store_true", help="laat zien dat elke soort fout wordt opgemerkt"
    )
    parser.add_argument(
        "--zonder",
        action="append",
        default=[],
        metavar="BASIS",
        help="sla invoeren van deze basis over",
    )
    parser.add_argument(
        "--bases",
        type=Path,
        metavar="MAP",
        help="bewaar de goede werkboeken hier, en gebruik die er al zijn",
    )
    parser.add_argument(
        "--bewaar",
        type=Path,
        metavar="MAP",
        help="bewaar invoeren die fout gaan, met uitleg (bij --nummer altijd)",
    )
    parser.add_argument(
        "--verslag", type=Path, metavar="PAD", help="schrijf een csv met een regel per invoer"
    )
    return parser.parse_args()


def een(opties: argparse.Namespace, bases: Mapping[str, Pakje | None], bewaker: Bewaker) -> bool:
    """Tell everything about one input; whether it shows a bug."""
    if opties.verklein:
        invoer, meting = verklein(opties.zaad, opties.nummer, bases, bewaker)
    else:
        invoer = maak(opties.zaad, opties.nummer, bases)
        meting = keur(bewaker, invoer)
    if opties.bewaar:
        bewaar(opties.bewaar, opties.zaad, invoer, meting)
    print("\n".join(vertel(invoer, meting)))
    return meting.oordeel.fout


def alle(opties: argparse.Namespace, bases: Mapping[str, Pakje | None], bewaker: Bewaker) -> bool:
    """Judge a whole run and print the summary; whether there was a bug."""
    begin = time.monotonic()
    gevallen = []
    with verslag(opties.verslag) as schrijf:
        for geval in draai(opties, bases, bewaker):
            schrijf(geval)
            gevallen.append(geval)
    print("\n".join(overzicht(gevallen, time.monotonic() - begin)))
    return any(geval.meting.oordeel.fout for geval in gevallen)


def bedacht(
    opties: argparse.Namespace, bases: Mapping[str, Pakje | None], bewaker: Bewaker
) -> bool:
    """Judge the inputs that were thought out by hand; whether one shows a bug."""
    basis = bases[BEGIN]
    assert basis is not None
    fout = False
    for nummer, naam in enumerate(HANDWERK):
        if opties.handwerk not in naam:
            continue
        invoer = Invoer(nummer, BEGIN, (naam,), maak_handwerk(naam, basis))
        meting = keur(bewaker, invoer)
        fout |= meting.oordeel.fout
        if meting.oordeel.fout and opties.bewaar:
            bewaar(opties.bewaar, 0, invoer, meting)
        wat = f"{meting.seconden:6.2f} s {meting.megabytes:5.0f} MB  {naam}: {meting.oordeel.soort}, {meting.oordeel.wat}"
        print(f"{'FOUT ' if meting.oordeel.fout else '     '}{wat}", flush=True)
        if meting.oordeel.fout and opties.handwerk:
            print(meting.oordeel.uitleg)
    return fout


def main() -> None:
    """Run, or tell of one input. Exit code 1 when a bug was found."""
    gekozen = opties()
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    methode = laad()
    bases = maak_bases(gekozen.bases, methode, gekozen.zonder)
    warm = bases[BEGIN]
    assert warm is not None
    if gekozen.zelfproef:
        regels = list(zelfproef(methode, warm))
        print("\n".join(regels))
        sys.exit(any(regel.startswith("GEMIST") for regel in regels))
    bewaker = Bewaker(methode, warm.kopie().bytes())
    doe = een if gekozen.nummer is not None else bedacht if gekozen.handwerk is not None else alle
    fout = doe(gekozen, bases, bewaker)
    bewaker.stop()
    sys.exit(fout)


if __name__ == "__main__":
    main()
