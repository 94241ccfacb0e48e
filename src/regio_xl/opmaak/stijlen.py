"""How everything looks: the palette and the named cell styles. No places and no texts here.

Every cell of the template gets its look from a name below, and that name is also the cell style
users see in Excel.
"""

from __future__ import annotations

from typing import Any

from regio_xl.methode.perspectieven import Perspectief

LETTERTYPE = "Calibri"
WIT, INKT, GRIJS = "#FFFFFF", "#1B2733", "#4A5968"
NACHT, ACCENT, MIST, KOPVLAK = "#14324F", "#1B5A8A", "#E9EFF4", "#D7E2EB"
RASTER, LIJN = "#CBD5DE", "#6F8193"
INVOER, RESULTAAT, MELDING, STAAF = "#FFFBEA", "#F4F7FA", "#FFF1CC", "#B5CBDD"

# Four colours of equal weight (all about 6:1 on white) that rank nothing; the mark says the same
# without colour (TEG-25).
PERSPECTIEFKLEUR: dict[Perspectief, str] = {
    "rechtmatig": "#5A5396",
    "presterend": "#855800",
    "netwerkend": "#0B6A75",
    "responsief": "#8D3F80",
}
PERSPECTIEFTINT: dict[Perspectief, str] = {
    "rechtmatig": "#E6E5F3",
    "presterend": "#F6EAD3",
    "netwerkend": "#DCEEF0",
    "responsief": "#F4E2F0",
}
PERSPECTIEFSTAAF: dict[Perspectief, str] = {
    "rechtmatig": "#BBB7DE",
    "presterend": "#E0C48F",
    "netwerkend": "#9FCFD5",
    "responsief": "#DDB0D5",
}
PERSPECTIEFTEKEN: dict[Perspectief, str] = {
    "rechtmatig": "■",
    "presterend": "▲",
    "netwerkend": "●",
    "responsief": "◆",
}

DATUM, SCORE, POSITIE, PROCENT = "d-m-yyyy", "0.0", "0.00", "0%"

_BASIS: dict[str, Any] = {"font_color": INKT, "valign": "vcenter"}
_LIJST = _BASIS | {"text_wrap": True, "indent": 1}
_CEL = _LIJST | {"border": 1, "border_color": RASTER}
_KOP = _CEL | {
    "bold": True,
    "bg_color": KOPVLAK,
    "font_color": NACHT,
    "bottom": 2,
    "bottom_color": NACHT,
}
_VELD = _LIJST | {"border": 1, "border_color": LIJN, "bg_color": INVOER, "locked": False}
_UITKOMST = _CEL | {"bg_color": RESULTAAT}

STIJLEN: dict[str, dict[str, Any]] = {
    # around the blocks
    "Regio Blanco": _BASIS | {"locked": False},
    "Regio Titel": _BASIS
    | {"font_color": WIT, "bg_color": NACHT, "bold": True, "font_size": 20, "indent": 2},
    "Regio Titelregel": _BASIS
    | {"font_color": WIT, "bg_color": NACHT, "font_size": 11, "align": "right", "indent": 1},
    "Regio Navigatie": _BASIS | {"bg_color": MIST, "font_size": 10, "indent": 2},
    "Regio Vraag": _BASIS | {"font_color": NACHT, "bold": True, "font_size": 14, "indent": 2},
    "Regio Sectie": _BASIS | {"font_color": NACHT, "bold": True, "font_size": 13, "indent": 2},
    "Regio Alinea": _BASIS | {"indent": 2},
    "Regio Hint": _BASIS | {"font_color": GRIJS, "italic": True, "indent": 2},
    "Regio Waarschuwing": _BASIS | {"font_color": NACHT, "bold": True, "indent": 2},
    "Regio Nadruk": _CEL | {"font_color": NACHT, "bold": True, "font_size": 15, "bg_color": MIST},
    "Regio Link": _CEL | {"font_color": ACCENT, "underline": 1},
    "Regio Verder": _BASIS | {"font_color": ACCENT, "underline": 1, "bold": True, "align": "right"},
    # fixed parts of blocks
    "Regio Kop": _KOP,
    "Regio Kop midden": _KOP | {"align": "center", "indent": 0},
    "Regio Id": _CEL | {"font_color": GRIJS, "font_size": 10, "num_format": "@"},
    "Regio Tekst": _CEL,
    "Regio Naam": _CEL | {"bold": True},
    "Regio Uitleg": _CEL | {"font_color": GRIJS, "font_size": 10},
    "Regio Getal": _CEL | {"align": "center", "indent": 0},
    "Regio Voortgang": _CEL | {"align": "right", "num_format": PROCENT, "indent": 1},
    # what users fill in
    "Regio Invoer": _VELD,
    "Regio Antwoord": _VELD | {"align": "center", "bold": True, "indent": 0},
    "Regio Invoer datum": _VELD | {"align": "left", "num_format": DATUM},
    "Regio Lijst invoer": _LIJST | {"locked": False},
    "Regio Lijst antwoord": _LIJST
    | {"locked": False, "align": "center", "bold": True, "indent": 0},
    "Regio Lijst datum": _LIJST | {"locked": False, "align": "left", "num_format": DATUM},
    # what a calculation fills in
    "Regio Resultaat": _UITKOMST,
    "Regio Score": _UITKOMST | {"align": "center", "num_format": SCORE, "indent": 0},
    "Regio Weefselscore": _UITKOMST | {"align": "left", "num_format": SCORE},
    "Regio Positie": _UITKOMST | {"align": "center", "num_format": POSITIE, "indent": 0},
    "Regio Lijst": _LIJST,
    "Regio Lijst naam": _LIJST | {"bold": True},
    "Regio Lijst id": _LIJST | {"font_color": GRIJS, "font_size": 10, "num_format": "@"},
    "Regio Lijst uitleg": _LIJST | {"font_color": GRIJS, "font_size": 10},
    "Regio Lijst link": _LIJST | {"font_color": ACCENT, "underline": 1},
    "Regio Lijst getal": _LIJST | {"align": "center", "indent": 0},
    "Regio Lijst punten": _LIJST | {"align": "center", "num_format": SCORE, "indent": 0},
} | {
    f"Regio {sleutel.capitalize()}": _CEL
    | {
        "bold": True,
        "font_color": WIT,
        "bg_color": kleur,
        "num_format": f'"{PERSPECTIEFTEKEN[sleutel]}  "@',
    }
    for sleutel, kleur in PERSPECTIEFKLEUR.items()
}

# Looks that appear when a row of a list is in use; conditional formats, so lists have no fixed
# length. Each is complete:
# LibreOffice shows only the first that holds.
_RAND: dict[str, Any] = {"border": 1, "border_color": RASTER}
VOORWAARDELIJK: dict[str, dict[str, Any]] = {
    "gevuld": _RAND,
    "link": _RAND | {"font_color": ACCENT, "underline": 1},
    "veld": {"border": 1, "border_color": LIJN, "bg_color": INVOER},
    "let op": {"bg_color": MELDING, "font_color": INKT},
    "vervallen": _RAND | {"font_color": GRIJS, "italic": True},
    "ernst fout": _RAND
    | {"bold": True, "font_color": WIT, "bg_color": NACHT, "num_format": '"■  "@'},
    "ernst let op": _RAND
    | {"bold": True, "font_color": INKT, "bg_color": MELDING, "num_format": '"▲  "@'},
    "staat op orde": _RAND | {"font_color": INKT, "bg_color": MIST, "num_format": '"✓  "@'},
    "staat aandacht": _RAND
    | {"bold": True, "font_color": INKT, "bg_color": MELDING, "num_format": '"▲  "@'},
    "staat nog leeg": _RAND | {"font_color": GRIJS, "num_format": '"○  "@'},
    "ernst tip": _RAND | {"font_color": INKT, "bg_color": MIST, "num_format": '"●  "@'},
} | {
    f"tint {sleutel}": _RAND
    | {"bold": True, "bg_color": tint, "font_color": PERSPECTIEFKLEUR[sleutel]}
    | {"num_format": f'"{PERSPECTIEFTEKEN[sleutel]}  "@'}
    for sleutel, tint in PERSPECTIEFTINT.items()
}


def perspectiefstijl(perspectief: Perspectief) -> str:
    """The style that carries the colour and the mark of a perspective."""
    return f"Regio {perspectief.capitalize()}"


class Stijlenkast:
    """Hands out one XlsxWriter format per style name, and knows afterwards which cell format
    belongs to which name."""

    def __init__(self, werkboek: Any) -> None:
        self._werkboek = werkboek
        self._formaten: dict[str, Any] = {}
        self._varianten: dict[tuple[str, str], Any] = {}
        self._voorwaardelijk: dict[str, Any] = {}

    def __getitem__(self, naam: str) -> Any:
        if naam not in self._formaten:
            self._formaten[naam] = self._werkboek.add_format(STIJLEN[naam])
        return self._formaten[naam]

    def met_getalvorm(self, naam: str, getalvorm: str) -> Any:
        """A style with another number format, such as a date in a free field."""
        _ = self[naam]
        if (naam, getalvorm) not in self._varianten:
            self._varianten[naam, getalvorm] = self._werkboek.add_format(
                STIJLEN[naam] | {"num_format": getalvorm}
            )
        return self._varianten[naam, getalvorm]

    def voorwaardelijk(self, naam: str) -> Any:
        """The look of a conditional format."""
        if naam not in self._voorwaardelijk:
            self._voorwaardelijk[naam] = self._werkboek.add_format(VOORWAARDELIJK[naam])
        return self._voorwaardelijk[naam]

    def celformaten(self) -> dict[str, list[int]]:
        """Per style name the numbers of the cell formats that belong to it, the plain one first.
        Only after closing."""
        nummers = {
            naam: [formaat.xf_index]
            for naam, formaat in self._formaten.items()
            if formaat.xf_index is not None
        }
        for (naam, _), formaat in self._varianten.items():
            if naam in nummers and formaat.xf_index is not None:
                nummers[naam].append(formaat.xf_index)
        return nummers
