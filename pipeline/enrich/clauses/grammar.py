"""Small questions to a dependency parse: heads, clauses, particles, auxiliaries, the words of a phrase.

Reads parsed tokens, writes nothing. Only `tag_` and `dep_` are used: there is no lemmatiser and no `pos_`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token
    from pipeline.enrich.sentences_tree import Tree as Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "acl", "xcomp", "parataxis", "pcomp", "csubj", "dep"})
PREDICATE_TAGS = ("VB", "MD")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "got", "get", "gets"})


def is_verb(token: Token) -> bool:
    """A verb form by its tag."""
    return bool(token.tag_.startswith("VB"))


def is_noun(token: Token) -> bool:
    """A common or proper noun by its tag."""
    return bool(token.tag_.startswith("NN"))


def children(token: Token, *deps: str) -> list[Token]:
    """The children that stand in one of these relations."""
    return [child for child in token.children if child.dep_ in deps]


def shared_participles(noun: Token) -> list[Token]:
    """ "3,197 tanks and 18 ships (as) destroyed": the participle behind the last of a list holds for all of it."""
    items = [noun]
    while following := [c for c in children(items[-1], "conj") if children(c, "nummod", "det")]:
        items.append(following[-1])
    last = items.pop()
    if not items:
        return []
    behind = noun.doc[last.i + 1 : last.i + 3]
    listed = [t for t in behind[1:] if behind[0].lower_ == "as" and t.tag_ == "VBN"]
    return listed or [
        c for item in (last, *items) for c in children(item, "acl") if c.tag_ in ("VBN", "VBD") and c.i > last.i
    ]


def particle_of(verb: Token) -> str | None:
    """The particle of a phrasal verb, wherever the parser hung it: "shot … down", "carried out"."""
    for child in verb.children:
        if child.dep_ == "prt" or (
            child.lower_ in ("down", "out", "prisoner", "captive", "back", "over", "home", "way") and child.i > verb.i
        ):
            return str(child.lower_)
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    return (
        str(after.lower_)
        if after is not None and after.lower_ in ("down", "out", "prisoner", "captive", "back", "over", "home")
        else None
    )


def is_passive(verb: Token) -> bool:
    """A participle whose subject undergoes: with a passive auxiliary, or bare after a noun ("with 75 wounded")."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    auxiliaries = [child.lower_ for child in children(verb, "aux")]
    if any(word in _BE for word in auxiliaries):
        return True
    return verb.tag_ == "VBN" and not any(
        word in ("have", "has", "had", "having", "'ve", "’ve", "'d") for word in auxiliaries
    )


def clause_head(token: Token) -> Token:
    """The verb (or root) of the clause that the token stands in."""
    while token.head.i != token.i and not (token.dep_ in CLAUSES and (is_verb(token) or token.dep_ != "conj")):
        token = token.head
    return token


def ancestors(token: Token) -> Iterator[Token]:
    """The token itself and its heads up to the root."""
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token


def phrase(token: Token) -> Iterator[Token]:
    """The tokens of a noun phrase without its clauses."""
    yield token
    for child in token.children:
        if child.dep_ not in ("relcl", "acl", "conj", "cc", "appos", "advcl", "punct"):
            yield from phrase(child)


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, shared with the verb it is coordinated with, or the noun that its clause modifies."""
    for token in _lenders(verb):
        subjects = children(token, *SUBJECTS)
        if subjects:
            subject = subjects[_is_dateline(subjects)]
            if subject.lower_ in ("which", "that", "who", "whom") and token.dep_ == "relcl":
                return token.head
            return subject
        if token.dep_ == "acl" and token.tag_ == "VBG":
            return token.head
    return None


def _is_dateline(subjects: list[Token]) -> bool:
    """ "KYIV, Jan 6 – Russian artillery shelled Kherson", the town of the dateline taken for a subject."""
    first = subjects[0]
    return len(subjects) > 1 and first.i == 0 and any(t.text in ("–", "—") for t in first.doc[1 : subjects[1].i])


def _lenders(verb: Token) -> Iterator[Token]:
    yield verb
    while verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.i != verb.i and not children(verb, *SUBJECTS):
        if verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VB"):
            return
        verb = verb.head
        yield verb
    preposition = verb.head
    after = verb.dep_ == "pcomp" and verb.tag_ == "VBG" and preposition.lower_ in ("after", "before")
    if after and is_verb(preposition.head):  # "said so after giving 63 on Monday"
        yield from _lenders(preposition.head)


def agent_of(verb: Token) -> Token | None:
    """The noun after "by" of a passive."""
    for preposition in verb.children:
        if preposition.dep_ in ("agent", "prep") and preposition.lower_ == "by":
            objects = children(preposition, "pobj")
            if objects:
                return objects[0]
    return None


def token_at(doc: Doc, char: int) -> Token | None:
    """The token that holds this character of the sentence."""
    for token in doc:
        if token.idx <= char < token.idx + len(token.text):
            return token
        if token.idx > char:
            return token
    return None


def in_context(token: Token, pattern: str | None) -> bool:
    """Whether the text around the sentence holds what a sense of many meanings asks for."""
    return pattern is None or bool(re.search(pattern, token.doc.user_data.get("around", token.doc.text), re.IGNORECASE))
