"""Figures in words, and the figures that words hold: what the digest prints and what its check reads back.

Reads nothing, writes nothing. The check must not trust what enrich made of a text, so this parser is its own.
"""

from __future__ import annotations

import re
from functools import lru_cache

VAGUE = {24: "dozens", 40: "scores", 200: "hundreds", 2000: "thousands", 20000: "tens of thousands"}

_UNITS = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
)
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_WORDS: dict[str, float] = {word: float(value) for value, word in enumerate(_UNITS)}
_WORDS |= {word: float(10 * (index + 2)) for index, word in enumerate(_TENS)}
_WORDS |= {"a": 1.0, "an": 1.0, "another": 1.0, "single": 1.0, "both": 2.0, "couple": 2.0, "pair": 2.0, "half": 0.5}
_WORDS |= {
    word: float(value)
    for value, words in enumerate(
        "нуль|один одна одне одного одну|два дві двоє двох|три троє трьох|чотири четверо чотирьох|пять пятеро пяти|"
        "шість шестеро шести|сім семеро семи|вісім восьмеро восьми|девять девятеро девяти|десять десятеро десяти|"
        "одинадцять|дванадцять|тринадцять|чотирнадцять|пятнадцять|шістнадцять|сімнадцять|вісімнадцять|девятнадцять|"
        "двадцять".split("|")
    )
    for word in words.split()
}
_SCALES = {"dozen": 12.0, "score": 20.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "k": 1e3, "тис": 1e3}
_NONE = frozenset(
    re.findall(
        r"\w+",
        "no none nobody not never nothing neither nor without any anyone deny denies denied denying refuted zero "
        "немає жодного жодних жодної нет",
    )
)

_APOSTROPHE = re.compile(r"(?<=[а-яіїєґ])['’ʼ](?=[а-яіїєґ])")  # пʼять is one word

# 1,234 and 1 234 (also with the thin and no-break spaces that newsrooms use), 1.5; a lone group stays as it is.
_TOKEN = re.compile(r"\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?!\d)|\d+(?:\.\d+)?|[^\W\d_]+")


def show(value: float) -> str:
    """`63`, `1,200`, `1.5`: digits with a comma per thousand."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def in_words(low: float | None, high: float | None, approx: str | None, quote: str) -> str:
    """The figure of a claim as a phrase that stands before a noun; a vague plural keeps its own word."""
    if low is None:
        return f"up to {show(high or 0)}"
    if high is None:
        return _open_ended(low, approx, quote)
    if low != high:
        return f"{show(low)} to {show(high)}"
    if low == 0:
        return "no"
    return f"about {show(low)}" if approx == "about" else show(low)


def _open_ended(low: float, approx: str | None, quote: str) -> str:
    word = VAGUE.get(int(low)) if approx is None else None
    if word and word in quote.lower():
        return f"{word} of"
    return f"{approx or 'at least'} {show(low)}"


@lru_cache(maxsize=65_536)
def found(text: str) -> frozenset[float]:
    """Every number that the text holds, in digits or in words and as a whole; 0 where it negates."""
    reader = _Reader()
    lowered = _APOSTROPHE.sub("", text.lower())
    for word in _TOKEN.findall(lowered):
        reader.read(word)
    reader.close()
    vague = {float(value) for value, word in VAGUE.items() if word in lowered and re.search(rf"\b{word}\b", lowered)}
    return frozenset(reader.numbers | vague)


class _Reader:
    """Joins number words as they come: `two` `hundred` `and` `six` is 206, and neither 2 nor 6."""

    def __init__(self) -> None:
        self.numbers: set[float] = set()
        self._done = 0.0  # what a thousand or a million has closed
        self._open: float | None = None  # what may still be multiplied or added to
        self._written = False  # in digits: no word is added to it, as in "7,000 a day"
        self._scaled = False  # the last word was a scale: only then does "and" go on

    def read(self, word: str) -> None:
        digits = word[0].isdigit()
        if word in _NONE:
            self.numbers.add(0.0)
        scale = _SCALES.get(word.rstrip("s."))
        value = float(re.sub(r"[^\d.]", "", word)) if digits else _WORDS.get(word)
        if scale is not None:
            self._multiply(scale)
        elif value is not None:
            self._add(value, digits=digits)
        elif not (word == "and" and self._scaled):
            self.close()

    def close(self) -> None:
        """The number ends here."""
        if self._open is not None or self._done:
            self.numbers.add(self._done + (self._open or 0.0))
        self._done, self._open, self._scaled, self._written = 0.0, None, False, False

    def _multiply(self, scale: float) -> None:
        if scale >= 1000:
            self._done += (1.0 if self._open is None else self._open) * scale
            self._open = None
        else:
            self._open = (1.0 if self._open is None else self._open) * scale
        self._scaled = True

    def _add(self, value: float, *, digits: bool) -> None:
        if self._open == 0.5 and value == 1.0:  # half a dozen
            return
        if digits or self._written or (self._open is not None and not 0 < value < _step(self._open)):
            self.close()
        self._open = value if self._open is None else self._open + value
        self._scaled, self._written = False, digits


def _step(number: float) -> float:
    """What may still be added below the last place of a number: 100 for 200, 10 for 20."""
    step = 1.0
    while number and number % (step * 10) == 0:
        step *= 10
    return step
