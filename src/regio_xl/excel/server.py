"""Regio-XL on an xlwings Server: the scripts and the functions REGIO.* for Excel without Python on
the desktop.

Start it with ``uvicorn regio_xl.excel.server:app``; uvicorn listens to this computer only, unless
told otherwise. The app is that of the package ``xlwings-server`` (its code for the browser, its
sign-in), with our functions and scripts in the places of its examples, and a manifest and task pane
of our own. Settings ``XLWINGS_...`` in the environment win from the defaults here.

Without a way to sign in it answers this computer only, whatever it listens to. What people send
stays in memory while it is being answered; it is written nowhere and not logged.

xlwings' server part and xlwings-server are PolyForm Noncommercial, which permits use by a
government. Neither is ours.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from importlib import import_module, resources, util
from ipaddress import ip_address
from typing import Any

_Bericht = MutableMapping[str, Any]
_Ontvang = Callable[[], Awaitable[_Bericht]]
_Stuur = Callable[[_Bericht], Awaitable[None]]
_App = Callable[[_Bericht, _Ontvang, _Stuur], Awaitable[None]]

STANDAARD = {
    "XLWINGS_PROJECT_NAME": "Regio-XL",
    "XLWINGS_FUNCTIONS_NAMESPACE": "",  # the functions bring REGIO themselves
    # how Excel tells our add-in from others
    "XLWINGS_MANIFEST_ID_PROD": "5f932d25-927f-4c8c-9ea1-f197914df9f2",
    "XLWINGS_TASKPANE_HTML": "taakvenster.html",
    "XLWINGS_ENABLE_SOCKETIO": "false",  # no function streams
    "XLWINGS_ENABLE_EXAMPLES": "false",
    "XLWINGS_LOG_LEVEL": "WARNING",
}
"""Settings of xlwings Server that differ from its own."""

GEEN_SERVER = (
    "Voor de server is xlwings-server nodig. "
    'Installeer het met: python -m pip install "regio-xl[server]"'
)
GEEN_SLEUTEL = (
    "xlwings Server vraagt om een sleutel. Zet XLWINGS_LICENSE_KEY in de omgeving of in een "
    "bestand .env in deze map. Voor gebruik door een overheid is dat: "
    "XLWINGS_LICENSE_KEY=noncommercial. Lees eerst docs/excel/server.md."
)
GEEN_AANMELDING = (
    "Deze server heeft nog geen aanmelding en antwoordt daarom alleen op de computer waarop hij "
    "draait. De beheerder leest in docs/excel/server.md wat er nodig is."
)
_log = logging.getLogger("regio_xl.server")


def __getattr__(naam: str) -> Any:
    """Make ``app`` when somebody asks for it, so that importing this module starts nothing."""
    if naam == "app":
        return maak_app()
    msg = f"module {__name__!r} has no attribute {naam!r}"
    raise AttributeError(msg)


@cache  # one app in a process, however often it is asked for
def maak_app() -> _App:
    """The ASGI app. Stops with one Dutch sentence when something it needs is missing."""
    if util.find_spec("xlwings_server") is None:
        sys.exit(GEEN_SERVER)
    os.environ["XLWINGS_ON_SERVER"] = "true"  # before the first import of xlwings
    for naam, waarde in STANDAARD.items():
        os.environ.setdefault(naam, waarde)
    # Reads .env, and with it the key.
    instellingen = import_module("xlwings_server.config").settings
    from regio_xl.excel import functies, scripts, xlwings_hook  # noqa: PLC0415

    if xlwings_hook.OORZAAK is not None:
        sys.exit(GEEN_SLEUTEL)
    sys.modules["custom_functions"], sys.modules["custom_scripts"] = functies, scripts
    server = import_module("xlwings_server.main")
    for naam in ("xlwings_server", "xlwings"):  # their messages may quote a cell
        logging.getLogger(naam).setLevel(logging.CRITICAL)
    # An address may hold the text of a message box.
    logging.getLogger("uvicorn.access").disabled = True
    _voeg_uiterlijk_toe(server.app, instellingen.app_path)
    return _bewaak(server.main_app, met_aanmelding=bool(instellingen.auth_providers))


def _voeg_uiterlijk_toe(app: Any, pad: str) -> None:
    """Our manifest, task pane and icons: after those of who runs the server, before those of
    xlwings Server."""
    from jinja2 import FileSystemLoader  # noqa: PLC0415
    from starlette.staticfiles import StaticFiles  # noqa: PLC0415

    map_ = str(resources.files("regio_xl") / "gegevens" / "excel")
    lader = import_module("xlwings_server.templates").loader
    lader.loaders.insert(len(lader.loaders) - 1, FileSystemLoader(map_))
    app.mount(f"{pad}/regio-xl/js", StaticFiles(directory=f"{map_}/js"))
    app.mount(f"{pad}/regio-xl", StaticFiles(directory=f"{map_}/beelden"))


def _bewaak(app: _App, *, met_aanmelding: bool) -> _App:
    """Refuse other computers while nobody has to sign in, and keep what went wrong out of the log,
    but for its kind."""

    async def bewaakt(scope: _Bericht, ontvang: _Ontvang, stuur: _Stuur) -> None:
        if scope["type"] == "http" and not met_aanmelding and not _van_deze_computer(scope):
            await _weiger(stuur)
            return
        try:
            await app(scope, ontvang, stuur)
        except Exception as fout:
            _log.error("Een verzoek ging mis (%s).", type(fout).__name__)

    return bewaakt


def _van_deze_computer(scope: _Bericht) -> bool:
    try:
        return ip_address(scope["client"][0]).is_loopback
    except (KeyError, TypeError, ValueError):
        return False


async def _weiger(stuur: _Stuur) -> None:
    kop = [(b"content-type", b"text/plain; charset=utf-8")]
    await stuur({"type": "http.response.start", "status": 403, "headers": kop})
    await stuur({"type": "http.response.body", "body": GEEN_AANMELDING.encode()})
