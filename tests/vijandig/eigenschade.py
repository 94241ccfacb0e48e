"""Damage on our own level: what stands in the cells, headings, ids, blocks, and where. Sound
workbooks, odd users."""

from __future__ import annotations

import re
from itertools import cycle, islice
from random import Random

from openpyxl.utils import column_index_from_string, get_column_letter

from vijandig.bladtekst import (
    CEL,
    RIJ,
    bewerk,
    blad,
    deel,
    gedeelde_teksten,
    kies,
    lees,
    tekstrij,
    verschuif,
    zet,
)
from vijandig.idschade import ONZE, RESULTAAT
from vijandig.nietpluis import GETALLEN, KOPPEN, TABNAMEN, TEKSTEN, ontsnap
from vijandig.pakje import Pakje

_ID = re.compile(r"^[A-Z]{2,3}(-[A-Z]{1,2})?-[A-Z]?\d{2}$")
_TABELLEN = {
    "Netwerk": (("Naam", "Soort"), ("Van", "Naar")),
    "Opgave": (("Feit", "Waarde"), ("Agendapunt", "Resultaat")),
}
_ONLEESBAAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_VERSCHILLEND = (
    11  # texts in many cells: to draw one for each takes more choices than hypothesis has
)


def _xml(tekst: str) -> str:
    """Text as a sound file holds it."""
    return _ONLEESBAAR.sub("", ontsnap(tekst))


def _cel(x: str, ref: str, stijl: str, toeval: Random) -> str:
    """A sound cell with an odd value."""
    soort = toeval.randrange(8)
    if soort < 4:
        return (
            f'<{x}c r="{ref}"{stijl} t="inlineStr"><{x}is><{x}t>{_xml(toeval.choice(TEKSTEN))}'
            f"</{x}t></{x}is></{x}c>"
        )
    getal = toeval.choice(
        (
            "0",
            "1",
            "3",
            "5",
            "6",
            "-1",
            "2.5",
            "1e300",
            "-1e300",
            "1e-300",
            "99999999",
            "45000",
            "0.1",
            "60",
            "2958466",
        )
    )
    fout = toeval.choice(("#N/A", "#REF!", "#SPILL!", "#DIV/0!", "#X!", "#" + "x" * 500))
    return {
        4: f'<{x}c r="{ref}"{stijl}><{x}v>{getal}</{x}v></{x}c>',
        5: f'<{x}c r="{ref}"{stijl} t="b"><{x}v>{toeval.choice("01")}</{x}v></{x}c>',
        6: f'<{x}c r="{ref}"{stijl} t="e"><{x}v>{fout}</{x}v></{x}c>',
        7: f'<{x}c r="{ref}"{stijl} t="{toeval.choice(("str", "n"))}"><{x}f>A1+1</{x}f>'
        + toeval.choice((f"<{x}v>3</{x}v>", f"<{x}v></{x}v>", "")) + f"</{x}c>",
    }[soort]  # fmt: skip


def celwaarden(toeval: Random, pakje: Pakje) -> str | None:
    """Cells with another value of any kind."""
    gevonden = blad(toeval, pakje, (*ONZE, *ONZE, *RESULTAAT))
    if gevonden is None:
        return None
    keer = toeval.choice((1, 3, 20, 100))

    def wijzig(toeval: Random, tekst: str) -> str | None:
        for _ in range(keer):
            cel = kies(toeval, CEL, tekst)
            if cel is None:
                return None
            stijl = re.search(r'\ss="[0-9]+"', cel[4])
            nieuw = _cel(cel[1], cel[2] + cel[3], stijl[0] if stijl else "", toeval)
            tekst = tekst[: cel.start()] + nieuw + tekst[cel.end() :]
        return tekst

    return f"eigen: {keer} cellen op {gevonden[0]}" if bewerk(toeval, gevonden[1], wijzig) else None


def gedeelde_tekst(toeval: Random, pakje: Pakje) -> str | None:
    """A shared string, so a heading, an id, a statement or an answer, says something else
    everywhere."""
    teksten = gedeelde_teksten(pakje)
    lid = deel(pakje, "sharedStrings")
    bijzonder = [tekst for tekst in teksten if tekst in KOPPEN or _ID.match(tekst)]
    if not bijzonder or lid is None:
        return None
    ids = [tekst for tekst in bijzonder if _ID.match(tekst)]
    oud = toeval.choice(ids if toeval.random() < 0.6 and ids else bijzonder)
    nieuw = toeval.choice(
        (
            *KOPPEN,
            toeval.choice(bijzonder),
            toeval.choice(bijzonder),
            oud.lower(),
            f" {oud}\u00a0",
            toeval.choice(TEKSTEN),
        )
    )

    def wijzig(_: Random, tekst: str) -> str | None:
        return re.sub(
            rf"(t(?:\s[^<>]*)?>){re.escape(oud)}(</)",
            lambda m: m[1] + _xml(nieuw) + m[2],
            tekst,
            count=1,
        )

    return f"eigen: {oud!r} wordt {nieuw[:40]!r}" if bewerk(toeval, lid, wijzig) else None


def rijen_erbij(toeval: Random, pakje: Pakje) -> str | None:
    """Rows inserted, or taken away, somewhere on a tab."""
    gevonden = blad(toeval, pakje, (*ONZE, *RESULTAAT))
    if gevonden is None:
        return None
    vanaf, aantal = (
        toeval.randrange(1, 130),
        toeval.choice((1, 2, 30, 1000, 5000, 60_000, 1_048_400)),
    )

    def wijzig(_: Random, tekst: str) -> str | None:
        return verschuif(tekst, vanaf, aantal)

    return (
        f"eigen: {aantal} rijen ingevoegd voor {vanaf} op {gevonden[0]}"
        if bewerk(toeval, gevonden[1], wijzig)
        else None
    )


def rijen_weg(toeval: Random, pakje: Pakje) -> str | None:
    """A stretch of rows deleted as Excel does it, or only emptied."""
    gevonden = blad(toeval, pakje, (*RESULTAAT, *RESULTAAT, *ONZE))
    if gevonden is None:
        return None
    vanaf, aantal, schuif = (
        toeval.randrange(1, 130),
        toeval.choice((1, 2, 8, 60)),
        toeval.random() < 0.6,
    )

    def wijzig(_: Random, tekst: str) -> str | None:
        tekst = RIJ.sub(lambda rij: "" if vanaf <= int(rij[2]) < vanaf + aantal else rij[0], tekst)
        return verschuif(tekst, vanaf + aantal, -aantal) if schuif else tekst

    hoe = "verwijderd" if schuif else "leeggemaakt"
    return (
        f"eigen: {aantal} rijen {hoe} vanaf {vanaf} op {gevonden[0]}"
        if bewerk(toeval, gevonden[1], wijzig)
        else None
    )


def kolommen(toeval: Random, pakje: Pakje) -> str | None:
    """Columns inserted or taken away from some column on."""
    gevonden = blad(toeval, pakje, (*ONZE, *RESULTAAT))
    if gevonden is None:
        return None
    vanaf, aantal = toeval.randrange(1, 12), toeval.choice((1, 3, 200, 16_300, -1, -2))

    def schuif(cel: re.Match[str]) -> str:
        nummer = column_index_from_string(cel[2])
        if vanaf + aantal <= nummer < vanaf:
            return ""
        nieuw = get_column_letter(nummer + aantal) if nummer >= vanaf else cel[2]
        begin = cel.start(2) - cel.start()
        return cel[0][:begin] + nieuw + cel[0][begin + len(cel[2]) :]

    def wijzig(_: Random, tekst: str) -> str | None:
        return CEL.sub(schuif, tekst)

    return (
        f"eigen: {aantal} kolommen bij {vanaf} op {gevonden[0]}"
        if bewerk(toeval, gevonden[1], wijzig)
        else None
    )


def rijen_onderaan(toeval: Random, pakje: Pakje) -> str | None:
    """Rows below everything: thousands of headings, copies of a block, notes of a user."""
    gevonden = blad(toeval, pakje, (*ONZE, *RESULTAAT))
    if gevonden is None:
        return None
    tab, lid = gevonden
    aantal, hoe = (
        toeval.choice((1, 3, 200, 4000)),
        toeval.choice(("koppen", "paren", "kopie", "tekst", "breed")),
    )

    def wijzig(toeval: Random, tekst: str) -> str | None:
        rijen = list(RIJ.finditer(tekst))
        if not rijen:
            return None
        x, laatste = rijen[-1][1], int(rijen[-1][2])
        stukken = []
        if hoe == "kopie":
            van = toeval.randrange(len(rijen))
            for nummer, rij in enumerate(rijen[van : van + aantal], laatste + 1):
                stukken.append(re.sub(rf'(r="[A-Z]*){rij[2]}"', rf'\g<1>{nummer}"', rij[0]))
        else:
            paar = toeval.choice(
                (
                    ("Id", "Stelling", "Antwoord"),
                    ("Kenmerk", "Waarde"),
                    ("Naam", "Soort"),
                    ("Van", "Naar"),
                )
            )
            soorten = TEKSTEN[:40] if hoe == "tekst" else KOPPEN
            stapel = cycle([toeval.choice(soorten) for _ in range(_VERSCHILLEND)])
            breed = 300 if hoe == "breed" and aantal < 1000 else 4
            for nummer in range(laatste + 1, laatste + 1 + aantal):
                teksten = paar if hoe == "paren" else islice(stapel, breed)
                stukken.append(tekstrij(nummer, [_xml(tekst)[:300] for tekst in teksten], x))
        plek = rijen[-1].end()
        return tekst[:plek] + "".join(stukken) + tekst[plek:]

    return (
        f"eigen: {aantal} rijen onderaan ({hoe}) op {tab}" if bewerk(toeval, lid, wijzig) else None
    )


def _tekstplekken(tekst: str, teksten: list[str]) -> dict[str, re.Match[str]]:
    """The last cell of a tab that shows each shared string."""
    plekken = {}
    for cel in CEL.finditer(tekst):
        nummer = re.match(r"<(?:\w+:)?v>([0-9]+)<", cel[5] or "")
        if nummer and 't="s"' in cel[4] and int(nummer[1]) < len(teksten):
            plekken[teksten[int(nummer[1])]] = cel
    return plekken


def tabel_vol(toeval: Random, pakje: Pakje) -> str | None:
    """Very many parties, relations, facts or agenda items under their headings; what stood below
    moves down."""
    gevonden = blad(toeval, pakje, tuple(_TABELLEN))
    teksten = gedeelde_teksten(pakje)
    if gevonden is None or not teksten:
        return None
    tab, lid = gevonden
    eerste, tweede = toeval.choice(_TABELLEN[tab])
    aantal, namen = toeval.choice((2, 30, 300, 1000)), toeval.choice((5, 60, 1000))
    tekst = lees(lid)
    plekken = _tekstplekken(tekst, teksten)
    if eerste not in plekken or tweede not in plekken:
        return None
    kop = plekken[eerste]
    begin, x, kolom = int(kop[3]) + 1, kop[1], column_index_from_string(kop[2])
    tekst = verschuif(tekst, begin, aantal)
    rijen = []
    for nummer in range(begin, begin + aantal):
        ander = f"Partij {(7 * nummer + 1) % namen}" if eerste == "Van" else "bedrijf"
        waarden = [f"Partij {nummer % namen}", ander, "3", "4"]
        rijen.append(tekstrij(nummer, waarden, x, kolom))
    plek = next((rij.start() for rij in RIJ.finditer(tekst) if int(rij[2]) >= begin), None)
    if plek is None:
        return None
    zet(lid, tekst[:plek] + "".join(rijen) + tekst[plek:])
    return f"eigen: {aantal} rijen in de tabel met {eerste}"


def tab_anders(toeval: Random, pakje: Pakje) -> str | None:
    """A tab of ours gone, doubled, renamed or in another place; the package stays sound."""
    lid = pakje.lid("xl/workbook.xml")
    if lid is None:
        return None
    hoe = toeval.choice(("weg", "weg", "hernoemd", "door elkaar", "gewisseld", "dubbele naam"))

    def wijzig(toeval: Random, tekst: str) -> str | None:
        bladen = re.findall(r"<(?:\w+:)?sheet [^<>]*/>", tekst)
        if len(bladen) < 3:
            return None
        plek, rest = tekst.index(bladen[0]), tekst
        for element in bladen:
            rest = rest.replace(element, "", 1)
        nummer, ander = toeval.sample(range(len(bladen)), 2)
        naam = re.compile(r'(?<=name=")[^"]*')
        if hoe == "weg":
            bladen.pop(nummer)
        elif hoe == "hernoemd":
            bladen[nummer] = naam.sub(lambda _: _xml(toeval.choice(TABNAMEN)), bladen[nummer])
        elif hoe == "door elkaar":
            toeval.shuffle(bladen)
        else:
            een, twee = naam.findall(bladen[nummer])[0], naam.findall(bladen[ander])[0]
            bladen[nummer] = naam.sub(lambda _: twee, bladen[nummer])
            if hoe == "gewisseld":
                bladen[ander] = naam.sub(lambda _: een, bladen[ander])
        return rest[:plek] + "".join(bladen) + rest[plek:]

    return f"eigen: tab {hoe}" if bewerk(toeval, lid, wijzig) else None


def resultaatcellen(toeval: Random, pakje: Pakje) -> str | None:
    """Cells that we want to write hold formulas, arrays, merges, notes or numbers of a user."""
    gevonden = blad(toeval, pakje, RESULTAAT)
    if gevonden is None:
        return None
    hoe, keer = (
        toeval.choice(("samen", "formule", "reeks", "gedeeld", "leeg", "cellen weg")),
        toeval.choice((1, 1, 5, 40)),
    )
    rij, hoog = toeval.randrange(3, 110), toeval.randrange(1, 30)
    vlak = (
        f"{get_column_letter(toeval.randrange(2, 9))}{rij}:"
        f"{get_column_letter(toeval.randrange(9, 14))}{rij + hoog}"
    )

    def wijzig(toeval: Random, tekst: str) -> str | None:
        wortel = re.search(r"<((?:\w+:)?)worksheet", tekst)
        if wortel is None:
            return None
        x = wortel[1]
        if hoe == "samen":
            return tekst.replace(
                f"</{x}sheetData>",
                f'</{x}sheetData><{x}mergeCells><{x}mergeCell ref="{vlak}"/></{x}mergeCells>',
                1,
            )
        for _ in range(keer):
            cel = kies(toeval, CEL, tekst)
            if cel is None:
                return None
            ref = cel[2] + cel[3]
            reeks = (
                f"{ref}:{get_column_letter(column_index_from_string(cel[2]) + 2)}{int(cel[3]) + 3}"
            )
            nieuw = {
                "formule": f'<{x}c r="{ref}" t="str"><{x}f>"a"</{x}f><{x}v>a</{x}v></{x}c>',
                "reeks": f'<{x}c r="{ref}"><{x}f t="array" ref="{reeks}">1</{x}f></{x}c>',
                "gedeeld": f'<{x}c r="{ref}"><{x}f t="shared" ref="{ref}" '
                f'si="{toeval.randrange(3)}">1</{x}f>'
                f"<{x}v>1</{x}v></{x}c>",
                "leeg": f'<{x}c r="{ref}"/>',
                "cellen weg": "",
            }[hoe]
            tekst = tekst[: cel.start()] + nieuw + tekst[cel.end() :]
        return tekst

    return (
        f"eigen: {hoe} {vlak} {keer}x op {gevonden[0]}"
        if bewerk(toeval, gevonden[1], wijzig)
        else None
    )


def kopie_van_blad(toeval: Random, pakje: Pakje) -> str | None:
    """A tab with the cells of another one."""
    een, ander = blad(toeval, pakje, (*ONZE, *RESULTAAT)), blad(toeval, pakje, (*ONZE, *RESULTAAT))
    if een is None or ander is None or een[0] == ander[0]:
        return None
    een[1].zet(ander[1].inhoud)
    return f"eigen: op {een[0]} staat wat op {ander[0]} stond"


def getallen(toeval: Random, pakje: Pakje) -> str | None:
    """All numbers of a tab are one odd number."""
    gevonden = blad(toeval, pakje, ONZE)
    if gevonden is None:
        return None
    getal = toeval.choice(GETALLEN[:45])

    def wijzig(_: Random, tekst: str) -> str | None:
        return re.sub(
            r'(<(?:\w+:)?c r="[A-Z0-9]+"(?: s="[0-9]+")?><(?:\w+:)?v>)[^<]*',
            lambda m: m[1] + getal,
            tekst,
        )

    return (
        f"eigen: alle getallen op {gevonden[0]} zijn {getal[:30]!r}"
        if bewerk(toeval, gevonden[1], wijzig)
        else None
    )


MUTATIES = (
    celwaarden, celwaarden, celwaarden, gedeelde_tekst, gedeelde_tekst, rijen_erbij, rijen_weg,
    kolommen, rijen_onderaan, tabel_vol, tab_anders, resultaatcellen, resultaatcellen,
    kopie_van_blad, getallen,
)  # fmt: skip
