"""Short marks: two contents that differ get marks that differ."""

from __future__ import annotations

import hashlib


def kort_kenmerk(inhoud: str) -> str:
    """Eight hexadecimal characters of a SHA-256, in two groups so that people can compare them."""
    mark = hashlib.sha256(inhoud.encode()).hexdigest()[:8]
    return f"{mark[:4]}-{mark[4:]}"
