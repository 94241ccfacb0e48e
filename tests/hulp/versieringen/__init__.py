"""Everything that people and programs add to a workbook, one function for each, and a hypothesis
strategy that draws from them.

Each takes the parts of a workbook, a tab and a number that varies it. The XML is the least that the
format asks for. Formulas are not adjusted when rows or columns are put in: nothing here calculates.
"""

from hulp.versieringen import cellen, tabblad, tekeningen, werkboek  # noqa: F401 - each registers what it knows
from hulp.versieringen.gereedschap import VERSIERINGEN
from hulp.versieringen.ontwerp import ONTWERPEN, SPELLINGEN, Ontwerp, versier

__all__ = ["ONTWERPEN", "SPELLINGEN", "VERSIERINGEN", "Ontwerp", "versier"]
