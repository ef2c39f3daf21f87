"""Read the text of a source: its sentences, whole words in it, spelling without what does not matter.

Reads nothing, writes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 400  # characters: few sentences are longer
# A full stop after these ends a word, not a sentence: "Jan. 8", "Gen. Milley".
_SHORT = "".join(
    rf"(?<!\b{word}\.)"
    for word in ("Jan", "Feb", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Lt",
                 "Maj", "Sgt", "St", "No", "Nos", "Rep", "Sen", "Gov", "vs", "approx", "U.S", "U.K", "a.m", "p.m")
)  # fmt: skip
_ENDS = re.compile(r"(?<=[.!?…])" + _SHORT + r"[\"”’»)]*\s+(?=[\"“‘«(\[]?[\w—–])|\n+")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Without case, accents, apostrophes and a leading article."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char) and char not in "'’ʼ`").lower()
    return re.sub(r"\s+", " ", plain).strip().removeprefix("the ")


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or sentences around a span, without their outer blanks."""
    first, reach = 0, LONGEST
    while reach < 2 * start + LONGEST:  # look a little back first: texts are long, sentences short
        found = [
            match.end() for match in _ENDS.finditer(text, max(0, start - reach), start + 1) if match.end() <= start
        ]
        if found:
            first = found[-1]
            break
        reach *= 4
    after = _ENDS.search(text, max(end - 1, 0))
    last = max(after.start() if after else len(text), end)
    while after and last < len(text) and text[last] in '"”’»)':
        last += 1
    return first, last


def whole_words(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words stand in the text, in whatever case and not inside a longer word. No pattern is compiled."""
    lowered, wanted = fold_case(text), fold_case(words)
    start = lowered.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        whole = not (_in_word(lowered[max(0, start - 1) : start]) or _in_word(lowered[end : end + 1]))
        if whole:
            yield start, end
        start = lowered.find(wanted, end if whole and wanted else start + 1)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def fold_case(text: str) -> str:
    """Lower case, character for character, so that positions stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
