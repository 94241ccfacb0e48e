"""``regio-xl methode --schema`` and ``docs/json.md`` say what the results are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import WORTEL
from hulp.opdrachtregel import Regio
from regio_xl.cli.results_schema import object_texts, results_schema
from regio_xl.invoer import Invoer
from regio_xl.opdracht import bereken
from regio_xl.resultaten import Resultaat

SCHEMA = results_schema()
GOUDEN = sorted((WORTEL / "tests" / "gouden").glob("*.json"))


def modellen() -> Iterator[tuple[str, list[str]]]:
    """Every object of the results with its fields, as the models have them."""
    schema = Resultaat.model_json_schema(mode="serialization")
    yield "Resultaat", list(schema["properties"])
    for naam, deel in schema["$defs"].items():
        if "properties" in deel:
            yield naam, list(deel["properties"])


@pytest.mark.parametrize(("naam", "velden"), list(modellen()))
def test_every_field_of_the_results_has_a_text_and_no_text_is_left_over(
    naam: str, velden: list[str]
) -> None:
    tekst = object_texts()[naam]
    assert list(tekst.fields) == velden
    assert tekst.meaning.endswith(".")
    for een in tekst.fields.values():
        assert een.meaning.endswith(".")
        assert een.range_


def test_no_text_is_about_an_object_that_is_not_there() -> None:
    assert set(object_texts()) == {naam for naam, _ in modellen()}


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("pad", GOUDEN, ids=lambda pad: pad.stem)
def test_what_an_example_gives_fits_the_schema(pad: Any) -> None:
    fouten = Draft202012Validator(SCHEMA).iter_errors(json.loads(pad.read_text(encoding="utf-8")))
    assert [fout.message for fout in fouten] == []


def test_nothing_filled_in_fits_the_schema_too() -> None:
    leeg = json.loads(bereken(Invoer()).model_dump_json())
    assert not list(Draft202012Validator(SCHEMA).iter_errors(leeg))


def test_a_score_beyond_its_range_does_not_fit() -> None:
    een = json.loads(GOUDEN[0].read_text(encoding="utf-8"))
    een["perspectief"]["scores"]["rechtmatig"] = 101
    (fout,) = Draft202012Validator(SCHEMA).iter_errors(een)
    assert list(fout.absolute_path) == ["perspectief", "scores", "rechtmatig"]


def test_a_later_version_may_add_fields() -> None:
    een = json.loads(GOUDEN[0].read_text(encoding="utf-8"))
    een["perspectief"]["nieuw"] = een["nieuw"] = 1
    assert not list(Draft202012Validator(SCHEMA).iter_errors(een))


def test_the_page_names_every_object_in_the_same_order() -> None:
    pagina = (WORTEL / "docs" / "json.md").read_text(encoding="utf-8")
    plekken = [pagina.index(f"\n## {naam}\n") for naam in object_texts()]
    assert all(een < ander for een, ander in pairwise(plekken))


def test_the_tables_of_the_page_hold_exactly_the_fields_of_the_models() -> None:
    pagina = (WORTEL / "docs" / "json.md").read_text(encoding="utf-8")
    _, *stukken = re.split(r"^## (\w+)$", pagina, flags=re.MULTILINE)
    tabellen = {
        naam: re.findall(r"^\| `(\w+)` \|", stuk, re.MULTILINE)
        for naam, stuk in zip(stukken[::2], stukken[1::2], strict=True)
    }
    assert tabellen == dict(modellen())


def test_the_command_prints_the_schema(regio: Regio) -> None:
    uitslag = regio("methode", "--schema")
    assert (uitslag.code, uitslag.err) == (0, "")
    assert json.loads(uitslag.uit) == SCHEMA
