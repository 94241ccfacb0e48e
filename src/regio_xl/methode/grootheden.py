"""The six sorts of figures that a condition may name; each knows where users fill it in and how it
reads.

A figure gives its sentence with a value (``zin``), and with the limits of a condition in the place
of the value (``zin_bij``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from regio_xl.methode import tabnamen
from regio_xl.methode.adviezen import Eenheid, Kengetal
from regio_xl.methode.elementen import Tussen, Voorwaarde
from regio_xl.methode.tabbladen import Patroon, VastPunt


def nederlands(getal: float, decimalen: int = 0) -> str:
    """A number the Dutch way.

    >>> nederlands(3.46, 1)
    '3,5'
    """
    return f"{getal:.{decimalen}f}".replace(".", ",")


class Grootheid(Protocol):
    """A figure. ``plek``: a table, a tab, a field (``tab.sleutel``) or the id of a statement. Only
    a figure with a number in its sentence can be one of which just the ends are known."""

    @property
    def plek(self) -> str:
        """Where users fill in what it rests on."""

    def zin(self, waarde: float | Tussen) -> str:
        """The figure in words."""

    def zin_bij(self, voorwaarde: Voorwaarde) -> str:
        """A condition on the figure in words."""


@dataclass(frozen=True, slots=True)
class Getalwaarde:
    """A named figure with a value."""

    kengetal: Kengetal

    @property
    def plek(self) -> str:
        return self.kengetal.plek

    def zin(self, waarde: float | Tussen) -> str:
        return _hoofdletter(self.kengetal.zin.format(waarde=_getal(self.kengetal.eenheid, waarde)))

    def zin_bij(self, voorwaarde: Voorwaarde) -> str:
        return _hoofdletter(
            self.kengetal.zin.format(waarde=_grens(self.kengetal.eenheid, voorwaarde))
        )


@dataclass(frozen=True, slots=True)
class Vlagwaarde:
    """A named figure that is true or not."""

    kengetal: Kengetal

    @property
    def plek(self) -> str:
        return self.kengetal.plek

    def zin(self, waarde: float | Tussen) -> str:
        return self.kengetal.zin if waarde else self.kengetal.niet

    def zin_bij(self, voorwaarde: Voorwaarde) -> str:
        return self.zin(voorwaarde.min or 0.0)


@dataclass(frozen=True, slots=True)
class Patroonvlag:
    """Whether a pattern of Weefsel was recognised."""

    patroon: Patroon
    plek: str

    def zin(self, waarde: float | Tussen) -> str:
        staat = "past bij jullie antwoorden" if waarde else "past niet bij jullie antwoorden"
        return f"Het patroon “{self.patroon.naam}” {staat}."

    def zin_bij(self, voorwaarde: Voorwaarde) -> str:
        return self.zin(voorwaarde.min or 0.0)


@dataclass(frozen=True, slots=True)
class Antwoordwaarde:
    """The answer 1-5 to a statement, with what each answer is called."""

    plek: str
    tekst: str
    woorden: tuple[str, ...]

    def zin(self, waarde: float | Tussen) -> str:
        gegeven = _heel(waarde)
        return f"Jullie antwoordden {gegeven} ({self.woorden[gegeven - 1]}) op: “{self.tekst}”"

    def zin_bij(self, voorwaarde: Voorwaarde) -> str:
        return f"Het antwoord op “{self.tekst}” is {_grens('schaal', voorwaarde)}."


@dataclass(frozen=True, slots=True)
class Puntstand:
    """The state of a fixed point of Borg en verbind: the rank of its status."""

    punt: VastPunt
    statussen: tuple[str, ...]

    @property
    def plek(self) -> str:
        return tabnamen.BORG_EN_VERBIND

    def zin(self, waarde: float | Tussen) -> str:
        return self._staat(self.statussen[_heel(waarde)])

    def zin_bij(self, voorwaarde: Voorwaarde) -> str:
        return self._staat(
            " of ".join(s for rang, s in enumerate(self.statussen) if voorwaarde.past(rang))
        )

    def _staat(self, status: str) -> str:
        return f"Bij “{_hoofdletter(self.punt.tekst.removeprefix('Suggestie: '))}” staat: {status}."


@dataclass(frozen=True, slots=True)
class Groepscore:
    """The score (0-100) of a perspective over one group of evidence."""

    onderwerp: str
    perspectief: str

    @property
    def plek(self) -> str:
        return tabnamen.ADVIES

    def zin(self, waarde: float | Tussen) -> str:
        return self._scoort(_getal("score", waarde))

    def zin_bij(self, voorwaarde: Voorwaarde) -> str:
        return self._scoort(_grens("score", voorwaarde))

    def _scoort(self, waarde: str) -> str:
        return f"Over “{self.onderwerp}” scoort {self.perspectief.lower()} {waarde} van 100."


def _grens(eenheid: Eenheid, voorwaarde: Voorwaarde) -> str:
    onder, boven = (
        None if grens is None else _getal(eenheid, grens)
        for grens in (voorwaarde.min, voorwaarde.max)
    )
    if onder is None:
        return f"hooguit {boven}"
    if boven is None:
        return f"minstens {onder}"
    return onder if onder == boven else f"{onder} tot en met {boven}"


def _heel(waarde: float | Tussen) -> int:
    """An answer or a rank as a whole number; such a figure never lies between two ends."""
    assert not isinstance(waarde, Tussen)
    return int(waarde)


def _getal(eenheid: Eenheid, waarde: float | Tussen) -> str:
    """A figure in digits; both ends when that is all that is known and they read differently."""
    if isinstance(waarde, Tussen):
        laag, hoog = (_getal(eenheid, eind) for eind in waarde)
        eerste = laag.removesuffix(" procent")
        return hoog if laag == hoog else f"{eerste} tot {hoog}"
    if eenheid == "procent":
        return f"{nederlands(waarde)} procent"
    return nederlands(waarde, 1 if eenheid == "schaal" and not float(waarde).is_integer() else 0)


def _hoofdletter(zin: str) -> str:
    return zin[0].upper() + zin[1:]
