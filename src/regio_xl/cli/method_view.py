"""What ``regio-xl methode`` prints: a summary, the rules of balance, the coverage of sources."""

from __future__ import annotations

from regio_xl.bevindingen import toonbaar
from regio_xl.cli.output import emit, say
from regio_xl.methode import Methode


def say_summary(methode: Methode) -> None:
    """How much there is of everything."""
    borg = methode.borg_en_verbind
    say(f"{methode.algemeen.naam}, versie {methode.versie}")
    say(f"  {len(methode.stellingen)} stellingen, {len(methode.indicatoren)} indicatoren")
    say(
        f"  {len(borg.kernvragen)} kernvragen, "
        f"{len(borg.legitimiteit)} manieren om je te verantwoorden"
    )
    say(f"  {len(methode.weefsel.patronen)} patronen van structuur, personen en weefsel")
    say(f"  {len(methode.wegwijzers)} wegwijzers en {len(methode.handreikingen)} handreikingen")
    say("Alles zien: regio-xl methode --json. Nakijken: regio-xl methode --controle of --dekking.")


def print_balance(methode: Methode) -> bool:
    """Say of every rule of balance whether it holds; gives whether all of them do."""
    # heavy, only for --controle
    from regio_xl.methodeproef.balans import controleer_methode  # noqa: PLC0415

    rules = controleer_methode(methode)
    for rule in rules:
        say(f"{'goed' if rule.goed else 'FOUT'}  {rule.naam}: {rule.uitleg}")
    return all(rule.goed for rule in rules)


def print_coverage(methode: Methode) -> bool:
    """Print the table of coverage as tab-separated text, and say what is wrong with it; gives
    whether nothing is."""
    from regio_xl.methodeproef import dekking  # noqa: PLC0415 - heavy, only for --dekking

    lines = dekking.dekking(methode)
    emit("id\tnaam\tbron\tgebruikt door")
    for line, items, reason in lines:
        unused = f"niet gebruikt: {reason}" if reason else "NIET GEDEKT"
        emit(toonbaar(f"{line.id}\t{line.naam}\t{line.bron}\t{', '.join(items) or unused}"))
    mistakes = dekking.fouten(methode)
    for mistake in mistakes:
        say(f"FOUT  {mistake}")
    left_out = sum(1 for line in lines if line.reden and not line.onderdelen)
    used = sum(1 for line in lines if line.onderdelen)
    say(f"{used} van de {len(lines)} regels worden gebruikt, {left_out} met reden niet.")
    return not mistakes


def print_trial(methode: Methode, *, als_json: bool, boeken: int = 2000) -> None:
    """Print the tables of the long trial, each when it is ready; as JSON one table a line.
    ``boeken``: workbooks in each cell."""
    # heavy, only for --proef
    from regio_xl.methodeproef.proefrapport import proefrapport  # noqa: PLC0415

    for tabel in proefrapport(methode, boeken):
        if als_json:
            emit(tabel.model_dump_json())
        else:
            emit(toonbaar("\n".join((tabel.naam, tabel.uitleg, "", *tabel.regels(), ""))))
