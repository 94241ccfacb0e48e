"""A result in a notebook: the advice in a sentence, four bars, and how many findings.

Plain HTML that takes its colours from the page around it, so that it reads in light and in dark;
every bar has its number beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from regio_xl.bevindingen import Ernst
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.resultaten.advies import PerspectiefAdvies

_SOORTEN: tuple[tuple[Ernst, str, str], ...] = (
    ("fout", "fout", "fouten"),
    ("let op", "keer let op", "keer let op"),
    ("tip", "tip", "tips"),
)
_RIJ = """\
<tr><th scope="row" style="text-align:left;font-weight:{dikte};padding:2px 12px 2px 0">{naam}</th>\
<td style="text-align:left;padding:2px 8px 2px 0"><div aria-hidden="true" \
style="width:200px;border:1px solid currentColor"><div \
style="width:{breedte:.0f}%;height:10px;background:currentColor;opacity:{dekking}"></div></div></td>\
<td style="text-align:right;padding:2px 0">{getal}</td></tr>"""


def advieszin(advies: PerspectiefAdvies) -> str:
    """The advice in one sentence."""
    if advies.duidelijkheid == "onvoldoende":
        waarover = f" over {perspectieflijst(advies.tekort)}" if advies.tekort else ""
        return f"Er zijn te weinig antwoorden{waarover} voor een advies."
    if advies.advies is None:
        return f"{perspectieflijst(advies.gelijk).capitalize()} scoren precies gelijk."
    zin = f"Het advies is {advies.advies} ({advies.duidelijkheid})"
    if advies.tweede is not None and advies.marge is not None:
        zin += f", {_getal(advies.marge)} punten voor {advies.tweede}"
    return f"{zin}."


def perspectieflijst(perspectieven: Sequence[Perspectief]) -> str:
    """Perspectives as words; nothing for none.

    >>> perspectieflijst(["rechtmatig", "presterend", "netwerkend"])
    'rechtmatig, presterend en netwerkend'
    """
    *eerste, laatste = perspectieven or ("",)
    return " en ".join(filter(None, (", ".join(eerste), laatste)))


def kaart(regio: str, opgave: str, advies: PerspectiefAdvies, bevindingen: Sequence[Ernst]) -> str:
    """The result as a piece of HTML. Scores are 0-100."""
    titel = ": ".join(escape(deel) for deel in (regio, opgave) if deel) or "Resultaat"
    rijen = []
    for perspectief in PERSPECTIEVEN:
        score = advies.scores.get(perspectief)
        gekozen = perspectief == advies.advies
        rijen.append(
            _RIJ.format(
                naam=perspectief.capitalize() + (" (advies)" if gekozen else ""),
                dikte="bold" if gekozen else "normal",
                breedte=score or 0.0,
                dekking="0.9" if gekozen else "0.45",
                getal="onbekend" if score is None else _getal(score),
            )
        )
    return (
        f'<section aria-label="Resultaat van Regio-XL"><p><strong>{titel}</strong><br>'
        f"{escape(advieszin(advies))}</p>"
        '<table style="border-collapse:collapse;color:inherit;font:inherit">'
        '<caption style="text-align:left">'
        "Score per perspectief, van 0 tot 100</caption>"
        f"<tbody>{''.join(rijen)}</tbody></table><p>{_telling(bevindingen)}</p></section>"
    )


def _telling(bevindingen: Sequence[Ernst]) -> str:
    delen = []
    for ernst, een, meer in _SOORTEN:
        aantal = bevindingen.count(ernst)
        if aantal:
            delen.append(f"{aantal} {een if aantal == 1 else meer}")
    return f"Bevindingen: {', '.join(delen)}." if delen else "Geen bevindingen."


def _getal(waarde: float) -> str:
    """With one digit, as the workbook shows scores."""
    return f"{waarde:.1f}".replace(".", ",")
