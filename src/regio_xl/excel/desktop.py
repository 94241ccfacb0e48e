"""What the button in a macro workbook and "Run main" of the xlwings add-in start, in Excel on
Windows or a Mac.

xlwings runs ``main()`` of the ``.py`` beside the workbook in a Python of its own, and tells which
workbook called. Each function here takes that workbook and runs the script with the same name on
it. Started with a path, it opens that workbook.

The custom functions (Windows only) need nothing from here: set ``UDF MODULES`` in ``xlwings.conf``
to ``regio_xl.excel.functies`` and choose *Import Functions* in the add-in, or run the macro
``ImportPythonUDFs``.
"""

from __future__ import annotations

import sys
from typing import Any

from regio_xl.bevindingen.fouten import pip_install
from regio_xl.excel import scripts, xlwings_hook

_GEEN_XLWINGS = (
    "xlwings werkt niet in deze Python ({python}): {oorzaak}. "
    "Installeer het in de map van Regio-XL met: {opdracht}"
)
_NIET_GEROEPEN = (
    "Start dit met de knop in het werkboek of met 'Run main' van xlwings, of geef de naam van het "
    'werkboek mee: desktop.main("werkboek.xlsm").'
)
_NIET_OPEN = (
    "Het werkboek '{pad}' is niet in Excel te openen. "
    "Controleer de naam, en of Excel op deze computer staat."
)


def main(pad: str | None = None) -> None:
    """Compute everything: the same as ``regio-xl verwerk --ter-plekke``, in the open workbook."""
    bereken(pad)


def bereken(pad: str | None = None) -> None:
    """Compute everything in the workbook that called, or in the one at ``pad``."""
    scripts.bereken(_boek(pad))


def controleer(pad: str | None = None) -> None:
    """Put the findings on Controle and change nothing else."""
    scripts.controleer(_boek(pad))


def ververs_borg_en_verbind(pad: str | None = None) -> None:
    """Set out the questions that belong to the choice, and change nothing else."""
    scripts.ververs_borg_en_verbind(_boek(pad))


def netwerkbeeld(pad: str | None = None) -> None:
    """Renew the tab Netwerkbeeld and change nothing else."""
    scripts.netwerkbeeld(_boek(pad))


def _boek(pad: str | None) -> Any:
    """The workbook. Stops with one Dutch sentence, which xlwings shows in a message box, when there
    is none."""
    if xlwings_hook.OORZAAK is not None:
        sys.exit(
            _GEEN_XLWINGS.format(
                python=sys.executable, oorzaak=xlwings_hook.OORZAAK, opdracht=pip_install("excel")
            )
        )
    try:
        return xlwings_hook.Book.caller() if pad is None else xlwings_hook.Book(pad)
    except Exception:  # xlwings and the platforms below it raise all sorts
        sys.exit(_NIET_GEROEPEN if pad is None else _NIET_OPEN.format(pad=pad))
