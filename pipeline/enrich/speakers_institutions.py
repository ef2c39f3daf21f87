"""Which institution a noun phrase names or speaks for: by description, by metonym, through its papers and spokesmen.

Reads a Context's mentions and a parsed sentence, writes nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import agent_of, children, is_noun, is_verb
from pipeline.enrich.context import Context
from pipeline.enrich.measures_forms import singular, words
from pipeline.enrich.speakers_people import Voice
from pipeline.enrich.speakers_verbs import MOUTHPIECES, REPORT_NOUNS, TIMES
from pipeline.models import Mention

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

METONYMS = {
    "kyiv": "Ukraine", "kiev": "Ukraine", "ukraine": "Ukraine", "moscow": "Russia", "kremlin": "Russia",
    "russia": "Russia",
    "washington": "United States", "minsk": "Belarus", "belarus": "Belarus", "london": "United Kingdom",
    "britain": "United Kingdom", "berlin": "Germany", "germany": "Germany", "paris": "France", "warsaw": "Poland",
    "ankara": "Turkey", "beijing": "China", "tehran": "Iran", "iran": "Iran", "ukrainians": "Ukraine",
    "russians": "Russia", "uk": "United Kingdom", "u.k.": "United Kingdom", "u.s.": "United States",
    "united states": "United States", "united kingdom": "United Kingdom",
}  # fmt: skip
GENERAL_STAFF = "General Staff of the Armed Forces of Ukraine"
_DEFENCE = r"(?:mod|ministry of defen[cs]e|defen[cs]e ministry)"
# Institutions that texts name by description only, tried where no mention names the speaker.
_DESCRIBED: tuple[tuple[str, str], ...] = (
    (rf"\b(?:uk|u\.k\.|british|britain|london)\b.*\b(?:{_DEFENCE}|intelligence)\b", "UK Ministry of Defence"),
    (r"\b(?:us|u\.s\.|american)\b.*\bintelligence\b(?! official)|\bintelligence community\b", "US intelligence"),
    (r"\b(?:ukraine|ukrainian|kyiv)\b.*\bmilitary intelligence\b", "Main Directorate of Intelligence"),
    (r"^(?:the )?(?:ukraine\W+s? ?|ukrainian )?state emergency service$", "State Emergency Service of Ukraine"),
    (rf"\b(?:russia|russian|moscow)\b.*\b{_DEFENCE}\b", "Russian Ministry of Defence"),
    (rf"\b(?:ukraine|ukrainian|kyiv)\b.*\b{_DEFENCE}\b", "Ministry of Defence of Ukraine"),
    (rf"\bbelarusian\b.*\b{_DEFENCE}\b", "Belarusian Ministry of Defence"),
    (r"\b(?:ukraine|ukrainian|kyiv)\b.*\bgeneral staff\b|^(?:the )?general staff$", GENERAL_STAFF),
    (r"\b(?:ukraine|ukrainian|kyiv)\b.*\bair force\b|^(?:the )?air force$", "Ukrainian Air Force"),
    (r"\b(?:ukraine|ukrainian|kyiv)\b.*\b(?:armed forces|military|army)$", "Armed Forces of Ukraine"),
    (r"\b(?:russia|russian)\b.*\b(?:armed forces|military|army)$", "Russian Armed Forces"),
    (r"^(?:the )?mod$|\bministry in london$", "UK Ministry of Defence"),
    (r"^(?:the )?(?:\w+ )?presiden(?:tial|t['’]s) office$", "Office of the President of Ukraine"),
    (r"\b(?:defen[cs]e intelligence|intelligence update)\b", "UK Ministry of Defence"),
    (r"^(?:\S+ )?coordination headquarters$", "Coordination Headquarters for the Treatment of Prisoners of War"),
)  # fmt: skip
_DESCRIBED_RE = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in _DESCRIBED)
_ROLES = (
    "er", "or", "ist", "yst", "ian", "man", "woman", "chief", "head", "boss", "aide", "official", "medic", "pilot",
    "resident", "president", "expert", "general", "colonel", "diplomat", "spokesperson", "recruit", "source",
    "surgeon", "veteran", "volunteer", "mechanic", "cook", "priest", "clerk", "student", "neighbour", "widow", "wife",
    "husband", "girl", "boy", "deputy", "guard", "scout", "people", "person", "correspondent", "lieutenant", "sergeant",
    "captain", "nurse", "witness",
)  # fmt: skip
_NO_PERSON = words(
    """her newspaper paper letter headquarter center number order tower border corner chapter counter list wrist fist
    shelter crater river power water winter summer sector reactor generator transformer corridor error helicopter
    bunker quarter container trailer computer cover weather disaster bomber launcher floor door tractor motor october
    september november december cancer"""
)
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|one|another|this|that)\s+", re.IGNORECASE)
# Words whose owner speaks through them; an office or a service without "press" is an institution itself.
_OWN_HOUSES = words("service office headquarter")
_PRESS = re.compile(r"\b(?:press|media|information|public relations)\b", re.IGNORECASE)
PUBLISHING = words("publish release issue give compile collect provide cite share post keep gather announce present"
                   " published released issued given compiled collected provided cited shared posted kept gathered"
                   " announced presented made seen quoted")  # fmt: skip


def is_role(token: Token) -> bool:
    """Whether the noun is said of people: "official", "commanders", "sources"."""
    return is_role_word(token.text)


@lru_cache(maxsize=4096)
def is_role_word(text: str) -> bool:
    """Whether a word is said of people."""
    word = singular(text)
    return word.endswith(_ROLES) and word not in _NO_PERSON


def is_body(token: Token) -> bool:
    """Whether the noun is said of an institution or a formation: "ministry", "brigade", "emergency services"."""
    return singular(token.text) in _INSTITUTIONS


_INSTITUTIONS = words("""ministry government council administration office service police staff command agency
    department directorate committee party parliament intelligence union charity organisation organization group team
    headquarters embassy hospital clinic morgue school university plant company factory brigade battalion regiment
    platoon squad unit corps division army navy force military presidency delegation mission industry rear""")


def institution_name(mention: Mention) -> str:
    """Canonical name of an institution, its words where no list knows it; the Kremlin is Russia."""
    name = mention.name or mention.text
    return METONYMS.get(name.lower(), name)


def owner_of(token: Token) -> Token | None:
    """Who owns the words that a report noun stands for: "the ministry's estimate", "figures from the council",
    "data that the council released", "a Pentagon estimate"."""
    if singular(token.text) in ("author", "analyst", "investigator", "expert", "staff"):  # "its authors" are it
        return next((c for c in children(token, "poss") if c.lower_ == "its"), None)
    if singular(token.text) not in REPORT_NOUNS:
        return None
    owners = children(token, "poss") or [
        o
        for c in token.children
        if c.lower_ in ("by", "from", "of") and c.i > token.i
        for o in children(c, "pobj")
        if singular(o.text) not in REPORT_NOUNS and o.tag_ != "CD" and not children(o, "nummod")
    ]
    owners = owners or [o for c in children(token, "acl", "relcl") if (o := _publisher(c)) is not None]
    if not owners and described(words_of(token)):
        return None  # "a US intelligence assessment"
    owners = owners or [c for c in children(token, "compound", "nmod") if c.text[0].isupper() or c.lower_ in _BODIES]
    owners = [o for o in owners if singular(o.text) not in TIMES]  # "Monday's report"
    return next((o for o in owners if is_noun(o) or o.tag_ == "PRP$"), None)


_BODIES = words("ministry government council police intelligence army staff military administration")


def _publisher(clause: Token) -> Token | None:
    """Who published: "released by the council", "that the council released on Monday"."""
    if clause.lower_ not in PUBLISHING:
        return None
    return agent_of(clause) if clause.dep_ == "acl" else next(iter(children(clause, "nsubj")), None)


def by_mouthpiece(context: Context, token: Token, offset: int) -> Voice | None:
    """ "a spokesman for the ministry" is the ministry; "an officer of the brigade" stays a person without a name."""
    if singular(token.text) not in MOUTHPIECES:
        return None
    left, right = extent(token)
    inside = [m for m in context.mentions if m.char_start < offset + right and m.char_end > offset + left]
    organisations = [m for m in inside if m.type in ("ORG", "UNIT")]
    people = [m for m in inside if m.type == "PERSON"]
    speaks = token.lower_.startswith("spokes")  # a person, whom "he" means next, in the name of the institution
    kind = "person" if speaks else "institution"
    if organisations:
        return Voice(institution_name(organisations[-1]), kind, offset + token.idx, named=not speaks)
    if people:
        return Voice(people[-1].name or people[-1].text, "person", offset + token.idx)
    if singular(token.text) in _OWN_HOUSES and not _PRESS.search(words_of(token)):
        return None
    whose = _whose(token)
    return Voice(whose, kind, offset + token.idx, named=False) if whose else None


def _whose(token: Token) -> str | None:
    """The words for who speaks through a mouthpiece, as a name where a list has one."""
    owner = next(iter(children(token, "poss")), None) or next(
        (o for c in token.children if c.lower_ in ("for", "of", "from", "at") for o in children(c, "pobj")), None
    )
    if owner is not None and singular(owner.text) in TIMES:
        return None  # "Monday's report"
    if owner is not None and owner.tag_.startswith("NN"):
        phrase = words_of(owner)
    else:
        phrase = words_of(token)[: -len(token.text)] if words_of(token).endswith(token.text) else ""
        phrase = _PRESS.sub("", phrase).strip()
        if not re.search(r"\w+$", phrase) or (owner is None and not children(token, "compound", "nmod")):
            return None
    phrase = re.sub(r"['’]s?$", "", _ARTICLE.sub("", phrase.strip()))
    if phrase.lower() in _PRONOUNS:
        return None
    return METONYMS.get(phrase.lower()) or described(phrase) or phrase or None


_PRONOUNS = words("its their his her whose our my")


def by_pattern(token: Token, start: int) -> Voice | None:
    """An institution that the words describe; people who work there are not it."""
    name = None if is_role(token) and singular(token.text) not in MOUTHPIECES else described(words_of(token))
    return Voice(name, "institution", start) if name is not None else None


def described(phrase: str) -> str | None:
    """The institution whose description this is ("British military intelligence")."""
    return next((name for pattern, name in _DESCRIBED_RE if pattern.search(phrase)), None)


def extent(token: Token) -> tuple[int, int]:
    """Characters of the phrase in its sentence, without clauses and appositions."""
    tokens = [token, *_below(token), *_lost_phrase(token)]
    first = min(t.i for t in tokens)
    while first > 1 and token.doc[first - 1].text == "-":
        first -= 2  # "Russian-installed officials", of which the parser kept the end
    return token.doc[first].idx, max(t.idx + len(t.text) for t in tokens if t.dep_ != "case" or t.head.i != token.i)


def _lost_phrase(token: Token) -> list[Token]:
    """The "with the 3rd battalion" of "…,” said a gunner with the 3rd battalion", that the parser hung at the verb."""
    doc, after = token.doc, token.i + 1
    if not is_role(token) or not is_verb(token.head) or token.i < token.head.i or after >= len(doc):
        return []
    behind = doc[after]
    return (
        [behind, *_below(behind)] if behind.lower_ in ("with", "of", "at", "from") and behind.head is token.head else []
    )


CLOSE = ("close", "familiar")
_LEFT = ("amod", "compound", "nummod")  # what stands before its noun, but for "sources close to the Kremlin"


def _below(token: Token) -> list[Token]:
    found = []
    for child in token.children:
        if (child.dep_ == "prep" and child.i > token.i and child.lower_ in _INSIDE) or (
            child.dep_ in ("det", "amod", "compound", "poss", "nummod", "pobj", "case", "nmod", "quantmod")
            and not (child.i > token.i and (is_verb(child) or (child.dep_ in _LEFT and child.lower_ not in CLOSE)))
        ):
            found += [child, *_below(child)]
    return found


_INSIDE = words("of for from at in with to on near outside inside")


def words_of(token: Token) -> str:
    """The words of the phrase."""
    left, right = extent(token)
    return str(token.doc.text[left:right])
