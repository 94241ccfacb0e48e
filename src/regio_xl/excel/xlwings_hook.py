"""Where xlwings hooks in: its decorators and its ``Book``, or stand-ins that do nothing. Importing
this never fails.

- With ``XLWINGS_ON_SERVER=true`` and a licence key (xlwings Server and Lite) they are those of
  ``xlwings.server``: Excel can find and call the functions and scripts. A script is then a
  coroutine function; the plain one is its ``__wrapped__``.
- With xlwings on a desktop they are xlwings' own: on Windows they register for *Import Python
  UDFs*, elsewhere they do nothing.
- Without xlwings, or when it refuses to load (no licence key on a server), they do nothing and
  :data:`OORZAAK` says why.

Always use them with brackets: ``@func(namespace="REGIO")``, ``@script(name="bereken")``.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from xlwings import Book

_F = TypeVar("_F", bound=Callable[..., Any])


class _Versierder(Protocol):
    """A decorator with options, which leaves the type of the function as it is."""

    def __call__(self, *args: Any, **opties: Any) -> Callable[[_F], _F]: ...


def _niets(*_args: Any, **_opties: Any) -> Callable[[_F], _F]:
    return lambda functie: functie


OORZAAK: Exception | None = None
"""Why xlwings is not there; None when it is."""
func: _Versierder = _niets
script: _Versierder = _niets

try:
    _xlwings = import_module("xlwings")
    func, script = _xlwings.func, _xlwings.script
    if not TYPE_CHECKING:
        Book = _xlwings.Book
# Its own LicenseError, or anything its optional parts raise: the functions must work all the same.
except Exception as fout:
    OORZAAK = fout
    if not TYPE_CHECKING:
        Book = Any

__all__ = ["OORZAAK", "Book", "func", "script"]
