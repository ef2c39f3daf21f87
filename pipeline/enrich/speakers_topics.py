"""Whom a sentence is about or opens with, and so whom the next "he", "it" or quotation may mean.

Reads a Context's mentions and parses, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import ancestors, children, is_verb, subject_of
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.entities import entities, given_key
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.enrich.quotations import Quotation
from pipeline.enrich.speakers_institutions import METONYMS, described, is_role
from pipeline.enrich.speakers_names import voice_of
from pipeline.enrich.speakers_people import Voice, person_meant
from pipeline.enrich.speakers_unnamed import head_of
from pipeline.enrich.speakers_verbs import REPORTERS

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token, Tree

_OFFICES = words(
    "administration ministry council office service police committee command prosecutor staff agency hospital"
)
_PEOPLE = (
    r"(?!(?:former|number|order|quarter|further|winter|major|matter|summer|letter|newspaper|poster|shelter|corner|error"
    r"|tower|crater|river|border|minor|interior|senior|junior|power|over|after|under|other|another|later|never)\b)"
    r"[a-z]*(?:er|or|ist|yst|ian|man|woman|chief|official|medic|pilot|resident|nurse|surgeon|veteran|mechanic|sergeant|captain|diplomat|witness)"
)
_WHERE = r"(?: (?:of|in|for|at|from|near) (?:the |a )?[\w’'-]+(?: [A-Z][\w’'-]+)*)?"
_OPENS = re.compile(
    rf"(?=[A-Z])(?:(?:The|An?) )?((?:(?!the |an? )[\w’'-]+ ){{0,3}}?"
    rf"(?:{'|'.join(sorted(_OFFICES))})\b(?:['’]s office)?{_WHERE})"
)
_OPENS_GROUP = re.compile(
    rf"(?:(?:The|Two|Three|Some|Several) )?((?:[\w’'-]+ ){{0,2}}?(?:{_PEOPLE}s|sources|police|men|women)\b{_WHERE})",
    re.IGNORECASE,
)  # fmt: skip
_OPENS_PERSON = re.compile(rf"(?:The|An?|One) ((?:[\w’'-]+ ){{0,2}}?{_PEOPLE}\b{_WHERE})")


def topics(context: Context, sentence: Sentence, voices: list[Voice]) -> list[Voice]:
    """Whom the sentence is about: a named subject, whom the next "he" or "it" may mean."""
    if sentence.doc is None:
        return opening(context, sentence)
    subjects = [
        t
        for t in sentence.doc
        if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ in ("ROOT", "ccomp", "conj") and t.tag_ != "PRP"
    ]
    subjects += [t for t in sentence.doc if t.dep_ == "ROOT" and t.tag_.startswith("NN")]
    subjects += _met(sentence.doc)
    found = [voice_of(context, sentence, t, voices) for t in subjects]
    found += [_renamed(sentence)]
    kept = [v for v in found if v is not None and (v.named or _is_brought_in(v, subjects))]
    if (apposed := _apposed(context, sentence)) is not None:
        return [apposed]
    if kept:
        return kept
    goes_on = any(t.dep_ == "nsubj" and t.lower_ in ("he", "she", "i", "we") for t in sentence.doc)
    shown = (t for t in sentence.doc if is_role(t) and _is_new(t) and not goes_on)
    return [v for t in shown if (v := voice_of(context, sentence, t, voices)) is not None][:1]


def _met(doc: Tree) -> list[Token]:
    """The people to whom somebody without a name has spoken: "Our reporter spoke to soldiers of the brigade"."""
    found = []
    for verb in doc:
        if verb.lower_ not in _MEETING or not is_verb(verb):
            continue
        who = subject_of(verb)
        whom = children(verb, "dobj") + [
            o for c in children(verb, "prep") if c.lower_ in ("to", "with") for o in children(c, "pobj")
        ]
        ours = who is not None and (who.lower_ in ("we", "i") or singular(who.text) in REPORTERS)
        found += [t for t in whom if ours or (t.tag_ == "NNS" and is_role(t))]
    return found


_MEETING = forms("speak talk meet interview ask reach visit find")


def _is_new(token: Token) -> bool:
    """The "a soldier" of "Outside Orikhiv, a soldier of the 65th Brigade shrugs", hung at the town by the parser, and
    of "The last word belongs to a soldier"."""
    head = token.head
    hung = token.dep_ == "appos" and head.tag_ == "NNP" and head.dep_ == "pobj" and head.head.i < head.i
    last = token.dep_ in ("pobj", "dobj", "attr") and not any(t.dep_ == "relcl" for t in ancestors(token))
    return (hung or last) and any(c.lower_ in ("a", "an", "one") for c in token.children)


def _renamed(sentence: Sentence) -> Voice | None:
    """ "He leads a battalion and goes by Kedr": so he is called from here on."""
    told = _GOES_BY.search(sentence.text)
    if told is None or told.lastindex is None:
        return None
    return Voice(told[told.lastindex], "person", sentence.char_start + told.start(told.lastindex))


_GOES_BY = re.compile(
    r"\b(?:[Hh]e|[Ss]he)\b[^.;:“”]*?\b(?:goes by|is known as|asks to be called|calls (?:him|her)self|is called)"
    r" (?:the (?:name|call[- ]?sign)(?: of)? )?[“\"‘]?([A-Z][\w’-]+)"
    r"|(?:\b[Hh]is|\b[Hh]er|\w['’]s) (?:name|call[- ]?sign|nickname) is [“\"‘]?([A-Z][\w’-]+)[”\"’]?[.,;]"
)


def opening(context: Context, sentence: Sentence) -> list[Voice]:
    """Whom a sentence without a parse opens with: a name, an office, people."""
    for mention in context.mentions:
        behind = sentence.text[mention.char_end - sentence.char_start :][:1]  # not "The Kremlin-friendly channel"
        opens = 0 <= mention.char_start - sentence.char_start <= len("The ") and behind != "-"
        if mention.type in ("PERSON", "ORG") and opens:
            kind = "person" if mention.type == "PERSON" else "institution"
            return [Voice(mention.name or mention.text, kind, mention.char_start)]
    if (apposed := _renamed(sentence) or _apposed(context, sentence)) is not None:
        return [apposed]
    capital = re.match(r"\w+(?= \w)", sentence.text)
    if capital is not None and capital[0].lower() in METONYMS:
        return [Voice(METONYMS[capital[0].lower()], "institution", sentence.char_start)]
    if (given := _GIVEN.match(sentence.text)) and given_key(given[1]) in entities().given:
        return [Voice(given[1], "person", sentence.char_start)]
    for pattern, kind in ((_OPENS, "institution"), (_OPENS_PERSON, "person"), (_OPENS_GROUP, "group")):
        opened = pattern.match(sentence.text)
        if opened is not None:
            name = described(opened.group(1)) if kind == "institution" else None
            return [Voice(name or opened.group(1), kind, sentence.char_start, named=name is not None)]
    return []


def _apposed(context: Context, sentence: Sentence) -> Voice | None:
    """ "Yevhen, a machine gunner, …", "Oksana, 41, …"."""
    told = _WITH_APPOSITION.match(sentence.text)
    if told is None or _PREPOSITION.match(told[1]):
        return None
    start, end = sentence.char_start, sentence.char_start + told.end(1)
    spots = [*(p.char_start for p in context.places), *(m.char_start for m in context.mentions)]
    return None if any(start <= spot < end for spot in spots) else Voice(told[1], "person", start)


_GIVEN = re.compile(r"([A-Z][a-z’'-]+) (?=[a-z]+(?:s|ed)\b)")  # "Mykola sits on a crate."
_PREPOSITION = re.compile(r"(?:Outside|Inside|In|At|On|Near|From|Around|Behind|Across|Beside|Of|With|For|By|After)\b")
_WITH_APPOSITION = re.compile(
    rf"([A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)?), (?:\d\d\b|(?:an?|the) (?:[\w-]+ ){{0,2}}?{_PEOPLE}\b)"
)


def _is_brought_in(voice: Voice, subjects: list[Token]) -> bool:
    """ "A Ukrainian gunner called …", "The regional administration counts …": unnamed,
    and yet whom "he" or "it" means next."""
    words_of = voice.name.split()
    if voice.kind == "institution":
        return head_of(voice.name) in _OFFICES
    if voice.kind == "person" and len(words_of) == 1 and voice.name[0].isupper():
        titled = any(t.text == voice.name and t.i > 0 and is_role(t.doc[t.i - 1]) for t in subjects)  # "Major Testovyi"
        return titled or given_key(voice.name) in entities().given  # "Valentyna, who is 71, pours tea"
    if voice.kind == "group":
        return voice.name.endswith("police") or any(is_role(t) and t.text in words_of for t in subjects)
    shown = any(
        t.text in words_of
        and t.dep_ != "nsubjpass"
        and (is_role(t) or any(c.lower_ in ("a", "an", "one", "another") for c in t.children))
        for t in subjects
    )
    return voice.kind == "person" and shown


def host_of(context: Context, sentence: Sentence, quotations: list[Quotation], voices: list[Voice]) -> Voice | None:
    """The person whom a sentence shows beside a quotation, whatever he does there: "She shakes her head. “…”"."""
    if sentence.doc is None:
        pronoun = re.match(r"(He|She)\b", sentence.text)
        if pronoun is not None:
            return person_meant(pronoun.group().lower(), sentence.char_start, voices, [])
        found = opening(context, sentence)
    else:
        subjects = (t for t in sentence.doc if t.dep_ == "nsubj" and t.head.dep_ in ("ROOT", "conj", "ccomp", "advcl"))
        outside = [t for t in subjects if not _is_quoted(sentence.char_start + t.idx, quotations)]
        met = (voice_of(context, sentence, t, voices) for t in outside if t.tag_ != "PRP" or t.lower_ in ("he", "she"))
        found = [v for v in met if v is not None]
    return next((v for v in found if v.kind == "person"), None)


def _is_quoted(char: int, quotations: list[Quotation]) -> bool:
    return any(q.char_start <= char < q.char_end and q.speech for q in quotations)
