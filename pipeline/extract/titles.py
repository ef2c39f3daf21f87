"""The title of an article, without the site's name, chosen among those that its page gives.

Reads the head of a page, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.extract.head import Head, clean, fold
from pipeline.extract.jsonld import text_of

_SEPARATOR = r"(?:\s*[|｜•·ㅣ»]\s*|\s+[-–—:~]\s+|\s*--\s*|\s*：)"
_SUFFIX = re.compile(rf"^(.{{8,}}){_SEPARATOR}(.{{2,60}}?)$")
_PREFIX = re.compile(rf"^(.{{2,40}}?){_SEPARATOR}(.{{8,}})$")
_AFTER = re.compile(rf"^(?:{_SEPARATOR}|\s*[:-])")
_BEFORE = re.compile(r"[\s|/:–—»«\-]$")
# Characters from which on one title inside another is no coincidence.
_WHOLE = 12


def choose_title(head: Head) -> str | None:
    """The title that the editors gave the article, or None.

    Pages give up to four: for social media (og:title), for machines (JSON-LD), the printed one (h1) and one for
    search engines (title). The first two are asked first; the others tell which of the two is dressed up.
    """
    sites = head.site_names
    social = without_site(head.first("og:title", "twitter:title"), sites)
    machine = without_site(clean(text_of(head.article.get("headline") or head.article.get("name"))), sites)
    printed = without_site(head.h1[0], sites) if head.h1 else ""
    search = without_site(head.title, sites)
    others = [title for title in (machine, printed, search) if title]
    social, machine = _undressed(social, others), _undressed(machine, [t for t in (social, printed) if t])
    if not social or not machine:
        return social or machine or printed or search or None
    return _between(social, machine, printed, search)


def titles_of(head: Head) -> set[str]:
    """All titles that the page gives, squeezed, with and without the site's name."""
    sites = head.site_names
    given = [*head.meta.get("og:title", ()), *head.meta.get("twitter:title", ()), head.title, *head.h1]
    given.append(clean(text_of(head.article.get("headline"))))
    return {"".join(filter(str.isalnum, title)) for name in given for title in (name, without_site(name, sites))} - {""}


def without_site(title: str, sites: set[str]) -> str:
    """The title without the site's name, section and date after it, or the site's name before it."""
    for _ in range(3):
        found = _SUFFIX.match(title)
        if found and _names_site(found[2], sites):
            title = found[1].strip()
            continue
        found = _PREFIX.match(title)
        if found and fold(found[1]) in sites:
            title = found[2].strip()
            continue
        break
    return title


def _names_site(text: str, sites: set[str]) -> bool:
    folded = fold(text)
    return bool(folded) and any(
        folded == site or (len(site) > 3 and (site in folded or folded in site)) for site in sites
    )


def _undressed(title: str, others: list[str]) -> str:
    """The title as another one has it, where it is that one and more: a section behind it, or a cut quotation."""
    for other in others:
        if other == title or len(other) < _WHOLE:
            continue
        if title.startswith(other) and _AFTER.match(title[len(other) :]):
            return other
        if len(title) >= _WHOLE and other.startswith(f'{title} "'):
            return other
        start = title.find(other)
        if start > 0 and _BEFORE.search(title[:start]) and _AFTER.match(title[start + len(other) :]):
            return other
    return title


def _between(social: str, machine: str, printed: str, search: str) -> str:
    if fold(social) == fold(machine):
        return machine if printed in (social, machine) else social
    for one, other in ((social, machine), (machine, social)):
        if len(one) >= _WHOLE and other.endswith(one) and _BEFORE.search(other[: -len(one)]):
            return one
    if social == search and machine == printed:
        return machine
    return machine if social == printed else social
