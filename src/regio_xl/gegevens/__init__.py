"""The reader of TOML: ``tomli``, compiled and three times as fast, or else the same code in the
standard library (Pyodide)."""

from __future__ import annotations

try:
    from tomli import TOMLDecodeError, loads
except ImportError:
    from tomllib import TOMLDecodeError, loads  # type: ignore[assignment]

__all__ = ["TOMLDecodeError", "loads"]
