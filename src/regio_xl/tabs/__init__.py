"""The tabs of the workbook: one module for one tab, its rows and its drawing."""
