"""Stop when asked: Ctrl-C, the end of a session or of the terminal. Asked again, stop without
waiting for anything."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Interrupt:
    """Which signal asked to stop, 0 for none yet."""

    def __init__(self) -> None:
        self.signal = 0

    def asked(self) -> bool:
        """Whether somebody asked to stop."""
        return self.signal != 0

    def ask(self, number: int, _: FrameType | None = None) -> None:
        """The handler. The first request is noted, the second comes as an exception."""
        if self.signal:
            raise KeyboardInterrupt
        self.signal = number


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Signals ask to stop instead of ending the program; what was ignored (``nohup``) stays
    ignored."""
    interrupt = Interrupt()
    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) not in {signal.SIG_IGN, None}:
                before[number] = signal.signal(number, interrupt.ask)
    try:
        yield interrupt
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
