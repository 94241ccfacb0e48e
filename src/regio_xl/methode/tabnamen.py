"""The names of the tabs of the workbook, defined once: for computing, for the method's own checks
and for ``blokken``."""

from __future__ import annotations

START, OPGAVE, NETWERK, PERSPECTIEF, WEEFSEL = (
    "Start",
    "Opgave",
    "Netwerk",
    "Perspectief",
    "Weefsel",
)
ADVIES, BORG_EN_VERBIND, WEGWIJZERS, CONTROLE, UITLEG = (
    "Advies",
    "Borg en verbind",
    "Wegwijzers",
    "Controle",
    "Uitleg",
)
NETWERKBEELD = "Netwerkbeeld"

TABS = (
    START, OPGAVE, NETWERK, PERSPECTIEF, WEEFSEL, ADVIES, BORG_EN_VERBIND, NETWERKBEELD, WEGWIJZERS, CONTROLE, UITLEG,
)  # fmt: skip
INVOERTABS = (START, OPGAVE, NETWERK, PERSPECTIEF, WEEFSEL)
RESULTAATTABS = (ADVIES, BORG_EN_VERBIND, NETWERKBEELD, WEGWIJZERS, CONTROLE)
LEESTABS = (*INVOERTABS, *RESULTAATTABS)
