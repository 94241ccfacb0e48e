"""One exact look at the cells of a tab before the fast reader gets them, and at what that reader cannot tell.

calamine ends the process when a tab needs more memory than there is, takes text 0 for an index it cannot read, gives ''
for errors and for formulas that were never calculated, and refuses a whole tab for an error it does not know. So every
reference, index and size is checked here first. One pass over a usual tab takes a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from regio_xl.boek import BoekFout, CelFout, NietBerekend
from regio_xl.boek.archief import beschadigd
from regio_xl.boek.deel import bewaak_diepte, kolomnummer, lokaal, ontleder, ontleed, plek

MAX_CELLEN = 1_000_000
MAX_TEKENS = 20_000_000
_BEKENDE_FOUTEN = {"#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"}
_DIEPTE = {"sheetData": 2, "row": 3, "c": 4}
_INHOUD = {"v", "is", "f"}
_SOORTEN_MET_WAARDE = {"s", "e"}


@dataclass(slots=True)
class Verkenning:
    """What a tab holds: its used size, its shared texts counted in characters, and cells with an error or no result."""

    rijen: int = 0
    kolommen: int = 0
    tekens: int = 0
    bijzonder: dict[tuple[int, int], CelFout | NietBerekend] = field(default_factory=dict)
    vreemd: list[tuple[int, int]] = field(default_factory=list)
    """From where to where the values stand of errors that calamine does not know."""


def tekstlengten(xml: bytes) -> list[int]:
    """How many characters each shared text holds. Raises :class:`BoekFout` when the part is broken."""
    lengten: list[int] = []
    diepte = 0

    def begin(naam: str, _: dict[str, str]) -> None:
        nonlocal diepte
        diepte += 1
        bewaak_diepte(diepte)
        if lokaal(naam) == "si":
            if diepte != 2:
                raise beschadigd("de gedeelde teksten kloppen niet")
            lengten.append(0)

    def einde(_: str) -> None:
        nonlocal diepte
        diepte -= 1

    def tekst(stuk: str) -> None:
        if lengten:
            lengten[-1] += len(stuk)

    parser = ontleder()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, einde, tekst
    ontleed(parser, xml)
    return lengten


def verken(xml: bytes, lengten: list[int]) -> Verkenning:
    """Check every cell of a tab. Raises :class:`BoekFout` for what no sheet can hold and for what is too large."""
    return _Verkenner(xml, lengten).verkenning


class _Verkenner:
    """The handlers of one pass. They run for every element, so the common cell takes the shortest way through."""

    def __init__(self, xml: bytes, lengten: list[int]) -> None:
        self.verkenning = Verkenning()
        self._lengten = lengten
        self._diepte = 0
        self._in_cellen = False
        self._rij, self._kolom, self._rijtekst = -1, -1, "0"
        self._soort = "n"
        self._formule = False
        self._waarde: str | None = None
        self._begin_waarde = 0
        self._parser: expat.XMLParserType = ontleder()
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._begin, self._einde
        ontleed(self._parser, xml)

    def _begin(self, naam: str, attributen: dict[str, str]) -> None:
        self._diepte += 1
        if ":" in naam:
            naam = lokaal(naam)
        if self._in_cellen:
            if self._diepte != _DIEPTE.get(naam, self._diepte):
                raise beschadigd("de rijen en cellen van een tabblad kloppen niet")
            if naam == "c":
                self._begin_cel(attributen)
            elif naam in _INHOUD:
                self._begin_inhoud(naam)
            elif naam == "row":
                self._begin_rij(attributen.get("r"))
        elif naam == "sheetData":
            self._in_cellen = True
        if self._diepte == 1 and naam != "worksheet":
            raise beschadigd("een tabblad verwijst naar iets anders")
        bewaak_diepte(self._diepte)

    def _begin_rij(self, nummer: str | None) -> None:
        rij = self._rij + 1 if nummer is None else plek(f"A{nummer}")[0]
        if rij <= self._rij:
            raise beschadigd("de rijen van een tabblad staan niet op volgorde")
        self._rij, self._kolom, self._rijtekst = rij, -1, str(rij + 1)

    def _begin_cel(self, attributen: dict[str, str]) -> None:
        verwijzing = attributen.get("r")
        kolom = self._kolom + 1 if verwijzing is None else kolomnummer(verwijzing.removesuffix(self._rijtekst))
        if kolom <= self._kolom:
            raise beschadigd("de cellen van een rij staan niet op volgorde")
        self._kolom = kolom
        self._soort, self._formule, self._waarde = attributen.get("t", "n"), False, None

    def _begin_inhoud(self, naam: str) -> None:
        verkenning = self.verkenning
        if self._kolom >= verkenning.kolommen or self._rij >= verkenning.rijen:
            verkenning.rijen = max(verkenning.rijen, self._rij + 1)
            verkenning.kolommen = max(verkenning.kolommen, self._kolom + 1)
            if verkenning.rijen * verkenning.kolommen > MAX_CELLEN:
                raise BoekFout("bestand-te-groot", reden="een tabblad gebruikt meer dan 1 miljoen cellen")
        if naam == "f":
            self._formule = True
            return
        self._waarde = ""
        if naam == "v" and (self._formule or self._soort in _SOORTEN_MET_WAARDE):
            if self._soort == "e":
                self._begin_waarde = self._parser.CurrentByteIndex
            self._parser.CharacterDataHandler = self._tekst

    def _tekst(self, stuk: str) -> None:
        self._waarde = (self._waarde or "") + stuk

    def _einde(self, naam: str) -> None:
        self._diepte -= 1
        if not self._in_cellen:
            return
        if ":" in naam:
            naam = lokaal(naam)
        if naam == "c":
            if self._formule or self._soort in _SOORTEN_MET_WAARDE:
                self._einde_cel()
        elif naam == "v":
            self._parser.CharacterDataHandler = None
            if self._soort == "e" and self._waarde and self._waarde not in _BEKENDE_FOUTEN:
                self.verkenning.vreemd.append((self._begin_waarde, self._parser.CurrentByteIndex))
        elif naam == "sheetData":
            self._in_cellen = False

    def _einde_cel(self) -> None:
        hier = (self._rij, self._kolom)
        if self._soort == "s" and self._waarde:
            self._tel_tekst(self._waarde)
        elif self._soort == "e" and self._waarde:
            self.verkenning.bijzonder[hier] = CelFout(self._waarde.strip()[:40])
        elif self._formule and (self._waarde is None or (not self._waarde and self._soort != "str")):
            self.verkenning.bijzonder[hier] = NietBerekend.NIET_BEREKEND

    def _tel_tekst(self, nummer: str) -> None:
        if not (nummer.isascii() and nummer.isdigit() and len(nummer) < 10 and int(nummer) < len(self._lengten)):
            raise beschadigd("een cel verwijst naar een tekst die er niet is")
        self.verkenning.tekens += self._lengten[int(nummer)]
        if self.verkenning.tekens > MAX_TEKENS:
            raise BoekFout("bestand-te-groot", reden="een tabblad bevat meer dan 20 miljoen tekens")
