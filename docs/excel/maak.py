"""Make ``functies.md`` from the functions themselves.

python docs/excel/maak.py              writes the page
python docs/excel/maak.py --controle   changes nothing; fails when it is not what the code makes
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_type_hints

from regio_xl.excel import functies

PAGINA = Path(__file__).with_name("functies.md")
KOP = """\
# De functies van Regio-XL in een cel

Met deze functies reken je in een werkboek van jezelf. Ze geven dezelfde getallen als het \
programma. Ze heten overal
gelijk: in [xlwings Lite](lite.md), op een [server](server.md) en met [Python op je eigen \
computer](xlsm.md). Dat laatste
werkt alleen op Windows.

In Lite en op een server bestaan ook de namen van vroeger, met een punt: `REGIO.SCORE` doet \
hetzelfde als `REGIO_SCORE`.
Gebruik ze niet in een nieuw werkboek, want op je eigen computer kent Excel ze niet.

- Een bereik is een rij, een kolom of één cel. Lege cellen mogen.
- Een functie kan meer cellen vullen. Houd daarvoor de cellen rechts en eronder leeg. Excel 2016 \
en 2019 kunnen dat niet
  vanzelf: kies dan eerst genoeg cellen en sluit af met Ctrl+Shift+Enter.
- Klopt er iets niet, dan staat er in de cel een zin die begint met `#REGIO:`.
- Is er nog niets bekend, dan blijft de cel leeg.
- In een Nederlandse Excel staat tussen de argumenten een puntkomma, zoals hieronder.
"""
SLOT = """\
In Excel zelf is dit nog niet geprobeerd. De functies zijn getest met de rekenkern van xlwings \
voor Lite en Server. Daarin
krijgen ze een bereik zoals Excel dat stuurt. Deze pagina komt uit de functies zelf (`python \
docs/excel/maak.py`).
"""
VOORBEELDEN = {
    "SCORE": "=REGIO_SCORE(B5:B28; D5:D28; \"netwerkend\")",
    "SCORES": "=REGIO_SCORES(B5:B28; D5:D28)",
    "POSITIE": "=REGIO_POSITIE(B5:B28; D5:D28)",
    "DUIDELIJKHEID": "=REGIO_DUIDELIJKHEID(B5:B28; D5:D28)",
    "KERNVRAGEN": "=REGIO_KERNVRAGEN(\"netwerkend\"; \"rechtmatig\")",
    "WEGWIJZER": "=REGIO_WEGWIJZER(4)",
    "CONSENSUS": "=REGIO_CONSENSUS(C2:C21)",
    "OVEREENSTEMMING": "=REGIO_OVEREENSTEMMING(C2:C21)",
    "NETWERK": "=REGIO_NETWERK(B40:C70; \"dichtheid\")",
    "UITLEG": "=REGIO_UITLEG(\"OPG-42\")",
}  # fmt: skip


def regiofuncties() -> dict[str, Callable[..., Any]]:
    """Every function under the name that follows ``REGIO_``, in the order of the code."""
    leden = inspect.getmembers(functies, inspect.isfunction)
    eigen = [(naam, lid) for naam, lid in leden if naam.startswith("regio_")]
    eigen.sort(key=lambda paar: inspect.unwrap(paar[1]).__code__.co_firstlineno)
    return {naam.removeprefix("regio_").upper(): lid for naam, lid in eigen}


def _argumenten(functie: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    bron = inspect.unwrap(functie)
    soorten = get_type_hints(bron, include_extras=True)
    for naam in inspect.signature(bron).parameters:
        gegevens = getattr(soorten[naam], "__metadata__", ())
        uitleg = (een["doc"] for een in gegevens if isinstance(een, dict))
        yield naam, next(uitleg, "")


def _stuk(naam: str, functie: Callable[..., Any]) -> Iterator[str]:
    argumenten = list(_argumenten(functie))
    yield f"## REGIO_{naam}\n"
    yield f"`=REGIO_{naam}({'; '.join(naam for naam, _ in argumenten)})`\n"
    yield f"{' '.join((functie.__doc__ or '').split())}\n"
    yield "| argument | wat je invult |\n|---|---|"
    yield from (f"| {naam} | {uitleg} |" for naam, uitleg in argumenten)
    yield f"\nVoorbeeld: `{VOORBEELDEN[naam]}`\n"


def pagina() -> str:
    """The page as text."""
    stukken = (regel for naam, functie in regiofuncties().items() for regel in _stuk(naam, functie))
    return "\n".join((KOP, *stukken, "## Nagegaan\n", SLOT))


def main(woorden: list[str]) -> int:
    """Write the page, or say whether it is still right."""
    if "--controle" not in woorden:
        PAGINA.write_text(pagina(), encoding="utf-8")
        return 0
    goed = PAGINA.is_file() and PAGINA.read_text(encoding="utf-8") == pagina()
    if not goed:
        print(
            "docs/excel/functies.md is niet meer wat de code maakt: python docs/excel/maak.py",
            file=sys.stderr,
        )
    return 0 if goed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
