"""Ask who listens at the address of a cluster, before its client is let near it.

The client of Dask runs what the other side sends (pickle), and waits for ever for somebody who
takes the call and says nothing. So the first words are exchanged here: plain values only, little of
them, and not for long. The form is that of Dask 2026: a message is a length and frames, and the
first frame is msgpack.
"""

from __future__ import annotations

import socket
import ssl
import struct
import sys
import time
from collections.abc import Mapping
from contextlib import closing, nullcontext
from importlib import import_module
from typing import Any

_LARGEST = 64 * 1024 * 1024
"""Bytes of an answer: the scheduler names all its workers."""
_FRAMES = 1000
_HELLO = {"compression": None, "python": list(sys.version_info[:3]), "pickle-protocol": 5}
_WHO = {"op": "identity", "reply": True}


class NobodyThere(Exception):
    """Nobody takes the call."""


class NoScheduler(Exception):
    """Who takes the call is no scheduler, or not one that we may trust."""


def greet(host: str, port: int, secure: ssl.SSLContext | None, seconds: float) -> None:
    """Make sure that a scheduler of Dask answers. Raises :class:`NobodyThere` and
    :class:`NoScheduler`."""
    deadline = time.monotonic() + seconds
    try:
        line = socket.create_connection((host, port), seconds)
    except OSError as fout:
        raise NobodyThere from fout
    try:
        with closing(line), secure.wrap_socket(line) if secure else nullcontext(line) as safe:
            talk = _Talk(safe, deadline)
            talk.say(_HELLO)
            talk.hear()
            talk.say(_WHO)
            kind = talk.hear().get("type")
    except Exception as fout:  # whatever somebody else answers may be taken for anything
        raise NoScheduler from fout
    if kind != "Scheduler":
        raise NoScheduler


class _Talk:
    """Messages over a connection."""

    def __init__(self, line: socket.socket, deadline: float) -> None:
        self._line, self._deadline = line, deadline
        self._msgpack: Any = import_module("msgpack")  # comes with Dask

    def say(self, message: Mapping[str, object]) -> None:
        """Send a message. Raises OSError."""
        frame = self._msgpack.packb(message)
        self._line.sendall(struct.pack("<QQQ", len(frame) + 16, 1, len(frame)) + frame)

    def hear(self) -> dict[str, Any]:
        """The next message. Raises OSError and ValueError."""
        (size,) = struct.unpack("<Q", self._bytes(8))
        content = self._bytes(size)
        (frames,) = struct.unpack_from("<Q", content)
        if not 1 <= frames <= _FRAMES:
            raise ValueError(frames)
        lengths = struct.unpack_from(f"<{frames}Q", content, 8)
        begin = 8 * (1 + frames)
        self._bytes(max(0, begin + sum(lengths) - size))  # frames that come apart
        message = self._msgpack.unpackb(
            content[begin : begin + lengths[0]],
            strict_map_key=False,
            raw=False,
            use_list=False,  # a scheduler that worked has keys of more than one part
        )
        if not isinstance(message, dict):
            raise TypeError(type(message))
        return message

    def _bytes(self, number: int) -> bytes:
        if number > _LARGEST:
            raise ValueError(number)
        content = bytearray()
        while len(content) < number:
            self._line.settimeout(max(0.01, self._deadline - time.monotonic()))
            piece = self._line.recv(min(65536, number - len(content)))
            if not piece or time.monotonic() > self._deadline:
                raise TimeoutError
            content += piece
        return bytes(content)
