"""Make the pages of this folder that come from data: ``bevindingen.md`` lists every finding the program can give.

python docs/maak.py              writes the pages
python docs/maak.py --controle   changes nothing; fails when a page is not what the code makes
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from regio_xl.bevindingen import catalogus

HIER = Path(__file__).parent

KOP = """\
# Bevindingen

Elke bevinding heeft een vaste code en één vorm: wat er staat, wat er mag staan en wat je doet. De plek (tabblad en cel) staat
er altijd voor. Deze pagina komt uit de catalogus van het programma (`python docs/maak.py`).

- **fout**: wat ervan afhangt telt niet mee in de berekening. De rest wel.
- **let op**: er wordt gerekend, maar kijk er even naar.
- **tip**: er wordt gerekend; het kan beter.

| code | ernst | wanneer | wat je leest |
| --- | --- | --- | --- |
"""


def bevindingen() -> str:
    """The page with every code of the catalogue; slots in a sentence are shown as an ellipsis."""
    regels = [
        f"| `{code}` | {soort.ernst} | {soort.wanneer} | {re.sub(r'{[a-z_]+}', '…', soort.zin)} |"
        for code, soort in catalogus().items()
    ]
    return KOP + "\n".join(regels).replace("*", r"\*") + "\n"


def main() -> int:
    """Write the pages, or with ``--controle`` say what differs."""
    paginas = {HIER / "bevindingen.md": bevindingen()}
    if "--controle" in sys.argv[1:]:
        anders = [pad.name for pad, tekst in paginas.items() if not pad.exists() or pad.read_text(encoding="utf-8") != tekst]
        print("\n".join(f"anders: {naam}" for naam in anders) or "alles is wat de code maakt", file=sys.stderr)
        return 1 if anders else 0
    for pad, tekst in paginas.items():
        pad.write_text(tekst, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
