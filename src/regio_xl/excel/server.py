"""Regio-XL on an xlwings Server: the scripts and the functions REGIO_* for Excel without Python on
the desktop.

Start it with ``uvicorn regio_xl.excel.server:app``; uvicorn listens to this computer only, unless
told otherwise. The app is that of the package ``xlwings-server`` (its code for the browser, its
sign-in), with our functions and scripts in the places of its examples, and a manifest and task pane
of our own. Settings ``XLWINGS_...`` in the environment win from the defaults here.

Without a way to sign in it answers this computer only, whatever it listens to, and only at an
address that holds a secret (:mod:`~regio_xl.excel.guard`). What people send stays in memory while
it is being answered; it is written nowhere and not logged.

xlwings' server part and xlwings-server are PolyForm Noncommercial, which permits use by a
government. Neither is ours.
"""

from __future__ import annotations

import logging
import os
import sys
from functools import cache
from importlib import import_module, resources, util
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from regio_xl.bevindingen.fouten import pip_install
from regio_xl.excel.guard import Access, App, guard, is_plain_path

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
    f"Installeer het in de map van Regio-XL met: {pip_install('server')}"
)
GEEN_SLEUTEL = (
    "xlwings Server vraagt om een sleutel. Zet XLWINGS_LICENSE_KEY in de omgeving of in een "
    "bestand .env in deze map. Voor gebruik door een overheid is dat: "
    "XLWINGS_LICENSE_KEY=noncommercial. Lees eerst docs/excel/server.md."
)
ADRES = "Zonder aanmelding werkt deze server alleen op deze computer. Het manifest staat op:"
SLEUTELBESTAND = ".regio-xl-sleutel"
"""Holds the secret part of the address of a server without sign-in, in the folder of its settings;
so the address in a manifest stays good."""
_KORTSTE_SLEUTEL = 20
_log = logging.getLogger("regio_xl.server")


def __getattr__(naam: str) -> Any:
    """Make ``app`` when somebody asks for it, so that importing this module starts nothing."""
    if naam == "app":
        return maak_app()
    msg = f"module {__name__!r} has no attribute {naam!r}"
    raise AttributeError(msg)


@cache  # one app in a process, however often it is asked for
def maak_app() -> App:
    """The ASGI app. Stops with one Dutch sentence when something it needs is missing."""
    if util.find_spec("xlwings_server") is None:
        sys.exit(GEEN_SERVER)
    os.environ["XLWINGS_ON_SERVER"] = "true"  # before the first import of xlwings
    for naam, waarde in STANDAARD.items():
        os.environ.setdefault(naam, waarde)
    # Reads .env, and with it the key.
    instellingen = import_module("xlwings_server.config").settings
    from regio_xl.excel import functies_online, scripts, xlwings_hook  # noqa: PLC0415

    if xlwings_hook.OORZAAK is not None:
        sys.exit(GEEN_SLEUTEL)
    sys.modules["custom_functions"] = functies_online
    sys.modules["custom_scripts"] = scripts
    toegang = _regel_toegang(instellingen)
    server = import_module("xlwings_server.main")
    for naam in ("xlwings_server", "xlwings"):  # their messages may quote a cell
        logging.getLogger(naam).setLevel(logging.CRITICAL)
    # An address may hold the text of a message box.
    logging.getLogger("uvicorn.access").disabled = True
    _voeg_uiterlijk_toe(server.app, instellingen.app_path)
    if toegang.prefix:
        print(f"{ADRES} {toegang.prefix}/manifest.xml", file=sys.stderr)
    app: App = guard(server.main_app, toegang)
    return app


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


def _regel_toegang(instellingen: Any) -> Access:
    """Who may come in by these settings of xlwings Server. Without sign-in every address gets a
    secret: here, before the app is loaded, because it takes its addresses from the settings."""
    naam = instellingen.hostname
    namen = frozenset({naam.lower()}) if naam else frozenset[str]()
    if instellingen.auth_providers:
        aanmelden = import_module("xlwings_server.dependencies").authenticate
        return Access(aanmelden, hosts=namen)
    instellingen.app_path += f"/{_sleutel(Path(instellingen.project_dir))}"
    instellingen.static_url_path = f"{instellingen.app_path}/static"
    return Access(prefix=instellingen.app_path, hosts=namen)


def _sleutel(map_: Path) -> str:
    """The secret of this folder, made at the first start; another one every time where nothing can
    be kept."""
    bestand = map_ / SLEUTELBESTAND
    try:
        bewaard = bestand.read_text(encoding="ascii").strip()
        if len(bewaard) >= _KORTSTE_SLEUTEL and "/" not in bewaard and is_plain_path(bewaard):
            return bewaard
    except (OSError, UnicodeError):
        pass
    sleutel = f"k{token_urlsafe(24)}k"  # begins and ends with a letter, as an address likes it
    try:
        bestand.unlink(missing_ok=True)
        with open(bestand, "x", encoding="ascii", opener=_alleen_van_mij) as uit:
            uit.write(f"{sleutel}\n")
    except OSError:
        _log.warning("Het adres van deze server geldt alleen tot hij stopt.")
    return sleutel


def _alleen_van_mij(pad: str, vlaggen: int) -> int:
    return os.open(pad, vlaggen, 0o600)
