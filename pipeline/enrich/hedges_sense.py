"""Whether a word that may express doubt does: not the month, not ability, not permission, not "as soon as possible".

Reads a Sentence and its parse, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import children, token_at
from pipeline.enrich.context import Sentence
from pipeline.enrich.estimates_coming import MODALS
from pipeline.enrich.measures_forms import forms, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

# What people can or cannot do: with these "could" is the past of "can".
_ABILITY = words("hear see feel find afford say tell remember recall read write walk sleep breathe count imagine speak"
                 " believe understand help manage")  # fmt: skip
_SENSED = re.compile(r"\s+be\s+(?:seen|heard|felt|reached|read|smelled|made out)\b", re.IGNORECASE)
_ABLE = words("you one nobody anyone anybody everyone everybody whoever")
_FREE = words("whenever wherever whatever whichever whoever however all best what where how")
_ASKING = forms("ask wonder inquire enquire")
_MOST = re.compile(r"(?:\b(?:best|worst|every|all|any|as|if|where|when|whenever|wherever|than)|\w+est)$", re.IGNORECASE)


def doubts(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the words at `match` put something in doubt."""
    word = match.group().casefold()
    if word == "possible":
        return not _MOST.search(sentence.text[: match.start()].rstrip())
    token = token_at(sentence.doc, match.start()) if sentence.doc is not None else None
    if word in MODALS:
        return _is_modal(sentence, match, word) and (token is None or _is_doubt(sentence, token, word))
    if word.startswith("appear"):
        return token is None or bool(children(token, "xcomp", "oprd", "acomp", "ccomp"))
    return True


def _is_modal(sentence: Sentence, match: re.Match[str], word: str) -> bool:
    """False for the month, for the noun and for what is told to be impossible."""
    before, behind = sentence.text[: match.start()].rstrip(), sentence.text[match.end() :]
    if word == "may" and match.group()[0] == "M":
        return False
    if word == "may" and (re.match(r"\s+\d", behind) or before.endswith((" in", " of"))):
        return False
    if word == "could" and (re.match(r"\s+(?:not|no\s+longer|hardly|barely|scarcely|neither)\b|n[’']t", behind)):
        return False
    if re.search(r"\bor$", before) and re.search(rf"\b{word}\s+or$", before):
        return False  # "may or may not": said once
    return not re.search(r"^\W*(?:what|where|how)$", before, re.IGNORECASE)


def _is_doubt(sentence: Sentence, modal: Token, word: str) -> bool:
    """False for the noun, for ability and for leave that is asked or given."""
    if modal.tag_ not in ("MD", "VB", "VBP"):
        return False
    verb = modal.head if modal.dep_ == "aux" else modal
    if word != "could":
        return word != "may" or not _is_leave(verb)
    behind = sentence.text[modal.idx + len(modal.text) :]
    if _SENSED.match(behind) or re.match(r"\s*(?:[.,;:!?”)]|$)", behind):
        return False
    subject = next((c for c in children(verb, "nsubj", "nsubjpass") if c.i < modal.i), None)
    none = subject is not None and any(c.lower_ == "no" for c in children(subject, "det"))
    # "could shoot down only a few": more they were not able to
    few = any(c.lower_ == "only" for t in (verb, *children(verb, "dobj")) for c in t.children)
    if few or none or verb.lower_ in _ABILITY or (subject is not None and subject.lower_ in _ABLE):
        return False
    clause = [c.lower_ for c in verb.children if c.i < modal.i and c.dep_ in ("mark", "advmod", "dobj")]
    if any(c in _FREE for c in clause) or re.search(r"\bas \w+ as \w+$", sentence.text[: modal.idx].rstrip()):
        return False
    return not (any(c in ("if", "whether") for c in clause) and verb.head.lower_ in _ASKING)


def _is_leave(verb: Token) -> bool:
    """ "Residents may return", "relatives may travel": they are allowed to."""
    subjects = children(verb, "nsubj")
    return bool(subjects) and subjects[0].lower_ in _ALLOWED and verb.lower_ in _DOING


_ALLOWED = words("""visitors relatives residents citizens passengers drivers men parents students families journalists
    reporters motorists voters farmers guests readers pupils nobody anyone everyone everybody whoever""")
_DOING = words("""return leave travel enter cross visit take use bring apply go collect stay keep come park board
    carry buy pay register ask vote""")
