"""Files in a folder that are no workbook for us: which ones are named, and what to do with each
kind.

A respondent who sent another kind of file must not vanish, and a photo or a plain text may hold
answers too. So every file is named but for what systems and programs leave behind: hidden files,
and what we made ourselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

BUNDLES = (".numbers", ".pages", ".download")
"""Folders that a Mac shows as one file."""
NO_FOLDERS = {"__macosx", "$recycle.bin", "system volume information"}
"""What a Mac adds to a zip (of every file a second one with its looks), and the bin of Windows."""
MAC_FILE = "._"

_ICLOUD = ".icloud"
_LEFT_BEHIND = re.compile(
    r"verwerking(\.reservekopie(-\d+)?)?\.csv|.*\.(py|pyc|jsonl?|toml)"  # ours
    r"|(eh)?thumbs\.db|desktop\.ini|icon\r"
)
_WAS_ONE = re.compile(r"\.xls[xmb]?(?![a-z0-9])")
_SAVE_AS = "bewaar het als .xlsx"
_EXPORT = "exporteer het als Excel-bestand (.xlsx)"
_UNPACK = "pak het uit en verwerk de werkboeken die erin zitten"
_ATTACHMENT = "open de mail en bewaar de bijlage als .xlsx"
_ASK = "vraag de afzender om het ingevulde werkboek zelf (.xlsx)"
_AGAIN = "het is niet helemaal binnen, dus haal of kopieer het opnieuw"
_SHORTCUT = "dit is een verwijzing, dus zet het werkboek zelf in deze map"
_IF_ANSWERS = "staan er antwoorden in, vraag dan om het ingevulde werkboek zelf (.xlsx)"
_RENAME = "is het een werkboek, geef het dan een naam die eindigt op .xlsx"
_ADVICE: Mapping[str, str] = {
    f".{ending}": advice
    for endings, advice in (
        ("ods fods ots xls xlt xlsb xltx xltm xlw et ett sxc slk dif", _SAVE_AS),
        ("numbers", _EXPORT),
        ("zip 7z rar gz tgz tar bz2 xz", _UNPACK),
        ("msg eml emlx mht mhtml mbox pst", _ATTACHMENT),
        ("csv tsv tab pdf doc docx docm dotx odt rtf pages ppt pptx odp htm html", _ASK),
        ("download crdownload part partial opdownload tmp temp", _AGAIN),
        ("lnk url webloc gsheet gdoc", _SHORTCUT),
    )
    for ending in endings.split()
}


def advice(name: str) -> str:
    """What to do with a file of this name that is no workbook; empty for what a system or a program
    leaves behind."""
    lower = name.lower()
    if lower.startswith(".") and lower.endswith(_ICLOUD):
        return "het staat nog in iCloud, dus haal het eerst op"
    if lower.startswith((".", "~")) or _LEFT_BEHIND.fullmatch(lower):
        return ""
    other = _RENAME if _WAS_ONE.search(lower) else _IF_ANSWERS
    return _ADVICE.get(PurePath(lower).suffix, other)


def is_bundle(folder: str) -> bool:
    """Whether a folder of this name is one file to its user."""
    return folder.lower().endswith(BUNDLES)
