"""The macro workbook: our template with the VBA project of the installed xlwings, and the ``.py``
that its buttons start.

Of the two projects that xlwings ships, ours is that of ``xlwings quickstart --standalone``: its
module ``xlwings`` has all that is needed, so that nobody has to install the add-in. Its ``Module1``
holds an example of one macro; ours holds one for each button, and starts Python in the same way: it
looks for a module with the name of the workbook, in its folder, so that the button *Bereken* of
``werkboek.xlsm`` starts ``bereken()`` in ``werkboek.py``. The add-in's "Run main" starts ``main()``
there. Nothing of xlwings is in our package: the project is read from the installed xlwings, which
is not imported.
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
from regio_xl.excel.vba import VbaFout, met_module
from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode
from regio_xl.opmaak.macroknop import Macroknop, Macros
from regio_xl.tabs.sjabloon import bouw

QUICKSTART = "quickstart_standalone.xlsm"
MODULE = "Module1"
"""The module of xlwings' quickstart with its example, which makes room for our macros."""
_PROJECT = "xl/vbaProject.bin"
_ONBRUIKBAAR = f"De geïnstalleerde xlwings heeft geen bruikbaar macroproject ({QUICKSTART})."

KNOPPEN = {
    "controleer": Macroknop(
        "Controleer", "Controleer", "Knop: kijkt alle antwoorden na en zet wat opvalt op Controle"
    ),
    "bereken": Macroknop(
        "Bereken",
        "Bereken",
        "Knop: berekent het advies opnieuw met Python en zet het op de resultaattabs",
    ),
    "ververs_borg_en_verbind": Macroknop(
        "BorgEnVerbind",
        "Borg en verbind",
        "Knop: zet op Borg en verbind de vragen klaar die bij jullie keuze horen",
    ),
    "netwerkbeeld": Macroknop(
        "Netwerkbeeld", "Netwerkbeeld", "Knop: vernieuwt het plaatje en de tabel op Netwerkbeeld"
    ),
}
"""The buttons by the function that each of them runs."""

_VBA = (
    f'Attribute VB_Name = "{MODULE}"',
    "' Knoppen op de tab Start: elke voert een functie uit in het .py naast dit werkboek.",
    *(
        f'Sub {knop.macro}()\r\n    VoerUit "{functie}"\r\nEnd Sub'
        for functie, knop in KNOPPEN.items()
    ),
    "Private Sub VoerUit(functie)",
    '    naam = Left(ThisWorkbook.Name, InStrRev(ThisWorkbook.Name, ".") - 1)',
    '    RunPython "import " & naam & ";" & naam & "." & functie & "()"',
    "End Sub",
    "",
)

_PY = '''\
"""Hoort bij {boek} en moet ernaast blijven staan: elke knop voert een functie uit dit bestand uit.

Run main van xlwings voert main() uit. Zonder knop: python {naam}.py
"""

import sys

try:
    from regio_xl.excel.desktop import bereken, controleer, netwerkbeeld, ververs_borg_en_verbind
except ImportError:
    sys.exit(f"Regio-XL is niet te vinden in deze Python: {{sys.executable}}. \
Zie docs/excel/xlsm.md van Regio-XL.")

main = bereken

if __name__ == "__main__":
    bereken("{boek}")
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
            f"De naam '{pad.name}' kan niet bij een werkboek met knoppen, want Python zoekt een "
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
        msg = "Voor een werkboek met knoppen (.xlsm) is xlwings nodig."
        raise MacroFout(f"{msg} Installeer het met: {pip_install('excel')}")
    try:
        with zipfile.ZipFile(Path(gevonden.origin).with_name(QUICKSTART)) as pakket:
            return pakket.read(_PROJECT)
    except (OSError, KeyError, zipfile.BadZipFile) as fout:
        raise _onbruikbaar() from fout


def met_onze_macros(project: bytes) -> bytes:
    """A VBA project of xlwings with a macro for each of our buttons. Raises :class:`MacroFout`."""
    try:
        return met_module(project, MODULE, "\r\n".join(_VBA))
    except VbaFout as fout:
        raise _onbruikbaar() from fout


def _onbruikbaar() -> MacroFout:
    return MacroFout(f"{_ONBRUIKBAAR} Werk xlwings bij met: {pip_install('excel')} --upgrade")


def maak_xlsm(methode: Methode, vulling: Vulling | None = None) -> bytes:
    """The template as a macro workbook with its buttons on Start. Raises :class:`MacroFout`."""
    macros = Macros(met_onze_macros(vba_project()), tuple(KNOPPEN.values()))
    return bouw(methode, vulling, macros)


def maak_py(pad: Path) -> str:
    """The Python file that belongs to the macro workbook ``pad``; as text of ASCII only."""
    return _PY.format(boek=pad.name, naam=pad.stem)
