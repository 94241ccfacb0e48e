"""The names of the tabs of the workbook, defined once: for computing, for the method's own checks
and for ``blokken``."""

from __future__ import annotations

INVOERTABS = ("Start", "Opgave", "Netwerk", "Perspectief", "Weefsel")
START, OPGAVE, NETWERK, PERSPECTIEF, WEEFSEL = INVOERTABS
RESULTAATTABS = ("Advies", "Borg en verbind", "Netwerkbeeld", "Wegwijzers", "Controle")
ADVIES, BORG_EN_VERBIND, NETWERKBEELD, WEGWIJZERS, CONTROLE = RESULTAATTABS
UITLEG = "Uitleg"

LEESTABS = (*INVOERTABS, *RESULTAATTABS)
TABS = (*LEESTABS, UITLEG)
