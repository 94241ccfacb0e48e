"""Hostile workbooks out of our own: how they are made (by number, from a seed) and how what became
of them is judged.

``benchmarks/fuzz.py`` runs them. It is kept outside the package, since nobody who uses Regio-XL
needs it.
"""
