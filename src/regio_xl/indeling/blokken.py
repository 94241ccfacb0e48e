"""Every block of the workbook, declared once: its tab, its headings, the name of its Excel table.

No coordinates here: the drawing of a tab decides where a block stands, and readers and writers find
it by its headings. The names of the sign "an answer was changed since the calculation" stand here
too: the template makes it a formula, a calculation writes the number that it compares with, and the
file adapter knows it for our own (see :mod:`regio_xl.tabs.gewijzigd`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regio_xl.methode import Kolom, Methode, Tabel

# Whoever knows blocks asks here for the names of the tabs too.
from regio_xl.methode.tabnamen import ADVIES as ADVIES
from regio_xl.methode.tabnamen import BORG_EN_VERBIND as BORG_EN_VERBIND
from regio_xl.methode.tabnamen import CONTROLE as CONTROLE
from regio_xl.methode.tabnamen import INVOERTABS as INVOERTABS
from regio_xl.methode.tabnamen import LEESTABS as LEESTABS
from regio_xl.methode.tabnamen import NETWERK as NETWERK
from regio_xl.methode.tabnamen import NETWERKBEELD as NETWERKBEELD
from regio_xl.methode.tabnamen import OPGAVE as OPGAVE
from regio_xl.methode.tabnamen import PERSPECTIEF as PERSPECTIEF
from regio_xl.methode.tabnamen import RESULTAATTABS as RESULTAATTABS
from regio_xl.methode.tabnamen import START as START
from regio_xl.methode.tabnamen import TABS as TABS
from regio_xl.methode.tabnamen import UITLEG as UITLEG
from regio_xl.methode.tabnamen import WEEFSEL as WEEFSEL
from regio_xl.methode.tabnamen import WEGWIJZERS as WEGWIJZERS

GEWIJZIGD = "Let op: antwoorden gewijzigd na de berekening"
"""What the formula at the top of each result tab shows when the two numbers differ."""

GEWIJZIGD_TOEN = "Controlegetal"
"""The line of the block *Verantwoording* with the number of the answers that the calculation
used."""

GEWIJZIGD_NU = "ControlegetalNu"
"""The name of the cell on Uitleg with the number of what is filled in now."""


KENMERK, WAARDE = KENMERKKOPPEN = ("Kenmerk", "Waarde")
TOELICHTING = "Toelichting"
STELLINGKOPPEN = ("Id", "Stelling", "Antwoord", TOELICHTING)
PERSPECTIEFKOPPEN = ("Id", "Stelling", "Nu", "Gewenst", TOELICHTING)
VOLGNUMMER, ONDERWERP, BEDOELING, KENMERKUITLEG = ("Nr", "Onderwerp", "Wat bedoelen we", "Uitleg")
"""Headings of the template over texts of ours that are never read. *Nr* stands before the first
heading that is, and an older template does not have it."""

# The order of columns that reads well on the shared widths of a tab; columns not named here follow
# in the method's order.
_KOLOMVOLGORDE: Mapping[str, str] = {
    "Partijen": "naam belang kracht rol soort invloed betrokkenheid aan_tafel waarom_niet",
    "Relaties": "van naar vorm sterkte vertrouwen wederzijds",
    "Feiten": "feit bron gedeeld_met waarde eenheid schaal peildatum",
    "Agenda": (
        "agendapunt effect resultaat herijken_op eerste_stap belang_overheid belang_inwoners "
        "belang_ondernemers belang_onderwijs belang_maatschappelijk trekker"
    ),
}


@dataclass(frozen=True, slots=True)
class Blok:
    """A block on a tab: an Excel table, still found by its headings when another program dropped
    the table.

    ``rijen`` is how many rows the template gives it; results never fill more in a block that has
    something below it. ``regels`` names the lines of a two-column block of results, in order: the
    writer finds each by its name.
    """

    tab: str
    tabelnaam: str
    koppen: tuple[str, ...]
    rijen: int
    regels: tuple[str, ...] = ()


def _regelblok(tab: str, tabelnaam: str, *regels: str) -> Blok:
    """A two-column block with these lines."""
    return Blok(tab, tabelnaam, KENMERKKOPPEN, len(regels), regels)


# What the file says about itself: on Start, so that it survives every program.
OVER = _regelblok(START, "OverDitWerkboek", "Versie van het werkboek", "Versie van de methode")

# Result blocks of Advies.
ADVIES_KOP = _regelblok(ADVIES, "AdviesKop", "Advies")
ADVIES_KORT = _regelblok(
    ADVIES,
    "AdviesKort",
    "Duidelijkheid",
    "Daarna",
    "Beantwoord",
    "Jullie keuze",
    "Verschil",
    "Agendapunten",
    "Let op",
    "Een lage score",
    "Wat het advies doet kantelen",
)
SCORES = Blok(ADVIES, "Scores", ("Perspectief", "Kansrijk", "Nu", "Gewenst"), 4)
POSITIES = Blok(ADVIES, "Posities", ("Positie", "Links-rechts", "Onder-boven"), 3)
POSITIE_NAMEN = ("Kansrijk", "Nu", "Gewenst")
VOOR = Blok(ADVIES, "RedenenVoor", ("Ga naar", "Wat ervoor pleit", "Punten"), 5)
TEGEN = Blok(ADVIES, "RedenenTegen", ("Ga naar", "Wat ertegen pleit", "Punten"), 5)
KANTELPUNT = Blok(ADVIES, "Kantelpunt", ("Ga naar", "Ander antwoord", "Nu", "Wordt"), 6)
HELPT = Blok(ADVIES, "HelptHetMeest", ("Ga naar", "Deze antwoorden helpen het meest"), 5)
WEEFSELBEELD = _regelblok(
    ADVIES,
    "Weefselbeeld",
    "Structuur",
    "Personen",
    "Weefsel",
    "Richting",
    "Patroon",
    "Wat kun je doen",
    "Leiderschap dat nu helpt",
)
VERANTWOORDING = _regelblok(
    ADVIES,
    "Verantwoording",
    "Berekend op",
    "Programma",
    "Methode",
    "Kenmerk van de antwoorden",
    GEWIJZIGD_TOEN,
)

# On Advies too, but not in older workbooks.
VOORLOPIGE_STAND = Blok(ADVIES, "VoorlopigeStand", ("Voorlopige score", *POSITIE_NAMEN), 4)
VOORLOPIGE_PLEK = Blok(ADVIES, "VoorlopigePlek", ("Voorlopige plek", *POSITIE_NAMEN), 3)
ADVIES_ZEKER = _regelblok(ADVIES, "HoeZeker", "Hoe zeker", "Waar het op rust", "Afwegen")
KEUZE = Blok(ADVIES, "Keuze", KENMERKKOPPEN, 3)
"""What the group decides after the advice: the single values of Perspectief."""
AFWEEGVRAAG = "Wat past hier beter?"
AFWEGEN = Blok(ADVIES, "Afwegen", ("Id", AFWEEGVRAAG, "Antwoord", TOELICHTING), 30)
"""The paired choices that are put to the group. A calculation writes the questions, users the
answers."""
NIET_ALTIJD = (ADVIES_ZEKER, VOORLOPIGE_STAND, VOORLOPIGE_PLEK, KEUZE, AFWEGEN)

ADVIESBLOKKEN = (
    ADVIES_KOP,
    ADVIES_KORT,
    SCORES,
    POSITIES,
    VOOR,
    TEGEN,
    KANTELPUNT,
    HELPT,
    WEEFSELBEELD,
    VERANTWOORDING,
)

# Step 5. The columns Status to Datum belong to the user.
BORG_INVOER = ("Status", "Afspraak", "Eigenaar", "Datum")
BORG = Blok(
    BORG_EN_VERBIND,
    "BorgEnVerbind",
    ("Id", "Hoort bij", "Vraag", "Waarom deze vraag", *BORG_INVOER, "Geldt"),
    90,
)
EIGEN_KOPPEN = (*STELLINGKOPPEN[2:], *PERSPECTIEFKOPPEN[2:4], *BORG_INVOER)
"""What users fill in beside an id."""
BORG_STAND = _regelblok(BORG_EN_VERBIND, "BorgStand", "Perspectief", "Volgt uit", "Stand")

# The network. The picture is drawn from the last three blocks: dots with their names, the names
# around the circle, lines.
NETWERKCIJFERS = _regelblok(
    NETWERKBEELD,
    "Netwerkcijfers",
    "Partijen",
    "Contacten",
    "Dichtheid",
    "Wederkerigheid",
    "Losse delen",
    "Draait om één partij",
)
WAT_OPVALT = Blok(NETWERKBEELD, "WatOpvalt", ("Onderwerp", "Wat je ziet en wat je kunt vragen"), 22)
SPELERS = Blok(
    NETWERKBEELD,
    "Spelers",
    ("Partij", "Soort", "Invloed", "Betrokkenheid", "Contacten", "Brug", "Los zonder deze partij"),
    100,
)
STIPGROOTTES = ("1", "2", "3", "4", "5", "onbekend")
STIPPEN = Blok(
    NETWERKBEELD, "Stippen",
    (
        "Naam bij stip", "Naam x", "Naam y", "Stip x", *(f"Stip {maat}" for maat in STIPGROOTTES),
        *(f"Brug {maat}" for maat in STIPGROOTTES),
    ), 60,
)  # fmt: skip
VAKKEN = Blok(NETWERKBEELD, "Vakken", ("Naam bij vak", "Vak x", "Vak y"), 12)
LIJNEN = Blok(
    NETWERKBEELD, "Lijnen", ("Lijn x", *(f"Lijn {maat}" for maat in STIPGROOTTES), "Grens"), 490
)

# The ten signposts, the suggestions and the agenda item by item. The agenda stands last: it is as
# long as users make it.
WEGWIJZERTELLING = _regelblok(WEGWIJZERS, "WegwijzerTelling", "Op orde", "Aandacht", "Nog leeg")
WEGWIJZERSTANDEN = Blok(
    WEGWIJZERS,
    "Wegwijzerstanden",
    ("Wegwijzer", "Staat", "Waarom", "Kijk op", "Wat je kunt doen", "Bron"),
    10,
)
HANDREIKINGEN = Blok(
    WEGWIJZERS,
    "Handreikingen",
    ("Handreiking", "Bij stap", "Waarom nu", "Kijk op", "Zo pak je het aan", "Bron"),
    12,
)
AGENDABEELD = Blok(
    WEGWIJZERS,
    "Agendabeeld",
    ("Punt van de agenda", "Trekt naar", "Wie er belang bij heeft", "Spoor", "Wat nog ontbreekt"),
    12,
)

BEVINDINGEN = Blok(
    CONTROLE, "Bevindingen", ("Ernst", "Plek", "Wat er staat en wat je doet", "Code"), 300
)
CONTROLE_STAND = _regelblok(CONTROLE, "ControleStand", "Fouten", "Let op", "Tips")

# What stands in the first line of each result tab until it is computed; the calculation overwrites
# it.
NIET_BEREKEND = (
    "Nog niet berekend. Stuur het ingevulde werkboek naar de procesbegeleider; "
    "na het verwerken staat hier het resultaat."
)
NOG_NIET = "nog niet berekend"

RESULTAATBLOKKEN = (
    *ADVIESBLOKKEN, BORG_STAND, BORG, NETWERKCIJFERS, WAT_OPVALT, SPELERS, STIPPEN, VAKKEN, LIJNEN,
    WEGWIJZERTELLING, WEGWIJZERSTANDEN, HANDREIKINGEN, AGENDABEELD, CONTROLE_STAND, BEVINDINGEN,
)  # fmt: skip


def kenmerktab(tab: str) -> str:
    """Where the single values of an input tab stand: on that tab, but the choice of Perspectief
    under the advice."""
    return ADVIES if tab == PERSPECTIEF else tab


def kenmerkblok(tab: str, methode: Methode) -> Blok | None:
    """The two-column block with the single values of an input tab, if the method gives it any."""
    tabblad = next(t for t in methode.invoertabs if t.tab == tab)
    if not tabblad.kenmerken:
        return None
    if tab == PERSPECTIEF:
        return KEUZE
    return Blok(tab, f"{tab}Kenmerken", KENMERKKOPPEN, len(tabblad.kenmerken))


def stellingblok(tab: str, aantal: int) -> Blok:
    """The block of statements of an input tab; on Perspectief it has two answer columns."""
    koppen = PERSPECTIEFKOPPEN if tab == PERSPECTIEF else STELLINGKOPPEN
    return Blok(tab, f"{tab}Stellingen", koppen, aantal)


def tabelblok(tab: str, tabel: Tabel) -> Blok:
    """The block of a table of the method."""
    return Blok(tab, tabel.naam, tuple(kolom.kop for kolom in tabel.kolommen), 0)


def blokken_op(tab: str, methode: Methode) -> tuple[Blok, ...]:
    """Every block that may stand on a tab."""
    blokken = [blok for blok in (OVER, *RESULTAATBLOKKEN, *NIET_ALTIJD) if blok.tab == tab]
    for tabblad in methode.invoertabs:
        if tabblad.tab == tab:
            blokken.append(Blok(tab, f"{tab}Kenmerken", KENMERKKOPPEN, len(tabblad.kenmerken)))
            blokken.append(stellingblok(tab, 0))
            blokken += [tabelblok(tab, tabel) for tabel in tabblad.tabellen]
    return tuple(blokken)


def geordend(tabel: Tabel) -> list[Kolom]:
    """The columns of a table in the order of the template; the first one, which names the row,
    stays first."""
    volgorde = _KOLOMVOLGORDE.get(tabel.naam, "").split()
    rang = {sleutel: nummer for nummer, sleutel in enumerate(volgorde, start=1)}
    eerste, *rest = tabel.kolommen
    return [eerste, *sorted(rest, key=lambda kolom: rang.get(kolom.sleutel, len(rang) + 1))]


def kopvolgorde(blok: Blok, methode: Methode) -> tuple[str, ...]:
    """The headings of a block as the template sets them side by side, also those that are never
    read."""
    if blok.koppen in (STELLINGKOPPEN, PERSPECTIEFKOPPEN):
        id_, stelling, *rest = blok.koppen
        return (id_, ONDERWERP, stelling, BEDOELING, *rest)
    if blok.koppen == KENMERKKOPPEN:
        return (*KENMERKKOPPEN, KENMERKUITLEG)
    tabellen = (tabel for tabblad in methode.invoertabs for tabel in tabblad.tabellen)
    tabel = next((tabel for tabel in tabellen if tabel.naam == blok.tabelnaam), None)
    return tuple(kolom.kop for kolom in geordend(tabel)) if tabel else blok.koppen
