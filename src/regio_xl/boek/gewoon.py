"""A tab in the usual form: the same cells, written the way nearly every program writes them.

Made for tabs of programs that do it otherwise: with prefixes, comments or CDATA, with cells that do not say where they
stand, with extensions between the cells. Only for reading; what is written goes into the part as it is.
"""

from __future__ import annotations

from regio_xl.boek import BoekFout, kolomletters
from regio_xl.boek.archief import beschadigd
from regio_xl.boek.deel import bewaak_diepte, bewaak_tags, kolomnummer, lokaal, ontleder, ontleed, plek, xmltekst

_DIEPTE = {"sheetData": 2, "row": 3, "c": 4}
_TEKSTEN = {"v", "t", "f"}
KOP, SLOT = b"<worksheet><sheetData>", b"</sheetData></worksheet>"


def in_gewone_vorm(xml: bytes) -> bytes:
    """The cells of a well-formed tab. Raises :class:`BoekFout` for rows and cells that no sheet can hold."""
    bewaak_tags(xml)
    return _Schrijver(xml).uit()


class _Schrijver:
    """The handlers of one pass."""

    def __init__(self, xml: bytes) -> None:
        self._stukken: list[str] = []
        self._pad: list[str] = []
        self._in_cellen = False
        self._rij, self._kolom = -1, -1
        self._soort, self._stijl = "n", ""
        self._bezwaar: BoekFout | None = None
        """What is wrong with the place of a cell; that of an empty cell does not matter."""
        self._formule: str | None = None
        self._waarde: str | None = None
        self._tekst: str | None = None
        parser = ontleder()
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._einde
        parser.CharacterDataHandler = self._teken
        ontleed(parser, xml)

    def uit(self) -> bytes:
        """What was written."""
        return KOP + "".join(self._stukken).encode() + SLOT

    def _begin(self, naam: str, attributen: dict[str, str]) -> None:
        naam = lokaal(naam)
        self._pad.append(naam)
        bewaak_diepte(len(self._pad))
        if len(self._pad) == 1 and naam != "worksheet":
            raise beschadigd("een tabblad verwijst naar iets anders")
        if naam == "sheetData" and len(self._pad) == 2:
            self._in_cellen = True
        elif self._in_cellen:
            if len(self._pad) != _DIEPTE.get(naam, len(self._pad)):
                raise beschadigd("de rijen en cellen van een tabblad kloppen niet")
            if naam == "row":
                self._begin_rij(attributen.get("r"))
            elif naam == "c":
                self._begin_cel(attributen)
            elif naam in _TEKSTEN:
                self._begin_tekst(naam)

    def _begin_rij(self, nummer: str | None) -> None:
        rij = self._rij + 1 if nummer is None else plek(f"A{nummer}")[0]
        if rij <= self._rij:
            raise beschadigd("de rijen van een tabblad staan niet op volgorde")
        self._rij, self._kolom = rij, -1
        self._stukken.append(f'<row r="{rij + 1}">')

    def _begin_cel(self, attributen: dict[str, str]) -> None:
        self._bezwaar = None
        try:
            self._kolom = self._volgende_kolom(attributen.get("r"))
        except BoekFout as fout:
            self._bezwaar = fout
        self._soort, self._stijl = attributen.get("t", "n"), attributen.get("s", "")
        self._formule = self._waarde = self._tekst = None

    def _volgende_kolom(self, verwijzing: str | None) -> int:
        kolom = self._kolom + 1 if verwijzing is None else kolomnummer(verwijzing.removesuffix(str(self._rij + 1)))
        if kolom <= self._kolom:
            raise beschadigd("de cellen van een rij staan niet op volgorde")
        return kolom

    def _begin_tekst(self, naam: str) -> None:
        if naam == "f":
            self._formule = ""
        elif naam == "v":
            self._waarde = ""
        elif "is" in self._pad and "rPh" not in self._pad:
            self._tekst = self._tekst or ""

    def _teken(self, stuk: str) -> None:
        if not self._in_cellen or not self._pad:
            return
        if self._pad[-1] == "v" and self._waarde is not None:
            self._waarde += stuk
        elif self._pad[-1] == "t" and self._tekst is not None and "rPh" not in self._pad:
            self._tekst += stuk

    def _einde(self, naam: str) -> None:
        diepte = len(self._pad)
        naam = self._pad.pop()
        if diepte == 2 and naam == "sheetData":
            self._in_cellen = False
        elif self._in_cellen and naam == "row":
            self._stukken.append("</row>")
        elif self._in_cellen and naam == "c":
            self._einde_cel()

    def _einde_cel(self) -> None:
        if self._formule is None and self._waarde is None and self._tekst is None:
            return
        if self._bezwaar is not None:
            raise self._bezwaar
        stijl = f' s="{self._stijl}"' if self._stijl.isascii() and self._stijl.isdigit() else ""
        inhoud = "" if self._formule is None else "<f/>"
        inhoud += "" if self._waarde is None else f"<v>{xmltekst(self._waarde)}</v>"
        inhoud += "" if self._tekst is None else f'<is><t xml:space="preserve">{xmltekst(self._tekst)}</t></is>'
        soort = self._soort if self._soort.isascii() and self._soort.isalpha() else "n"
        self._stukken.append(f'<c r="{kolomletters(self._kolom)}{self._rij + 1}"{stijl} t="{soort}">{inhoud}</c>')
