"""What stands before the server app: it sees every request first, and the app behind it is never
trusted. The app here answers what it was asked, so that what gets through is visible."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio_xl.excel import guard as module
from regio_xl.excel.guard import Access, App, Message, guard, is_plain_path

SECRET = "/k0123456789abcdefghijk"  # noqa: S105
LOCAL = Access(prefix=SECRET)
CALL = "/xlwings/custom-functions-call"


async def echo(scope: Message, receive: Any, send: Any) -> None:
    """Answer with the path, the length of the body and the thread that does the work."""
    body = await receive()
    told = {
        "path": scope["path"],
        "length": len(body["body"]),
        "thread": threading.current_thread().name,
    }
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(told).encode()})


def ask(
    path: str,
    access: Access = LOCAL,
    body: bytes = b"",
    *,
    app: App = echo,
    headers: dict[str, str] | None = None,
    client: str = "127.0.0.1",
    chunks: int = 1,
    kind: str = "http",
) -> tuple[int, str]:
    """The status and the text of an answer; the body comes in as many chunks as asked."""
    named = {"host": "localhost:8000", **(headers or {})}
    scope: Message = {
        "type": kind,
        "method": "POST" if body else "GET",
        "path": path,
        "client": (client, 50000),
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }
    size = -(-len(body) // chunks) or 1
    parts = [body[start : start + size] for start in range(0, len(body), size)] or [b""]
    sent: list[Message] = []

    async def receive() -> Message:
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        await guard(app, access)(scope, receive, send)

    asyncio.run(run())
    if kind == "websocket":
        return sent[0]["code"], ""
    return sent[0]["status"], sent[1]["body"].decode()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../.env", "/static/..", "/..", "/.", "/./x", "/static/./x", "/static/..\\.env",
        "/static\\..\\x", "/static/..%2f.env", "/static/%2e%2e/x", "/static/%252e%252e%252fx",
        "/static/.env", "/.git/config", "/static/C:/Windows/win.ini", "/static/c:x", "//etc/passwd",
        "/static//etc/passwd", "/static/... /x", "/static/.. /x", "/static/x.", "/static/x ",
        "/static/x\x00.js", "/static/\u2024\u2024/x", "/static/\uff0e\uff0e/x", "/static/..;/x",
        "/static/~/../x", "/static/NUL:", "/static/x\n", "/static/x%00", "\\\\server\\share",
    ],
)  # fmt: skip
@pytest.mark.parametrize("access", [LOCAL, Access(authenticate=lambda *_: asyncio.sleep(0))])
def test_a_path_that_could_leave_its_folder_never_reaches_the_app(
    path: str, access: Access
) -> None:
    assert not is_plain_path(path)
    assert ask(access.prefix + path, access) == (404, module.VREEMD_ADRES)


@pytest.mark.parametrize(
    "path", ["/", "", "/manifest.xml", "/static/js/core/office-15.js", "/static/img/Ons logo-2.png"]
)
def test_an_ordinary_path_goes_through(path: str) -> None:
    assert is_plain_path(path)
    assert ask(SECRET + path)[0] == 200


@given(st.lists(st.sampled_from([".", "..", "a", "%2e", "\\", ":", " ", "b.js", "~"]), max_size=6))
def test_no_path_that_is_let_through_climbs(pieces: list[str]) -> None:
    path = "/" + "".join(pieces)
    if is_plain_path(path):
        assert ".." not in path.split("/")
        assert not any(sign in path for sign in ("\\", ":", "%", "/."))


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("10.1.2.3", {}),
        ("2001:db8::1", {}),
        ("testclient", {}),
        ("127.0.0.1", {"x-forwarded-for": "127.0.0.1"}),
        ("127.0.0.1", {"forwarded": "for=127.0.0.1"}),
        ("127.0.0.1", {"x-real-ip": "10.1.2.3"}),
        ("127.0.0.1", {"via": "1.1 proxy"}),
    ],
)
def test_without_sign_in_another_computer_is_refused_also_behind_a_web_server(
    client: str, headers: dict[str, str]
) -> None:
    refused = (403, module.GEEN_AANMELDING)
    assert ask(f"{SECRET}/", client=client, headers=headers) == refused


@pytest.mark.parametrize("path", ["/", "/manifest.xml", f"{SECRET}x/", SECRET[:-1], CALL])
def test_behind_a_silent_web_server_only_who_knows_the_secret_comes_in(path: str) -> None:
    """Such a server makes everybody 127.0.0.1 and sends no header that tells."""
    assert ask(path) == (403, module.GEEN_SLEUTEL_IN_ADRES)
    assert ask(f"{SECRET}/")[0] == 200


@pytest.mark.parametrize(
    "host", ["kwaad.voorbeeld", "kwaad.voorbeeld:8000", "", "127.0.0.1.nip.io"]
)
def test_a_page_elsewhere_that_points_its_name_at_this_computer_is_refused(host: str) -> None:
    assert ask(f"{SECRET}/", headers={"host": host}) == (421, module.VREEMDE_NAAM)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8443"])
def test_this_computer_goes_by_all_its_names(host: str) -> None:
    assert ask(f"{SECRET}/", headers={"host": host})[0] == 200


def test_a_server_with_a_name_answers_to_that_name_only() -> None:
    async def anybody(*_: object) -> None: ...

    access = Access(anybody, hosts=frozenset({"regio.gemeente.nl"}))
    far = {"client": "10.1.2.3"}
    assert ask("/", access, headers={"host": "regio.gemeente.nl"}, **far)[0] == 200  # type: ignore[arg-type]
    assert ask("/", access, headers={"host": "ander.nl"}, **far)[0] == 421  # type: ignore[arg-type]
    assert ask("/", access)[0] == 200  # a health check on the machine itself


def test_a_token_is_looked_at_before_the_body() -> None:
    asked: list[tuple[str, str | None]] = []

    async def nobody(token: str, provider: str | None) -> None:
        asked.append((token, provider))
        raise ValueError("signature of " + token)

    async def unread() -> Message:
        raise AssertionError("the body was read")

    async def run() -> list[Message]:
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        headers = [(b"host", b"x"), (b"authorization", b"Bearer fake")]
        scope: Message = {
            "type": "http", "method": "POST", "path": CALL, "client": ("10.0.0.1", 1),
            "headers": headers,
        }  # fmt: skip
        await guard(echo, Access(nobody))(scope, unread, send)
        return sent

    start, body = asyncio.run(run())
    assert (start["status"], asked) == (401, [("Bearer fake", None)])
    assert b"fake" not in body["body"]


@pytest.mark.parametrize("chunks", [1, 7])
def test_a_body_has_an_end(chunks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BODY", 100)
    assert ask(SECRET + CALL, body=b"[" * 101, chunks=chunks) == (413, module.TE_GROOT)
    assert ask(SECRET + "/taskpane.html", body=b"x" * 101, chunks=chunks)[0] == 413
    assert ask(SECRET + CALL, body=b'{"a": 1}' + b" " * 92, chunks=chunks)[0] == 200


@pytest.mark.parametrize("announced", ["101", "999999999999999999999", "-1", "1e3", "0x10", "²"])
def test_an_announced_size_that_is_too_large_or_strange_is_refused_unread(
    announced: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BODY", 100)
    headers = {"content-length": announced}
    assert ask(SECRET + CALL, body=b"{}", headers=headers) == (413, module.TE_GROOT)


def test_a_sender_who_never_ends_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BODY_SECONDS", 0)

    async def app(*_: object) -> None:
        raise AssertionError

    async def run() -> list[Message]:
        sent: list[Message] = []

        async def never() -> Message:
            await asyncio.sleep(60)
            raise AssertionError

        async def send(message: Message) -> None:
            sent.append(message)

        scope: Message = {
            "type": "http", "method": "POST", "path": SECRET + CALL, "client": ("::1", 1),
            "headers": [(b"host", b"localhost")],
        }  # fmt: skip
        await guard(app, LOCAL)(scope, never, send)
        return sent

    assert asyncio.run(run())[0]["status"] == 408


def test_a_whole_column_is_refused_with_what_to_do_instead() -> None:
    status, text = ask(SECRET + CALL, body=json.dumps({"args": [[[None]] * 60_000]}).encode())
    assert status == 413
    assert "50.000" in text
    assert "F40:F200" in text


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"a":NaN', b'"{}"', b"1e999,"]
)
def test_what_is_no_json_object_is_a_bad_request(body: bytes) -> None:
    assert ask(SECRET + CALL, body=body) == (400, module.ONLEESBAAR)


def test_work_is_done_outside_the_event_loop() -> None:
    """So one request never stops the others: both must be inside before either may go on."""
    both = threading.Barrier(2, timeout=20)

    async def slow(scope: Message, receive: Any, send: Any) -> None:
        both.wait()
        await echo(scope, receive, send)

    async def one(app: App) -> str:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"{}", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        scope: Message = {
            "type": "http", "method": "POST", "path": SECRET + CALL, "client": ("::1", 1),
            "headers": [(b"host", b"localhost")],
        }  # fmt: skip
        await app(scope, receive, send)
        name: str = json.loads(sent[1]["body"])["thread"]
        return name

    async def two() -> tuple[str, str]:
        app = guard(slow, LOCAL)
        return await asyncio.gather(one(app), one(app))

    assert all(name.startswith("regio-xl") for name in asyncio.run(two()))


def test_what_breaks_gives_an_answer_without_what_was_sent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def broken(*_: object) -> None:
        raise ValueError("geheim 4711")

    logging.disable(logging.NOTSET)  # a command with a cluster switches it off
    assert ask(SECRET + CALL, body=b"{}", app=broken) == (500, module.MISLUKT)
    assert "4711" not in caplog.text
    assert "ValueError" in caplog.text


def test_a_web_socket_is_guarded_too() -> None:
    assert ask(f"{SECRET}/", kind="websocket", client="10.1.2.3") == (1008, "")
    assert ask(f"{SECRET}/../x", kind="websocket") == (1008, "")
