"""What stands before the app of xlwings Server: which request is let through, and how much of it.

Nothing here trusts the app behind it. A request is judged by its address, its sender and its size
before a byte of its body is kept. A body is read once, with an end to its size and its time. The
work is done outside the event loop, so that one request never stops the others.

In this order: a path that could leave a folder (:func:`is_plain_path`), an unknown host name, a
sender who may not be here, a token that is not valid, a body that is too large or is no JSON.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

MAX_BODY = 8 * 1024 * 1024
"""Bytes of one request. A workbook with 1,000 parties and 10,000 relations is smaller."""
MAX_VALUES = {"custom-functions-call": 50_000, "custom-scripts-call": 500_000}
"""Values in one request, by what is asked; a custom function costs most for each."""
BODY_SECONDS = 30
"""How long a sender may take over a body."""
_WORKERS = 4

GEEN_AANMELDING = (
    "Deze server heeft nog geen aanmelding en antwoordt daarom alleen op de computer waarop hij "
    "draait. De beheerder leest in docs/excel/server.md wat er nodig is."
)
GEEN_SLEUTEL_IN_ADRES = (
    "Dit adres mist de sleutel van deze server. Gebruik het adres dat de server bij het starten "
    "noemde."
)
VREEMD_ADRES = "Dit adres heeft deze server niet."
VREEMDE_NAAM = (
    "Deze server hoort bij een ander adres. De beheerder zet het goede adres in XLWINGS_HOSTNAME."
)
TE_GROOT = "Dit werkboek is te groot voor de server (meer dan 8 MB). Verwerk het met regio-xl."
TE_VEEL_CELLEN = (
    "Dit zijn te veel cellen in één keer (hooguit {meeste}). Geef een kleiner bereik, bijvoorbeeld "
    "F40:F200 in plaats van F:F."
)
TE_TRAAG = "Het verzoek kwam niet op tijd binnen. Probeer het nog eens."
ONLEESBAAR = "Dit verzoek is niet te lezen. Excel en de server passen misschien niet bij elkaar."
MISLUKT = "Er ging iets mis op de server. Probeer het nog eens, of meld het aan de beheerder."

_FORWARDED = {b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via"}
"""Headers by which a web server that passes requests on makes itself known."""
_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
_PLAIN_SEGMENT = re.compile(r"[\w@+~-](?:[\w.@+~ -]*[\w@+~-])?")
_log = logging.getLogger("regio_xl.server")


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come in.

    ``authenticate`` checks the header Authorization and raises when it is not valid; None when
    nobody can sign in. Then only this computer is answered, and only under ``prefix``, a secret
    that nobody can guess: behind a web server on the same computer everybody seems to be this
    computer. ``hosts`` are the names that the server goes by; empty when any will do.
    """

    authenticate: Callable[[str, str | None], Awaitable[object]] | None = None
    prefix: str = ""
    hosts: frozenset[str] = field(default_factory=frozenset)


class Refused(Exception):
    """A request that goes no further: the status and what to say."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text


def guard(app: App, access: Access) -> App:
    """The app behind its guard. A request that it refuses never reaches the app."""
    workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="regio-xl")

    async def guarded(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await app(scope, receive, send)
            return
        try:
            _check_sender(scope, access)
            if scope["type"] == "http":
                await _answer(app, access, workers, scope, receive, send)
            else:
                await app(scope, receive, send)
        except Refused as refused:
            await _refuse(scope, send, refused)
        except Exception as error:
            _log_kind(error)

    return guarded


def _log_kind(error: Exception) -> None:
    """Keep only the kind of what went wrong: its text may quote a cell."""
    _log.error("Een verzoek ging mis (%s).", type(error).__name__)


def is_plain_path(path: str) -> bool:
    """Whether a path, decoded once, names something inside the folder that it starts in.

    No dot segments, hidden files, backslashes, drive letters, signs of an address that was encoded
    twice, or names that Windows reads as another one.

    >>> is_plain_path("/static/js/index.js"), is_plain_path("/")
    (True, True)
    >>> is_plain_path("/static/../.env"), is_plain_path("/static/..%2f.env")
    (False, False)
    """
    segments = path.removeprefix("/").removesuffix("/").split("/")
    return segments == [""] or all(map(_PLAIN_SEGMENT.fullmatch, segments))


def _check_sender(scope: Message, access: Access) -> None:
    """Raises :class:`Refused` for an address, a host name or a computer that is not welcome."""
    if not is_plain_path(scope["path"]):
        raise Refused(404, VREEMD_ADRES)
    headers = dict(scope["headers"])
    if access.hosts and _host_name(headers.get(b"host", b"")) not in access.hosts | _HERE:
        raise Refused(421, VREEMDE_NAAM)
    if access.authenticate is not None:
        return
    if headers.keys() & _FORWARDED or not _is_loopback(scope):
        raise Refused(403, GEEN_AANMELDING)
    if _host_name(headers.get(b"host", b"")) not in _HERE:
        raise Refused(421, VREEMDE_NAAM)
    if not f"{scope['path']}/".startswith(f"{access.prefix}/"):
        raise Refused(403, GEEN_SLEUTEL_IN_ADRES)


def _host_name(header: bytes) -> str:
    """The name in a header Host, without its port."""
    return re.sub(r":[0-9]*$", "", header.decode("latin-1").strip().lower())


def _is_loopback(scope: Message) -> bool:
    try:
        return ip_address(scope["client"][0]).is_loopback
    except (KeyError, TypeError, ValueError):
        return False


async def _answer(
    app: App,
    access: Access,
    workers: ThreadPoolExecutor,
    scope: Message,
    receive: Receive,
    send: Send,
) -> None:
    """Pass a request on with its body. Work is asked for with POST; the rest is small."""
    headers = dict(scope["headers"])
    call = next((name for name in MAX_VALUES if f"/{name}" in scope["path"]), None)
    if call and access.authenticate is not None:
        await _authenticate(access.authenticate, headers)
    body = await _read_body(headers, receive)
    if call is None or scope["method"] != "POST":
        await app(scope, _as_receive(body), send)
        return
    loop = asyncio.get_running_loop()
    for message in await loop.run_in_executor(workers, _work, app, scope, body, call):
        await send(message)


async def _authenticate(
    authenticate: Callable[[str, str | None], Awaitable[object]], headers: dict[bytes, bytes]
) -> None:
    provider = headers.get(b"auth-provider")
    try:
        await authenticate(
            headers.get(b"authorization", b"").decode("latin-1"),
            None if provider is None else provider.decode("latin-1"),
        )
    except Exception as error:
        status = getattr(error, "status_code", 401)
        raise Refused(status if 400 <= status < 500 else 401, "Meld je opnieuw aan.") from error


async def _read_body(headers: dict[bytes, bytes], receive: Receive) -> bytes:
    """The body of a request. Raises :class:`Refused` when it is too large or too slow; a size that
    is announced is believed only when it is too large."""
    announced = headers.get(b"content-length", b"0")
    if not announced.isdigit() or len(announced) > 18 or int(announced) > MAX_BODY:
        raise Refused(413, TE_GROOT)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                body += message.get("body", b"")
                if len(body) > MAX_BODY:
                    raise Refused(413, TE_GROOT)
                if message["type"] != "http.request" or not message.get("more_body"):
                    return bytes(body)
    except TimeoutError:
        raise Refused(408, TE_TRAAG) from None


def _work(app: App, scope: Message, body: bytes, call: str) -> list[Message]:
    """Let the app answer, in an event loop of this thread. Raises :class:`Refused` for a body that
    cannot be what Excel sends."""
    if body.count(b",") >= MAX_VALUES[call]:
        meeste = f"{MAX_VALUES[call]:,}".replace(",", ".")
        raise Refused(413, TE_VEEL_CELLEN.format(meeste=meeste))
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        raise Refused(400, ONLEESBAAR)
    answer: list[Message] = []

    async def keep(message: Message) -> None:
        answer.append(message)

    async def run() -> None:
        await app(scope, _as_receive(body), keep)

    try:
        asyncio.run(run())
    except Exception as error:
        _log_kind(error)
        if not answer:
            raise Refused(500, MISLUKT) from error
    return answer


def _as_receive(body: bytes) -> Receive:
    """A body that was read before, for who asks once more; after it the sender waits."""
    messages = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Message:
        message = next(messages, None)
        if message is None:
            await asyncio.Event().wait()  # the sender is still there
            raise AssertionError
        return message

    return receive


async def _refuse(scope: Message, send: Send, refused: Refused) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": refused.text.encode()})
