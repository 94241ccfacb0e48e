"""The one error that the method's own files can give."""

from __future__ import annotations

from regio_xl.bevindingen.fouten import RegioFout


class MethodeFout(RegioFout):
    """The method's own files are wrong: says which file, which key and why."""

    code = "methode-fout"

    def __init__(self, bestand: str, sleutel: str, reden: str) -> None:
        super().__init__(f"{bestand}, {sleutel}: {reden}")
        self.bestand, self.sleutel, self.reden = bestand, sleutel, reden
