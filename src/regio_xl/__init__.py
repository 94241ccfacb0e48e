"""Regio-XL: from separate opinions to one explainable choice about a regional issue."""

__version__ = "0.3.0"

__all__ = ["__version__"]
