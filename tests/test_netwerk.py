"""The network in figures against published graphs, its gaps against every possible answer, new
contacts against brute force.

Reference values of the graphs: networkx' own tests (Florentine families, Krackhardt kite),
Zachary's karate club and Freeman's extremes, as gathered in ``referentiegetallen`` section 6
(sources [S40]); missing answers: section 7.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, permutations, product
from typing import Any

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hulp.boeken import METHODE
from regio_xl.invoer import Invoer, Partij, Relatie
from regio_xl.rekenen.netwerk import bereken_netwerkbeeld, maten
from regio_xl.rekenen.netwerk.contacten import Contacten, contacten
from regio_xl.resultaten import Netwerkbeeld, Speler

Lijnen = Iterable[tuple[object, object]]


def _partij(naam: str, soort: str | None = None, **velden: Any) -> Partij:
    return Partij(naam=naam, soort=soort, **velden)


def _invoer(knopen: Iterable[object], lijnen: Lijnen, **velden: Any) -> Invoer:
    """Parties and ties; ``velden`` are fields of a party by its name."""
    return Invoer(
        partijen=tuple(_partij(str(knoop), **velden.get(str(knoop), {})) for knoop in knopen),
        relaties=tuple(Relatie(van=str(a), naar=str(b)) for a, b in lijnen),
    )


def _beeld(knopen: Iterable[object], lijnen: Lijnen, **velden: Any) -> Netwerkbeeld:
    return bereken_netwerkbeeld(METHODE, _invoer(knopen, lijnen, **velden))


def _heen_en_terug(lijnen: Lijnen) -> list[tuple[object, object]]:
    """Every tie from both sides, so that everybody was asked."""
    return [rij for a, b in lijnen for rij in ((a, b), (b, a))]


def _lijst(invoer: Invoer) -> Contacten:
    return contacten(invoer.partijen, invoer.relaties)


def _gericht(lijst: Contacten) -> nx.DiGraph:
    """The directed graph: an arc for every row, a node for every party."""
    graaf = nx.DiGraph(list(lijst.relaties))
    graaf.add_nodes_from(lijst.partijen)
    return graaf


def _spelers(beeld: Netwerkbeeld) -> dict[str, Speler]:
    return {speler.naam: speler for speler in beeld.spelers}


# --- published graphs -----------------------------------------------------------------------------
# -----------------------


def _van(graaf: Callable[[], Any]) -> Callable[[], Netwerkbeeld]:
    return lambda: _beeld(graaf().nodes, _heen_en_terug(graaf().edges))


def _met_pucci() -> Netwerkbeeld:
    graaf = nx.florentine_families_graph()
    return _beeld([*graaf.nodes, "Pucci"], _heen_en_terug(graaf.edges))


FLORENCE = {
    "Medici": 0.522, "Guadagni": 0.255, "Albizzi": 0.212, "Salviati": 0.143, "Ridolfi": 0.114,
    "Bischeri": 0.104, "Strozzi": 0.103,
}  # fmt: skip
SNIJPUNTEN = {"Albizzi", "Guadagni", "Medici", "Salviati"}
KARATE, FLORENTIJNS = _van(nx.karate_club_graph), _van(nx.florentine_families_graph)
VLIEGER, STER = _van(nx.krackhardt_kite_graph), _van(lambda: nx.star_graph(5))
RING, PAD = _van(lambda: nx.cycle_graph(6)), _van(lambda: nx.path_graph(5))
TUSSEN_KARATE = {"0": 0.4376, "33": 0.3041, "32": 0.1452, "2": 0.1437}
TUSSEN_VLIEGER = {"7": 0.389, "5": 0.231, "6": 0.231, "8": 0.222, "3": 0.102}
GRAFEN = [
    pytest.param(KARATE, 34, 78, 0.139037, 0.399621, {"0"}, 1, TUSSEN_KARATE, id="karate"),
    pytest.param(FLORENTIJNS, 15, 20, 0.190476, 0.274725, SNIJPUNTEN, 1, FLORENCE, id="florence"),
    pytest.param(
        _met_pucci,
        16,
        20,
        0.166667,
        0.266667,
        SNIJPUNTEN,
        2,
        {"Medici": 0.452381},
        id="florence-met-pucci",
    ),
    pytest.param(VLIEGER, 10, 18, 0.4, 0.333333, {"7", "8"}, 1, TUSSEN_VLIEGER, id="vlieger"),
    pytest.param(STER, 6, 5, 0.333333, 1, {"0"}, 1, {"0": 1}, id="ster"),
    pytest.param(RING, 6, 6, 0.4, 0, set(), 1, {"0": 0.2, "3": 0.2}, id="ring"),
    pytest.param(PAD, 5, 4, 0.4, 0.166667, {"1", "2", "3"}, 1, {"2": 0.666667}, id="pad"),
]


@pytest.mark.parametrize(
    (
        "maak",
        "knopen",
        "paren",
        "dichtheid",
        "centralisatie",
        "bruggen",
        "onderdelen",
        "tussenposities",
    ),
    GRAFEN,
)
def test_known_networks_give_known_figures(
    maak: Callable[[], Netwerkbeeld], knopen: int, paren: int, dichtheid: float,
    centralisatie: float, bruggen: set[str], onderdelen: int, tussenposities: dict[str, float],
) -> None:  # fmt: skip
    beeld = maak()
    assert (beeld.partijen, beeld.relaties) == (knopen, 2 * paren)
    assert beeld.dichtheid == pytest.approx(dichtheid, abs=5e-7)
    assert beeld.centralisatie == pytest.approx(centralisatie, abs=5e-7)
    assert set(beeld.bruggenbouwers) == bruggen
    assert (beeld.onderdelen, beeld.wederkerigheid) == (onderdelen, 1)
    for naam, tussenpositie in tussenposities.items():
        assert _spelers(beeld)[naam].tussenpositie == pytest.approx(tussenpositie, abs=6e-4)


@pytest.mark.parametrize("maak", [KARATE, FLORENTIJNS, VLIEGER, STER, RING, PAD])
def test_who_asked_everybody_has_no_uncertainty(maak: Callable[[], Netwerkbeeld]) -> None:
    beeld = maak()
    assert beeld.vraag_eerst == ()
    assert (beeld.dichtheid_hoogst, beeld.centralisatie_hoogst) == pytest.approx(
        (beeld.dichtheid, beeld.centralisatie)
    )


def test_most_contacts_is_not_the_same_as_most_in_between() -> None:
    """Krackhardt's kite was drawn for this: degree is highest for 3, betweenness for 7."""
    spelers = _beeld(range(10), _heen_en_terug(nx.krackhardt_kite_graph().edges)).spelers
    assert max(spelers, key=lambda s: s.graad).naam == "3"
    assert max(spelers, key=lambda s: s.tussenpositie or 0).naam == "7"


def test_there_and_back_is_one_pair_and_counts_for_reciprocity() -> None:
    """Directed mini-test (R): 1->2, 2->1, 2->3, 3->4 has density 1/3 and reciprocity .5; 3 of the 6
    pairs have contact."""
    rijen = [("1", "2"), ("2", "1"), ("2", "3"), ("3", "4")]
    beeld = _beeld("1234", rijen)
    assert (beeld.wederkerigheid, beeld.dichtheid) == (0.5, 0.5)
    assert nx.density(_gericht(_lijst(_invoer("1234", rijen)))) == pytest.approx(1 / 3)


def test_direction_does_not_matter_for_cohesion() -> None:
    beeld = _beeld("1234", [("1", "2"), ("3", "2"), ("4", "3")])
    assert (beeld.onderdelen, beeld.bruggenbouwers, beeld.wederkerigheid) == (1, ("2", "3"), 0)


def test_a_large_network_gets_an_estimate_of_betweenness(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample has a fixed seed, so that the same workbook always gives the same figures."""
    graaf = maten.ongericht(_lijst(_invoer(range(34), nx.karate_club_graph().edges)))
    echt = maten.tussenposities(graaf)
    monkeypatch.setattr(maten, "MEESTE_WERK", 78 * 20)
    geschat = maten.tussenposities(graaf)
    assert geschat == maten.tussenposities(graaf)
    assert geschat != echt
    assert max(geschat, key=geschat.__getitem__) == "0"
    assert all(0 <= positie <= 1 for positie in geschat.values())


# --- gaps -----------------------------------------------------------------------------------------
# -----------------------


@st.composite
def netwerken(draw: st.DrawFn, minstens: int = 4, meeste: int = 6) -> Invoer:
    """A small network with at least three pairs in contact, and everything about parties and ties
    known or not."""
    namen = [f"P{nummer}" for nummer in range(draw(st.integers(minstens, meeste)))]
    rijen = draw(
        st.lists(
            st.sampled_from(list(permutations(namen, 2))), unique=True, min_size=3, max_size=12
        )
    )
    assume(len({frozenset(rij) for rij in rijen}) >= 3)
    cijfer = st.none() | st.integers(1, 5)
    return Invoer(
        partijen=tuple(
            _partij(
                naam, draw(st.sampled_from(("overheid", "bedrijf", None))), invloed=draw(cijfer),
                aan_tafel=draw(st.sampled_from((True, False, None))),
            )
            for naam in namen
        ),
        relaties=tuple(Relatie(van=a, naar=b, sterkte=draw(cijfer), vertrouwen=draw(cijfer)) for a,
            b in rijen),
    )  # fmt: skip


def _onbekende_paren(invoer: Invoer) -> list[tuple[str, str]]:
    bevraagd = {relatie.van for relatie in invoer.relaties}
    contact = {frozenset((relatie.van, relatie.naar)) for relatie in invoer.relaties}
    paren = combinations((partij.naam for partij in invoer.partijen), 2)
    return [paar for paar in paren if frozenset(paar) not in contact and not set(paar) <= bevraagd]


def _alle_antwoorden(invoer: Invoer) -> Iterator[Any]:
    """The network for everything that the parties that were not asked could answer."""
    paren = _onbekende_paren(invoer)
    assume(len(paren) <= 10)
    basis = maten.ongericht(
        _lijst(
            _invoer([p.naam for p in invoer.partijen], [(r.van, r.naar) for r in invoer.relaties])
        )
    )
    for keuze in product((False, True), repeat=len(paren)):
        graaf = basis.copy()
        graaf.add_edges_from(
            (a.casefold(), b.casefold()) for (a, b), ja in zip(paren, keuze, strict=True) if ja
        )
        yield graaf


@settings(max_examples=30, deadline=None)
@given(netwerken())
def test_the_margin_holds_whatever_parties_not_asked_would_answer(invoer: Invoer) -> None:
    """Density and the upper limit of the centralisation are reached; its lower limit is an outer
    bound."""
    beeld = bereken_netwerkbeeld(METHODE, invoer)
    mogelijk = list(_alle_antwoorden(invoer))
    dichtheden = [nx.density(graaf) for graaf in mogelijk]
    assert (beeld.dichtheid, beeld.dichtheid_hoogst) == pytest.approx(
        (min(dichtheden), max(dichtheden))
    )
    centraal = [
        maten.centralisatie([graad for _, graad in graaf.degree]) or 0 for graaf in mogelijk
    ]
    laagst, hoogst = maten.centralisatiegrenzen(_lijst(invoer)) or (0, 0)
    assert beeld.centralisatie_hoogst == hoogst == pytest.approx(max(centraal))
    assert 0 <= laagst <= min(centraal) + 1e-12


def test_the_margin_of_directed_density_follows_from_who_was_not_asked() -> None:
    """Section 7: 6 actors, 2 silent, 9 known arcs: the directed density lies between .3 and
    .633333."""
    rijen = [(a, b) for a, b in permutations("ABCDEF", 2) if a in "ABCD"][:9]
    lijst = _lijst(_invoer("ABCDEF", [*rijen[:6], ("B", "F"), ("C", "A"), ("D", "E")]))
    graaf = _gericht(lijst)
    assert lijst.niet_bevraagd == {"e", "f"}
    assert nx.density(graaf) == pytest.approx(0.3)
    graaf.add_edges_from(
        (stil, ander) for stil in lijst.niet_bevraagd for ander in lijst.partijen if ander != stil
    )
    assert nx.density(graaf) == pytest.approx(0.633333, abs=5e-7)


@settings(max_examples=30, deadline=None)
@given(netwerken())
def test_reciprocity_is_that_of_networkx(invoer: Invoer) -> None:
    lijst = _lijst(invoer)
    assert maten.wederkerigheid(lijst) == nx.overall_reciprocity(_gericht(lijst))


@settings(max_examples=30, deadline=None)
@given(netwerken())
def test_open_pairs_are_pairs_without_contact_of_which_one_was_not_asked(invoer: Invoer) -> None:
    lijst, paren = _lijst(invoer), _onbekende_paren(invoer)
    assert lijst.onbekende_paren == len(paren)
    assert lijst.onbekend == {
        s: sum(p.naam in paar for paar in paren) for s, p in lijst.partijen.items()
    }


def test_ask_first_who_makes_most_pairs_clear() -> None:
    """C and D miss contact with A and B, who were asked; E only with B; then influence, then the
    alphabet."""
    rijen = [("A", "B"), ("B", "A"), ("A", "E"), ("A", "G"), ("B", "G")]
    assert _beeld("ABGEDC", rijen).vraag_eerst == ("C", "D", "E")
    assert _beeld("ABGEDC", rijen, D={"invloed": 2}).vraag_eerst == ("D", "C", "E")


def test_without_unknown_pairs_nobody_needs_to_be_asked() -> None:
    """C never stands in Van, but everybody asked named C already."""
    beeld = _beeld("ABC", [("A", "B"), ("B", "A"), ("A", "C"), ("B", "C")])
    assert (beeld.vraag_eerst, beeld.dichtheid, beeld.dichtheid_hoogst) == ((), 1, 1)


# --- fragility and repair
# ------------------------------------------------------------------------------------------------


def _los(graaf: Any, weg: str) -> int:
    """By removing the party: how many others of its part miss the largest piece."""
    deel = nx.node_connected_component(graaf, weg) - {weg}
    return len(deel) - max(map(len, nx.connected_components(graaf.subgraph(deel))), default=0)


def _ergste(graaf: Any) -> int:
    return max(_los(graaf, knoop) for knoop in graaf)


@settings(max_examples=40, deadline=None)
@given(netwerken(meeste=8))
def test_cut_off_is_who_lost_the_largest_part(invoer: Invoer) -> None:
    beeld, graaf = bereken_netwerkbeeld(METHODE, invoer), maten.ongericht(_lijst(invoer))
    for speler in beeld.spelers:
        assert len(speler.los) == _los(graaf, speler.naam.casefold())
        assert speler.brug == bool(speler.los) == (speler.naam in beeld.bruggenbouwers)
        assert speler.graad == graaf.degree[speler.naam.casefold()]


@settings(max_examples=60, deadline=None)
@given(netwerken(meeste=8))
def test_no_other_contact_helps_more(invoer: Invoer) -> None:
    """By brute force, for each contact given those before it. Parts are joined first, a party that
    counts before others; then no other contact lowers the worst loss more."""
    graaf = maten.ongericht(_lijst(invoer))
    herstel = bereken_netwerkbeeld(METHODE, invoer).herstel
    for contact in herstel:
        een, ander = contact.van.casefold(), contact.naar.casefold()
        beter = graaf.copy()
        beter.add_edge(een, ander)
        delen = list(nx.connected_components(graaf))
        if len(delen) > 1:
            kanten = [nx.node_connected_component(graaf, kant) for kant in (een, ander)]
            assert kanten[0] != kanten[1]
            assert max(map(len, kanten)) == max(map(len, delen))
            keuzes: Iterable[tuple[str, str]] = product(*kanten)
            graaf_na = beter.subgraph(kanten[0] | kanten[1])
        else:
            keuzes, graaf_na = nx.non_edges(graaf), beter
        beste = min(_ergste(_met(graaf, keuze).subgraph(graaf_na)) for keuze in keuzes)
        assert _ergste(graaf_na) == beste
        graaf = beter
    assert len(herstel) == 3 or (nx.is_connected(graaf) and not list(nx.articulation_points(graaf)))


def _met(graaf: Any, paar: tuple[str, str]) -> Any:
    kopie = graaf.copy()
    kopie.add_edge(*paar)
    return kopie


def test_who_is_at_the_table_or_has_influence_is_joined_first() -> None:
    """A, B, C know each other; so do D, E. F and G have no contact yet; G sits at the table."""
    ring = _heen_en_terug([("A", "B"), ("B", "C"), ("C", "A"), ("D", "E")])
    eerste = _beeld("ABCDEFG", ring, G={"aan_tafel": True}).herstel[0]
    assert (eerste.van, eerste.naar) == ("G", "A")
    assert [contact.van for contact in _beeld("ABCDEFG", ring, F={"invloed": 4}).herstel] == [
        "F",
        "D",
        "G",
    ]


def test_a_new_contact_goes_between_kinds_and_where_trust_is() -> None:
    """Five parties around a hub: every new contact between two of them is equally good for the
    network."""
    soorten = {"B": "overheid", "C": "overheid", "D": "bedrijf", "E": "bedrijf", "F": None}
    partijen = tuple(_partij(naam, soorten.get(naam)) for naam in "ABCDEF")
    vertrouwen = {"B": 2, "C": 5, "D": None, "E": 1, "F": 5}
    rijen = tuple(Relatie(van="A", naar=naam, vertrouwen=punt) for naam, punt in vertrouwen.items())
    eerste = bereken_netwerkbeeld(METHODE, Invoer(partijen=partijen, relaties=rijen)).herstel[0]
    assert {eerste.van, eerste.naar} == {"C", "E"}


def test_above_the_limit_repair_is_still_a_real_improvement() -> None:
    """More end blocks than are tried in pairs: a long comb."""
    tanden = [(str(n), f"{n}t") for n in range(60)]
    rijen = [*((str(n), str(n + 1)) for n in range(59)), *tanden]
    invoer = _invoer([*map(str, range(60)), *(tand for _, tand in tanden)], rijen)
    graaf = maten.ongericht(_lijst(invoer))
    for contact in bereken_netwerkbeeld(METHODE, invoer).herstel:
        assert not graaf.has_edge(contact.van, contact.naar)
        voor = sum(_los(graaf, knoop) for knoop in graaf)
        graaf.add_edge(contact.van, contact.naar)
        assert sum(_los(graaf, knoop) for knoop in graaf) < voor


# --- rows and names -------------------------------------------------------------------------------
# -----------------------

RIJLIJSTEN = (
    "eigenaren", "niet_aan_tafel", "invloedrijk_niet_aan_tafel", "zonder_relaties",
    "bruggenbouwers", "spelers",
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(netwerken(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_outcome(invoer: Invoer, rng: random.Random) -> None:
    """Only lists of parties follow the rows, as users sorted them."""
    partijen, relaties = list(invoer.partijen), list(invoer.relaties)
    rng.shuffle(partijen)
    rng.shuffle(relaties)
    anders = Invoer(partijen=tuple(partijen), relaties=tuple(relaties))
    een, twee = (
        bereken_netwerkbeeld(METHODE, i).model_dump(exclude={"opstelling"})
        for i in (invoer, anders)
    )
    for naam in RIJLIJSTEN:
        assert sorted(map(str, een.pop(naam))) == sorted(map(str, twee.pop(naam)))
    assert een == twee


@settings(max_examples=40, deadline=None)
@given(netwerken())
def test_capitals_make_no_other_party(invoer: Invoer) -> None:
    relaties = tuple(
        r.model_copy(update={"van": r.van.lower(), "naar": r.naar.upper()}) for r in invoer.relaties
    )
    anders = invoer.model_copy(update={"relaties": relaties})
    weg = {"opstelling"}
    assert bereken_netwerkbeeld(METHODE, anders).model_dump(exclude=weg) == bereken_netwerkbeeld(
        METHODE, invoer
    ).model_dump(exclude=weg)


def test_names_stand_as_they_were_typed() -> None:
    partijen = (_partij("ROC De Waard"), _partij("Kring"), _partij("GGD"), _partij("Straße"))
    relaties = (
        Relatie(van="roc de waard", naar="kring"),
        Relatie(van="Kring", naar="ggd"),
        Relatie(van="KRING", naar="STRASSE"),
        Relatie(van="kring", naar="GGD"),
        Relatie(van="Kring", naar="kring"),
    )
    beeld = bereken_netwerkbeeld(METHODE, Invoer(partijen=partijen, relaties=relaties))
    assert (beeld.bruggenbouwers, beeld.dichtheid) == (("Kring",), 0.5)
    assert _spelers(beeld)["Kring"].los == ("ROC De Waard", "Straße")


def test_below_three_pairs_measures_are_unknown() -> None:
    """TEG-15: a short list says that few ties were written down, not that few exist. Contacts
    themselves are facts."""
    for rijen in ([], [("A", "B"), ("B", "A"), ("B", "C")]):
        beeld = _beeld("ABCD", rijen)
        assert {
            beeld.dichtheid,
            beeld.dichtheid_hoogst,
            beeld.centralisatie,
            beeld.onderdelen,
            beeld.wederkerigheid,
        } == {None}
        assert {beeld.zonder_relaties, beeld.bruggenbouwers, beeld.vraag_eerst, beeld.herstel} == {
            ()
        }
        assert [speler.graad for speler in beeld.spelers] == ([1, 2, 1, 0] if rijen else [0] * 4)
        assert {speler.tussenpositie for speler in beeld.spelers} == {None}


def test_a_party_without_relations_is_named() -> None:
    """The isolate Pucci of the Florentine families is a component of its own, was not asked, and is
    the first to join."""
    beeld = _met_pucci()
    assert beeld.zonder_relaties == beeld.vraag_eerst == ("Pucci",)
    assert beeld.herstel[0].van == "Pucci"


def test_who_is_there_and_who_is_missing_is_told() -> None:
    """WS, deel I, stap 2: which parties play, and which are missing; a missing one is a question,
    not a fault (TEG-15)."""
    partijen = (
        _partij("Kring", "bedrijf", rol="eigenaar"),
        _partij("Gemeente", "overheid", rol="eigenaar"),
        _partij("X"),
    )
    beeld = bereken_netwerkbeeld(METHODE, Invoer(partijen=partijen))
    assert list(beeld.sectoren.items()) == [("overheid", 1), ("bedrijf", 1)]
    assert beeld.ontbrekende_sectoren == (
        "onderwijs",
        "kennisinstelling",
        "inwoners",
        "maatschappelijke organisatie",
    )
    assert beeld.eigenaren == ("Kring", "Gemeente")
    assert bereken_netwerkbeeld(METHODE, Invoer()).ontbrekende_sectoren == ()


@pytest.mark.parametrize(
    ("invloed", "aan_tafel", "genoemd"),
    [
        (4, False, True),
        (5, False, True),
        (3, False, False),
        (5, True, False),
        (5, None, False),
        (None, False, False),
    ],
)
def test_much_influence_and_not_at_the_table_is_named(
    invloed: int | None, aan_tafel: bool | None, genoemd: bool
) -> None:
    partij = _partij("Kring", "bedrijf", invloed=invloed, aan_tafel=aan_tafel)
    beeld = bereken_netwerkbeeld(METHODE, Invoer(partijen=(partij,)))
    assert beeld.invloedrijk_niet_aan_tafel == (("Kring",) if genoemd else ())


def test_everybody_who_is_not_at_the_table_is_in_that_list() -> None:
    """F10: also who has little influence, or of whom nobody knows it; nobody of whom it was not
    said."""
    partijen = (
        _partij("A", invloed=5, aan_tafel=False),
        _partij("B", invloed=1, aan_tafel=False),
        _partij("C", aan_tafel=False),
        _partij("D", invloed=5, aan_tafel=True),
        _partij("E", invloed=5),
    )
    beeld = bereken_netwerkbeeld(METHODE, Invoer(partijen=partijen))
    assert beeld.niet_aan_tafel == ("A", "B", "C")
    assert beeld.invloedrijk_niet_aan_tafel == ("A",)


def test_without_contacts_networkx_is_not_loaded() -> None:
    """It costs a quarter of a second, on every start of the command."""
    code = (
        "import sys; from regio_xl.methode import laad; from regio_xl.invoer import Invoer, "
        "Partij; from regio_xl.rekenen import bereken; "
        "bereken(Invoer(partijen=(Partij(naam='A'),)), laad()); assert 'networkx' not in "
        "sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def _van_deel_naar_deel(*lijnen: str) -> tuple[str, str]:
    """The first contact that mends a network of these ties."""
    knopen = sorted({knoop for lijn in lijnen for knoop in lijn})
    partijen = tuple(Partij(naam=knoop) for knoop in knopen)
    relaties = tuple(Relatie(van=lijn[0], naar=lijn[1]) for lijn in lijnen)
    contact = bereken_netwerkbeeld(METHODE, Invoer(partijen=partijen, relaties=relaties)).herstel[0]
    return contact.van, contact.naar


def test_of_equally_large_parts_the_one_with_the_first_name_is_joined_to() -> None:
    van, naar = _van_deel_naar_deel("AF", "FG", "BC", "CD")
    assert van in "BCD"
    assert naar in "AFG"


def test_of_equally_urgent_parts_the_one_with_the_first_name_is_joined_first() -> None:
    van, naar = _van_deel_naar_deel("XY", "YZ", "BE", "CD")
    assert van in "BE"
    assert naar in "XYZ"
