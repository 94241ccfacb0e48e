"""Hypothesis strategies: what a group may fill in, and small random methods of evidence for proofs
by brute force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from hulp.boeken import METHODE
from regio_xl.invoer import Afspraak, Agendapunt, Antwoord, Invoer, Partij, Relatie
from regio_xl.methode import Groep, Lading, Stelling
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.bewijs import waarde

LEEG, NVT = None, Antwoord(nvt=True)
LADINGEN = (-1.0, -0.5, 0.0, 0.5, 1.0)
GROEPEN = ("een", "twee", "drie")
SOORTEN = ("overheid", "bedrijf", "onderwijs", "inwoners", None)

perspectieven = st.sampled_from(PERSPECTIEVEN)
cijfers = st.integers(1, 5)
schalen = st.none() | cijfers
antwoorden = st.sampled_from((LEEG, NVT, *(Antwoord(waarde=cijfer) for cijfer in range(1, 6))))
teksten = st.none() | st.sampled_from(("werk", "=1+1", "een lange tekst met “krullen”"))


@st.composite
def antwoordlijsten(
    draw: st.DrawFn, ids: tuple[str, ...], *, volledig: bool = False
) -> dict[str, Antwoord]:
    """Answers to some or all of the statements."""
    soort = cijfers.map(lambda cijfer: Antwoord(waarde=cijfer)) if volledig else antwoorden
    gegeven = draw(st.lists(soort, min_size=len(ids), max_size=len(ids)))
    return {
        id_: antwoord for id_, antwoord in zip(ids, gegeven, strict=True) if antwoord is not None
    }


@st.composite
def invoeren(draw: st.DrawFn, *, volledig: bool = False, afwegen: bool = False) -> Invoer:
    """Valid input for the method. ``volledig``: every statement of Opgave and Netwerk has an answer
    1-5. ``afwegen``: some paired choices have one too."""
    namen = [f"Partij {letter}" for letter in "ABCDE"[: draw(st.integers(0, 5))]]
    partijen = tuple(
        Partij(
            naam=naam,
            soort=draw(st.sampled_from(SOORTEN)),
            invloed=draw(schalen),
            betrokkenheid=draw(schalen),
            rol=draw(st.sampled_from(("eigenaar", "trekker", None))),
            aan_tafel=draw(st.sampled_from((True, False, None))),
        )
        for naam in namen
    )
    paren = [(van, naar) for van in namen for naar in namen if van != naar]
    relaties = draw(st.lists(st.sampled_from(paren), unique=True, max_size=6)) if paren else []
    agenda = tuple(
        Agendapunt(
            agendapunt=f"Punt {nummer}", resultaat=draw(teksten), belang_overheid=draw(teksten),
            belang_inwoners=draw(teksten), belang_onderwijs=draw(teksten),
            trekker=draw(st.sampled_from([*namen, None])),
        )
        for nummer in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    weeg = tuple(s.id for tab in (METHODE.opgave, METHODE.netwerk) for s in tab.stellingen)
    weefsel = tuple(s.id for s in METHODE.weefsel.stellingen)
    perspectief = tuple(s.id for s in METHODE.perspectief.stellingen)
    return Invoer(
        antwoorden={
            **draw(antwoordlijsten(weeg, volledig=volledig)),
            **draw(antwoordlijsten(weefsel)),
        },
        nu=draw(antwoordlijsten(perspectief)),
        gewenst=draw(antwoordlijsten(perspectief)),
        partijen=partijen,
        relaties=tuple(
            Relatie(van=van, naar=naar, sterkte=draw(schalen)) for van, naar in relaties
        ),
        agenda=agenda,
        afwegingen=draw(antwoordlijsten(tuple(METHODE.afwegingen))) if afwegen else {},
        keuze=draw(st.none() | perspectieven),
        afspraken=draw(afspraken),
    )


afspraken = st.dictionaries(
    st.sampled_from([punt.id for punt in METHODE.borg_en_verbind.punten]),
    st.builds(
        Afspraak,
        status=st.none() | st.sampled_from(METHODE.borg_en_verbind.statussen),
        afspraak=teksten,
        datum=st.none() | st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 12, 31)),
    ),
    max_size=4,
)


def stelling(id_: str, groep: str = "een", gewicht: float = 1.0, **ladingen: float) -> Stelling:
    """A statement with these loadings, for a worked example or a small method."""
    lading: dict[Perspectief, Lading] = {
        p: Lading.model_validate({"waarde": ladingen[p], "grond": "duiding", "uit": "VNG-P-01"})
        for p in PERSPECTIEVEN
        if ladingen.get(p)
    }
    return Stelling(
        id=id_, groep=groep, gewicht=gewicht, lading=lading,
        tekst=f"Stelling {id_}.", uitleg="Uitleg.", bron="WS, stap 3", dekt=("VNG-P-01",),
    )  # fmt: skip


@dataclass(frozen=True)
class Klein:
    """A method of a few statements: what may change (``antwoorden``, 1-5) and what is known but
    fixed (``vast``)."""

    bewijzen: tuple[Stelling, ...]
    groepen: tuple[Groep, ...]
    antwoorden: Mapping[str, int]
    vast: Mapping[str, Fraction]

    @property
    def bekend(self) -> dict[str, Fraction]:
        """The values of all known evidence."""
        return {**self.vast, **{id_: waarde(antwoord) for id_, antwoord in self.antwoorden.items()}}


@st.composite
def kleine_methoden(draw: st.DrawFn, meeste: int = 5) -> Klein:
    """Up to ``meeste`` statements with any loadings and weights, some unanswered, some fixed like
    an indicator."""
    aantal = draw(st.integers(2, meeste))
    bewijzen, gegeven, vast = [], {}, {}
    for nummer in range(aantal):
        ladingen = draw(
            st.tuples(*(st.sampled_from(LADINGEN) for _ in PERSPECTIEVEN)).filter(any)
            if nummer
            else st.tuples(*(st.sampled_from((0.5, 1.0, -1.0)) for _ in PERSPECTIEVEN))
        )
        groep, gewicht = draw(st.sampled_from(GROEPEN)), draw(st.sampled_from((1.0, 0.1, 2.5)))
        id_ = f"OPG-{nummer + 1:02}"
        bewijzen.append(
            stelling(id_, groep, gewicht, **dict(zip(PERSPECTIEVEN, ladingen, strict=True)))
        )
        soort = draw(st.sampled_from(("antwoord", "antwoord", "antwoord", "vast", "leeg")))
        if soort == "antwoord" or not nummer:
            gegeven[id_] = draw(cijfers)
        elif soort == "vast":
            vast[id_] = draw(st.fractions(-1, 1, max_denominator=6))
    groepen = tuple(
        Groep(
            id=groep,
            naam=f"Groep {groep}",
            uitleg="Uitleg.",
            gewicht=draw(st.sampled_from((1.0, 2.0))),
        )
        for groep in GROEPEN
    )
    return Klein(tuple(bewijzen), groepen, gegeven, vast)
