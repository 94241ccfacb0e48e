"""Coverage: nothing essential of the five sources is left out, and nothing is named that is not in
them."""

from __future__ import annotations

from typing import Any

import pytest

from hulp.boeken import METHODE
from regio_xl.methode import Methode, NietGebruikt
from regio_xl.methodeproef.dekking import (
    MEESTE_NIET_GEBRUIKT,
    Dekkingsregel,
    dekking,
    fouten,
    inventaris,
)


def _methode(**delen: Any) -> Methode:
    return Methode.model_construct(
        **{naam: getattr(METHODE, naam) for naam in Methode.model_fields} | delen
    )


@pytest.mark.parametrize("regel", dekking(METHODE), ids=lambda regel: regel.regel.id)
def test_every_line_of_the_inventory_is_used_or_left_out_for_a_reason(regel: Dekkingsregel) -> None:
    assert regel.gedekt
    assert bool(regel.onderdelen) != bool(regel.reden)


def test_the_inventory_has_every_element_of_the_five_sources() -> None:
    ids = [regel.id for regel in inventaris()]
    assert len(ids) == len(set(ids)) == 602
    assert {id_.split("-")[0] for id_ in ids} == {"VNG", "KOE", "LEE", "HEF", "VGS", "TEG"}


def test_the_coverage_is_right_and_little_is_left_out() -> None:
    assert fouten(METHODE) == []
    assert len(METHODE.niet_gebruikt) <= MEESTE_NIET_GEBRUIKT * len(inventaris())
    assert all(len(weg.reden) > 20 for weg in METHODE.niet_gebruikt)


def test_an_uncovered_line_is_named() -> None:
    alleen_hier = next(
        r for r in dekking(METHODE) if len(r.onderdelen) == 1 and r.onderdelen[0].startswith("HAN-")
    )
    rest = tuple(h for h in METHODE.handreikingen if h.id != alleen_hier.onderdelen[0])
    assert any(
        fout.startswith(f"{alleen_hier.regel.id} (")
        for fout in fouten(_methode(handreikingen=rest))
    )


def test_a_line_that_is_used_is_not_listed_as_unused() -> None:
    gebruikt = NietGebruikt(id="VNG-P-01", reden="dit staat hier ten onrechte")
    assert any(
        "VNG-P-01 staat in niet_gebruikt.toml" in fout
        for fout in fouten(_methode(niet_gebruikt=(gebruikt,)))
    )


def test_more_than_five_percent_unused_is_not_allowed() -> None:
    veel = tuple(
        NietGebruikt(id=regel.id, reden="we laten dit met opzet weg") for regel in inventaris()[:31]
    )
    assert any("hooguit 5 procent" in fout for fout in fouten(_methode(niet_gebruikt=veel)))


def test_a_reference_to_a_line_that_does_not_exist_is_named() -> None:
    eerste = METHODE.handreikingen[0].model_copy(update={"dekt": ("VNG-Z-99",)})
    gevonden = fouten(_methode(handreikingen=(eerste, *METHODE.handreikingen[1:])))
    assert any(fout.startswith(f"{eerste.id} dekt VNG-Z-99") for fout in gevonden)
