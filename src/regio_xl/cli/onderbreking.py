"""Stop when asked: Ctrl-C, the end of a session or of the terminal. Asked again, stop without
waiting for anything."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SEINEN = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Onderbreking:
    """Which signal asked to stop, 0 for none yet."""

    def __init__(self) -> None:
        self.sein = 0

    def gevraagd(self) -> bool:
        """Whether somebody asked to stop."""
        return self.sein != 0

    def vraag(self, sein: int, _: FrameType | None = None) -> None:
        """The handler. The first request is noted, the second comes as an exception."""
        if self.sein:
            raise KeyboardInterrupt
        self.sein = sein


@contextmanager
def onderbreekbaar() -> Iterator[Onderbreking]:
    """Signals ask to stop instead of ending the program; what was ignored (``nohup``) stays
    ignored."""
    onderbreking = Onderbreking()
    vorige = {}
    if threading.current_thread() is threading.main_thread():
        for naam in SEINEN:
            sein = getattr(signal, naam, None)
            if sein is not None and signal.getsignal(sein) not in {signal.SIG_IGN, None}:
                vorige[sein] = signal.signal(sein, onderbreking.vraag)
    try:
        yield onderbreking
    finally:
        for sein, oud in vorige.items():
            signal.signal(sein, oud)
