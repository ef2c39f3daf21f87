"""The user's own lists of names and places in the home folder, and the mark that they leave on what is found.

Reads `names.tsv` and `places.tsv` of the home folder; writes nothing.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from pipeline.settings import current

_DIGITS = 8


def own_names() -> Path:
    """The user's names; the file need not exist."""
    return current().home / "names.tsv"


def own_places() -> Path:
    """The user's places; the file need not exist."""
    return current().home / "places.tsv"


@lru_cache(maxsize=1)
def mark() -> str:
    """What tells readings by these lists from readings by others: "" without lists, else decimals like ".047113922".

    Behind the number of the rules they make a number that still rounds to it: readings by newer rules win over any
    lists, and of readings by the same rules the last one stands. Read once in a process, as the lists are.
    """
    lists = [path.name.encode() + path.read_bytes() for path in (own_names(), own_places()) if path.exists()]
    if not lists:
        return ""
    digest = hashlib.sha256(b"\0".join(lists)).hexdigest()
    return f".0{int(digest, 16) % 10**_DIGITS:0{_DIGITS}d}"
