"""The theme of the workbook: our colours and font, so that what users add themselves fits in."""

from __future__ import annotations

import re
from io import StringIO

from xlsxwriter.theme import THEME_XML_2007

from regio_xl.sjabloon.stijlen import ACCENT, INKT, MIST, NACHT, PERSPECTIEFKLEUR, WIT

LETTERTYPE = "Calibri"

_KLEUREN = {
    "dk1": INKT, "lt1": WIT, "dk2": NACHT, "lt2": MIST, "accent1": ACCENT, "accent2": PERSPECTIEFKLEUR["rechtmatig"],
    "accent3": PERSPECTIEFKLEUR["presterend"], "accent4": PERSPECTIEFKLEUR["netwerkend"],
    "accent5": PERSPECTIEFKLEUR["responsief"], "accent6": "#4A5968", "hlink": ACCENT, "folHlink": ACCENT,
}  # fmt: skip


def thema() -> StringIO:
    """The theme part, ready for XlsxWriter: its own theme with another name, palette and heading font."""
    kleuren = "".join(f'<a:{naam}><a:srgbClr val="{kleur.lstrip("#")}"/></a:{naam}>' for naam, kleur in _KLEUREN.items())
    xml = re.sub(r"<a:clrScheme .*?</a:clrScheme>", f'<a:clrScheme name="Regio-XL">{kleuren}</a:clrScheme>', THEME_XML_2007)
    xml = re.sub(r'(<a:theme [^>]*?)name="[^"]*"', r'\1name="Regio-XL"', xml, count=1)
    xml = xml.replace('<a:latin typeface="Cambria"/>', f'<a:latin typeface="{LETTERTYPE}"/>')
    return StringIO(xml)
