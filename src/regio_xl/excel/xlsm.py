"""The macro workbook: our template with the VBA project of the installed xlwings, and the ``.py``
that its button starts.

Of the two projects that xlwings ships, ours is that of ``xlwings quickstart --standalone``: its
module ``xlwings`` has all that is needed, so that nobody has to install the add-in. The add-in's
own "Run main" works too, for it starts the same function. Both look for a module with the name of
the workbook, in its folder: ``werkboek.xlsm`` starts ``main()`` in ``werkboek.py``. Nothing of
xlwings is in our package: the project is read from the installed xlwings, which is not imported.
"""

from __future__ import annotations

import re
import sys
import unicodedata
import zipfile
from importlib import metadata, util
from keyword import iskeyword
from pathlib import Path

from regio_xl.bevindingen.fouten import RegioFout, pip_install
from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode
from regio_xl.opmaak.macroknop import Macroknop
from regio_xl.tabs.sjabloon import bouw

QUICKSTART = "quickstart_standalone.xlsm"
MACRO = "SampleCall"
"""The Sub in the module ``Module1`` of xlwings' quickstart; it runs ``import NAAM;
NAAM.main()``."""
_PROJECT = "xl/vbaProject.bin"

_PY = '''\
"""Hoort bij {boek} en moet ernaast blijven staan: de knop Bereken voert main() uit."""

import sys

try:
    from regio_xl.excel import desktop
except ImportError:
    sys.exit(f"Regio-XL is niet te vinden in deze Python: {{sys.executable}}. \
Zie docs/excel/xlsm.md van Regio-XL.")


def main():
    desktop.main()  # of: desktop.controleer(), desktop.ververs_borg_en_verbind(), \
desktop.netwerkbeeld()


if __name__ == "__main__":  # zonder knop: python {naam}.py
    desktop.main("{boek}")
'''


class MacroFout(RegioFout):
    """Why there can be no macro workbook."""

    code = "macro-fout"


def naamfout(pad: Path) -> str | None:
    """What is wrong with the name of a macro workbook, in Dutch; None when Python can import a
    module of that name."""
    naam = pad.stem
    if not (naam.isascii() and naam.isidentifier()):
        return (
            f"De naam '{pad.name}' kan niet bij een werkboek met een knop, want Python zoekt een "
            "bestand met dezelfde naam. Gebruik letters zonder accenten, cijfers en het lage "
            f"streepje (_). Een koppelteken (-) of een spatie kan niet. {_zo_kan_het(naam)}"
        )
    bezet = {"regio_xl"} | sys.stdlib_module_names | metadata.packages_distributions().keys()
    if iskeyword(naam) or naam.casefold() in {bestaand.casefold() for bestaand in bezet}:
        return (
            f"De naam '{naam}' is al van een onderdeel van Python. "
            f"Kies een andere naam, bijvoorbeeld 'werkboek_{naam}'."
        )
    return None


def _zo_kan_het(naam: str) -> str:
    """A name that comes close and can be used, or nothing."""
    kaal = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode()
    anders = re.sub(r"\W+", "_", kaal).strip("_")
    if anders[:1].isdigit():
        anders = f"werkboek_{anders}"
    return f"Bijvoorbeeld: {anders}.xlsm." if anders.isidentifier() else ""


def vba_project() -> bytes:
    """``vbaProject.bin`` of the installed xlwings, byte for byte. Raises :class:`MacroFout`."""
    gevonden = util.find_spec("xlwings")
    if gevonden is None or gevonden.origin is None:
        msg = "Voor een werkboek met een knop (.xlsm) is xlwings nodig."
        raise MacroFout(f"{msg} Installeer het met: {pip_install('excel')}")
    try:
        with zipfile.ZipFile(Path(gevonden.origin).with_name(QUICKSTART)) as pakket:
            return pakket.read(_PROJECT)
    except (OSError, KeyError, zipfile.BadZipFile) as fout:
        msg = f"De geïnstalleerde xlwings heeft geen bruikbaar macroproject ({QUICKSTART})."
        raise MacroFout(f"{msg} Werk xlwings bij met: {pip_install('excel')} --upgrade") from fout


def maak_xlsm(methode: Methode, vulling: Vulling | None = None) -> bytes:
    """The template as a macro workbook with its button on Start. Raises :class:`MacroFout`."""
    uitleg = "Knop: berekent het advies opnieuw met Python en zet het op de resultaattabs"
    return bouw(methode, vulling, Macroknop(vba_project(), MACRO, "Bereken", uitleg))


def maak_py(pad: Path) -> str:
    """The Python file that belongs to the macro workbook ``pad``; as text of ASCII only."""
    return _PY.format(boek=pad.name, naam=pad.stem)
