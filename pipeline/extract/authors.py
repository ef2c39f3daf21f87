"""The people who wrote an article: no roles, addresses, outlets or agencies.

Reads the head and the byline elements of a page, writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml.etree import XPath

from pipeline.extract.head import Head, clean, fold, spaced
from pipeline.extract.wording import ZONES

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
    " contains(@class, 'Autor') or contains(@class, 'riter') or contains(@class, 'ournalist') or contains(@class, 'person')]"
)
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|footer|sidebar|(?:^|[\s_-])card|(?:^|[\s_-])bio(?:$|[\s_-])|avatar|promo|caption"
    r"|image|photo|social|share|most-|newsletter|description"
)
_BYLINE_CHARS = 120

_LEAD_IN = re.compile(
    r"^\W*(?:(?:text|story|words|written|reported|reporting|posted|published|analysis|a commentary|ein kommentar|"
    r"interview|publié|escrito|scritto|автор(?:и|ы)?|autor(?:in|en|es)?|auteurs?|authors?)\s*:?\s*)?"
    r"(?:(?:by|von|par|por|di|av|af|od|da)\s+|:\s*)?",
    re.IGNORECASE,
)
_AROUND = re.compile(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>|\S+@\S+|@\w+|https?://\S+|\bwww\.\S+")
_SPLIT = re.compile(
    r"\s*(?:[;,/|•·–—]|(?<=[^\W\d_]{3})\.(?=\s+[^\W\d_])|\s-\s|\s(?:and|und|et|og|och|oraz|with|mit|и|та|і|&|y|e)\s|\bfor\b|\bfür\b)\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+on\s+\w+day\b.*$|\s+(?:in|aus|from|à|en)\s+[A-ZÀ-Ý][\w’'-]+(?:\s[A-ZÀ-Ý][\w’'-]+)?$|\s*기자.*$|\s*記者$"
)
_COUNTS = re.compile(r"\d[\d\s.,]*\s*(?:views?|comments?|shares?|words|min(?:ute)?s?(?: read)?)\b", re.IGNORECASE)
_DATE = re.compile(
    r"\d{1,2}[:.h]\d{2}\S*|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|(?:\d{1,2}(?:st|nd|rd|th)?\.?\s+)?[^\W\d_]{3,12}\.?\s+"
    r"(?:\d{1,2},?\s+)?(?:19|20)\d{2}"
)
_ROLE = re.compile(
    r"\b(?:\w*(?:editor|reporter|correspondent|korrespondent|redakteur|redaktor|journalist|periodista)\w*|writer|"
    r"columnist|kolumnist\w*|producer|contributor|analyst|photographer|fotograf\w*|freelance\w*|author|autor\w*|chief|"
    r"head|senior|special|director|professor|profesorius|intern|columnista|bureau)\b",
    re.IGNORECASE,
)
# "Sample Author": what stands where a person's name would on pages made to be tried out.
_STAND_IN = re.compile(r"^(?:sample|example|test|specimen)\s", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:news\w*|agenc\w*|agentur\w*|agence|agenzia|agencia|agencies|staff|team|desk|press\w*|presse\w*|media\w*|"
    r"editorial|editors|redaktion\w*|redacci[oó]n|redazione|r[ée]daction|redakcja|redakce|redaksi\w*|редакц\w*|служба|"
    r"новин\w*|новост\w*|times|herald|post|tribune|gazette|courier|guardian|telegraph|bulletin|journal|daily|"
    r"weekly|today|online|digital|web\w*|tv|radio|channel|broadcasting|gmbh|inc|ltd|llc|corp|ag|group|wire|service\w*|"
    r"dienst|nachrichten|zeitung\w*|verlag|figaro|monde|echos|ministry|office|department|reporters|"
    r"correspondents|contributors|twitter|facebook|telegram|instagram|follow|welle|admin|user|guest|anonymous|unknown|website|blog|deutschland|sachsen\S*)\b",
    re.IGNORECASE,
)
# News agencies that sign articles with their name alone.
_AGENCIES = frozenset(
    "afp ap dpa dpainfocom reuters tass itartass efe ansa sda apa sid ddp epd kna ntb tt ritzau stt belga anp lusa pap "
    "ctk čtk tasr mti bta tanjug hina xinhua kyodo jiji yonhap pti ani upi bloomberg interfax ria rianovosti ukrinform "
    "unian belta anadolu anadoluajansı aa iha dha mnd tpn cnn bbc dw rfe rferl voa ots keystone keystonesda cp aap "
    "associatedpress thomsonreuters europapress servimedia".split()
)
# Words of date lines and labels that look like names.
_NO_NAMES = frozenset(
    (
        *map(str.lower, ZONES),
        *(
            "am",
            "pm",
            "uhr",
            "updated",
            "published",
            "posted",
            "modified",
            "live",
            "exclusive",
            "breaking",
            "comment",
            "opinion",
        ),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("read", "more", "share", "sign", "subscribe", "follow", "page", "home"),
    )
)
_DOMAIN = re.compile(r"\.[a-z]{2,4}$", re.IGNORECASE)
_NAME = re.compile(r"^[^\W\d_](?:[^\W\d_]|[.’'`´-])*(?:\s+(?:[^\W\d_]|[.’'`´-])+){0,5}$")
_CJK_OUTLET = re.compile("新聞|新闻|日刊|日報|日报|通信|通讯|デジタル|編集|社$|報$|뉴스|일보|신문|방송|편집")
_CJK = re.compile("^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af ]{2,8}$")


def authors_of(head: Head, tree: Any) -> list[str]:
    """People in the order of the byline: of the JSON-LD, else of the meta elements, else of the visible byline."""
    sites = frozenset(head.site_names)
    told = people_in(_machine(head), sites) or people_in(_meta(head, sites), sites)
    return told or _capital(_visible(tree, sites), sites)


def people_in(bylines: Iterable[str], sites: Iterable[str] = ()) -> list[str]:
    """The people named in bylines such as "By Ann Example and Ben Sample, Staff Writers"."""
    found: dict[str, str] = {}
    known = frozenset(sites)
    for byline in bylines:
        for name in _names(byline):
            if is_person(name, known):
                found.setdefault(fold(name), name)
    return list(found.values())


def people_in_line(line: str) -> list[str]:
    """The people of a line above an article that may tell its date, its length and its readers as well."""
    return [name for name in people_in([_DATE.sub(" ; ", _COUNTS.sub(" ; ", line))]) if _is_capital(name)]


def is_byline(line: str, authors: Iterable[str]) -> bool:
    """Whether a line names some of the authors and nobody and nothing else."""
    if len(line) > _BYLINE_CHARS:
        return False
    known = set(map(fold, authors))
    names = [fold(name) for name in _names(line)]
    return bool(names) and known.issuperset(names)


def is_person(name: str, sites: Iterable[str] = ()) -> bool:
    """Whether a name is one of a person: two words or more, and none of an outlet, an agency or a role."""
    known = frozenset(sites)
    folded = fold(name)
    if not folded or folded in _AGENCIES or folded in known or _DOMAIN.search(name):
        return False
    if _CJK.match(name):
        return not _CJK_OUTLET.search(name)
    words = name.split()
    return (
        1 < len(words) <= 6
        and bool(_NAME.match(name))
        and not _ORGANISATION.search(name)
        and (bool(_STAND_IN.match(name)) or not _ROLE.search(name))
        and not any(fold(word) in _AGENCIES or fold(word) in _NO_NAMES or fold(word) in known for word in words)
    )


def _names(byline: str) -> Iterable[str]:
    text = _AROUND.sub(" ", clean(byline))
    for part in _SPLIT.split(text):
        name = _TAIL.sub("", _LEAD_IN.sub("", part)).strip(' .:*"“”«»')
        name = _role_off(name)
        if name:
            yield " ".join(name.split())


def _role_off(name: str) -> str:
    """ "Chief Editor Ann Example" without what stands before the name."""
    words = name.split()
    if _STAND_IN.match(name):
        return name
    roles = [index for index, word in enumerate(words) if _ROLE.search(word)]
    if roles and len(words) - roles[-1] - 1 >= 2:
        return " ".join(words[roles[-1] + 1 :])
    return name


def _machine(head: Head) -> list[str]:
    return _named(head.article.get("author")) or _named(head.article.get("creator"))


def _named(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for item in value[:40] for name in _named(item)]
    if isinstance(value, dict) and str(value.get("@type", "")) not in ("Organization", "NewsMediaOrganization"):
        return _named(value.get("name"))
    return []


def _meta(head: Head, sites: frozenset[str]) -> list[str]:
    """What meta elements name as authors; addresses of profiles are none."""
    for name in _META:
        values = [value for value in head.meta.get(name, ()) if "://" not in value]
        if people_in(values, sites):
            return values
    return []


def _visible(tree: Any, sites: frozenset[str]) -> list[str]:
    """The names in the first element of the page that is a byline by its class, and in its neighbours."""
    found: list[str] = []
    place: Any = None
    for element in _BYLINES(tree):
        around = element.getparent()
        if (place is not None and around is not place) or _is_elsewhere(element):
            continue
        parts = [clean(spaced(part)) for part in element.iter("a", "span", "li") if part.find("*") is None]
        text = clean(spaced(element))
        if len(_capital(parts, sites)) > 1:
            return parts
        if 3 < len(text) <= _BYLINE_CHARS and _capital([text], sites):
            found.append(text)
            place = around
    return found


def _capital(bylines: list[str], sites: frozenset[str]) -> list[str]:
    return [name for name in people_in(bylines, sites) if _is_capital(name)]


def _is_capital(name: str) -> bool:
    """Whether first and last word begin as names do; a machine's byline is trusted without."""
    words = name.split()
    return all(not word[0].islower() for word in (words[0], words[-1]))


def _is_elsewhere(element: Any) -> bool:
    if _ELSEWHERE.search(element.get("class", "").lower()):
        return True
    return any(
        above.tag != "body" and _ELSEWHERE.search(above.get("class", "").lower()) for above in element.iterancestors()
    )
