"""The language of a text.

Reads the text and what its page declares, writes nothing.
"""

from __future__ import annotations

import re

from py3langid import rank

# Characters of the text that are looked at, and fewer than which the page's word is more certain than a guess.
_SAMPLE = 600
_TOO_SHORT = 80
# How much likelier (as a logarithm) another language must be before a text too short to tell is not English: names of
# people and places make short English look like others by up to 14, French and Dutch of that length are 16 ahead.
_AHEAD = 15.0
_DECLARED = re.compile(r"^[a-z]{2}(?![a-z])")


def language_of(text: str, declared: str = "") -> str | None:
    """ISO 639-1 code of the text; of a text too short to tell, what the page declares."""
    found = _DECLARED.match(declared.strip().lower())
    if len(text) < _TOO_SHORT:
        if found:
            return found[0]
        if sum(map(str.isalpha, text)) < 20:
            return None
    sample = text[:_SAMPLE].encode("utf-8", "ignore").decode()
    # The languages of three letters are too close to their neighbours (Nigerian Pidgin to English), and no source's.
    likely = {name: float(score) for name, score in rank(sample) if len(name) == 2}
    best = max(likely, key=likely.__getitem__)
    return "en" if len(text) < _TOO_SHORT and likely[best] - likely["en"] < _AHEAD else best
