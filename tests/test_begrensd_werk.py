"""What a contrived workbook may cost: work is counted, in calls, and never timed."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher, get_close_matches
from itertools import pairwise
from types import FrameType

import networkx as nx
import pytest

from hulp.boeken import METHODE, boek_van, resultaat, rijen
from regio_xl.indeling import blokken
from regio_xl.inlezen import gelijkenis, namen
from regio_xl.inlezen.gelijkenis import Gelijkenis
from regio_xl.inlezen.losse_regels import zonder_woorden
from regio_xl.inlezen.tabelrijen import Bedekking
from regio_xl.invoer import Invoer, Partij, Relatie
from regio_xl.rekenen.netwerk import herstel, kwetsbaar, maten
from regio_xl.rekenen.netwerk.contacten import contacten
from regio_xl.werkboek import Bereik

Paren = list[tuple[str, str]]
KLEIN, GROOT, HOOGUIT = 60, 240, 4.8
"""Four times as much may take little more than four times the calls: quadratic would be sixteen."""


def _calls(doe: Callable[[], object]) -> int:
    """How many calls, of Python and of C, something takes."""
    aantal = 0

    def tel(_frame: FrameType, gebeurtenis: str, _wat: object) -> None:
        nonlocal aantal
        aantal += gebeurtenis in ("call", "c_call")

    vorige = sys.getprofile()
    sys.setprofile(tel)
    try:
        doe()
    finally:
        sys.setprofile(vorige)
    return aantal


def _namen(aantal: int) -> list[str]:
    return [f"partij {nummer:04d}" for nummer in range(aantal)]


def _keten(aantal: int) -> Paren:
    alle = _namen(aantal)
    return list(pairwise(alle))


def _ster(aantal: int) -> Paren:
    eerste, *rest = _namen(aantal)
    return [(eerste, naam) for naam in rest]


def _kam(aantal: int) -> Paren:
    """A ring in which every party has one more party behind it."""
    alle = _namen(aantal)
    ring, los = alle[::2], alle[1::2]
    return [*zip(ring, [*ring[1:], ring[0]], strict=True), *zip(ring, los, strict=True)]


def _losse_paren(aantal: int) -> Paren:
    alle = _namen(aantal)
    return list(zip(alle[::2], alle[1::2], strict=True))


def _invoer(aantal: int, paren: Paren) -> Invoer:
    return Invoer(
        partijen=tuple(Partij(naam=naam) for naam in _namen(aantal)),
        relaties=tuple(Relatie(van=van, naar=naar) for van, naar in paren),
    )


@pytest.mark.parametrize("vorm", [_keten, _ster, _kam, _losse_paren])
def test_who_comes_loose_and_what_mends_it_cost_in_step_with_the_network(
    vorm: Callable[[int], Paren], monkeypatch: pytest.MonkeyPatch
) -> None:
    # So small that both sizes reach them.
    monkeypatch.setattr(kwetsbaar, "MEESTE_NAMEN", 20)
    monkeypatch.setattr(kwetsbaar, "MEESTE_PER_PARTIJ", 2)
    monkeypatch.setattr(herstel, "MEESTE_PLEKKEN", 4)

    def werk(aantal: int) -> int:
        invoer = _invoer(aantal, vorm(aantal))
        lijst = contacten(invoer.partijen, invoer.relaties)
        graaf, regels = maten.ongericht(lijst), METHODE.netwerk.regels

        def doe() -> None:
            kwetsbaar.losgeraakt(graaf, lijst.invloed)
            herstel.herstel(regels, lijst, graaf)
            maten.centralisatiegrenzen(lijst)

        return _calls(doe)

    assert werk(GROOT) < HOOGUIT * werk(KLEIN)


def test_parties_without_contact_cost_no_paths_and_change_no_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graaf = nx.Graph()
    graaf.add_nodes_from(_namen(300))
    graaf.add_edges_from([*_kam(20), *_losse_paren(30)[12:]])
    echt = nx.betweenness_centrality(graaf)
    gezien: list[int] = []

    def gemeten(kern: nx.Graph, **keuzes: object) -> dict[str, float]:
        gezien.append(len(kern))
        return dict(nx.betweenness_centrality(kern, **keuzes))

    monkeypatch.setattr(
        maten, "nx", type("Nx", (), {"betweenness_centrality": gemeten, "Graph": nx.Graph})
    )
    assert maten.tussenposities(graaf) == echt
    assert gezien == [sum(1 for naam in graaf if graaf[naam])]


def test_the_highest_degree_is_looked_for_once() -> None:
    gelopen = 0

    class Graden(list[int]):
        def __iter__(self) -> Iterator[int]:
            nonlocal gelopen
            gelopen += 1
            return super().__iter__()

    assert maten.centralisatie(Graden([3, *[1] * 3])) == 1.0
    assert gelopen <= 2


def test_the_room_for_unknown_pairs_is_what_adding_up_gives() -> None:
    lot = random.Random(3)  # noqa: S311 - test cases by lot, no secrets
    for _ in range(200):
        soorten = Counter(
            {
                (lot.randint(0, 9), lot.randint(0, 9), lot.random() < 0.5): lot.randint(1, 4)
                for _ in range(lot.randint(1, 8))
            }
        )
        laag, hoog = max(g for g, _, _ in soorten), max(g + open_ for g, open_, _ in soorten)
        toppen = range(laag, hoog + 1)
        verwacht = []
        for top in toppen:
            plek = {s: min(s[1], top - s[0]) * keer for s, keer in soorten.items()}
            stil = sum(aantal for soort, aantal in plek.items() if soort[2])
            verwacht.append(min(sum(plek.values()) // 2, stil))
        assert list(maten._erbij(soorten, toppen)) == verwacht


@pytest.mark.parametrize("vorm", [_keten, _ster, _kam])
def test_of_a_very_large_network_the_worst_loss_is_named_whole_and_the_rest_is_counted(
    vorm: Callable[[int], Paren], monkeypatch: pytest.MonkeyPatch
) -> None:
    invoer = _invoer(40, vorm(40))
    lijst = contacten(invoer.partijen, invoer.relaties)
    graaf = maten.ongericht(lijst)
    heel = kwetsbaar.losgeraakt(graaf, lijst.invloed)
    assert not any(los.meer for los in heel.values())
    monkeypatch.setattr(kwetsbaar, "MEESTE_NAMEN", 30)
    monkeypatch.setattr(kwetsbaar, "MEESTE_PER_PARTIJ", 3)
    kort = kwetsbaar.losgeraakt(graaf, lijst.invloed)
    assert {naam: los.aantal for naam, los in kort.items()} == {
        naam: los.aantal for naam, los in heel.items()
    }
    ergste = min(heel, key=lambda naam: (-heel[naam].aantal, naam))
    assert kort[ergste] == heel[ergste]
    assert all(set(los.partijen) <= set(heel[naam].partijen) for naam, los in kort.items())
    genoemd = sum(len(los.partijen) for naam, los in kort.items() if naam != ergste)
    assert genoemd <= 30 + 3 * len(kort)


def test_a_network_too_large_to_name_all_says_so_and_keeps_its_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    boek = boek_van(_invoer(30, _keten(30)))
    los_kolom = blokken.SPELERS.koppen.index("Brug") + 1
    assert "netwerk-ingekort" not in [b.code for b in resultaat(boek).bevindingen]
    heel = [rij[los_kolom] for rij in rijen(boek)[blokken.SPELERS.tabelnaam]]
    monkeypatch.setattr(kwetsbaar, "MEESTE_NAMEN", 20)
    gemaakt = resultaat(boek)
    (gevonden,) = (b for b in gemaakt.bevindingen if b.code == "netwerk-ingekort")
    ingekort = [speler for speler in gemaakt.netwerk.spelers if speler.los_meer]
    assert gevonden.blad == blokken.NETWERK
    assert f"Bij {len(ingekort)} bruggen" in gevonden.melding
    kort = [rij[los_kolom] for rij in rijen(boek)[blokken.SPELERS.tabelnaam]]
    assert [str(cel).partition("en nog")[2] for cel in kort] == [
        str(cel).partition("en nog")[2] for cel in heel
    ]
    assert '"los_meer"' not in gemaakt.model_dump_json()


def test_a_suggestion_is_the_one_that_difflib_gives() -> None:
    lot = random.Random(5)  # noqa: S311 - test cases by lot, no secrets
    for letters in ("ab", "abcde ", "AaßfIiİ", "abcdefghijklm .") * 60:
        alle = ["".join(lot.choices(letters, k=lot.randint(1, 14))) for _ in range(12)]
        naam = "".join(lot.choices(letters, k=lot.randint(1, 14)))
        per_sleutel = {ander.casefold(): ander for ander in alle}
        echt = get_close_matches(naam.casefold(), list(per_sleutel), n=1, cutoff=0.6)
        assert Gelijkenis(alle).beste(naam) == (per_sleutel[echt[0]] if echt else None)


class _Geteld(SequenceMatcher[str]):
    """Counts how often two names are compared in full."""

    keren = 0

    def ratio(self) -> float:
        type(self).keren += 1
        return super().ratio()


def test_only_names_that_can_still_win_are_compared_in_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gelijkenis, "SequenceMatcher", _Geteld)
    monkeypatch.setattr(_Geteld, "keren", 0)
    stam = "Stichting voor het wonen en het werken in de regio "
    alle = [f"{stam}{chr(0x4E00 + nummer)}" for nummer in range(150)]
    assert Gelijkenis(alle).beste(alle[70] + "x") == alle[70]
    assert _Geteld.keren == 1


def test_suggestions_stop_when_they_take_too_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gelijkenis, "SequenceMatcher", _Geteld)
    monkeypatch.setattr(_Geteld, "keren", 0)
    monkeypatch.setattr(gelijkenis, "MEESTE_STAPPEN", 100_000)
    lot = random.Random(1)  # noqa: S311 - test cases by lot, no secrets
    letters = "abcdefghij" * 5
    alle = ["".join(lot.sample(letters, 50)) for _ in range(100)]  # all of the same letters
    zoeker = Gelijkenis(alle)
    gevonden = [zoeker.beste("".join(lot.sample(letters, 50))) for _ in range(30)]
    assert gevonden[-1] is None
    assert _Geteld.keren * 50 * 50 <= 100_000


def test_a_text_that_is_too_long_to_be_a_name_gets_no_suggestion() -> None:
    lang = "a" * gelijkenis.MEESTE_TEKENS
    assert Gelijkenis([lang]).beste(lang[1:]) == lang
    assert Gelijkenis([lang + "a"]).beste(lang) is None
    assert Gelijkenis([lang]).beste(lang + "a") is None


def test_each_part_of_a_cell_with_many_names_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    gelezen: list[str] = []
    sleutels = namen._sleutels

    def geteld(naam: str) -> tuple[str, str]:
        gelezen.append(naam)
        return sleutels(naam)

    monkeypatch.setattr(namen, "_sleutels", geteld)
    bekend = {"gemeentea": "Gemeente A", "kunstencultuur": "Kunst en Cultuur"}
    delen = [f"Onbekend {nummer}" for nummer in range(namen.MEESTE_DELEN - 3)]
    getypt = ", ".join([*delen, "Kunst en cultuur", "gem. A"])
    gevonden = namen.naamdelen(getypt, bekend)
    assert [deel.naam for deel in gevonden if deel.bekend] == ["Kunst en Cultuur", "Gemeente A"]
    assert len(gelezen) == 2 * namen.MEESTE_DELEN - 1


def test_a_line_of_dots_as_long_as_a_cell_can_hold_is_no_work() -> None:
    """With two ways to match a dot, these hundred cells would be fifty billion steps."""
    assert not zonder_woorden(["." * 32_767 + "x"])
    assert all(not zonder_woorden(["- " * 16_000]) for _ in range(100))
    assert zonder_woorden(["... gem. 3,2", "5 partijen", "n = 4"])


def test_a_cell_under_a_merged_range_is_found_without_looking_at_all_ranges(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lot = random.Random(2)  # noqa: S311 - test cases by lot, no secrets
    bereiken = [
        Bereik(rij, kolom, rij + lot.randint(0, 2), kolom + lot.randint(0, 1))
        for rij in range(0, 600, 3)
        for kolom in (1, 4)
    ]
    lot.shuffle(bereiken)
    verwacht = [
        next((b for b in bereiken if b.bevat(rij, 2) and (b.rij, b.kolom) != (rij, 2)), None)
        for rij in range(600)
    ]
    bedekking = Bedekking(bereiken, 2)
    gekeken = 0
    bevat = Bereik.bevat

    def geteld(bereik: Bereik, rij: int, kolom: int) -> bool:
        nonlocal gekeken
        gekeken += 1
        return bevat(bereik, rij, kolom)

    monkeypatch.setattr(Bereik, "bevat", geteld)
    assert [bedekking.van(rij) for rij in range(600)] == verwacht
    assert gekeken <= 600
