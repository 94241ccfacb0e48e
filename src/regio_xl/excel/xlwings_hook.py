"""Where xlwings hooks in: its decorators and its ``Book``, or stand-ins that do nothing. Importing
this never fails.

- With ``XLWINGS_ON_SERVER=true`` and a licence key (xlwings Server and Lite) they are those of ``xlwings.server``: Excel can
  find and call the functions and scripts. A script is then a coroutine function; the plain one is its ``__wrapped__``.
- With xlwings on a desktop they are xlwings' own: on Windows they register for *Import Python UDFs*, elsewhere they do nothing.
- Without xlwings, or when it refuses to load (no licence key on a server), they do nothing and :data:`OORZAAK` says why.

Always use them with brackets: ``@func(namespace="REGIO")``, ``@script(name="bereken")``.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from xlwings import Book

F = TypeVar("F", bound=Callable[..., Any])


class Versierder(Protocol):
    """A decorator with options, which leaves the type of the function as it is."""

    def __call__(self, *args: Any, **opties: Any) -> Callable[[F], F]: ...


def _niets(*_args: Any, **_opties: Any) -> Callable[[F], F]:
    return lambda functie: functie


OORZAAK: Exception | None = None
"""Why xlwings is not there; None when it is."""
func: Versierder = _niets
arg: Versierder = _niets
ret: Versierder = _niets
script: Versierder = _niets

try:
    _xlwings = import_module("xlwings")
    func, arg, ret, script = _xlwings.func, _xlwings.arg, _xlwings.ret, _xlwings.script
    if not TYPE_CHECKING:
        Book = _xlwings.Book
except Exception as fout:  # its own LicenseError, or anything its optional parts raise: the functions must work all the same
    OORZAAK = fout
    if not TYPE_CHECKING:
        Book = Any

__all__ = ["OORZAAK", "Book", "Versierder", "arg", "func", "ret", "script"]
