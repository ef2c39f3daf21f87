"""Organisations: bare institutions by their country ("the Air Force"), and organisations that no list knows.

Reads a Sentence's words and what the document named before, writes what a name stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.entities import Entities, Entity
from pipeline.enrich.measures_forms import words
from pipeline.enrich.names_spelling import skeleton

# Institutions that several states have, by their bare name: the state's own institution. First comes the state that is
# meant where the text gives no hint, if there is one.
_DEFENCE = {
    "RU": "Russian Ministry of Defence", "UA": "Ministry of Defence of Ukraine", "GB": "UK Ministry of Defence",
    "BY": "Belarusian Ministry of Defence", "US": "United States Department of Defense",
    "DE": "Federal Ministry of Defence",
    "PL": "Ministry of National Defence",
}  # fmt: skip
_FOREIGN = {
    "RU": "Ministry of Foreign Affairs of Russia", "UA": "Ministry of Foreign Affairs of Ukraine",
    "GB": "Foreign, Commonwealth and Development Office", "DE": "Federal Foreign Office",
    "CN": "Ministry of Foreign Affairs of China",
    "PL": "Ministry of Foreign Affairs of Poland", "IR": "Ministry of Foreign Affairs of Iran",
}  # fmt: skip
_INTERIOR = {"UA": "Ministry of Internal Affairs of Ukraine", "RU": "Ministry of Internal Affairs of Russia"}
_BARE: dict[str, tuple[str | None, dict[str, str]]] = {
    "air force": ("UA", {"UA": "Ukrainian Air Force", "RU": "Russian Aerospace Forces"}),
    "air force command": ("UA", {"UA": "Ukrainian Air Force"}),
    "general staff": ("UA", {"UA": "General Staff of the Armed Forces of Ukraine",
                             "RU": "General Staff of the Armed Forces of the Russian Federation"}),
    "armed forces": (None, {"UA": "Armed Forces of Ukraine", "RU": "Russian Armed Forces"}),
    "ground forces": (None, {"UA": "Ukrainian Ground Forces", "RU": "Russian Ground Forces"}),
    "navy": (None, {"UA": "Ukrainian Navy", "RU": "Russian Navy"}),
    "ministry of defence": (None, _DEFENCE),
    "defence ministry": (None, _DEFENCE),
    "mod": ("GB", _DEFENCE),
    "ministry of foreign affairs": (None, _FOREIGN),
    "foreign ministry": (None, _FOREIGN),
    "interior ministry": (None, _INTERIOR),
    "ministry of internal affairs": (None, _INTERIOR),
    "ministry of health": (None, {"UA": "Ministry of Health of Ukraine"}),
    "health ministry": (None, {"UA": "Ministry of Health of Ukraine"}),
    "ministry of energy": (None, {"UA": "Ministry of Energy of Ukraine"}),
    "energy ministry": (None, {"UA": "Ministry of Energy of Ukraine"}),
    "national guard": ("UA", {"UA": "National Guard of Ukraine", "RU": "National Guard of Russia"}),
    "military intelligence directorate": ("UA", {"UA": "Main Directorate of Intelligence"}),
    "intelligence directorate": ("UA", {"UA": "Main Directorate of Intelligence"}),
    "border guard service": ("UA", {"UA": "State Border Guard Service of Ukraine"}),
    "parliament": (None, {"UA": "Verkhovna Rada", "RU": "State Duma"}),
}  # fmt: skip
_LONGEST_BARE = 3
FIRST_OF_BARE = frozenset(("defense", *(name.split(" ", maxsplit=1)[0] for name in _BARE)))
_STATES = (
    ("UA", re.compile(r"\b(?:Ukrain\w+|Kyiv|Kiev)\b")),
    ("RU", re.compile(r"\b(?:Russia\w*|Moscow|Kremlin)\b")),
    ("GB", re.compile(r"\b(?:British|Britain|UK|U\.K\.|London)\b")),
    ("US", re.compile(r"\b(?:American?|US|U\.S\.|Washington)\b")),
    ("BY", re.compile(r"\b(?:Belarus\w*|Minsk)\b")),
    ("DE", re.compile(r"\b(?:German\w*|Berlin)\b")),
    ("PL", re.compile(r"\b(?:Polish|Poland|Warsaw)\b")),
    ("CN", re.compile(r"\b(?:Chin\w+|Beijing)\b")),
    ("IR", re.compile(r"\b(?:Iran\w*|Tehran)\b")),
)
_UK_PRODUCT = re.compile(
    r"DefenceHQ|Defence Intelligence update|daily intelligence update|intelligence update", re.IGNORECASE
)

_HEADS = words(
    """academy administration agency alliance arena association authority bank board bureau centre center channel
    charity church club college commission committee company confederation convoy corporation council courier
    court directorate federation forum foundation fund gazette group headquarters herald hospital initiative
    inspectorate institute institution journal league ledger ministry mission monitor museum network news
    observatory office organisation organization party police post review school service society syndicate
    telegraph theatre times tribune university watch wire zoo bulletin dispatch project secretariat
    count tally tracker collective archive desk"""
)
_JOINERS = frozenset(("of", "for"))
# Heads by which an organisation is called once its full name was told: "the Herald".
_SHORTENED = words(
    """herald post courier gazette ledger tribune journal bulletin times wire telegraph observatory dispatch convoy
    foundation institute network fund league project initiative"""
)
_NOBODYS_OWN = words(
    """russian ukrainian british american german polish french belarusian chinese iranian european western eastern
    northern southern central national regional local city oblast military state federal foreign public special
    general main high new joint united security defence defense internal interior operational territorial first
    second third order flag soldiers researchers russia ukraine civil emergency health soviet"""
)
_NO_START = words(
    """the a an his her its their our this that these those in on at by for from with and or but as if when while
    after before no every some any all many most both each another other such what which who whose mr mrs ms dr
    general president minister prime deputy former chief head  first second next last"""
)
_ABBREVIATED = re.compile(r"\b(?:HC|FC|BC)\s+[A-Z]\w+")


@dataclass(slots=True)
class Institutions:
    """The organisations named so far in a document."""

    uk_product: bool = False  # whether the text passes on a British intelligence update
    latest: dict[str, str] = field(default_factory=dict)  # kind of bare name -> state last meant
    short: dict[str, str] = field(default_factory=dict)  # last word of an organisation that no list knows -> its name

    @classmethod
    def of(cls, context: Context) -> Institutions:
        return cls(uk_product=bool(_UK_PRODUCT.search(context.document.article.text)))

    def saw(self, entity: Entity) -> None:
        for bare, (_, states) in _BARE.items():
            for state, name in states.items():
                if name == entity.name:
                    self.latest[bare] = state


def bare_at(sentence: Sentence, position: int, known: Entities, seen: Institutions) -> tuple[Entity | None, int]:
    """The institution that a bare name stands for, and the index of the word after it."""
    words = sentence.words
    if words[position].text.casefold() not in FIRST_OF_BARE:
        return None, position
    for count in range(min(_LONGEST_BARE, len(words) - position), 0, -1):
        span = words[position : position + count]
        key = " ".join(word.text.casefold() for word in span).replace("defense", "defence")
        capitals = all(word.capital or word.text in _JOINERS for word in span)
        if key not in _BARE or not (capitals or _is_owned(sentence, position, key, seen)):
            continue
        default, states = _BARE[key]
        state = _side_of_officer(sentence, position + count, known)
        if default is None and state is None:
            state = _state_of(sentence, position, position + count, states) or seen.latest.get(key)
        if state is None and seen.uk_product and "GB" in states and key != "foreign ministry":
            state = "GB"
        name = states.get(state if state in states else default or "")
        return (known.by_name.get(name) if name else None), position + count
    return None, position


def _is_owned(sentence: Sentence, position: int, key: str, seen: Institutions) -> bool:
    """In small letters it is a name only right behind its state, or where the text has told whose it is:
    "Russia's defence ministry", and then "the defence ministry"."""
    if any(word.capital for word in sentence.words[position : position + key.count(" ") + 1]):
        return False
    before = sentence.text[: sentence.words[position].start]
    owner = re.search(r"(\w[\w.]*)(?:['’]s)?\s+$", before)
    if owner is None:
        return False
    if owner[1] in ("the", "The"):
        return key in seen.latest
    return any(pattern.fullmatch(owner[1]) for state, pattern in _STATES if state in _BARE[key][1])


def _side_of_officer(sentence: Sentence, end: int, known: Entities) -> str | None:
    """ "Chief of the General Staff Valery Gerasimov": the side of the person who is named right after."""
    for word in sentence.words[end : end + 3]:
        people = {entity.side for entity in known.surnames.get(skeleton(word.key), ())}
        if word.capital and len(people) == 1:
            return people.pop()
    return None


def _state_of(sentence: Sentence, first: int, end: int, states: dict[str, str]) -> str | None:
    """The state that the sentence names last before the institution, or right after it: "of Ukraine", "in Moscow".

    What the institution speaks about does not count: "the Ministry of Defence said Russian forces".
    """
    words = sentence.words
    before = sentence.text[: words[first].start]
    hits = [
        (match.start(), state) for state, pattern in _STATES if state in states for match in pattern.finditer(before)
    ]
    near = [hit for hit in hits if words[first].start - hit[0] <= NEAR]
    if near:
        return max(near)[1]
    after = _OWNER_AFTER.match(sentence.text, words[end - 1].end)
    return next((state for state, pattern in _STATES if after and state in states and pattern.search(after[0])), None)


_OWNER_AFTER = re.compile(r"\s*(?:[,(]|of\b|in\b|from\b)[^.;]{0,25}")
NEAR = 60  # characters; a state named further away says little about "the Air Force"


def unlisted_at(sentence: Sentence, position: int, seen: Institutions) -> tuple[str, int] | None:
    """Name and end of an organisation by its form: capitalised words that end in "Foundation", "Herald", "Police"."""
    words = sentence.words
    first = words[position]
    club = _ABBREVIATED.match(sentence.text, first.start)
    if club:
        return club.group(), position + 2
    if first.text.casefold() in _NO_START or not first.capital or first.text[0].isdigit():
        return None
    short = seen.short.get(first.text) if position and words[position - 1].text in ("the", "The") else None
    end = _head_end(sentence, position)
    if end is None or end - position < 2 or not _is_own_name(sentence, position, end):
        return (short, position + 1) if short else None
    name = sentence.text[first.start : words[end - 1].end]
    if words[end - 1].text.casefold() in _SHORTENED:
        seen.short[words[end - 1].text] = name
    return name, end


def _is_own_name(sentence: Sentence, position: int, end: int) -> bool:
    """False for "Russian Army", "Military Administration", "Ukraine's Prosecutor": nothing in them is their own."""
    words = sentence.words[position:end]
    own = [w for w in words if w.capital and w.text.casefold() not in _HEADS and w.text.casefold() not in _NOBODYS_OWN]
    return bool(own) and not any(word.text[0].isdigit() for word in words) and not words[0].possessive


def _head_end(sentence: Sentence, position: int) -> int | None:
    """Index after the last word of an organisation's name, within one run of capitalised words.

    The name ends with a head ("Foundation"), or goes on after one with "of" or "for".
    """
    words, text = sentence.words, sentence.text
    best, index = None, position
    while index < len(words) and index - position < LONGEST:
        word = words[index]
        if index > position and text[words[index - 1].end : word.start] not in (" ", "-", "'s ", "’s ", "' ", "’ "):
            break
        if word.text in _JOINERS or (word.text == "the" and words[index - 1].text in _JOINERS):
            if best is None or index + 1 >= len(words):
                break
        elif not word.capital:
            break
        elif word.text.casefold() in _HEADS or words[index - 1].text in (*_JOINERS, "the") or best == index:
            best = index + 1 if word.text.casefold() in _HEADS or best is not None else best
        index += 1
    return best


LONGEST = 8  # words
