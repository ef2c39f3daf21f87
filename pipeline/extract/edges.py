"""Rules for the lines around an article: what stands above its title, between title and text, and after its end.

Reads and changes a Choice, writes nothing else.
"""

from __future__ import annotations

import re

from pipeline.extract.choice import Choice
from pipeline.extract.core import is_prose
from pipeline.extract.leaves import HEADINGS, Leaf
from pipeline.extract.people import BY, BYLINE_CHARS, is_byline, people_in_line
from pipeline.extract.phrases import is_date, phrase_rule
from pipeline.extract.wording import MONTHS, day_in

# Characters of a line that tells date, time and place of an article.
_HEAD_LINE = 110
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?![\d.])")
_MOMENT = re.compile(r"^(?=.*\d{1,2}[:.]\d{2})[\w ,.:|/()+-]{8,40}$")
# Lines from the start and from the end of an article among which its byline may stand.
_BYLINE_LINES = 3
# Lines before and after an article whose removal is explained.
_AROUND = 8
_LINKED = 0.7  # share of linked characters from which on a line is a link


def above_title(choice: Choice) -> None:
    """Labels above the title are a kicker, a section, a date: no text."""
    prose = next((index for index in choice.kept() if is_prose(choice.leaves[index])), 0)
    titles = (
        index for index in range(prose) if choice.rules[index] == "title" and choice.leaves[index].frame.tag == "h1"
    )
    last = max(titles, default=0)
    for index in choice.kept():
        if index < last and not is_prose(choice.leaves[index]):
            choice.rules[index] = "kicker"


def date_lines(choice: Choice) -> None:
    """A line with date and clock above the first paragraph is the article's date line, whatever else it names."""
    for index in choice.kept():
        text = choice.leaves[index].text
        if is_prose(choice.leaves[index]) and not _CLOCK.search(text[:_HEAD_LINE]):
            break
        if len(text) <= _HEAD_LINE and _CLOCK.search(text) and day_in(text) and text[-1] not in ".!?…":
            choice.rules[index] = "date_line"


def moments(choice: Choice) -> None:
    """A line above the first paragraph that is a day and a clock time: "January 4, 7:30pm ET"."""
    for index in choice.kept():
        text = choice.leaves[index].text
        if is_prose(choice.leaves[index]):
            break
        if _MOMENT.match(text) and any(name in MONTHS for name in re.findall(r"[^\W\d_]+", text.lower())):
            choice.rules[index] = "date_line"


def bylines(choice: Choice) -> None:
    """A line at either end that names the page's authors and nothing else, and one that begins with "By" and a person."""
    kept = choice.kept()
    for index in kept[:_BYLINE_LINES]:
        text = choice.leaves[index].text
        if len(text) <= BYLINE_CHARS and BY.match(text) and text[-1] not in ".!?…:" and people_in_line(text):
            choice.rules[index] = "byline"
    for index in {*kept[:_BYLINE_LINES], *kept[-1:]}:
        leaf = choice.leaves[index]
        if not leaf.post and is_byline(leaf.text, choice.hints.authors):
            choice.rules[index] = "byline"


def tail(choice: Choice) -> None:
    """What follows the article outside its container is the site's."""
    kept = choice.kept()
    last = max((index for index in kept if choice.inside[index]), default=-1)
    if last < 0:
        return
    for index in kept:
        if index > last:
            choice.rules[index] = "after_text"


def last_headings(choice: Choice) -> None:
    """A heading after which nothing of the article follows headed something else."""
    for index in reversed(choice.kept()):
        if choice.leaves[index].frame.tag not in HEADINGS:
            return
        choice.rules[index] = "after_text"


def unnamed(choice: Choice) -> None:
    """Lines in and around the article that nothing spoke for get the name of what they are."""
    kept = choice.kept()
    if not kept:
        return
    for index in range(max(0, kept[0] - _AROUND), min(len(choice.leaves), kept[-1] + _AROUND)):
        if choice.rules[index] == "boilerplate":
            choice.rules[index] = _name(choice.leaves[index])


def _name(leaf: Leaf) -> str:
    if not leaf.squeezed:
        return "symbol"
    rule = phrase_rule(leaf.text)
    if rule is None and len(leaf.text) <= _HEAD_LINE and day_in(leaf.text):
        rule = "date_line" if is_date(leaf.text) or _CLOCK.search(leaf.text) else None
    if rule is None and leaf.linked >= _LINKED * len(leaf.text):
        rule = "related"
    return rule or "boilerplate"
