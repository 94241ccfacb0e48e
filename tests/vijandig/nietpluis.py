"""Values that programs trip over: numbers, references, texts, names of tabs."""

from __future__ import annotations

from random import Random

GETALLEN = (
    "", "0", "-1", "1", "2", "65535", "65536", "1048576", "1048577", "16384", "16385", "2147483647",
    "2147483648", "-2147483649", "4294967295", "4294967296", "18446744073709551616",
    "99999999999999999999", "1e999", "-1e999", "1e308", "1e-400", "NaN", "Infinity", "-0", "0x1F",
    "1,5", "1.5", " 1 ", "+1", "1_0", "１２", "٣", "²", "9" * 400, "9" * 5000, "1" + "0" * 309,
    "2958465", "2958466", "-693594", "60", "0.99999999999", "1e15", "3.0000000000000004", "true",
    "ja", "\u00a01",
)  # fmt: skip
"""Three of them are no ASCII digits, and Python's ``isdigit`` likes them."""
VERWIJZINGEN = (
    "", "A", "1", "A0", "A1", "a1", "$A$1", "XFD1048576", "XFE1", "XFD1048577", "A1048577",
    "A99999999999999999999", "AAAA1", "ZZZZZZZ9", "A-1", "R1C1", "A1:XFD1048576", "A:A", "1:1",
    "A1:", ":A1", "A1:B2:C3", "B2:A1", "A1 B2", "A1,B2", "A 1", "Ａ1", "A１", "A²", "A1\n",
    "Start!A1", "'Start'!A1", "#REF!", "é1", "A1:A1", "A01", "A0000001", "D7", "C5", "B4:C5", "ß1",
    "ﬁ1",
)  # fmt: skip
TEKSTEN = (
    "", " ", "\u00a0", "\u200b", "\n\n", "\t", "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)",
    "'1", "#N/A", "#REF!", "#SPILL!", "#N/B", "_x0000_", "_x005F_x0041_", "_x000D_", "_xD800_",
    "_xFFFF_", "x" * 32_767, "x" * 32_768, "é" * 40_000, "👩‍💼" * 9_000, "\u202e\u200bx", "\ufeff1",
    "\ufffd", "<b>", "&amp;", "]]>", "[red]", "%s", "{0}", "{naam}", "{", "}", "1", "5", "3,0",
    "3.0", "n.v.t.", "WAAR", "TRUE", "31-02-2026", "30-2-2026", "2026-13-45", "0-0-0000",
    "29-2-1900", "1-1-9999", "99-99-9999", "ja", "nee", "Antwoord", "Id", "Naam", "Van", "Kenmerk",
    "Waarde", "OPG-42", "opg-03", "NET-27", "PER-01", "netwerkend", "Geen keuze", "gemeente", "İ",
    "ß", "ﬁ", "\u0130d", "ID\u0307", "Gemeente\u0301", "🏛", "\U0010ffff", "\x7f", "\u0085",
    "\u2028", "\u2029", "a" * 300, "a b " * 2000, "\u202e", "1e5", "１", "²", "٣", "½",
    "Nog niet berekend", "Let op: antwoorden gewijzigd na de berekening",
)  # fmt: skip
TABNAMEN = (
    "", " ", "N" * 31, "N" * 32, "N" * 5000, "History", "a/b", "[x]", "a:b", "a'b", "'", "Start",
    "start ", " Advies", "ADVIES", "Opgave", "Borg en verbind", "Controle", "\u202eeivdA",
    "Advies\u200b", "İ", "ß", "=1+1", "#REF!", "<b>", "{0}", "%s", "\n", "Blad\tx", "🏛",
    "Wegwijzers", "Netwerkbeeld", "Netwerk", "()", "a|b", ".*", "\\", "_x0041_dvies",
)  # fmt: skip
SOORTEN = ("s", "str", "inlineStr", "b", "e", "d", "n", "", "S", "x", "9" * 50, "sharedStr")
KOPPEN = (
    "Id", "Stelling", "Antwoord", "Toelichting", "Nu", "Gewenst", "Kenmerk", "Waarde", "Naam",
    "Soort", "Van", "Naar", "Sterkte", "Feit", "Bron", "Agendapunt", "Resultaat", "Vraag", "Status",
    "Afspraak", "Eigenaar", "Datum", "Geldt", "Hoort bij", "Ga naar", "Ernst", "Plek", "Wegwijzer",
    "Staat", "Positie", "Perspectief", "Onderwerp", "Partij", "Lijn x", "Vak x", "Naam bij vak",
)  # fmt: skip


def ontsnap(tekst: str) -> str:
    """Text between tags or quotes; characters that XML cannot hold stay, that is the point."""
    return tekst.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def iets(toeval: Random) -> str:
    """Any nasty value, ready to stand in XML."""
    return ontsnap(toeval.choice(toeval.choice((GETALLEN, VERWIJZINGEN, TEKSTEN, TABNAMEN))))
