"""``regio-xl`` and ``python -m regio_xl``: where the program starts and ends."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regio_xl.kind import Kind

_METEEN = (["verwerk"], ["controleer"])
"""The commands that leave the files to a process of their own."""
_LATER = ("--help", "--debug", "--cluster", "--hervat", "--methode")
"""With these they need no such process, or another one, or not yet."""


def main() -> None:
    """Run the command line. The process that will do the files starts first: it has the most to
    load."""
    kind = None
    try:
        if sys.argv[1:2] in _METEEN and not any(woord.startswith(_LATER) for woord in sys.argv):
            kind = _kind()
        from regio_xl.cli import main as voer_uit  # noqa: PLC0415 - loads click

        voer_uit(kind)
    except KeyboardInterrupt:  # while loading: the command line itself says what was saved
        print("Afgebroken.", file=sys.stderr)
        sys.exit(130)
    finally:
        if kind:
            kind.dood()
            kind.ruim_op()
        # else Python looks for garbage in all that was loaded, while the user waits for the end
        gc.freeze()


def _kind() -> Kind | None:
    from regio_xl.kind import Kind  # noqa: PLC0415 - only for this command

    with suppress(OSError):  # the first file will tell
        return Kind()
    return None


if __name__ == "__main__":
    main()
