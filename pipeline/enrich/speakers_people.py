"""Whom "he", "she", "it" and a bare surname mean: the people and institutions that the text has spoken of.

Reads a Context's mentions and the voices heard so far, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.enrich.context import Context
from pipeline.enrich.entities import entities, given_key
from pipeline.enrich.measures_forms import words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_MALE_IN_A = words(
    "mykola nikita illia ilya kuzma sava luka foma oleksa danila mykyta sasha kostya misha vanya petya recep joshua"
)
# Women's given names without the ending -a, and names of either.
_FEMALE = words(
    """avril liubov lyubov nadezhda ursula elizabeth annegret ingrid karen susan margaret helen ruth judith miriam
    alice amy ann anne annie beth bridget carol caroline catherine charlotte christine claire clare daphne dawn deborah
    diane dorothy edith eleanor ellen emily esther eve florence frances gail grace gwen hannah harriet hazel heather
    heidi hilary irene iris isabel isobel jane janet jean jennifer jill joan josephine joy joyce judy julie june kate
    katharine katherine kathleen kathryn katie kirsten lily liz lois louise lucy lynn madeleine marie marion martine
    mary maureen megan mercedes michelle molly muriel nancy naomi nadine nicole ninel olive penny phyllis rachel renate
    rose rosemary ruby sally sarah sharon shirley simone sophie stephanie sue suzanne sylvie trudy valerie vivian wendy
    yvonne zoe inge karin ines agnes salome"""
)
_EITHER = words("alex sam chris kim kelly leslie robin jamie jordan taylor morgan sasha slava zhenia zhenya pat lee")
_TITLES = words(
    "mr mrs ms dr gen general lt lieutenant col colonel maj major capt captain sgt sergeant president minister"
    " mayor governor"
    " secretary chief boss deputy prime chancellor commander spokesman spokeswoman adviser advisor brigadier professor"
)
_WOMEN = words("woman girl mother sister wife widow daughter aunt grandmother spokeswoman policewoman nun")
_MEN = words("man boy father brother husband son uncle grandfather spokesman policeman priest")
_OF_NO_MAN = words("german human roman ottoman norman")
_HEAD = 4  # words of a description in which its noun stands
_REACH = 1600  # characters: a pronoun further away from its name was another person's in our own pages
_TURN = 700  # characters: within these an institution that has spoken goes before one that only acts
_PARAGRAPH = 450  # characters: within these a name goes before unnamed people


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as resolved. `kind`: person, institution or group; pronouns ask for it."""

    name: str
    kind: str
    char_start: int  # of the words that name him, in the text
    spoke: bool = False  # gave words to the text, not only its subject
    named: bool = True  # False: the words of the text stand for a name


def gender_of(name: str) -> str | None:
    """f or m by the given name, as Ukrainian and Russian names tell; None for what may be a surname alone."""
    parts = name.split()
    if len(parts) < 2:
        return None
    given = parts[0].lower()
    if given in _EITHER:
        return None
    if given in _FEMALE or (given.endswith(("a", "ia", "ya")) and given not in _MALE_IN_A):
        return "f"
    return "m"


def person_meant(word: str, start: int, known: list[Voice], others: list[Voice]) -> Voice | None:
    """The person that "he" or "she" at this character means: the latest who was subject or speaker and fits."""
    wanted = "f" if word in ("she", "her", "hers") else "m"
    acting, named_only = (
        [v for v in _near(voices, start, "person") if _may_be(v, wanted)] for voices in (known, others)
    )
    close = [v for v in acting if v.char_start > start - _PARAGRAPH]
    close = close or [v for v in named_only if v.char_start > start - _PARAGRAPH]
    return max(close or acting or named_only, key=lambda v: v.char_start, default=None)


def institution_meant(start: int, known: list[Voice], opened: int) -> Voice | None:
    """The institution that "it" means in a paragraph that opens at this character: one of its own paragraph goes before
    others, there and elsewhere one that has spoken before one that only acts."""
    near = _near(known, start, "institution")
    near = [v for v in near if not is_media(v.name)] or near  # who reports is seldom who is reported on
    here = [v for v in near if v.char_start >= opened]
    spoke = [v for v in here or near if v.spoke and v.char_start > start - _TURN]
    return max(spoke or here or near, key=lambda v: v.char_start, default=None)


def paragraph_start(context: Context, char: int) -> int:
    """The first character of the line that this one stands in."""
    return context.document.article.text.rfind("\n", 0, char) + 1


def is_media(name: str) -> bool:
    """Whether a list has this name as that of a medium."""
    entity = entities().by_name.get(name)
    return entity is not None and entity.kind == "media"


def _may_be(voice: Voice, wanted: str) -> bool:
    """Words that stand for a name tell a gender only where they are said of one: "sister", not "doctor"."""
    if voice.named:
        return gender_of(voice.name) in (wanted, None)
    said = {word.lower() for word in voice.name.split()[:_HEAD]}
    if any(word.endswith("man") and word not in _OF_NO_MAN for word in said):
        said |= {"woman" if any(word.endswith("woman") for word in said) else "man"}
    return not said & (_MEN if wanted == "f" else _WOMEN)


def _near(known: list[Voice], start: int, kind: str) -> list[Voice]:
    return [v for v in known if v.kind == kind and start - _REACH < v.char_start < start]


def name_at(token: Token) -> str | None:
    """A name that no list knows: capitalised words that end at this token ("Lesia Primirna")."""
    if token.tag_ not in ("NNP", "NNPS") or not token.text[0].isupper():
        return None
    first = token.i
    while first > 0 and token.doc[first - 1].tag_ == "NNP" and token.doc[first - 1].text[0].isupper():
        first -= 1
    found = [t.text for t in token.doc[first : token.i + 1]]
    while found and found[0].lower().rstrip(".") in _TITLES:
        found.pop(0)
    return " ".join(found) if found and all(re.match(r"[^\W\d_][\w'’-]*$", w) for w in found) else None


def is_given(name: str) -> bool:
    """Whether one word is a given name that the lists know."""
    return given_key(name) in entities().given


def full_name(name: str, context: Context, known: list[Voice], start: int) -> str:
    """The full name that a bare surname stands for: the latest that the text gave before, else the first behind."""
    if " " in name:
        return name
    named = [m for m in context.mentions if m.type == "PERSON"]
    earlier = [v.name for v in known if v.kind == "person"] + [m.name or m.text for m in named if m.char_start < start]
    later = [m.name or m.text for m in named if m.char_start >= start]
    full = (n for n in (*reversed(earlier), *later) if n.split()[-1].casefold() == name.casefold() and " " in n)
    return next(full, name)
