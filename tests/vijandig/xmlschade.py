"""Damage to the XML of one part: its elements, attributes, texts, names and encoding."""

from __future__ import annotations

import re
from random import Random

from vijandig.bladtekst import ATTRIBUUT, TAG, TEKST, Bewerking, bewerk, element, kies, lees
from vijandig.nietpluis import GETALLEN, TEKSTEN, VERWIJZINGEN, iets, ontsnap
from vijandig.pakje import Lid, Pakje

_GETAL = re.compile(r'(["> ])(-?[0-9]+(?:\.[0-9]+)?)(?=["<])')
_VERWIJZING = re.compile(r'(")(\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)(?=")')
_BEGINTAG = re.compile(r"<([A-Za-z_][\w:.-]*)((?:\s[^<>]*?)?)(/?)>")
_STUURTEKENS = (
    "\x00",
    "\x01",
    "\x08",
    "\x0b",
    "\x1f",
    "\x7f",
    "\ufffe",
    "\uffff",
    "\udc80",
    "\udcff",
    "\u2028",
    "\r",
    "\x85",
)
_CODERINGEN = (
    "utf-16-le",
    "utf-16-be",
    "utf-16",
    "utf-32",
    "utf-7",
    "latin-1",
    "cp1252",
    "utf-8-sig",
    "cp037",
    "utf-8",
)
_DOCTYPES = (
    "<!DOCTYPE x>", '<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    "<!DOCTYPE\tx []>",
    (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    ),
    '<!DOCTYPE x [<!ATTLIST c r CDATA "A1">]>', "<!-- <!DOCTYPE x> -->", "<!ENTITY a 'b'>",
    "<! DOCTYPE x>",
)  # fmt: skip
_INVOEGSELS = (
    "<!-- x -->", "<?x y?>", "<![CDATA[1]]>", "<![CDATA[<c/>]]>", "<!--" + "x" * 100_000 + "-->",
    "&#48;", "&#x31;", "&amp;", "&lt;", "&a;", "&#0;", "&#xD800;", "&#x110000;", "&nbsp;", "]]>",
    "<", ">", "&", "\r\n", "<?xml version='1.0'?>", "</c>", "</row>", "<c/>", "<row/>", "<v/>",
    "<sheetData/>", "<si/>", "<t/>", "<x:c xmlns:x='urn:x'/>", "<f>1+1</f>", "<v>1</v>",
    "<is><t>x</t></is>", "<rPh sb='0' eb='1'><t>x</t></rPh>",
    "<extLst><ext uri='x'><c r='A1'><v>7</v></c></ext></extLst>",
    (
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/"
        "2006'><mc:Fallback/></mc:AlternateContent>"
    ),
)  # fmt: skip


def _plek(toeval: Random, tekst: str) -> int:
    """A place between two tags."""
    tag = kies(toeval, TAG, tekst)
    return tag.start() if tag else 0


def _weg(toeval: Random, tekst: str) -> str | None:
    tag = kies(toeval, _BEGINTAG, tekst)
    stuk = tag and element(tekst, tag.start())
    return tekst[: stuk[0]] + tekst[stuk[1] :] if stuk else None


def _dubbel(toeval: Random, tekst: str) -> str | None:
    tag = kies(toeval, _BEGINTAG, tekst)
    stuk = tag and element(tekst, tag.start())
    if not stuk:
        return None
    keer = min(toeval.choice((2, 2, 3, 50, 5000)), max(2, 3_000_000 // (stuk[1] - stuk[0])))
    return tekst[: stuk[0]] + tekst[stuk[0] : stuk[1]] * keer + tekst[stuk[1] :]


def _verplaatst(toeval: Random, tekst: str) -> str | None:
    tag = kies(toeval, _BEGINTAG, tekst)
    stuk = tag and element(tekst, tag.start())
    if not stuk:
        return None
    rest = tekst[: stuk[0]] + tekst[stuk[1] :]
    plek = _plek(toeval, rest)
    return rest[:plek] + tekst[stuk[0] : stuk[1]] + rest[plek:]


def _losse_tag(toeval: Random, tekst: str) -> str | None:
    tag = kies(toeval, TAG, tekst)
    return (
        tag
        and tekst[: tag.start()]
        + toeval.choice(("", tag[0] * 2, tag[0].upper()))
        + tekst[tag.end() :]
    )


def _attribuut(toeval: Random, tekst: str) -> str | None:
    gevonden = kies(toeval, ATTRIBUUT, tekst)
    if not gevonden:
        return None
    nieuw = toeval.choice(
        ("", gevonden[0] * 2, f' {gevonden[2]}="{iets(toeval)}"',
            f' {gevonden[2]}="{iets(toeval)}"', f" {gevonden[2]}=''",
         f' x{gevonden[2]}="{gevonden[4]}"', f" {gevonden[2]} =\n'{gevonden[4]}'",
         f' {gevonden[2]}="{gevonden[4]}>"', f' {gevonden[2].upper()}="{gevonden[4]}"',
         f' {gevonden[2]}=" {gevonden[4]} "',
         f" {gevonden[2]}={gevonden[4]}")
    )  # fmt: skip
    return tekst[: gevonden.start()] + nieuw + tekst[gevonden.end() :]


def _tekst(toeval: Random, tekst: str) -> str | None:
    gevonden = kies(toeval, TEKST, tekst)
    nieuw = toeval.choice(("", iets(toeval), iets(toeval), ontsnap(toeval.choice(TEKSTEN))))
    return gevonden and tekst[: gevonden.start(1)] + nieuw + tekst[gevonden.end(1) :]


def _getal(toeval: Random, tekst: str) -> str | None:
    gevonden = kies(toeval, _GETAL, tekst)
    return (
        gevonden and tekst[: gevonden.start(2)] + toeval.choice(GETALLEN) + tekst[gevonden.end(2) :]
    )


def _verwijzing(toeval: Random, tekst: str) -> str | None:
    gevonden = kies(toeval, _VERWIJZING, tekst)
    return (
        gevonden
        and tekst[: gevonden.start(2)]
        + ontsnap(toeval.choice(VERWIJZINGEN))
        + tekst[gevonden.end(2) :]
    )


def _diep(toeval: Random, tekst: str) -> str | None:
    tag = kies(toeval, _BEGINTAG, tekst)
    if not tag:
        return None
    naam, keer = (
        toeval.choice((tag[1], tag[1], "x", "row", "c", "is", "r")),
        toeval.choice((1, 5, 57, 60, 64, 70, 1000, 100_000)),
    )
    nest = f"<{naam}>" * keer + toeval.choice(("", "x")) + f"</{naam}>" * keer
    return tekst[: tag.start()] + nest + tekst[tag.start() :]


def _veel_attributen(toeval: Random, tekst: str) -> str | None:
    tag = kies(toeval, _BEGINTAG, tekst)
    if not tag:
        return None
    veel = toeval.choice((
        "".join(f' a{i}="x"' for i in range(toeval.choice((10, 1000, 50_000)))),
        ' lang="' + "x" * toeval.choice((1000, 1_000_000)) + '"',
        "".join(f' xmlns:n{i}="urn:{i}"' for i in range(toeval.choice((10, 20_000)))),
        " " * 500_000,
    ))  # fmt: skip
    plek = tag.end() - 1 - len(tag[3])
    return tekst[:plek] + veel + tekst[plek:]


def _invoegsel(toeval: Random, tekst: str) -> str | None:
    gevonden = kies(toeval, TEKST, tekst) if toeval.random() < 0.6 else None
    plek = toeval.randint(gevonden.start(1), gevonden.end(1)) if gevonden else _plek(toeval, tekst)
    return tekst[:plek] + toeval.choice(_INVOEGSELS) + tekst[plek:]


def _in_cdata(toeval: Random, tekst: str) -> str | None:
    gevonden = kies(toeval, TEKST, tekst)
    return (
        gevonden
        and f"{tekst[: gevonden.start(1)]}<![CDATA[{gevonden[1]}]]>{tekst[gevonden.end(1) :]}"
    )


def _naamruimte(toeval: Random, tekst: str) -> str | None:
    hoe = toeval.randrange(6)
    if hoe == 0:
        return re.sub(
            r'xmlns="[^"]*"',
            toeval.choice(('xmlns="urn:x"', "", 'xmlns=""', 'xmlns="&#120;"')),
            tekst,
            count=1,
        )
    if hoe == 1:
        return tekst.replace("schemas.openxmlformats.org", "purl.oclc.org/ooxml")
    if hoe == 2:
        return re.sub(r"xmlns:r=", "xmlns:rr=", tekst, count=1)
    if hoe == 3:
        return re.sub(
            r"\br:id=",
            toeval.choice(("id=", "x:id=", "R:ID=", "r:Id=")),
            tekst,
            count=toeval.choice((0, 1)),
        )
    if hoe == 4:
        return met_voorvoegsel(tekst, toeval.choice(("x", "ns0", "é", "a.b", "X-1")))
    tag = kies(toeval, _BEGINTAG, tekst)
    naam = toeval.choice(("x:", "xml:", "r:", "mc:"))
    return tag and f"{tekst[: tag.start() + 1]}{naam}{tekst[tag.start() + 1 :]}"


def met_voorvoegsel(tekst: str, voorvoegsel: str) -> str:
    """The part with a prefix before every name of the default namespace; sound when there is
    one."""
    tekst = re.sub(r"<(/?)(?![\w.-]+:)([A-Za-z])", rf"<\1{voorvoegsel}:\2", tekst)
    return tekst.replace(' xmlns="', f' xmlns:{voorvoegsel}="', 1)


def _doctype(toeval: Random, tekst: str) -> str | None:
    kop, einde, rest = (
        tekst.partition("?>") if tekst.lstrip("\ufeff").startswith("<?xml") else ("", "", tekst)
    )
    if toeval.random() < 0.2:
        gevonden = kies(toeval, TEKST, rest)
        rest = rest[: gevonden.start(1)] + "&a;" + rest[gevonden.end(1) :] if gevonden else rest
    return kop + einde + toeval.choice(_DOCTYPES) + rest


def _stuurteken(toeval: Random, tekst: str) -> str | None:
    plek = toeval.randrange(len(tekst) + 1)
    return tekst[:plek] + toeval.choice(_STUURTEKENS) + tekst[plek:]


def _kop(toeval: Random, tekst: str) -> str | None:
    rest = re.sub(r"^\ufeff?<\?xml[^>]*\?>", "", tekst)
    return toeval.choice((
        "", " ", "\n", '<?xml version="1.1"?>', '<?xml version="1.0" standalone="maybe"?>',
        "<?xml?>", "\ufeff\ufeff", "x",
        *(f'<?xml version="1.0" encoding="{c}"?>' for c in ("utf-16", "UTF-7", "latin1",
            "ISO-8859-1", "x" * 300, "",
        "utf-8 ")),
    )) + rest  # fmt: skip


def _opmaak(toeval: Random, tekst: str) -> str | None:
    """Other ways to write the same XML: nothing is wrong with any of them."""
    return toeval.choice((
        lambda: tekst.replace("><", ">\n  <"),
        lambda: tekst.replace("/>", " />"),
        lambda: re.sub(r'="([^"\']*)"', r"='\1'", tekst),
        lambda: re.sub(r"</([\w:]+)>", r"</\1\n>", tekst),
        lambda: re.sub(r"<([\w:]+)((?:\s[^<>]*?)?)/>", r"<\1\2></\1>", tekst),
        lambda: tekst.replace("<c ", "<c\t").replace("<row ", "<row\n"),
        lambda: tekst + toeval.choice(("\n<!-- na -->", "<?na?>", "\0", "x", "<x/>")),
        lambda: tekst.replace("A", "&#65;"),
    ))()  # fmt: skip


BEWERKINGEN: dict[str, Bewerking] = {
    "element weg": _weg, "element dubbel": _dubbel, "element verplaatst": _verplaatst,
    "losse tag": _losse_tag, "attribuut": _attribuut, "attribuut ": _attribuut, "tekst": _tekst,
    "tekst ": _tekst, "getal": _getal, "verwijzing": _verwijzing, "diep": _diep,
    "veel attributen": _veel_attributen, "invoegsel": _invoegsel, "invoegsel ": _invoegsel,
    "cdata": _in_cdata, "naamruimte": _naamruimte, "doctype": _doctype, "stuurteken": _stuurteken,
    "kop": _kop, "opmaak": _opmaak,
}  # fmt: skip


def doelwit(toeval: Random, pakje: Pakje) -> Lid | None:
    """A part to damage: mostly one that we read."""
    soorten = ("worksheets/sheet",) * 8 + ("sharedStrings",) * 3 + ("workbook.xml",) * 2 + (
        "styles", "_rels/workbook.xml.rels", "_rels/.rels", "Content_Types", "tables/",
        "worksheets/_rels", "drawings/", "docProps", "xl/",
    )  # fmt: skip
    soort = toeval.choice(soorten).encode()
    er = [lid for lid in pakje.leden if soort in lid.naam and len(lid.inhoud) < 5_000_000]
    return toeval.choice(er) if er else None


def schend(toeval: Random, pakje: Pakje) -> str | None:
    """One or a few changes of one kind in one part; says what was done."""
    lid = doelwit(toeval, pakje)
    naam = toeval.choice(list(BEWERKINGEN))
    keer = (
        toeval.choice((1, 1, 1, 3, 10))
        if naam not in ("diep", "veel attributen", "element dubbel", "opmaak")
        else 1
    )
    gelukt = sum([bewerk(toeval, lid, BEWERKINGEN[naam]) for _ in range(keer)])
    return f"xml: {gelukt}x {naam.strip()} in {_naam(lid)}" if lid and gelukt else None


def wissel(toeval: Random, pakje: Pakje) -> str | None:
    """An element of one part in another, or whole parts swapped."""
    een, ander = doelwit(toeval, pakje), doelwit(toeval, pakje)
    if een is None or ander is None or een is ander:
        return None
    if toeval.random() < 0.3:
        inhoud, ingepakt = een.inhoud, een.ingepakt
        een.inhoud, een.ingepakt = ander.inhoud, ander.ingepakt
        ander.inhoud, ander.ingepakt = inhoud, ingepakt
        return f"xml: {_naam(een)} en {_naam(ander)} gewisseld"
    tekst = lees(een)
    tag = kies(toeval, _BEGINTAG, tekst)
    stuk = tag and element(tekst, tag.start())

    def voeg_in(toeval: Random, doel: str) -> str | None:
        plek = _plek(toeval, doel)
        return stuk and doel[:plek] + tekst[stuk[0] : stuk[1]] + doel[plek:]

    return (
        f"xml: element uit {_naam(een)} in {_naam(ander)}"
        if bewerk(toeval, ander, voeg_in)
        else None
    )


def codering(toeval: Random, pakje: Pakje) -> str | None:
    """A part in another encoding, declared or not."""
    lid = doelwit(toeval, pakje)
    if lid is None:
        return None
    naam, zegt = (
        toeval.choice(_CODERINGEN),
        toeval.choice(("utf-8", "utf-16", "iso-8859-1", "windows-1252", "us-ascii", "utf-7", None)),
    )
    tekst = lees(lid)
    if zegt:
        tekst = re.sub(r'encoding="[^"]*"', f'encoding="{zegt}"', tekst, count=1)
    lid.zet(tekst.encode(naam, "replace"))
    return f"xml: {_naam(lid)} als {naam}, zegt {zegt}"


def byte_fouten(toeval: Random, pakje: Pakje) -> str | None:
    """Other bytes in a part, under a correct checksum."""
    lid = doelwit(toeval, pakje)
    if lid is None or not lid.inhoud:
        return None
    inhoud = bytearray(lid.inhoud)
    for _ in range(toeval.choice((1, 1, 4, 30))):
        inhoud[toeval.randrange(len(inhoud))] = toeval.randrange(256)
    lid.zet(bytes(inhoud))
    return f"xml: bytefouten in {_naam(lid)}"


def _naam(lid: Lid) -> str:
    return lid.naam.decode("utf-8", "replace")


MUTATIES = (schend, schend, schend, schend, schend, schend, wissel, codering, byte_fouten)
