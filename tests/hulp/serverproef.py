"""Ask the app of ``regio_xl.excel.server`` what Excel would ask it, in a process of its own, for
``tests/test_server.py``.

xlwings reads its environment at its first import, so this cannot run inside the tests. Reads a list
of requests as JSON from stdin and writes the answers and the whole log as JSON to stdout.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from importlib import import_module
from typing import Any


def main() -> None:
    """Answer the requests: each has a method, a path, perhaps JSON, raw text, headers or the
    address it comes from."""
    logboek = io.StringIO()
    logging.basicConfig(stream=logboek, level=logging.DEBUG)
    app = import_module("regio_xl.excel.server").app
    klant = import_module("starlette.testclient").TestClient
    antwoorden: list[dict[str, Any]] = []
    for vraag in json.load(sys.stdin):
        adres = vraag.get("van", "127.0.0.1")
        antwoord = klant(app, base_url="http://localhost:8000", client=(adres, 50000)).request(
            vraag["methode"],
            vraag["pad"],
            json=vraag.get("json"),
            content=vraag.get("tekst"),
            headers=vraag.get("koppen"),
        )
        antwoorden.append(
            {
                "code": antwoord.status_code,
                "soort": antwoord.headers["content-type"],
                "tekst": antwoord.text,
            }
        )
    json.dump({"antwoorden": antwoorden, "log": logboek.getvalue()}, sys.stdout)


if __name__ == "__main__":
    main()
