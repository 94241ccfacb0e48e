"""Which blocks a workbook has, and where each of them stands in this very workbook."""
