"""The network in figures, under the standard names of network analysis (networkx).

Source for what is asked: VNG Denktank 2018, *Werkende samenwerking*, deel I, stap 2 and wegwijzer 4. A missing sector or
party is a signal and a question, never a fault (TEG-15).
"""

from __future__ import annotations

from collections import Counter

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode
from regio_xl.rekenen.maten import MATEN
from regio_xl.resultaten import Netwerkbeeld

VEEL_INVLOED = 4
RESTSOORTEN = ("overig", "samenwerkingsverband")


def netwerkbeeld(methode: Methode, invoer: Invoer) -> Netwerkbeeld:
    """The picture of the network of one workbook."""
    gemeten = {naam: maat(invoer) for naam, maat in MATEN.items()}
    maten = {naam: None if waarde is None else float(waarde) for naam, waarde in gemeten.items()}
    sectoren = Counter(partij.soort for partij in invoer.partijen if partij.soort)
    bekende = [soort for soort in _soorten(methode) if soort not in RESTSOORTEN]
    verbonden = {naam.casefold() for relatie in invoer.relaties for naam in (relatie.van, relatie.naar)}
    onderdelen, bruggen, wederkerigheid = _samenhang(invoer)
    return Netwerkbeeld(
        partijen=len(invoer.partijen),
        relaties=len(invoer.relaties),
        sectoren={soort: sectoren[soort] for soort in _soorten(methode) if sectoren[soort]},
        ontbrekende_sectoren=tuple(soort for soort in bekende if not sectoren[soort]) if sectoren else (),
        eigenaren=tuple(partij.naam for partij in invoer.partijen if partij.rol == "eigenaar"),
        niet_aan_tafel=tuple(
            p.naam for p in invoer.partijen if p.aan_tafel is False and p.invloed is not None and p.invloed >= VEEL_INVLOED
        ),
        zonder_relaties=tuple(
            partij.naam for partij in invoer.partijen if invoer.relaties and partij.naam.casefold() not in verbonden
        ),
        bruggenbouwers=bruggen,
        onderdelen=onderdelen,
        dichtheid=maten["dichtheid"],
        wederkerigheid=wederkerigheid,
        maten=maten,
    )


def _soorten(methode: Methode) -> tuple[str, ...]:
    """The kinds of parties in the order of the method's list."""
    partijen = next(tabel for tabel in methode.netwerk.tabellen if tabel.naam == "Partijen")
    return next(kolom.keuzes for kolom in partijen.kolommen if kolom.sleutel == "soort")


def _samenhang(invoer: Invoer) -> tuple[int | None, tuple[str, ...], float | None]:
    """Connected components (isolated parties count), articulation points by name, and reciprocity of the ties."""
    if not invoer.relaties:
        return None, (), None
    import networkx as nx  # noqa: PLC0415 - a quarter of a second to import, and only needed here

    gericht = nx.DiGraph()
    gericht.add_nodes_from(partij.naam.casefold() for partij in invoer.partijen)
    gericht.add_edges_from((relatie.van.casefold(), relatie.naar.casefold()) for relatie in invoer.relaties)
    netwerk = gericht.to_undirected()
    namen = {partij.naam.casefold(): partij.naam for partij in invoer.partijen}
    bruggen = set(nx.articulation_points(netwerk))
    return (
        nx.number_connected_components(netwerk),
        tuple(naam for sleutel, naam in namen.items() if sleutel in bruggen),
        float(nx.overall_reciprocity(gericht)),
    )
