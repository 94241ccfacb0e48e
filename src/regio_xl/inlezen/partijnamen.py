"""Names in Relaties and Agenda that are not in Partijen: say of each what it is, once, and only
when nothing that was said before explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from regio_xl.bevindingen import leesbaar
from regio_xl.inlezen.lezer import Lezer, Suggesties
from regio_xl.inlezen.namen import Naamdeel, heeft_scheiding, naamdelen, naamsleutel, verwijst
from regio_xl.inlezen.samen import celreeksen, opgesomd
from regio_xl.inlezen.tabelrijen import Tabelrij
from regio_xl.werkboek import Adres, tabsleutel
from regio_xl.werkboek.tekst import opsomming

_BEDOEL_JE = 'Bedoel je "{}"?'
_MEER_NAMEN = "Staan hier meer partijen, zet dan elk contact op een eigen regel."
_MEESTE_NAAMLOOS = 5
"""With more cells without a name nobody can say which name belongs where."""
_RUIMTE = 180
"""How long a list of names in a finding may be."""


@dataclass(frozen=True, slots=True)
class _Vreemd:
    """A name that is not in Partijen, and what its user typed around it."""

    naam: str
    getypt: str
    plek: Adres
    trekker: bool


def _vreemd(rij: Tabelrij, sleutel: str) -> _Vreemd:
    naam, staat = str(rij.inhoud[sleutel]), rij.staat(sleutel)
    getypt = staat if isinstance(staat, str) else naam
    return _Vreemd(naam, getypt, rij.plek(sleutel), sleutel == "trekker")


@dataclass(slots=True)
class Partijnamen:
    """The names in the table Partijen.

    ``kop``: its first heading; None when there is no such table. ``naamloos``: cells where a name
    should stand that could not be read. ``bundels``: the cell of each name that stands there
    together with another one, by its :func:`naamsleutel`.
    """

    kop: Adres | None
    namen: Sequence[str]
    per_sleutel: Mapping[str, str]
    naamloos: Sequence[Adres] = ()
    bundels: Mapping[str, Adres] = field(default_factory=dict)
    _bekend: dict[str, str] = field(default_factory=dict)
    _vreemd: list[_Vreemd] = field(default_factory=list)
    _gemeld: dict[str, Adres] = field(default_factory=dict)
    _ook_trekker: dict[Adres, list[_Vreemd]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._bekend = {naam.casefold(): naam for naam in self.namen}

    def zoek(self, rij: Tabelrij, sleutel: str) -> str | None:
        """The party that a cell names; None when it names none of them, which is then reported by
        :meth:`meld_vreemde`."""
        gevonden = self._bekend.get(str(rij.inhoud[sleutel]).casefold())
        if gevonden is None:
            self._vreemd.append(_vreemd(rij, sleutel))
        return gevonden

    def genoemd(self, rij: Tabelrij, sleutel: str) -> set[str]:
        """The parties that a cell names in whatever way, also several or in another spelling; in
        lower case."""
        if sleutel not in rij.inhoud:
            return set()
        vreemd = _vreemd(rij, sleutel)
        if vreemd.naam.casefold() in self._bekend:
            return {vreemd.naam.casefold()}
        delen = [deel.naam for deel in naamdelen(vreemd.getypt, self.per_sleutel)]
        sleutels = map(naamsleutel, (vreemd.naam, *delen))
        return {self.per_sleutel[s].casefold() for s in sleutels if s in self.per_sleutel}

    def zoek_beide(self, rij: Tabelrij, sleutel: str) -> bool:
        """Whether a cell names both parties of a tie, as in *A -> B*; that is then reported by
        :meth:`meld_vreemde`."""
        vreemd = _vreemd(rij, sleutel)
        delen = naamdelen(vreemd.getypt, self.per_sleutel)
        beide = bool(delen) and all(deel.bekend for deel in delen)
        if beide and vreemd.naam.casefold() not in self._bekend:
            self._vreemd.append(vreemd)
            return True
        return False

    def meld_vreemde(self, lezer: Lezer) -> None:
        """Report the names that are not in Partijen; a table that is missing was reported
        already."""
        if self.kop is None:
            return
        if not self.namen and not self.naamloos:
            self._meld_leeg(lezer, self.kop)
            return
        suggesties = Suggesties(self.namen, _BEDOEL_JE)
        los: dict[str, list[_Vreemd]] = {}
        for vreemd in self._vreemd:
            sleutel = naamsleutel(vreemd.naam)
            if verwijst(vreemd.naam):
                _meld_verwijst(lezer, vreemd)
            elif sleutel in self.per_sleutel:
                suggestie = _BEDOEL_JE.format(self.per_sleutel[sleutel])
                self._meld_onbekend(lezer, vreemd, suggestie)
            elif delen := naamdelen(vreemd.getypt, self.per_sleutel):
                _meld_meer(lezer, vreemd, delen)
            elif sleutel in self.bundels:
                los.setdefault(sleutel, []).append(vreemd)
            elif suggestie := suggesties.voor(vreemd.naam):
                self._meld_onbekend(lezer, vreemd, suggestie)
            else:
                los.setdefault(sleutel, []).append(vreemd)
        self._meld_rest(lezer, los)
        self._meld_trekkers(lezer)

    def _meld_trekkers(self, lezer: Lezer) -> None:
        """The leaders whose name was reported in Relaties: behind that finding."""
        for eerder, trekkers in self._ook_trekker.items():
            waar = _waar(eerder, [trekker.plek for trekker in trekkers])
            if not lezer.gevolg(eerder, f"Ook als trekker in {waar}."):
                for trekker in trekkers:
                    lezer.meld("trekker-onbekend", trekker.plek, staat=trekker.naam, suggestie="")

    def _meld_leeg(self, lezer: Lezer, kop: Adres) -> None:
        """Nothing in Partijen yet: the names that Relaties use, once. A leader alone asks nothing
        of that table."""
        relaties = [vreemd for vreemd in self._vreemd if not vreemd.trekker]
        namen = [v for v in relaties if not verwijst(v.naam)]
        enkel = {naamsleutel(v.naam): v.naam for v in namen if not heeft_scheiding(v.naam)}
        uniek: dict[str, str] = {}
        for vreemd in relaties:
            delen = naamdelen(vreemd.getypt, enkel)
            if verwijst(vreemd.naam):
                _meld_verwijst(lezer, vreemd)
            elif delen and all(deel.bekend for deel in delen):
                _meld_meer(lezer, vreemd, delen)
            else:
                uniek.setdefault(naamsleutel(vreemd.naam), vreemd.naam)
        if uniek and kop.rij is not None:
            eerste = kop._replace(rij=kop.rij + 1)
            lezer.meld("partijen-leeg", eerste, namen=namenlijst(list(uniek.values())))

    def _meld_rest(self, lezer: Lezer, los: Mapping[str, Sequence[_Vreemd]]) -> None:
        """Names that look like none of the known ones. Are there as many names that could not be
        read, then it will be those."""
        zonder_bundel = [sleutel for sleutel in los if sleutel not in self.bundels]
        oorzaken = [plek for plek in self.naamloos if lezer.gemeld(plek)]
        verklaard = len(zonder_bundel) <= len(self.naamloos) <= _MEESTE_NAAMLOOS and oorzaken
        for sleutel, gevallen in los.items():
            gezegd = False
            if sleutel in self.bundels:
                plek = self.bundels[sleutel]
                gezegd = lezer.gevolg(plek, _gevolg(plek, gevallen))
            elif verklaard:
                hier = opsomming([plek.cel for plek in oorzaken], slot=" of ")
                begin = f"Misschien hoort in {hier} "
                gezegd = lezer.gevolg(oorzaken[0], _gevolg(oorzaken[0], gevallen, begin))
            for vreemd in gevallen if not gezegd else ():
                meer = any(teken in vreemd.getypt for teken in ",;\n")
                self._meld_onbekend(lezer, vreemd, _MEER_NAMEN if meer else "")

    def _meld_onbekend(self, lezer: Lezer, vreemd: _Vreemd, suggestie: str) -> None:
        """A leader whose name stands in Relaties too is no second thing to mend."""
        if not vreemd.trekker:
            self._gemeld.setdefault(vreemd.naam, vreemd.plek)
            lezer.meld("partij-onbekend", vreemd.plek, staat=vreemd.naam, suggestie=suggestie)
        elif vreemd.naam in self._gemeld:
            self._ook_trekker.setdefault(self._gemeld[vreemd.naam], []).append(vreemd)
        else:
            lezer.meld("trekker-onbekend", vreemd.plek, staat=vreemd.naam, suggestie=suggestie)


def namenlijst(namen: Sequence[str]) -> str:
    """As many names as fit in a finding, and how many more there are."""
    passen, lengte = 0, 0
    for naam in namen:
        lengte += len(naam) + 2
        if passen and lengte > _RUIMTE:
            break
        passen += 1
    return opsomming([leesbaar(naam, 60) for naam in namen], passen)


def _meld_verwijst(lezer: Lezer, vreemd: _Vreemd) -> None:
    code = "trekker-verwijst" if vreemd.trekker else "naam-verwijst"
    herhaling = not vreemd.naam.strip("\"',-^=")
    staat = "een teken voor herhaling" if herhaling else f'"{leesbaar(vreemd.naam)}"'
    lezer.meld(code, vreemd.plek, staat=staat)


def _meld_meer(lezer: Lezer, vreemd: _Vreemd, delen: Sequence[Naamdeel]) -> None:
    if vreemd.trekker:
        _meld_verwijst(lezer, vreemd)
    elif all(deel.bekend for deel in delen):
        namen = namenlijst([deel.naam for deel in delen])
        lezer.meld("meer-partijen", vreemd.plek, aantal=len(delen), namen=namen)
    else:
        staat = vreemd.naam
        lezer.meld("partij-onbekend", vreemd.plek, staat=staat, suggestie=_MEER_NAMEN)


def _gevolg(oorzaak: Adres, gevallen: Sequence[_Vreemd], begin: str = "") -> str:
    waar = _waar(oorzaak, [vreemd.plek for vreemd in gevallen])
    naam = f'{begin}"{leesbaar(gevallen[0].naam, 60)}"'
    if begin:
        return f"{naam}: die naam staat niet in Partijen, en telt nu niet mee in {waar}."
    return f"{naam} telt daardoor niet mee in {waar}."


def _waar(oorzaak: Adres, plekken: Sequence[Adres]) -> str:
    """Cells as a sentence about another cell names them: with their tab when that is another."""
    namen: list[str] = []
    for blad in dict.fromkeys(plek.blad for plek in plekken):
        reeksen = celreeksen(plek for plek in plekken if plek.blad == blad)
        zelfde = tabsleutel(blad) == tabsleutel(oorzaak.blad)
        namen += reeksen if zelfde else (f"{Adres(blad)}!{reeks}" for reeks in reeksen)
    return opgesomd(namen)
