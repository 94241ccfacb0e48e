"""``regio-xl`` and ``python -m regio_xl``: where the program starts and ends."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regio_xl.batch.processes import Process

_WITH_FILES = (["verwerk"], ["controleer"])
"""The commands that leave the files to a process of their own."""
_LATER = ("--help", "--debug", "--cluster", "--hervat", "--methode")
"""With these they need no such process, or another one, or not yet."""


def main() -> None:
    """Run the command line. The process that will do the files starts first: it has the most to
    load."""
    _take_closed_places()
    process = None
    try:
        if sys.argv[1:2] in _WITH_FILES and not any(word.startswith(_LATER) for word in sys.argv):
            process = _started()
        # loads click, after the process was started
        from regio_xl.cli import main as run_command  # noqa: PLC0415

        run_command(process)
    except KeyboardInterrupt:  # while loading: the command line itself says what was saved
        print("Afgebroken.", file=sys.stderr)
        sys.exit(130)
    finally:
        if process:
            process.kill()
            process.close()
        # else Python looks for garbage in all that was loaded, while the user waits for the end
        gc.freeze()


def _take_closed_places() -> None:
    """Let no file that we open take the place of a standard stream that is closed (``2>&-``)."""
    for place in range(3):
        try:
            os.fstat(place)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest that is free


def _started() -> Process | None:
    from regio_xl.batch.processes import PREPARE, Process  # noqa: PLC0415 - only for these commands

    with suppress(OSError):  # the first file will tell
        return Process((PREPARE, (None,)))
    return None


if __name__ == "__main__":
    main()
