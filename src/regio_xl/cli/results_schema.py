"""The JSON Schema of the results, with what every field means (``regio-xl methode --schema``).

The shape comes from the models, meaning and range from ``gegevens/jsonvelden.toml``: that file also
makes ``docs/json.md``, so that models, schema and page cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from regio_xl import gegevens
from regio_xl.resultaten import Resultaat

_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_TEXTS = Path(gegevens.__file__).with_name("jsonvelden.toml")
_RANGE = re.compile(r"^(?:per perspectief )?(-?\d+) tot (-?\d+)\b")


class FieldText(NamedTuple):
    """What a field means, and its range or unit in words."""

    meaning: str
    range_: str

    @property
    def limits(self) -> tuple[int, int] | None:
        """The lowest and the highest value, when the words name them."""
        found = _RANGE.match(self.range_)
        return (int(found[1]), int(found[2])) if found else None


class ObjectText(NamedTuple):
    """What an object of the results is, and its fields in their order."""

    meaning: str
    fields: Mapping[str, FieldText]


def object_texts() -> dict[str, ObjectText]:
    """The texts of every object of the results, by the name of its model."""
    read: dict[str, Any] = gegevens.loads(_TEXTS.read_text(encoding="utf-8"))
    return {
        name: ObjectText(
            one["wat"], {field: FieldText(*text) for field, text in one["velden"].items()}
        )
        for name, one in read.items()
    }


def results_schema() -> dict[str, Any]:
    """The schema of one line of ``verwerk --json``.

    More fields may be added in a later version, so that no object is closed to others.
    """
    schema = Resultaat.model_json_schema(mode="serialization")
    texts = object_texts()
    for name, part in _objects(schema):
        part["description"] = texts[name].meaning
        part.pop("additionalProperties", None)
        for field, place in part["properties"].items():
            text = texts[name].fields[field]
            place["description"] = f"{text.meaning} ({text.range_})"
            if text.limits:
                _limit(place, *text.limits)
    return {"$schema": _SCHEMA, "title": "Regio-XL: uitkomsten van één werkboek"} | {
        key: value for key, value in schema.items() if key != "title"
    }


def _objects(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield Resultaat.__name__, schema
    for name, part in schema["$defs"].items():
        if "properties" in part:
            yield name, part


def _limit(place: dict[str, Any], lowest: int, highest: int) -> None:
    """Put limits on the numbers of a field, wherever in it they stand."""
    if place.get("type") in {"number", "integer"}:
        place |= {"minimum": lowest, "maximum": highest}
    for choice in place.get("anyOf", ()):
        _limit(choice, lowest, highest)
    if isinstance(place.get("additionalProperties"), dict):
        _limit(place["additionalProperties"], lowest, highest)
