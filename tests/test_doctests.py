"""The examples in docstrings are executed."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from regio_xl import methode, rekenen

# Every module of the rooms that compute, and of the method itself.
MODULES = [
    module.name
    for ruimte in (methode, rekenen)
    for module in pkgutil.walk_packages(ruimte.__path__, f"{ruimte.__name__}.")
]


def _voorbeelden(naam: str) -> int:
    return doctest.testmod(importlib.import_module(naam), report=True).attempted


@pytest.mark.parametrize("naam", MODULES)
def test_every_example_in_a_docstring_gives_what_it_says(naam: str) -> None:
    assert doctest.testmod(importlib.import_module(naam)).failed == 0


def test_there_are_examples_to_execute() -> None:
    assert sum(map(_voorbeelden, MODULES)) >= 10
