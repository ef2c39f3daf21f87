"""Recognises a bulletin in Ukrainian, and says who publishes it, on which day, and how to make its claims.

Reads a Context, writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.enrich.clauses.days import day_before
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.speakers_institutions import GENERAL_STAFF
from pipeline.enrich.ukrainian.numbers import DATE, MONTHS, Figure
from pipeline.models import Claim, Part

AIR_FORCE = "Ukrainian Air Force"

_OF_UKRAINE = r"(?: (?:ЗСУ|Збройних [Сс]ил(?: України)?|України))?"
# The names of the two, in the cases that a sentence asks for.
PUBLISHERS = (
    (re.compile(rf"Генеральн\w+ штаб\w*{_OF_UKRAINE}|Генштаб\w*(?: ЗСУ)?|ГШ ЗСУ"), GENERAL_STAFF),
    (re.compile(rf"(?:[Кк]омандуванн\w+ )?Повітрян\w+ [Сс]ил\w*{_OF_UKRAINE}"), AIR_FORCE),
)  # fmt: skip
# Headings that only the General Staff writes: they name it without its name.
_OWN_FORM = re.compile(
    r"Загальні бойові втрати (?:противника|ворога)|Оперативна інформація станом на|Бойові втрати (?:ворога|противника)"
)
ENEMY = re.compile(
    r"\b(?:противник|ворог|ворож|окупант|загарбник|агресор|росіян|російськ|рашист|росі[яїює]\b|рф\b)\w*", re.IGNORECASE
)
_LOSSES = re.compile(r"\bвтрат", re.IGNORECASE)

_AS_OF = re.compile(r"станом на|\bпо(?= \d)", re.IGNORECASE)
_AS_OF_ROOM = 30  # characters after "as of" in which its date stands, behind an hour


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What holds for every figure of the bulletin."""

    speaker: str | None  # canonical name of its publisher; None where the text names none
    stated_on: str | None  # ISO day
    until: str | None  # the last day that its running totals count, ISO

    @property
    def anchor(self) -> date | None:
        """The day from which its relative days count."""
        return date.fromisoformat(self.stated_on) if self.stated_on else None

    @property
    def past_day(self) -> tuple[str | None, str | None]:
        """The day and night before the statement, as ISO days."""
        return (day_before(self.stated_on), self.stated_on) if self.stated_on else (None, None)


def recognise(context: Context) -> Bulletin | None:
    """The bulletin that this Ukrainian text is or passes on; None for any other text."""
    text = "\n".join(filter(None, (context.document.article.title, context.document.article.text)))
    own = _OWN_FORM.search(text)
    named = [(match.start(), name) for pattern, name in PUBLISHERS if (match := pattern.search(text))]
    if not (own or named or (_LOSSES.search(text) and ENEMY.search(text))):
        return None
    speaker = GENERAL_STAFF if own else min(named)[1] if named else None
    published = context.anchor.isoformat() if context.anchor else None
    until = _as_of(context) or published
    return Bulletin(speaker, published or until, until)


def _as_of(context: Context) -> str | None:
    text = context.document.article.text
    for lead in _AS_OF.finditer(text):
        found = DATE.search(text, lead.end(), lead.end() + _AS_OF_ROOM)
        if found and (day := day_of_match(found, context.anchor)) is not None:
            return day.isoformat()
    return None


def day_of_match(match: re.Match[str], anchor: date | None) -> date | None:
    """The day that a match of DATE names; without a year, the latest such day up to the anchor."""
    month = MONTHS[match["month"]] if match["month"] else int(match["m"])
    stated = match["year"] or match["y"]
    year = int(stated) % 100 + 2000 if stated else anchor.year if anchor else None
    if year is None:
        return None
    try:
        day = date(year, month, int(match["d"]))
        return day.replace(year=year - 1) if not stated and anchor and day > anchor + timedelta(days=1) else day
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Count:
    """A figure that a rule has understood, before it becomes a claim. Offsets are those of the sentence."""

    measure: str
    figure: Figure
    side: str | None
    char_start: int
    char_end: int
    unit: str | None = None
    weapon: str | None = None
    start: str | None = None
    end: str | None = None
    cumulative: bool = False
    parts: Sequence[Part] = ()


def add_claim(context: Context, bulletin: Bulletin, sentence: Sentence, count: Count) -> None:
    """Appends the claim of one count."""
    start, end = sentence.char_start + count.char_start, sentence.char_start + count.char_end
    low, high = count.figure.low, count.figure.high
    context.claims.append(
        Claim(
            claim_id="",  # given when the claim is whole
            measure=count.measure, low=low, high=high, approx=count.figure.approx, unit=count.unit, per=None,
            side=count.side, place=None, place_part=None, start=count.start, end=count.end,
            cumulative=count.cumulative, action=None, weapon=count.weapon, speaker=bulletin.speaker,
            stated_on=bulletin.stated_on, relayed_by=[], stance="asserts", hedge=None, incident=None,
            parts=[*count.parts],
            quote=context.document.article.text[start:end], char_start=start, char_end=end,
        )
    )  # fmt: skip
