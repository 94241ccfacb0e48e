"""How sure an advice is: whether it stays when the evidence is drawn again, and whether open
answers can still change it.

**Drawn again.** A score is an average over evidence that could also have been other evidence, so it
has an error. The bootstrap within groups shows it: of the n pieces of evidence that are known in a
group, n are drawn with replacement, in every group; from what was drawn the four scores follow as
always. Counted is how often the advised perspective is still the single highest. Sources: OECD/JRC,
*Handbook on Constructing Composite Indicators* (2008), step 7; Saisana, Saltelli and Tarantola
2005, doi 10.1111/j.1467-985X.2005.00350.x; the share in which an alternative ranks first is the
rank acceptability of Tervonen and Figueira 2008, doi 10.1002/mcda.407.

The drawings are the same on every machine and in every order of rows. For each group its known
evidence is put in the order of the ids; piece number 0 is the first. ``random.Random(id of the
group)`` gives bytes (``randbytes`` of as many as are still needed, again until there are enough);
bytes of 256 - 256 % n and above are thrown away, and of the others ``byte % n`` is the number of
the piece. The first 1,000 numbers are the first draw of each of the 1,000 drawings, the next 1,000
the second, and so on. (A group of more than 256 pieces takes ``choices`` instead.)

**What is open.** When every open statement and table is filled in, what counts is known beforehand,
and the lead of the advice over another is linear in the open values, each between -1 and 1 (see
``hellingen``). Its lowest and highest value are therefore exact: worst-case bounds in the sense of
C.F. Manski, *Partial Identification of Probability Distributions* (2003).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import gcd, lcm
from operator import itemgetter, mul
from random import Random

from regio_xl.invoer import Antwoord
from regio_xl.methode import Bewijs
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.bewijs import hele_waarden
from regio_xl.rekenen.hellingen import hellingen
from regio_xl.rekenen.weging import Weging
from regio_xl.resultaten import Advieszekerheid

STEEKPROEVEN = 1000
"""How often the evidence is drawn again."""
_BYTES = bytes(range(256))
_ASSEN = ((1, 0, 0), (0, 1, 0), (0, 0, 1))

Richting = tuple[int, ...]
"""What one open piece of evidence can do to the lead over each of the three rivals."""


def zekerheid(
    weging: Weging, antwoorden: Mapping[str, Antwoord], bovenaan: Perspectief | None
) -> Advieszekerheid | None:
    """How sure the advice ``bovenaan`` is; None without an advice. ``antwoorden`` says what does
    not apply."""
    if bovenaan is None:
        return None
    laagst, hoogst = grenzen_van_voorsprong(weging, antwoorden, bovenaan)
    return Advieszekerheid(
        gelijk_in=hoe_vaak_bovenaan(weging, bovenaan),
        steekproeven=STEEKPROEVEN,
        open_kan_kantelen=laagst <= 0,
        voorsprong_laagst=float(laagst),
        voorsprong_hoogst=float(hoogst),
    )


def getrokken(groep: str, aantal: int) -> Sequence[int]:
    """The numbers of the pieces of evidence that are drawn from a group of ``aantal``, one after
    the other."""
    nodig = STEEKPROEVEN * aantal
    bron, nummers = Random(groep), b""  # noqa: S311 - the same every time, no secret
    if aantal > len(_BYTES):
        return bron.choices(range(aantal), k=nodig)
    grens = 256 - 256 % aantal
    rest = bytes(byte % aantal for byte in _BYTES)
    while len(nummers) < nodig:
        nummers += bron.randbytes(nodig - len(nummers)).translate(rest, delete=_BYTES[grens:])
    return nummers


def hoe_vaak_bovenaan(weging: Weging, bovenaan: Perspectief) -> int:
    """In how many of the 1,000 drawings this perspective is the single highest; a drawing that
    leaves a score unknown does not count."""
    telt = sorted((b for b in weging.bewijzen if b.id in weging.bekend), key=lambda b: b.id)
    stukken, bits, nul = _ingepakt(telt, weging)
    groepen: dict[str, list[int]] = defaultdict(list)
    for bewijs, stuk in zip(telt, stukken, strict=True):
        groepen[bewijs.groep].append(stuk)
    trekkingen = (
        itemgetter(*nummers)(delen)
        for groep, delen in groepen.items()
        for nummers in _per_trekking(groep, len(delen))
    )
    sommen = map(sum, zip(*trekkingen, strict=True))
    rivalen = [PERSPECTIEVEN.index(p) for p in PERSPECTIEVEN if p != bovenaan]
    return _hoe_vaak(sommen, PERSPECTIEVEN.index(bovenaan), rivalen, bits, nul * len(telt))


def _per_trekking(groep: str, aantal: int) -> Iterator[Sequence[int]]:
    """The numbers of the first draw of all drawings, then those of the second, and so on."""
    nummers = getrokken(groep, aantal)
    for begin in range(0, len(nummers), STEEKPROEVEN):
        yield nummers[begin : begin + STEEKPROEVEN]


def _ingepakt(telt: Sequence[Bewijs], weging: Weging) -> tuple[list[int], int, int]:
    """Each piece of evidence as one whole number that holds eight: what it adds to the numerator
    and the denominator of each score, in fields of so many bits. One sum then adds up all eight.
    The numerators are raised by the last number, so that no field is below zero."""
    heel, _ = hele_waarden({bewijs.id: weging.bekend[bewijs.id] for bewijs in telt})
    stukken = []
    for bewijs in telt:
        ladingen = [weging.gewicht[bewijs.id] * bewijs.helften.get(p, 0) for p in PERSPECTIEVEN]
        stukken.append([(lading * heel[bewijs.id], abs(lading)) for lading in ladingen])
    nul = max(abs(boven) for stuk in stukken for boven, _ in stuk)
    grootst = max(2 * nul, *(onder for stuk in stukken for _, onder in stuk))
    bits = (grootst * len(telt)).bit_length()
    gepakt = [
        sum(
            ((boven + nul) << bits | onder) << 2 * bits * nummer
            for nummer, (boven, onder) in enumerate(stuk)
        )
        for stuk in stukken
    ]
    return gepakt, bits, nul


def _hoe_vaak(
    sommen: Iterable[int], bovenaan: int, rivalen: Sequence[int], bits: int, nul: int
) -> int:
    """In how many packed sums the score of one perspective is above those of its rivals:
    N_a / D_a > N_b / D_b, without dividing. ``nul``: by how much the numerators are raised."""
    masker, aantal = (1 << bits) - 1, 0
    eigen_onder = 2 * bits * bovenaan
    eigen_boven = eigen_onder + bits
    plekken = [(2 * bits * rivaal + bits, 2 * bits * rivaal) for rivaal in rivalen]
    for som in sommen:
        boven, onder = (som >> eigen_boven & masker) - nul, som >> eigen_onder & masker
        for plek_boven, plek_onder in plekken:
            rivaal = ((som >> plek_boven & masker) - nul) * onder
            if boven * (som >> plek_onder & masker) <= rivaal:
                break  # also when one of the two is unknown: then both sides are 0
        else:
            aantal += 1
    return aantal


def grenzen_van_voorsprong(
    weging: Weging, antwoorden: Mapping[str, Antwoord], bovenaan: Perspectief
) -> tuple[Fraction, Fraction]:
    """The lowest and the highest lead in points over the best other perspective that any filling in
    of all open evidence gives; what does not apply stays out.

    The lowest is the lowest over any rival. For the highest the rivals may want opposite answers:
    see :func:`_hoogste_minimum`.
    """
    telt = [b for b in weging.bewijzen if not antwoorden.get(b.id, Antwoord()).nvt]
    heel, waardeschaal = hele_waarden(weging.bekend)
    rivalen = [p for p in PERSPECTIEVEN if p != bovenaan]
    per_rivaal = [hellingen(telt, weging.gewicht, bovenaan, rivaal) for rivaal in rivalen]
    schaal = lcm(*(eigen for _, eigen in per_rivaal))
    winsten = [
        {id_: winst * (schaal // eigen) for id_, winst in helling.items()}
        for helling, eigen in per_rivaal
    ]
    vast = [sum(winst * heel[i] for i, winst in deel.items() if i in heel) for deel in winsten]
    open_ = [bewijs.id for bewijs in telt if bewijs.id not in heel]
    richtingen = [tuple(waardeschaal * deel.get(id_, 0) for deel in winsten) for id_ in open_]
    laagst = min(v - sum(map(abs, h)) for v, h in zip(vast, _kolommen(richtingen), strict=True))
    hoogst = _hoogste_minimum(vast, richtingen)
    heelschaal = schaal * waardeschaal
    return Fraction(50 * laagst, heelschaal), 50 * hoogst / heelschaal


def _kolommen(richtingen: Sequence[Richting]) -> Sequence[Richting]:
    """Per rival what each open piece can do."""
    return list(zip(*richtingen, strict=True)) if richtingen else [()] * 3


def _hoogste_minimum(vast: Sequence[int], richtingen: Iterable[Richting]) -> Fraction:
    """The highest value of min over the three rivals r of vast_r + sum(h_ir * v_i), with each v_i
    between -1 and 1.

    By duality of linear programmes that is the lowest value of::

        F(m) = sum(m_r * vast_r) + sum over i of abs(sum(m_r * h_ir))

    over mixtures m of the rivals (m_r >= 0, together 1). F is a straight line on every cell that
    the lines sum(m_r * h_ir) = 0 and m_r = 0 cut out, so it is lowest where two of them cross.
    """
    maal: dict[Richting, int] = defaultdict(int)
    for richting in richtingen:
        if deler := gcd(*richting):
            een = tuple(deel // deler for deel in richting)
            maal[max(een, tuple(-deel for deel in een))] += deler
    beste: Fraction | None = None
    for een, ander in combinations((*maal, *(as_ for as_ in _ASSEN if as_ not in maal)), 2):
        mengsel = _kruising(een, ander)
        if not mengsel:
            continue
        hoogte = sum(map(mul, mengsel, vast))
        for richting, keer in maal.items():
            hoogte += keer * abs(sum(map(mul, mengsel, richting)))
        hier = Fraction(hoogte, sum(mengsel))
        beste = hier if beste is None else min(beste, hier)
    assert beste is not None  # two axes always cross
    return beste


def _kruising(een: Richting, ander: Richting) -> Richting:
    """The mixture for which two lines both are zero: their cross product; empty when that is no
    mixture."""
    (a, b, c), (d, e, f) = een, ander
    punt = (b * f - c * e, c * d - a * f, a * e - b * d)
    if min(punt) < 0:
        punt = (-punt[0], -punt[1], -punt[2])
    return punt if min(punt) >= 0 and any(punt) else ()
