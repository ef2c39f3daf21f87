"""Names of people in bylines: who is named, and what is an outlet, an agency, a desk or a role.

Reads a line of text, writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.extract.head import clean, fold
from pipeline.extract.wording import ZONES

BYLINE_CHARS = 120
"""A longer line is about its author."""
BY = re.compile(
    r"^(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Aa]v|[Aa]f|[Tt]ext:|[Tt]ext by|[Ww]ritten by|[Rr]eport(?:ed|ing) by|[Aa]utor(?:in)?:|[Aa]uthor:)\s+[A-ZÀ-ÖØ-ÝŁŚŻČŠŽА-ЯІЇЄҐ]"
)
"""How a line begins that says who wrote an article."""
_LEAD_IN = re.compile(
    r"^\W*(?:(?:text|story|words|written|reported|reporting|posted|published|submitted|analysis|a commentary|ein kommentar|"
    r"interview|publié|escrito|scritto|автор(?:и|ы)?|autor(?:in|en|es)?|auteurs?|authors?)\s*:?\s*)?"
    r"(?:(?:by|von|par|por|di|av|af|od|da)\s+|:\s*)?",
    re.IGNORECASE,
)
_AROUND = re.compile(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>|\S+@\S+|@\w+|https?://\S+|\bwww\.\S+")
_SPLIT = re.compile(
    r"\s*(?:[;,](?:\s*(?:and|und|et|&)\s)?|[/|•·–—]|(?<=[^\W\d_]{3})\.(?=\s+[^\W\d_])|\s-\s|\s(?:and|und|et|og|och|oraz|with|mit|и|та|і|&|y|e)\s|\bfor\b|\bfür\b)\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+on\s+(?:\w+day|(?i:mon|tue|wed|thu|fri|sat|sun))\b.*$|\s+(?:in|aus|from|à|en)\s+[A-ZÀ-Ý][\w’'-]+(?:\s[A-ZÀ-Ý][\w’'-]+)?$|\s*기자.*$|\s*記者$"
)
_COUNTS = re.compile(r"\d[\d\s.,]*\s*(?:views?|comments?|shares?|words|min(?:ute)?s?(?: read)?)\b", re.IGNORECASE)
_DATE = re.compile(
    r"\d{1,2}[:.h]\d{2}\S*|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|(?:\d{1,2}(?:st|nd|rd|th)?\.?\s+)?[^\W\d_]{3,12}\.?\s+"
    r"(?:\d{1,2},?\s+)?(?:19|20)\d{2}"
)
_ROLE = re.compile(
    r"\b(?:\w*(?:editor|reporter|correspondent|korrespondent|redakteur|redaktor|journalist|periodista)\w*|writer|"
    r"columnist|kolumnist\w*|producer|contributor|analyst|photographer|fotograf\w*|freelance\w*|author|autor\w*|chief|"
    r"head|senior|special|director|professor|profesorius|intern|columnista|bureau|\w*wissenschaft\w*|expert\w*|scientist|"
    r"photographs?|fotos?)\b",
    re.IGNORECASE,
)
_HIGHER = r"(?:(?:staff|master|chief|first|second|senior|petty|lance|warrant|vice|rear)[ -])*"
# A rank in full before a name, and one with a full stop wherever it stands: "Lt. Col. Ann Example".
_RANK = re.compile(
    rf"^{_HIGHER}(?:sergeant|corporal|lieutenant|captain|major|colonel|general|admiral|commander|officer|sgt|cpl|capt)\s+"
    r"(?=\S+\s+\S)",
    re.IGNORECASE,
)
_DOTTED_RANK = re.compile(rf"\b{_HIGHER}(?:sgt|cpl|pvt|pfc|spc|lt|capt|maj|col|brig|gen|adm|cmdr)\.\s+", re.IGNORECASE)
# "Sample Author": what stands where a person's name would on pages made to be tried out.
_STAND_IN = re.compile(r"^(?:sample|example|test|specimen)\s", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:news\w*|agenc\w*|agentur\w*|agence|agenzia|agencia|agencies|staff|team|desk|press\w*|presse\w*|media\w*|"
    r"editorial|editors|redaktion\w*|redacci[oó]n|redazione|r[ée]daction|redakcja|redakce|redaksi\w*|редакц\w*|служба|"
    r"новин\w*|новост\w*|times|herald|post|tribune|gazette|courier|guardian|telegraph|bulletin|journal|daily|"
    r"weekly|today|online|digital|web\w*|tv|radio|channel|broadcasting|gmbh|inc|ltd|llc|corp|ag|group|wire|service\w*|"
    r"dienst|nachrichten|zeitung\w*|verlag|figaro|monde|echos|ministry|office|department|reporters|"
    r"sekretariat|partei|party|verein|stiftung|foundation|institut\w*|universit\w*|committee|council|association|society|"
    r"programme|initiative|correspondents|contributors|twitter|facebook|telegram|instagram|follow|welle|admin|user|guest|anonymous|unknown|website|blog|deutschland|sachsen\S*)\b",
    re.IGNORECASE,
)
_PLATFORM = re.compile(r"\b(?:twitter|facebook|telegram|instagram|follow|web\w*|blog)\b", re.IGNORECASE)
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


def people_in(bylines: Iterable[str], sites: Iterable[str] = ()) -> list[str]:
    """The people named in bylines such as "By Ann Example and Ben Sample, Staff Writers"."""
    found: dict[str, str] = {}
    known = frozenset(sites)
    for byline in bylines:
        for name in names_in(byline):
            if is_person(name, known):
                found.setdefault(fold(name), name)
    return list(found.values())


def in_capitals(bylines: Iterable[str], sites: Iterable[str] = ()) -> list[str]:
    """The people named in what a page shows, where words may be no names: a machine's byline is trusted without."""
    return [name for name in people_in(bylines, sites) if _is_capital(name)]


def desks_in(line: str) -> list[str]:
    """The agencies and desks that a byline names, without the date and the counts beside them."""
    return [name for name in names_in(_undated(line)) if _is_desk(name)]


def people_in_line(line: str) -> list[str]:
    """The people of a line above an article that may tell its date, its length and its readers as well."""
    return in_capitals([_undated(line)])


def is_byline(line: str, authors: Iterable[str]) -> bool:
    """Whether a line names some of the authors and nobody and nothing else."""
    if len(line) > BYLINE_CHARS:
        return False
    known = set(map(fold, authors))
    names = [fold(name) for name in names_in(line)]
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


def names_in(byline: str) -> Iterator[str]:
    """What a byline names, without addresses, remarks in brackets, roles and places."""
    text = _DOTTED_RANK.sub("", bare(byline))
    for part in _SPLIT.split(text):
        name = _TAIL.sub("", _LEAD_IN.sub("", part)).strip(' .:*"“”«»')
        name = _role_off(_RANK.sub("", name))
        if name:
            yield " ".join(name.split())


def bare(byline: str) -> str:
    """A byline without addresses, accounts and what stands in brackets."""
    return _AROUND.sub(" ", clean(byline)).strip()


def _undated(line: str) -> str:
    return _DATE.sub(" ; ", _COUNTS.sub(" ; ", line))


def _is_desk(name: str) -> bool:
    words = name.split()
    odd = any(fold(word) in _NO_NAMES or any(map(str.isdigit, word)) for word in words)
    return not odd and not _PLATFORM.search(name) and bool(_ORGANISATION.search(name) or fold(name) in _AGENCIES)


def _role_off(name: str) -> str:
    """Chief Editor Ann Example, without what stands before the name."""
    words = name.split()
    if _STAND_IN.match(name):
        return name
    roles = [index for index, word in enumerate(words) if _ROLE.search(word)]
    if roles and len(words) - roles[-1] - 1 >= 2:
        return " ".join(words[roles[-1] + 1 :])
    return name


def _is_capital(name: str) -> bool:
    words = name.split()
    return all(not word[0].islower() for word in (words[0], words[-1]))
