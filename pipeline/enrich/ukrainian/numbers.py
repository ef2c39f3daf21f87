"""Figures in Ukrainian text: digits with spaces or points, thousands in words, small numbers in words.

Reads a string, writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = {
    "січня": 1, "лютого": 2, "березня": 3, "квітня": 4, "травня": 5, "червня": 6, "липня": 7, "серпня": 8,
    "вересня": 9, "жовтня": 10, "листопада": 11, "грудня": 12,
}  # fmt: skip
DATE = re.compile(
    r"(?<![\d.])(?P<d>\d{1,2})(?:\.(?P<m>\d{2})(?:\.(?P<y>\d{4}|\d{2}))?(?![\d.]?\d)"
    rf"|\s+(?P<month>{'|'.join(MONTHS)})(?:\s+(?P<year>20\d\d)(?:\s*р(?:оку|\.)?)?)?)"
)
_WORDS = (  # stems of the cases that a bulletin uses
    (r"од(?:ин|на|не|ного|нієї|ну|ним)", 1), (r"дв(?:а|і|ох|ома)", 2), (r"тр(?:и|ьох|ьома)", 3),
    (r"чотир(?:и|ьох|ма)", 4), (r"п['’ʼ]ят(?:ь|и|ьох|ьма)", 5), (r"шіст(?:ь|ьох|ьма)|шести", 6),
    (r"сім(?:ох)?|семи", 7), (r"вісім|восьми|вісьмох", 8), (r"дев['’ʼ]ят(?:ь|и|ьох)", 9), (r"десят(?:ь|и|ьох)", 10),
    (r"одинадцят(?:ь|и)", 11), (r"дванадцят(?:ь|и)", 12), (r"тринадцят(?:ь|и)", 13), (r"чотирнадцят(?:ь|и)", 14),
    (r"п['’ʼ]ятнадцят(?:ь|и)", 15), (r"шістнадцят(?:ь|и)", 16), (r"сімнадцят(?:ь|и)", 17),
    (r"вісімнадцят(?:ь|и)", 18), (r"дев['’ʼ]ятнадцят(?:ь|и)", 19), (r"двадцят(?:ь|и)", 20),
)  # fmt: skip
_WORD = [(re.compile(stem + r"\Z"), value) for stem, value in _WORDS]
_APPROX = (
    (r"понад|більш(?:е)?(?: ніж| як| за)?", "more than"),
    (r"щонайменше|не менше(?: ніж| як)?|як мінімум", "at least"),
    (r"близько|біля|приблизно|орієнтовно|майже|до? ?пів|десь", "about"),
    (r"до(?=\s)|не більше(?: ніж| як)?|щонайбільше", "up to"),
)
_LED = re.compile(r"(?:\b(?:" + ")|(".join(stems for stems, _ in _APPROX) + r"))\s*\Z", re.IGNORECASE)
# "grew to 1 947": the same word as in "up to", after a verb or the dash in its place.
_REACHED = re.compile(r"(?:\b(?:зрос|збільш|підвищ|підня|дійш|дійд)\w*|[-–—])\s+до\s*\Z", re.IGNORECASE)
_BEFORE = 24  # characters before a figure in which "not fewer than" finds room
_SPACE = "[ \u00a0\u202f.,]"
_FIGURE = re.compile(
    rf"(?<![\w.,:/№-])(?:(?P<digits>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?:\s*(?P<thousand>тисяч[аіу]?|тис\.?)(?:\s+(?P<rest>\d{1,3})(?![\d.,:]))?)?"
    r"|(?P<word>(?:" + "|".join(stems for stems, _ in _WORDS) + r")\b))",
    re.IGNORECASE,
)
_GROUPED = re.compile(rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the text with its bounds; offsets into its string, without the word that approximates it."""

    char_start: int
    char_end: int
    low: float | None
    high: float | None
    approx: str | None  # about, at least, more than, up to


def figures(text: str) -> Iterator[Figure]:
    """Every figure, in the order of the text; dates, hours, shares and numbers inside a name ("С-300") are none."""
    days = [match.span() for match in DATE.finditer(text)]
    for match in _FIGURE.finditer(text):
        dated = any(start <= match.start() < end for start, end in days)
        if dated or re.match(r"[.:/]\d|-|\s?%", text[match.end() :]):
            continue
        value = _value(match)
        approx = _approx(text[max(0, match.start() - _BEFORE) : match.start()])
        yield Figure(
            match.start(), match.end(), None if approx == "up to" else value,
            None if approx in ("at least", "more than") else value, approx,
        )  # fmt: skip


def _value(match: re.Match[str]) -> float:
    if match["word"]:
        return float(next(value for stem, value in _WORD if stem.match(match["word"].lower())))
    digits = match["digits"]
    value = float(re.sub(r"\D", "", digits) if _GROUPED.fullmatch(digits) else digits.replace(",", "."))
    return value * 1000 + float(match["rest"] or 0) if match["thousand"] else value


def _approx(before: str) -> str | None:
    match = _LED.search(before)
    if match is None or _REACHED.search(before):
        return None
    return _APPROX[match.lastindex or 0][1]
