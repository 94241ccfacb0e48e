"""The one tree of errors: who catches :class:`RegioFout` catches all that can be wrong with what
users give us.

::

    RegioFout                   everything below
    ├── WerkboekFout                a workbook cannot be read or written     regio_xl.werkboek
    │   └── BestaatAl           there is a file where a new one must go  regio_xl.opdracht
    ├── NietGeschreven          read, but a result cell is in use        regio_xl.opdracht
    ├── MethodeFout             the files of a method are wrong          regio_xl.methode
    ├── NaamFout                no name for a new workbook               regio_xl.opdracht
    ├── BibliotheekOntbreekt    an extra is not installed                regio_xl.bevindingen.fouten
    ├── MacroFout               no macro workbook can be made            regio_xl.excel.xlsm
    ├── ExcelFout               Excel itself refuses                     regio_xl.excel.meldingen
    ├── Afgewezen               an argument of a function in a cell      regio_xl.excel.argumenten
    └── ClusterFout             a cluster cannot be used                 regio_xl.batch.cluster

What a library or the system raises is translated where it is called. A mistake in our own code
stays what it is (KeyError, RuntimeError, ...).
"""

from __future__ import annotations

import copyreg
import os
import sys
from pathlib import Path
from typing import Any

from regio_xl.bevindingen import Bevinding


class RegioFout(Exception):
    """Something that users can mend. As text it is the Dutch sentence that they read."""

    code = "regio-fout"
    """Stable name of this kind of mistake; for a workbook a code of the catalogue of findings."""
    pad: Path | None = None
    """The file that it is about, where one was given as a path."""

    @property
    def bevinding(self) -> Bevinding:
        """The error as a finding."""
        return Bevinding("fout", None, self.code, str(self))

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """The finding of the error, and whatever else was found before it."""
        return (self.bevinding,)

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors travel between processes, whatever their constructor asks for."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


def pip_install(extra: str) -> str:
    """What to type, in the folder of Regio-XL, to get an extra in the Python that runs now.

    >>> pip_install("excel").endswith('-m pip install ".[excel]"')
    True
    """
    python = sys.executable
    if " " in python:  # PowerShell takes a quoted path for text
        python = f'& "{python}"' if os.name == "nt" else f'"{python}"'
    return f'{python} -m pip install ".[{extra}]"'


class BibliotheekOntbreekt(RegioFout):
    """A library that only this needs is not installed."""

    code = "bibliotheek-ontbreekt"
