"""The dates that a page shows its readers: around the title, in lines of their own, in a dateline.

Reads the leaves of a page and what was decided about them, writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.body import Body
from pipeline.extract.datelines import Told, dates_in_lines, moment_in, tells_change, tells_posting
from pipeline.extract.found import NOWHERE, Found, is_plausible, normal
from pipeline.extract.head import Head
from pipeline.extract.leaves import Leaf

# Characters of a line that is only a date, lines of the article that may hold its dateline, and how far from the title
# and the first paragraph a page shows the article's date.
_LINE = 140
_SHOWN = 80
_BARE = 36
_HEAD_LINES = 5
_ABOVE, _BELOW = 6, 5
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
NOT_OURS = frozenset(("comments", "related", "navigation", "aside", "hidden", "footer", "advertisement", "post"))


class PageLines:
    """The lines of a page, those of the article and those around it."""

    def __init__(self, body: Body) -> None:
        self.leaves = body.leaves
        self.rules = body.rules
        self._container = body.container

    def shown(self) -> Found:
        """The date that the page shows around its title."""
        prose = (
            index for index, rule in enumerate(self.rules) if rule is None and len(self.leaves[index].text) > _SHOWN
        )
        first = next(prose, len(self.rules))
        titles = [index for index in range(first) if self.rules[index] == "title"]
        printed = [index for index in titles if self.leaves[index].frame.tag == "h1"]
        title = (printed or titles or [first])[-1]
        above = _ABOVE if title < first and self.leaves[title].frame.tag == "h1" else 0
        around = [
            *range(title, min(first + _BELOW, len(self.leaves))),
            *range(title - 1, max(-1, title - 1 - above), -1),
        ]
        for index in around:
            leaf = self.leaves[index]
            if (
                len(leaf.text) > _SHOWN
                or (self.rules[index] is None and index > title)
                or tells_change(leaf.text)
                or self._is_foreign(leaf, self.leaves[title] if title < first else None, head=title < index < first)
            ):
                continue
            moment = next((iso for value in leaf.moments if (iso := normal(value))), None) or moment_in(leaf.text)
            if (
                moment
                and is_plausible(moment)
                and (leaf.text[:1].isdigit() or sum(map(str.isalpha, leaf.text)) <= _SHOWN // 2)
            ):
                return Found(moment, "time-element" if leaf.moments else "dateline")
        return NOWHERE

    def bare(self) -> Found:
        """The first line of the page that is nothing but a date, and perhaps a clock time."""
        for leaf, rule in zip(self.leaves, self.rules, strict=True):
            if rule is not None and len(leaf.text) <= _BARE and not self._is_foreign(leaf):
                moment = normal(next(iter(leaf.moments), None)) or moment_in(leaf.text)
                if moment and is_plausible(moment):
                    return Found(moment, "dateline")
        return NOWHERE

    def told(self, head: Head, near: Iterable[str | None]) -> Told:
        """What the lines of the page say. A dateline's year is one that the page names elsewhere."""
        lines = [leaf.text for leaf, rule in zip(self.leaves, self.rules, strict=True) if rule is None][:_HEAD_LINES]
        short = [
            leaf.text
            for leaf in self.leaves
            if (len(leaf.text) <= _LINE and not self._is_foreign(leaf)) or tells_posting(leaf.text)
        ]
        rights = [leaf.text for leaf in self.leaves if "©" in leaf.text and len(leaf.text) <= 2 * _LINE]
        years = [int(value[:4]) for value in near if value]
        years += [int(year) for text in (head.url or "", *lines, *rights) for year in _YEAR.findall(text)]
        told = dates_in_lines([*lines, *short], years)
        marked = (leaf for leaf in self.leaves if leaf.moments and len(leaf.text) <= _LINE and tells_change(leaf.text))
        changed = next((iso for leaf in marked if (iso := normal(leaf.moments[-1]))), None)
        return told._replace(updated=changed or told.updated)

    def _is_foreign(self, leaf: Leaf, title: Leaf | None = None, *, head: bool = False) -> bool:
        """Whether a line belongs to something else, seen from the article and, where that is elsewhere, its title.

        A footer at the article's head, between its title and its text, holds its date and its author.
        """
        names = leaf.frame.names_beside(self._container) & (NOT_OURS - {"footer"} if head else NOT_OURS)
        return bool(names) and (title is None or bool(names & leaf.frame.names_beside(title.frame)))
