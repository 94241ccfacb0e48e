"""What every tab starts with: the page, a band with its title, links to all tabs, its question and
its introduction."""

from __future__ import annotations

from collections.abc import Mapping

from regio_xl.indeling import blokken
from regio_xl.opmaak.cellen import Formule, Sprong
from regio_xl.opmaak.stijlen import ACCENT, LETTERTYPE, NACHT, WIT
from regio_xl.opmaak.voorwaarden import als
from regio_xl.opmaak.werkblad import Werkblad
from regio_xl.werkboek import tekstmaat

_A4, _A3 = 9, 8
_BREED = 260.0  # a wider tab with results would print too small on A4
_VAST_HOOGTE = 20
_PIL_BEGIN, _PIL_HOOGTE, _PIL_RUIMTE, _PIL_PUNTEN = 19, 24, 5, 10
_PIL_RAND, _PIL_TEKEN = 30, 7.6
"""Pixels beside the text of a link, and of a letter that is one column wide."""

# What remains possible on a protected tab: everything but changing our texts and results.
_TOEGESTAAN = (
    "objects format_cells format_columns format_rows insert_columns insert_rows insert_hyperlinks "
    "sort autofilter"
)


def begin(blad: Werkblad) -> None:
    """Set up the page and draw the top of a tab. Title and navigation stay in view, and on some
    tabs a row with the headings that matter."""
    _pagina(blad)
    _titel(blad)
    _navigatie(blad)
    blad.rij = 2
    blad.herhalen(0)
    if blad.opmaak.blijft_staan is not None:
        _vaste_regel(blad, *blad.opmaak.blijft_staan)
    # Nothing more: at 200 % these rows take 210 of the 450 pixels that a laptop has for rows.
    blad.sheet.freeze_panes(blad.rij, 0)
    _vraag(blad)
    if blad.naam in blokken.RESULTAATTABS:
        _waarschuwing(blad)
    blad.alinea(blad.opmaak.inleiding)


def _pagina(blad: Werkblad) -> None:
    sheet, breedtes, blanco = blad.sheet, blad.opmaak.breedtes, blad.stijlen["Regio Blanco"]
    sheet.hide_gridlines(2)
    sheet.set_zoom(blad.opmaak.zoom)
    for kolom, breedte in enumerate((blad.opmaak.marge, *breedtes)):
        sheet.set_column(kolom, kolom, breedte, blanco)
    sheet.set_tab_color(NACHT if blad.naam in blokken.INVOERTABS else ACCENT)
    breed = blad.naam not in blokken.INVOERTABS and sum(breedtes) > _BREED
    sheet.set_paper(_A3 if breed else _A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.set_header("&L&10Regio-XL&R&10&F")
    sheet.set_footer("&L&10&A&R&10Pagina &P van &N")
    if blad.opmaak.beschermd:
        sheet.protect("", dict.fromkeys(_TOEGESTAAN.split(), True))


def _titel(blad: Werkblad) -> None:
    blad.sheet.set_row(0, 34)
    blad.sheet.set_row(1, 27)
    for kolom in range(blad.laatste_kolom + 1):
        blad.schrijf(0, kolom, None, "Regio Titel")
        blad.schrijf(1, kolom, None, "Regio Navigatie")
    blad.schrijf(0, 0, blad.opmaak.titel or blad.naam, "Regio Titel")
    blad.schrijf(0, blad.laatste_kolom, "Regio-XL", "Regio Titelregel")


def _navigatie(blad: Werkblad) -> None:
    """One row of links to all tabs, at the same place on every tab; the tab itself stands out and
    is no link."""
    links = _PIL_BEGIN
    for tab in blokken.TABS:
        breedte = round(tekstmaat.breedte(tab, _PIL_PUNTEN) * _PIL_TEKEN) + _PIL_RAND
        hier = tab == blad.naam
        kleur, vlak = (WIT, ACCENT) if hier else (ACCENT, WIT)
        opmaak = {
            "width": breedte,
            "height": _PIL_HOOGTE,
            "x_offset": links,
            "y_offset": 6,
            "object_position": 3,
            "font": {"name": LETTERTYPE, "size": _PIL_PUNTEN, "color": kleur},
            "align": {"vertical": "middle", "horizontal": "center"},
            "fill": {"color": vlak},
            "line": {"color": ACCENT, "width": 0.75},
            "description": f"Je bent op de tab {tab}" if hier else f"Ga naar de tab {tab}",
        }
        if not hier:
            opmaak |= {"url": f"internal:'{tab}'!A1", "tip": f"Ga naar {tab}"}
        blad.sheet.insert_textbox(1, 0, tab, opmaak)
        links += breedte + _PIL_RUIMTE


def _vaste_regel(blad: Werkblad, tekst: str, koppen: Mapping[int, str]) -> None:
    """A short text and the headings above their columns; texts run on over empty cells."""
    blad.sheet.set_row(blad.rij, _VAST_HOOGTE)
    for kolom in range(blad.laatste_kolom + 1):
        blad.schrijf(blad.rij, kolom, None, "Regio Navigatie")
    blad.schrijf(blad.rij, 0, tekst, "Regio Navigatie")
    for kolom, kop in koppen.items():
        blad.schrijf(blad.rij, kolom, kop, "Regio Kop midden")
    blad.herhalen(blad.rij)
    blad.rij += 1


def _vraag(blad: Werkblad) -> None:
    """The question of the tab, and a link to the tab after it."""
    blad.sheet.set_row(blad.rij, 26)
    blad.schrijf(blad.rij, 0, blad.opmaak.vraag, "Regio Vraag")
    verder = blokken.TABS[blokken.TABS.index(blad.naam) + 1 :]
    if verder:
        sprong = Sprong(verder[0], f"Verder met {verder[0]} →", "Regio Verder")
        blad.schrijf(blad.rij, blad.laatste_kolom, sprong, "Regio Verder")
    blad.rij += 1


def _waarschuwing(blad: Werkblad) -> None:
    """A formula that says when answers were changed after the calculation; empty and unseen as long
    as all is well."""
    tabel, (kop, waarde) = blokken.VERANTWOORDING.tabelnaam, blokken.KENMERKKOPPEN
    regel = f'MATCH("{blokken.GEWIJZIGD_TOEN}",{tabel}[{kop}],0)'
    toen = f"INDEX({tabel}[{waarde}],{regel})"
    zin = f'IF({toen}={blokken.GEWIJZIGD_NU},"","{blokken.GEWIJZIGD}")'
    formule = Formule(f'=IFERROR(IF({toen}="","",{zin}),"")')
    blad.schrijf(blad.rij, 0, formule, "Regio Waarschuwing")
    blad.sheet.set_row(blad.rij, 21)
    als(blad, (blad.rij, 0, blad.rij, 3), f'$A${blad.rij + 1}<>""', "let op")
    blad.rij += 1
