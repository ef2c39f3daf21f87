"""The language of a text.

Reads the text and what its page declares, writes nothing.
"""

from __future__ import annotations

import re

from py3langid import classify

# Characters of the text that are looked at, and fewer than which the page's word is more certain than a guess.
_SAMPLE = 600
_TOO_SHORT = 80
_DECLARED = re.compile(r"^[a-z]{2}(?![a-z])")


def language_of(text: str, declared: str = "") -> str | None:
    """ISO 639-1 code of the text; of a text too short to tell, what the page declares."""
    found = _DECLARED.match(declared.strip().lower())
    if len(text) < _TOO_SHORT:
        if found:
            return found[0]
        if sum(map(str.isalpha, text)) < 20:
            return None
    return str(classify(text[:_SAMPLE].encode("utf-8", "ignore").decode())[0])
