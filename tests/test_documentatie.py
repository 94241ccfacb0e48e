"""What the documents promise is there: the commands, the verbs, the findings, the links, the
version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from hulp.programmas import programma
from regio_xl import __version__
from regio_xl.bevindingen import catalogus
from regio_xl.cli import OPDRACHTEN
from regio_xl.methode import STANDAARDMAP, Methode

WORTEL = Path(__file__).parents[1]
PAGINAS = [
    *(
        WORTEL / naam
        for naam in ("README.md", "README.en.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
    ),
    *sorted((WORTEL / "docs").rglob("*.md")),
]

GEBRUIK = (
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/regio-xl verwerk "
    "workbooks/voorbeelden"
)
TESTS = (
    'python3 -m venv .venv && .venv/bin/pip install -q -e ".[test]" && .venv/bin/python -m pytest'
)


def tekst(naam: str) -> str:
    return (WORTEL / naam).read_text(encoding="utf-8")


def blokken_van(markdown: str) -> Iterator[str]:
    """The contents of the fenced blocks of a page."""
    yield from re.findall(r"^```\w*\n(.*?)^```$", markdown, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("opdracht", [GEBRUIK, TESTS], ids=["gebruiken", "testen"])
def test_the_readme_has_the_two_commands_for_a_fresh_machine(opdracht: str) -> None:
    schil = re.findall(r"^```sh\n(.*?)^```$", tekst("README.md"), re.MULTILINE | re.DOTALL)
    assert opdracht in [regel for blok in schil for regel in blok.splitlines()]


def test_what_the_commands_name_is_there() -> None:
    assert list((WORTEL / "workbooks" / "voorbeelden").glob("*.xlsx"))
    projectbestand = tekst("pyproject.toml")
    assert 'regio-xl = "regio_xl.__main__:main"' in projectbestand
    assert re.search(r"^test = \[$", projectbestand, re.MULTILINE)


@pytest.mark.parametrize("naam", [".ci/run", "CONTRIBUTING.md"])
def test_the_test_command_is_the_same_to_the_letter(naam: str) -> None:
    assert TESTS in tekst(naam).splitlines()


@pytest.mark.parametrize("opdracht", OPDRACHTEN)
def test_the_readme_names_every_verb(opdracht: str) -> None:
    assert re.search(rf"`(?:regio-xl )?{opdracht}\b", tekst("README.md"))


@pytest.mark.parametrize(
    "patroon",
    [
        pytest.param(r"^```(?:sh|powershell)\n.*?^```$", id="code blocks"),
        pytest.param(r"`[^`\n]*\bregio-xl\b[^`\n]*`", id="commands in a sentence"),
        pytest.param(r"(?<!\w)--[a-z]+(?:-[a-z]+)*", id="options"),
        pytest.param(r"(?<=\]\()[^)\s]+(?=\))", id="links and pictures"),
        pytest.param(r"^#+ ", id="sections"),
    ],
)
def test_the_readme_in_english_names_the_same_things_in_the_same_order(patroon: str) -> None:
    nederlands, engels = (
        re.findall(patroon, tekst(naam).replace(f"({ander})", "(README)"), re.MULTILINE | re.DOTALL)
        for naam, ander in (("README.md", "README.en.md"), ("README.en.md", "README.md"))
    )
    assert len(nederlands) >= 3
    assert engels == nederlands


def test_every_picture_has_a_text_of_its_own_in_both_languages() -> None:
    nederlands, engels = (
        re.findall(r"!\[([^\]]*)\]", tekst(naam)) for naam in ("README.md", "README.en.md")
    )
    assert len(set(nederlands) | set(engels)) == 2 * len(nederlands)
    assert all(nederlands + engels)


@pytest.mark.parametrize("pagina", PAGINAS, ids=lambda pad: str(pad.relative_to(WORTEL)))
def test_commands_in_the_documents_exist(pagina: Path) -> None:
    """Every ``regio-xl VERB`` in a code block or between backticks is one of ours; later releases
    are not promised here."""
    markdown = pagina.read_text(encoding="utf-8")
    code = [*blokken_van(markdown), *re.findall(r"`([^`\n]+)`", markdown)]
    genoemd = {
        verb for stuk in code for verb in re.findall(r"(?:^|[\s/])regio-xl ([a-z]+)\b", stuk)
    }
    assert genoemd <= set(OPDRACHTEN)


def _koppelingen(markdown: str) -> list[str]:
    """Targets of links to files, outside code."""
    kaal = re.sub(r"^```.*?^```$|`[^`\n]*`", "", markdown, flags=re.MULTILINE | re.DOTALL)
    doelen = re.findall(r"\]\(<?([^)>\s]+)>?(?: \"[^\"]*\")?\)", kaal)
    return [doel for doel in doelen if not re.match(r"[a-z]+:", doel)]


def _ankers(markdown: str) -> set[str]:
    """The anchors of headings, as code hosts make them."""
    koppen = re.findall(
        r"^#+ +(.+?) *$",
        re.sub(r"^```.*?^```$", "", markdown, flags=re.MULTILINE | re.DOTALL),
        re.MULTILINE,
    )
    return {re.sub(r"[^\w\- ]", "", kop.lower()).replace(" ", "-") for kop in koppen}


@pytest.mark.parametrize("pagina", PAGINAS, ids=lambda pad: str(pad.relative_to(WORTEL)))
def test_every_link_to_a_file_or_a_heading_leads_somewhere(pagina: Path) -> None:
    markdown = pagina.read_text(encoding="utf-8")
    assert markdown.strip()
    for doel in _koppelingen(markdown):
        pad, _, anker = unquote(doel).partition("#")
        bestand = (pagina.parent / pad) if pad else pagina
        assert bestand.exists(), doel
        assert bestand.resolve().is_relative_to(WORTEL.resolve()), doel
        if anker and bestand.suffix == ".md":
            assert anker in _ankers(bestand.read_text(encoding="utf-8")), doel


def test_the_page_of_findings_is_what_the_catalogue_says() -> None:
    """After a change: python docs/maak.py"""
    assert tekst("docs/bevindingen.md") == programma("docs/maak.py").bevindingen()


def test_the_page_about_the_method_is_what_the_data_make(methode: Methode) -> None:
    """After a change: python docs/maak.py"""
    assert tekst("docs/methode.md") == programma("docs/maak.py").methodepagina(methode)


def test_the_page_of_json_fields_is_what_the_data_make() -> None:
    """After a change: python docs/maak.py"""
    assert tekst("docs/json.md") == programma("docs/maak.py").jsonpagina()


def test_every_item_of_the_method_stands_on_its_page(methode: Methode) -> None:
    pagina = tekst("docs/methode.md")
    borg = methode.borg_en_verbind
    items = (
        *methode.stellingen.values(),
        *methode.indicatoren,
        *methode.weefsel.patronen,
        *borg.punten,
        *methode.signalen,
    )
    assert [item.id for item in items if f"| {item.id} |" not in pagina] == []


def test_the_examples_of_how_to_change_the_method_are_its_own() -> None:
    """Each TOML example stands in the data of the method, to the letter."""
    gegevens = [pad.read_text(encoding="utf-8") for pad in STANDAARDMAP.rglob("*.toml")]
    voorbeelden = re.findall(
        r"^```toml\n(.*?)^```$", tekst("docs/methode-wijzigen.md"), re.MULTILINE | re.DOTALL
    )
    assert len(voorbeelden) >= 4
    assert [
        voorbeeld
        for voorbeeld in voorbeelden
        if not any(voorbeeld in bestand for bestand in gegevens)
    ] == []


@pytest.mark.parametrize("code", catalogus())
def test_every_finding_has_a_line_in_the_documentation(code: str) -> None:
    regels = [
        regel
        for regel in tekst("docs/bevindingen.md").splitlines()
        if regel.startswith(f"| `{code}` |")
    ]
    assert len(regels) == 1
    assert catalogus()[code].wanneer in regels[0].replace(r"\*", "*")
    assert f"| {catalogus()[code].ernst} |" in regels[0]
    assert "{" not in regels[0]


@pytest.mark.parametrize("nummer", range(1, 28))
def test_every_tension_between_the_sources_has_its_line(nummer: int) -> None:
    """``docs/keuzes.md`` says how each of TEG-01 to TEG-27 is honoured."""
    assert f"TEG-{nummer:02}" in tekst("docs/keuzes.md")


@pytest.mark.parametrize("naam", ["docs/keuzes.md", "docs/rekenregels.md"])
def test_the_pages_of_rules_name_only_items_that_the_method_has(naam: str) -> None:
    gegevens = "\n".join(p.read_text(encoding="utf-8") for p in STANDAARDMAP.rglob("*.toml"))
    genoemd = set(re.findall(r"`([A-Z]{2,3}(?:-[A-Z0-9]+)*-[A-Z]?\d+)`", tekst(naam)))
    assert genoemd
    assert sorted(id_ for id_ in genoemd if f'id = "{id_}"' not in gegevens) == []


def test_the_page_of_choices_counts_our_own_readings(methode: Methode) -> None:
    def telling(gronden: list[str]) -> tuple[int, int]:
        return gronden.count("duiding"), len(gronden)

    kansrijk = telling([x.grond for b in methode.kansrijk for x in b.lading.values()])
    werkwijze = telling(
        [x.grond for s in methode.perspectief.stellingen for x in s.lading.values()]
    )
    kanten = telling([kant.grond for een in methode.afwegen for kant in (een.links, een.rechts)])
    zin = (
        "{} van de {} verbanden op Opgave, Netwerk en in de indicatoren. Bij Perspectief zijn het "
        "er {} van de {}, en bij Afwegen {} van de {} kanten."
    )
    assert zin.format(*kansrijk, *werkwijze, *kanten) in tekst("docs/keuzes.md")


def test_the_changelog_names_the_current_version() -> None:
    versies = re.findall(
        r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", tekst("CHANGELOG.md"), re.MULTILINE
    )
    assert versies[0] == __version__


def test_the_changelog_names_the_version_of_the_method(methode: Methode) -> None:
    laatste = tekst("CHANGELOG.md").split("\n## [")[1]
    assert f"methode {methode.versie}" in laatste


def test_the_version_is_the_same_everywhere() -> None:
    assert f'softwareVersion: "{__version__}"' in tekst("publiccode.yml")
    assert re.search(r"EUPL-1\.2", tekst("publiccode.yml"))
    assert re.search(r'^license = "EUPL-1\.2"$', tekst("pyproject.toml"), re.MULTILINE)


@pytest.mark.parametrize(
    "pagina",
    [pad for pad in PAGINAS if pad.name != "CHANGELOG.md"],
    ids=lambda pad: str(pad.relative_to(WORTEL)),
)
def test_every_path_in_a_page_exists(pagina: Path) -> None:
    """Between back quotes: below the project, or below the package."""
    genoemd = re.findall(
        r"`([a-z_]+(?:/[a-z_0-9]+)+(?:\.\w+|/)?)`", pagina.read_text(encoding="utf-8")
    )
    mappen = (WORTEL, WORTEL / "src" / "regio_xl")
    eigen = {map_.name for begin in mappen for map_ in begin.iterdir() if map_.is_dir()}
    weg = [
        naam
        for naam in genoemd
        if naam.split("/")[0] in eigen and not any((begin / naam).exists() for begin in mappen)
    ]
    assert weg == []


def test_the_page_on_the_design_names_every_room() -> None:
    genoemd = set(re.findall(r"^\| `(\w+)(?:/|\.py)` \|", tekst("docs/ontwerp.md"), re.MULTILINE))
    bron = WORTEL / "src" / "regio_xl"
    kamers = {pad.stem for pad in bron.iterdir() if pad.suffix in {"", ".py"}}
    assert genoemd == {naam for naam in kamers if not naam.startswith(("__", "py."))} - {"py"}


def test_every_test_that_the_page_on_security_names_exists() -> None:
    pagina = (WORTEL / "docs" / "veiligheid.md").read_text(encoding="utf-8")
    genoemd = re.findall(r"`([\w/]+\.py)::(\w+)`", pagina)
    assert len(genoemd) > 10
    for bestand, test in genoemd:
        bron = (WORTEL / "tests" / bestand).read_text(encoding="utf-8")
        assert f"def {test}(" in bron, (bestand, test)
