"""Every block of the workbook, declared once: on which tab it stands, its headings, and the name of its Excel table.

No coordinates here: the template builder decides where a block stands, and readers and writers find it by its headings.
"""

from __future__ import annotations

from dataclasses import dataclass

from regio_xl.methode import Methode

START, OPGAVE, NETWERK, PERSPECTIEF, WEEFSEL = "Start", "Opgave", "Netwerk", "Perspectief", "Weefsel"
ADVIES, BORG_EN_VERBIND, CONTROLE, UITLEG = "Advies", "Borg en verbind", "Controle", "Uitleg"

TABS = (START, OPGAVE, NETWERK, PERSPECTIEF, WEEFSEL, ADVIES, BORG_EN_VERBIND, CONTROLE, UITLEG)
INVOERTABS = (START, OPGAVE, NETWERK, PERSPECTIEF, WEEFSEL)
RESULTAATTABS = (ADVIES, BORG_EN_VERBIND, CONTROLE)
LEESTABS = (*INVOERTABS, *RESULTAATTABS)

KENMERKKOPPEN = ("Kenmerk", "Waarde")
STELLINGKOPPEN = ("Id", "Stelling", "Antwoord", "Toelichting")
PERSPECTIEFKOPPEN = ("Id", "Stelling", "Nu", "Gewenst", "Toelichting")


@dataclass(frozen=True, slots=True)
class Blok:
    """A block on a tab: an Excel table, still found by its headings when another program dropped the table.

    ``rijen`` is how many rows the template gives it; results never fill more in a block that has something below it.
    """

    tab: str
    tabelnaam: str
    koppen: tuple[str, ...]
    rijen: int


# What the file says about itself: on Start, so that it survives every program.
OVER = Blok(START, "OverDitWerkboek", KENMERKKOPPEN, 2)
OVER_REGELS = ("Versie van het werkboek", "Versie van de methode")

# Result blocks of Advies. Each line of a Kenmerk/Waarde block has a fixed name; the writer looks it up by that name.
ADVIES_KOP = Blok(ADVIES, "AdviesKop", KENMERKKOPPEN, 1)
KOP_REGELS = ("Advies",)
ADVIES_KORT = Blok(ADVIES, "AdviesKort", KENMERKKOPPEN, 7)
KORT_REGELS = (
    "Duidelijkheid", "Daarna", "Beantwoord", "Jullie keuze", "Verschil", "Let op", "Wat het advies doet kantelen",
)  # fmt: skip
SCORES = Blok(ADVIES, "Scores", ("Perspectief", "Kansrijk", "Nu", "Gewenst"), 4)
POSITIES = Blok(ADVIES, "Posities", ("Positie", "Links-rechts", "Onder-boven"), 3)
POSITIE_NAMEN = ("Kansrijk", "Nu", "Gewenst")
VOOR = Blok(ADVIES, "RedenenVoor", ("Ga naar", "Wat ervoor pleit", "Punten"), 5)
TEGEN = Blok(ADVIES, "RedenenTegen", ("Ga naar", "Wat ertegen pleit", "Punten"), 5)
KANTELPUNT = Blok(ADVIES, "Kantelpunt", ("Ga naar", "Ander antwoord", "Nu", "Wordt"), 6)
HELPT = Blok(ADVIES, "HelptHetMeest", ("Ga naar", "Deze antwoorden helpen het meest"), 5)
WEEFSELBEELD = Blok(ADVIES, "Weefselbeeld", KENMERKKOPPEN, 6)
WEEFSEL_REGELS = ("Structuur", "Personen", "Weefsel", "Richting", "Patroon", "Wat kun je doen")
VERANTWOORDING = Blok(ADVIES, "Verantwoording", KENMERKKOPPEN, 4)
VERANTWOORDING_REGELS = ("Berekend op", "Programma", "Methode", "Kenmerk van de antwoorden")

ADVIESBLOKKEN = (ADVIES_KOP, ADVIES_KORT, SCORES, POSITIES, VOOR, TEGEN, KANTELPUNT, HELPT, WEEFSELBEELD, VERANTWOORDING)

# Step 5. The columns Status to Datum belong to the user.
BORG = Blok(
    BORG_EN_VERBIND, "BorgEnVerbind",
    ("Id", "Hoort bij", "Vraag", "Waarom deze vraag", "Status", "Afspraak", "Eigenaar", "Datum", "Geldt"), 90,
)  # fmt: skip
BORG_INVOER = ("Status", "Afspraak", "Eigenaar", "Datum")
BORG_STAND = Blok(BORG_EN_VERBIND, "BorgStand", KENMERKKOPPEN, 3)
BORG_REGELS = ("Perspectief", "Volgt uit", "Stand")

BEVINDINGEN = Blok(CONTROLE, "Bevindingen", ("Ernst", "Plek", "Wat er staat en wat je doet", "Code"), 300)
CONTROLE_STAND = Blok(CONTROLE, "ControleStand", KENMERKKOPPEN, 3)
CONTROLE_REGELS = ("Fouten", "Let op", "Tips")

# What stands in the first line of each result tab until it is computed; the calculation overwrites it.
NIET_BEREKEND = (
    "Nog niet berekend. Stuur het ingevulde werkboek naar de procesbegeleider; na het verwerken staat hier het resultaat."
)
NOG_NIET = "nog niet berekend"

RESULTAATBLOKKEN = (*ADVIESBLOKKEN, BORG_STAND, BORG, CONTROLE_STAND, BEVINDINGEN)


def kenmerkblok(tab: str, methode: Methode) -> Blok | None:
    """The two-column block of an input tab, if the method gives it one."""
    tabblad = next(t for t in methode.invoertabs if t.tab == tab)
    return Blok(tab, f"{tab}Kenmerken", KENMERKKOPPEN, len(tabblad.kenmerken)) if tabblad.kenmerken else None


def stellingblok(tab: str, aantal: int) -> Blok:
    """The block of statements of an input tab; on Perspectief it has two answer columns."""
    koppen = PERSPECTIEFKOPPEN if tab == PERSPECTIEF else STELLINGKOPPEN
    return Blok(tab, f"{tab}Stellingen", koppen, aantal)
