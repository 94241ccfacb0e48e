"""Hostile workbooks out of our own: how they are made, and how what became of them is judged."""
