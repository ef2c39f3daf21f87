"""The people who wrote an article; where the page names none, the agency, desk or outlet that signs it.

Reads the head and the byline elements of a page, writes nothing.
"""

from __future__ import annotations

import re
from typing import Any

from lxml.etree import XPath

from pipeline.extract.head import Head, clean, fold, spaced
from pipeline.extract.people import BYLINE_CHARS, bare, desks_in, in_capitals, is_byline, people_in

_META = (
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "authors",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "cxenseparse:author",
    "article:byline",
    "creator",
)
# Elements that may hold a byline, by class or by where their link leads, and elements that hold somebody else's name.
_BYLINES = XPath(
    "//*[self::a or self::address or self::span or self::p or self::div or self::cite or self::li or self::ul or self::b or"
    " self::strong or self::h4 or self::h5][@rel='author' or contains(@itemprop, 'author') or contains(@class, 'uthor') or"
    " contains(@class, 'yline') or contains(@class, 'by-line') or contains(@class, 'auteur') or contains(@class, 'autor') or"
    " contains(@class, 'Autor') or contains(@class, 'riter') or contains(@class, 'ournalist') or contains(@class, 'person') or contains(@class, 'submitted')]"
)
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|footer|sidebar|(?:^|[\s_-])card|expand|info-?box|fact-?box|(?:^|[\s_-])bio(?:$|[\s_-])|avatar|promo(?!ted)|caption"
    r"|image|photo|social|share|most-|newsletter|description"
)
# Characters of a signature, and what is none: addresses, accounts of a content system, and its placeholders.
_SIGNATURE_CHARS = 60
_NO_SIGNATURE = re.compile(
    r"://|@|[<>{}\[\]]|^(?:www\.|by\b)|^(?:admin\w*|administrator|root|webmaster|user|guest|anonymous|unknown|author|none|null"
    r"|undefined|default|test|editor)\W*\d*$",
    re.IGNORECASE,
)
_WRITTEN_BY = re.compile(
    r"(?:written by|author|verfasst von|geschrieben von|écrit par|escrito por|scritto da|geschreven door|skrevet av|"
    r"skriven av|napisane przez|автор|написано|yazan)\W*$",
    re.IGNORECASE,
)
_INSTITUTIONS = ("Organization", "NewsMediaOrganization")
# Words of headings that are set like a signature.
_HEADING = re.compile(
    r"\b(?:key|takeaways?|points|summary|highlights|background|context|introduction|conclusions?|notes?|informationen|"
    r"information|weitere|links|further|reading|what|why|how|where|when|who|the|our|your|this|united|middle|east|news|"
    r"russian|ukrainian|update)\b",
    re.IGNORECASE,
)


def authors_of(head: Head, tree: Any) -> list[str]:
    """People in the order of the byline: of the JSON-LD, else of the meta elements, else of the visible byline."""
    sites = frozenset(head.site_names)
    told = people_in(_machine(head), sites) or people_in(_meta(head, sites), sites)
    return told or in_capitals(_visible(tree, sites), sites)


def signed_by(head: Head, tree: Any) -> list[str]:
    """Who signs an article that names no person: an agency, a desk or the outlet, as the page spells it."""
    data = _named(head.article.get("author")) or head.values("article:author", "author", "byl", "dc.creator")
    told = [name for byline in data if _is_signature(name := bare(byline).strip(" .:"))]
    return list(dict.fromkeys(told or _desks(tree)))


def _desks(tree: Any) -> list[str]:
    """The agencies and desks that the first visible byline names."""
    own = _holders(tree)
    for element in _BYLINES(tree):
        text = clean(spaced(element))
        desks = [name for name in desks_in(text) if _is_signature(name)] if len(text) <= _SIGNATURE_CHARS else []
        if desks and not _is_elsewhere(element, own):
            return desks
    return []


def _is_signature(name: str) -> bool:
    return 1 < len(name) <= _SIGNATURE_CHARS and not _NO_SIGNATURE.search(name) and any(map(str.isalpha, name))


def emphasised(tree: Any) -> dict[str, bool]:
    """The paragraphs that are a name in bold or italics, folded, and whether they are set to the right as signatures."""
    lines: dict[str, bool] = {}
    for element in tree.iter("strong", "b", "em", "i"):
        above = element.getparent()
        text = clean(spaced(element)) if len(element) == 0 and above.tag == "p" else ""
        alone = 3 < len(text) <= _SIGNATURE_CHARS and clean(spaced(above)) == text and not _HEADING.search(text)
        if alone and is_byline(text, in_capitals([text])):
            lines[fold(text)] = "right" in above.get("style", "") + above.get("align", "")
    return lines


def _machine(head: Head) -> list[str]:
    return _named(head.article.get("author"), _INSTITUTIONS) or _named(head.article.get("creator"), _INSTITUTIONS)


def _named(value: Any, but: tuple[str, ...] = ()) -> list[str]:
    """The names in a value of JSON-LD, but for those of nodes of the types given."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for item in value[:40] for name in _named(item, but)]
    if isinstance(value, dict) and str(value.get("@type", "")) not in but:
        return _named(value.get("name"), but)
    return []


def _meta(head: Head, sites: frozenset[str]) -> list[str]:
    """What meta elements name as authors; addresses of profiles are none."""
    named = (head.meta.get(name, []) for name in _META)
    for values in (*named, _labelled(head)):
        told = [value for value in values if "://" not in value]
        if people_in(told, sites):
            return told
    return []


def _labelled(head: Head) -> list[str]:
    """The author among the labels that a page gives for the card of a link: `twitter:label1` and `twitter:data1`."""
    return [head.first(f"twitter:data{n}") for n in "12" if _WRITTEN_BY.match(head.first(f"twitter:label{n}"))]


def _visible(tree: Any, sites: frozenset[str]) -> list[str]:
    """The names in the first element of the page that is a byline by its class, and in its neighbours."""
    found: list[str] = []
    place: Any = None
    own = _holders(tree)
    for element in _BYLINES(tree):
        around = element.getparent()
        if (place is not None and around is not place) or _is_elsewhere(element, own):
            continue
        parts = [clean(spaced(part)) for part in element.iter("a", "span", "li") if part.find("*") is None]
        text = clean(spaced(element))
        if len(in_capitals(parts, sites)) > 1:
            return parts
        if 3 < len(text) <= BYLINE_CHARS and in_capitals([text], sites):
            found.append(text)
            place = around
    return found


def _holders(tree: Any) -> set[Any]:
    """What holds the title holds the article, whatever it is called: "node--promoted", "has-featured-image"."""
    return {above for title in tree.iter("h1") for above in title.iterancestors()}


def _is_elsewhere(element: Any, own: set[Any]) -> bool:
    foreign = (above for above in (element, *element.iterancestors()) if above not in own and above.tag != "body")
    return any(_ELSEWHERE.search(above.get("class", "").lower()) for above in foreign)
