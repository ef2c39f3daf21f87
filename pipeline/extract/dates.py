"""When an article was published and changed, each with where that was found.

Reads the head, the time elements and the lines of a page, and its address; writes nothing. A date keeps the UTC
offset of its source, or is a day alone: a clock time without an offset is no instant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from htmldate import find_date

from pipeline.extract.datelines import Told, dates_in_lines, moment_in, tells_change
from pipeline.extract.head import Head, clean
from pipeline.extract.leaves import Leaf
from pipeline.extract.wording import day_in, moment_of

# Meta elements that mean publication, and those that many a site fills with the day of the last build.
_PUBLISHED = (
    "article:published_time article:published og:published_time datepublished date.published publish-date publish_date "
    "published_time publication_date pubdate parsely-pub-date sailthru.date cxenseparse:recs:publishtime "
    "cxenseparse:publishtime citation_publication_date article.published article_date_original originalpublicationdate "
    "dc.date.issued dcterms.issued five_hundred_pixels:uploaded"
)
_PERHAPS = "date dc.date dcterms.date dc.date.created dcterms.created created citation_date citation_online_date"
_MODIFIED = "article:modified_time og:updated_time datemodified last-modified dcterms.modified lastmod"
_PUBLISHED_META, _PERHAPS_META, _MODIFIED_META = _PUBLISHED.split(), _PERHAPS.split(), _MODIFIED.split()

_URL_SLASHED = re.compile(r"/(20[0-3]\d|19[89]\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/_.-]|$)")
_URL_DAY = re.compile(r"(?<!\d)(20[0-3]\d|199\d)([_.-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_REVERSED = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])([._-])(0[1-9]|1[0-2])\2(20[0-3]\d)(?!\d)")
# Characters of a line that is only a date, lines of the article that may hold its dateline, and how far from the title
# and the first paragraph a page shows the article's date.
_LINE = 140
_SHOWN = 80
_BARE = 36
_HEAD_LINES = 5
_ABOVE, _BELOW = 6, 5
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
_NOT_OURS = frozenset(("comments", "related", "navigation", "aside", "hidden", "footer", "advertisement", "post"))
# Hours of UTC from which on it is tomorrow in Tokyo, and before which it is still yesterday in Honolulu.
_EVENING, _MORNING = 15, 10
_EARLIEST = date(1991, 8, 6)  # the first page of the web
_TIME_CLASS = re.compile(r"publish|posted|created|entry-date|post-date|article-?date|pubdate")
_TIME_CHANGED = re.compile(r"update|modif|edited|changed|aktualisier")
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|teaser|recommend|most-|instagram|twitter|tweet|fb-post|live-?blog|ticker"
)


class Found(NamedTuple):
    """A date in ISO form and the word for its source."""

    value: str | None
    source: str | None

    @property
    def day(self) -> str:
        return (self.value or "")[:10]


NOWHERE = Found(None, None)


@dataclass(slots=True)
class Evidence:
    """The dates that markup and address give, surest first; of each kind the first one."""

    machine: Found = NOWHERE
    meta: Found = NOWHERE
    marked: Found = NOWHERE
    address: Found = NOWHERE
    perhaps: Found = NOWHERE
    plain: Found = NOWHERE
    modified: str | None = None

    @property
    def is_empty(self) -> bool:
        kinds = (self.machine, self.meta, self.marked, self.address, self.perhaps, self.plain)
        return all(found is NOWHERE for found in kinds)


def read_evidence(head: Head, tree: Any) -> Evidence:
    """What markup and address say; the tree is read, not changed."""
    article = head.article
    marked, plain = _in_elements(tree)
    changed = [article.get("dateModified"), *head.values(*_MODIFIED_META)]
    return Evidence(
        _first((article.get("datePublished"), article.get("dateCreated"), article.get("uploadDate")), "json-ld"),
        _first(head.values(*_PUBLISHED_META), "meta"),
        marked,
        _in_address(head),
        _first(head.values(*_PERHAPS_META), "meta"),
        plain,
        next((iso for value in changed if (iso := normal(value))), None),
    )


def decide(
    evidence: Evidence, head: Head, leaves: Sequence[Leaf], rules: Sequence[str | None], given: str | None
) -> tuple[Found, str | None]:
    """(published, changed): of markup, of the lines around the title, of the address, of a dateline, as given."""
    shown = _shown(leaves, rules)
    told = _told(leaves, rules, head, (evidence.modified, given))
    sure = [
        found for found in (evidence.machine, evidence.meta, evidence.marked, shown, evidence.address) if found.value
    ]
    if sure:
        choice = _precise(_agreed(sure, evidence.perhaps), (*sure, evidence.perhaps, evidence.plain))
    else:
        own, changed = _first((told.published, told.dateline), "dateline"), _first((told.updated,), "dateline")
        hint = Found(given, "input") if given else NOWHERE
        order = (own, changed, evidence.perhaps, evidence.plain, hint)
        choice = next((found for found in order if found.value), None) or _bare(leaves, rules)
        if choice is changed:
            told = told._replace(updated=None)
    return choice, told.updated if evidence.modified in (None, choice.value) else evidence.modified


def _precise(choice: Found, others: Iterable[Found]) -> Found:
    """The date with its clock time, where another source of the same day has one."""
    if choice.value is None or len(choice.value) > 10:
        return choice
    return next((found for found in others if found.day == choice.value and len(found.value or "") > 10), choice)


def guessed(tree: Any, url: str | None) -> Found:
    """What htmldate finds by its patterns, the last resort; not by searching the text, which would date the undated."""
    try:
        found = find_date(tree, url=url, original_date=True, extensive_search=False)
    except (ValueError, OverflowError, RecursionError):
        return NOWHERE
    # A year alone comes back as its first day, which is no date.
    return Found(found, "dateline") if found and not found.endswith("-01-01") else NOWHERE


def normal(value: Any) -> str | None:
    """ISO form of a date that a machine wrote: with its offset, or the day alone; None if it is none."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    iso = moment_of(value) if isinstance(value, str) else None
    return iso if iso and _plausible(iso) else None


def _plausible(iso: str) -> bool:
    # A page of the future is a mistake or an attack; two days allow for every time zone and clock.
    return _EARLIEST <= date.fromisoformat(iso[:10]) <= datetime.now(UTC).date() + timedelta(days=2)


def _first(values: Iterable[Any], source: str) -> Found:
    return next((Found(iso, source) for value in values if (iso := normal(value))), NOWHERE)


def _agreed(sure: list[Found], perhaps: Found) -> Found:
    """The surest date, unless two others agree on another day, or it is a UTC time and the outlet names its own day."""
    days = [found.day for found in sure]
    if sure[0].source == "time-element":
        days.append(perhaps.day)
    for other in days[1 : len(sure)]:
        outvoted = days.count(days[0]) == 1 and days.count(other) > 1
        if other != days[0] and (outvoted or _is_night(sure[0].value or "", other)):
            return next(found for found in sure if found.day == other)
    return sure[0]


def _is_night(instant: str, day: str) -> bool:
    """Whether a time in UTC is of another day where the outlet is: late for the east, early for the west."""
    if not instant.endswith("+00:00"):
        return False
    later = (date.fromisoformat(day) - date.fromisoformat(instant[:10])).days
    hour = int(instant[11:13])
    return (later == 1 and hour >= _EVENING) or (later == -1 and hour < _MORNING)


def _shown(leaves: Sequence[Leaf], rules: Sequence[str | None]) -> Found:
    """The date that the page shows around its title."""
    prose = (index for index, rule in enumerate(rules) if rule is None and len(leaves[index].text) > _SHOWN)
    first = next(prose, len(rules))
    titles = [index for index in range(first) if rules[index] == "title"]
    printed = [index for index in titles if leaves[index].frame.tag == "h1"]
    title = (printed or titles or [first])[-1]
    above = _ABOVE if title < first and leaves[title].frame.tag == "h1" else 0
    around = [*range(title, min(first + _BELOW, len(leaves))), *range(title - 1, max(-1, title - 1 - above), -1)]
    for index in around:
        leaf = leaves[index]
        if (
            len(leaf.text) > _SHOWN
            or (rules[index] is None and index > title)
            or tells_change(leaf.text)
            or leaf.frame.names_below(None) & _NOT_OURS
        ):
            continue
        moment = next((iso for value in leaf.moments if (iso := normal(value))), None) or moment_in(leaf.text)
        if (
            moment
            and _plausible(moment)
            and (leaf.text[:1].isdigit() or sum(map(str.isalpha, leaf.text)) <= _SHOWN // 2)
        ):
            return Found(moment, "time-element" if leaf.moments else "dateline")
    return NOWHERE


def _bare(leaves: Sequence[Leaf], rules: Sequence[str | None]) -> Found:
    """The first line of the page that is nothing but a date, and perhaps a clock time."""
    for leaf, rule in zip(leaves, rules, strict=True):
        if rule is not None and len(leaf.text) <= _BARE and not leaf.frame.names_below(None) & _NOT_OURS:
            moment = normal(next(iter(leaf.moments), None)) or moment_in(leaf.text)
            if moment and _plausible(moment):
                return Found(moment, "dateline")
    return NOWHERE


def _told(leaves: Sequence[Leaf], rules: Sequence[str | None], head: Head, near: Iterable[str | None]) -> Told:
    """What the lines of the page say. A dateline's year is one that the page names elsewhere."""
    lines = [leaf.text for leaf, rule in zip(leaves, rules, strict=True) if rule is None][:_HEAD_LINES]
    short = [leaf.text for leaf in leaves if len(leaf.text) <= _LINE and not leaf.frame.names_below(None) & _NOT_OURS]
    rights = [leaf.text for leaf in leaves if "©" in leaf.text and len(leaf.text) <= 2 * _LINE]
    years = [int(value[:4]) for value in near if value]
    years += [int(year) for text in (head.url or "", *lines, *rights) for year in _YEAR.findall(text)]
    told = dates_in_lines([*lines, *short], years)
    marked = (leaf for leaf in leaves if leaf.moments and len(leaf.text) <= _LINE and tells_change(leaf.text))
    changed = next((iso for leaf in marked if (iso := normal(leaf.moments[-1]))), None)
    return told._replace(updated=changed or told.updated)


def _in_elements(tree: Any) -> tuple[Found, Found]:
    """The first time element that is marked as publication, and the first that may be anything."""
    plain = NOWHERE
    for element, names in _timed(tree):
        iso = normal(element.get("datetime") or element.get("content") or "") or day_in(clean(element.text or ""))
        if not iso or not _plausible(iso) or _TIME_CHANGED.search(names) or _is_elsewhere(element):
            continue
        if "datepublished" in names or element.get("pubdate") is not None or _TIME_CLASS.search(names):
            return Found(iso, "time-element"), plain
        if plain is NOWHERE:
            plain = Found(iso, "time-element")
    return NOWHERE, plain


def _timed(tree: Any) -> Iterator[tuple[Any, str]]:
    for element in tree.iter("time", "abbr", "span", "meta"):
        names = f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('id', '')}".lower()
        if element.tag == "time" or "datepublished" in names or element.get("pubdate") is not None:
            yield element, names


def _is_elsewhere(element: Any) -> bool:
    """Whether a time belongs to a comment, a post, a related article or the site."""
    return any(
        above.tag in ("aside", "footer", "nav", "blockquote")
        or (above.tag not in ("body", "html") and _ELSEWHERE.search(above.get("class", "").lower()))
        for above in element.iterancestors()
    )


def _in_address(head: Head) -> Found:
    for address in (head.url, head.canonical):
        found = _URL_SLASHED.search(address or "")
        if found:
            parts = (found[1], found[2], found[3])
        elif found := _URL_DAY.search(address or ""):
            parts = (found[1], found[3], found[4])
        elif found := _URL_REVERSED.search(address or ""):
            parts = (found[4], found[3], found[1])
        else:
            continue
        try:
            iso = date(*map(int, parts)).isoformat()
        except ValueError:
            continue
        if _plausible(iso):
            return Found(iso, "url")
    return NOWHERE
