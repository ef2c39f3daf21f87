"""When an article was published and changed, each with where that was found.

Reads the head, the time elements and the lines of a page, and its address; writes nothing. A date keeps the UTC
offset of its source, or is a day alone: a clock time without an offset is no instant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from htmldate import find_date

from pipeline.extract.found import NOWHERE, Found, first, is_plausible, normal
from pipeline.extract.head import Head, clean
from pipeline.extract.naming import names_of
from pipeline.extract.page_lines import PageLines
from pipeline.extract.wording import day_in

# Meta elements that mean publication, and those that many a site fills with the day of the last build.
_PUBLISHED = (
    "article:published_time article:published og:published_time datepublished date.published publish-date publish_date "
    "published_time publication_date pubdate parsely-pub-date sailthru.date cxenseparse:recs:publishtime "
    "cxenseparse:publishtime citation_publication_date article.published article_date_original originalpublicationdate "
    "dc.date.issued dcterms.issued"
)
_PERHAPS = "date dc.date dcterms.date dc.date.created dcterms.created created citation_date citation_online_date"
_MODIFIED = "article:modified_time og:updated_time datemodified last-modified dcterms.modified lastmod"
_PUBLISHED_META, _PERHAPS_META, _MODIFIED_META = _PUBLISHED.split(), _PERHAPS.split(), _MODIFIED.split()

_URL_SLASHED = re.compile(r"/(20[0-3]\d|19[89]\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/_.-]|$)")
_URL_DAY = re.compile(r"(?<!\d)(20[0-3]\d|199\d)([_.-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_REVERSED = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])([._-])(0[1-9]|1[0-2])\2(20[0-3]\d)(?!\d)")
_BOXES = ("div", "section", "aside", "ul", "ol", "li", "nav", "footer", "blockquote")
# Elements that may hold the dates of others, unless they hold the title or more than this share of the page.
_MOST = 0.25
_OTHERS = frozenset(("comments", "related", "post", "aside"))
# Hours of UTC from which on it is tomorrow in Tokyo, and before which it is still yesterday in Honolulu.
_EVENING, _MORNING = 15, 10
_TIME_CLASS = re.compile(r"publish|posted|created|entry-date|post-date|article-?date|pubdate")
_TIME_CHANGED = re.compile(r"update|modif|edited|changed|aktualisier")
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|teaser|recommend|most-|instagram|twitter|tweet|fb-post|live-?blog|ticker"
)


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
        first((article.get("datePublished"), article.get("dateCreated"), article.get("uploadDate")), "json-ld"),
        first(head.values(*_PUBLISHED_META), "meta"),
        marked,
        _in_address(head),
        first(head.values(*_PERHAPS_META), "meta"),
        plain,
        next((iso for value in changed if (iso := normal(value))), None),
    )


def decide(evidence: Evidence, head: Head, lines: PageLines, given: str | None) -> tuple[Found, str | None]:
    """(published, changed): of markup, of the lines around the title, of the address, of a dateline, as given."""
    shown = lines.shown()
    told = lines.told(head, (evidence.modified, given))
    sure = [
        found for found in (evidence.machine, evidence.meta, evidence.marked, shown, evidence.address) if found.value
    ]
    if sure:
        choice = _precise(_agreed(sure, evidence.perhaps), (*sure, evidence.perhaps, evidence.plain))
    else:
        own, changed = first((told.published, told.dateline), "dateline"), first((told.updated,), "dateline")
        hint = Found(given, "input") if given else NOWHERE
        order = (own, changed, evidence.perhaps, evidence.plain, hint)
        choice = next((found for found in order if found.value), None) or lines.bare()
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
    most = _MOST * len(tree.text_content())
    for element in [box for box in tree.iter(*_BOXES) if names_of(box, box.tag) & _OTHERS]:
        if element.find(".//h1") is None and len(element.text_content()) <= most and element.getparent() is not None:
            element.drop_tree()
    try:
        found = find_date(tree, url=url, original_date=True, extensive_search=False)
    except (ValueError, OverflowError, RecursionError):
        return NOWHERE
    # A year alone comes back as its first day, which is no date.
    return Found(found, "dateline") if found and not found.endswith("-01-01") else NOWHERE


def _agreed(sure: list[Found], perhaps: Found) -> Found:
    """The surest date, unless two others agree on another day, or it is a UTC time and the outlet names its own day."""
    days = [found.day for found in sure]
    if sure[0].source == "time-element":
        days.append(perhaps.day)
    for other in sure[1:]:
        outvoted = days.count(days[0]) == 1 and days.count(other.day) > 1
        if other.day != days[0] and (outvoted or _is_night(sure[0].value or "", other.value or "")):
            return other
    return sure[0]


def _is_night(instant: str, day: str) -> bool:
    """Whether a time in UTC is of this day where the outlet is: late for the east, early for the west."""
    if not instant.endswith("+00:00") or len(day) > 10:
        return False
    later = (date.fromisoformat(day) - date.fromisoformat(instant[:10])).days
    hour = int(instant[11:13])
    return (later == 1 and hour >= _EVENING) or (later == -1 and hour < _MORNING)


def _in_elements(tree: Any) -> tuple[Found, Found]:
    """The first time element that is marked as publication, and the first that may be anything."""
    plain = NOWHERE
    for element, names in _timed(tree):
        iso = normal(element.get("datetime") or element.get("content") or "") or day_in(clean(element.text or ""))
        if not iso or not is_plausible(iso) or _TIME_CHANGED.search(names) or _is_elsewhere(element):
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
        if is_plausible(iso):
            return Found(iso, "url")
    return NOWHERE
