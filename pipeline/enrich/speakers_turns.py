"""Talk in turns: an interview, and what several people write one after the other, each under a line with his name.

Reads a Context's paragraphs, mentions and times; takes the statements out of its `statements` whose word is a label.
"""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.enrich.context import Context
from pipeline.enrich.speakers_documents import WRITERS
from pipeline.enrich.speakers_institutions import described, institution_name
from pipeline.enrich.speakers_people import Voice
from pipeline.enrich.speakers_statements import Statement, whole

_TALK = re.compile(
    r"\b(?:interview|conversation|we (?:talked|spoke|met|visited|asked|called|reached|sat)|i talked"
    r"|(?:talk|speak|spoke|talked|answers?|answered)(?:s|ing)? (?:to|with) |told us|(?:our|the|your|some) questions"
    r"|sat down with|q ?& ?a|with us)\b",
    re.IGNORECASE,
)
_OWN_VOICE = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_FEWEST = 2  # paragraphs that ask, posts below a name; a single one is something else
_LONGEST = 200  # characters of a question


def interview(context: Context, voices: list[Voice]) -> list[Statement]:
    """An interview in turns: from the first question on, what asks nothing is of whom the opening brings in."""
    text = context.document.article.text
    spans = [match.span() for match in re.finditer(r"[^\n]+", text)]
    if turns := _labelled(context, spans, voices):
        return turns
    asking = [i for i, (start, end) in enumerate(spans) if _asks(text, start, end)]
    opening = (context.document.article.title or "") + " " + text[: spans[asking[0]][0] if asking else 0]
    told = [text[start:end] for i, (start, end) in enumerate(spans) if i - 1 in asking]
    talks = _TALK.search(opening) or sum(bool(_OWN_VOICE.search(answer)) for answer in told) >= _FEWEST
    if len(asking) < _FEWEST or not talks:
        return []
    name = _brought_in(context, spans[asking[0]][1], voices)
    first, day = asking[0], _day_of_talk(context, spans[asking[0]][0])
    if name is None:
        return []
    answers = {i + 1 for i in asking}
    return [
        whole(start, end, name, day)
        for i, (start, end) in enumerate(spans)
        if i > first and i not in asking and (i in answers or end - start > _TURN)
    ]


def _last_named(context: Context, end: int) -> str | None:
    named = [m.name or m.text for m in context.mentions if m.type == "PERSON" and m.char_start < end]
    return named[-1] if named else None


def _brought_in(context: Context, end: int, voices: list[Voice]) -> str | None:
    """Who is named first before the questions, or is told of without a name."""
    named = (m.name or m.text for m in context.mentions if m.type == "PERSON" and m.char_start < end)
    return next(named, None) or next((v.name for v in voices if v.kind != "group" and v.char_start < end), None)


_TURN = 60  # characters: what is shorter, and no answer, is a prompt


def _asks(text: str, start: int, end: int) -> bool:
    """A question, or what is put to him: "You say that this winter is decided by lorries."."""
    asks = text[start:end].rstrip('”"').endswith("?") or text.startswith("You ", start)
    return asks and end - start < _LONGEST


# "Q:", "A.", "FILATOV:", "Olena Molchanova, doctor:"
_LABEL = re.compile(r"(?P<label>[A-Z][^:“”\"?!\n]{0,50}):\s+|(?P<letter>[QA])\.\s+")


def _labelled(context: Context, spans: list[tuple[int, int]], voices: list[Voice]) -> list[Statement]:
    """Turns that are marked with who speaks: one of them asks, the others answer."""
    text = context.document.article.text
    turns: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in spans:
        if (match := _LABEL.match(text, start, end)) is not None:
            turns[match["label"] or match["letter"]].append((start, end))
    asking = {label for label, told in turns.items() if 2 * sum(_asks(text, *span) for span in told) > len(told)}
    answers = {label: told for label, told in turns.items() if label not in asking}
    if not asking or len(answers) not in (1, 2) or sum(map(len, answers.values())) < _ANSWERS:
        return []
    day = _day_of_talk(context, min(told[0][0] for told in turns.values()))
    full = {label: max((o for o in turns if _is_same(label, o)), key=len) for label in answers}
    named = {
        label: _last_named(context, told[0][1]) or _brought_in(context, told[0][0], voices)
        if label in _MARKS
        else _who(context, full[label], turns[full[label]][0][0])
        for label, told in answers.items()
    }
    labels = [(start, start + len(label)) for label, told in turns.items() for start, _ in told]
    context.statements[:] = [s for s in context.statements if not any(a <= s.verb[0] < b for a, b in labels)]
    return [whole(*span, name, day) for label, name in named.items() if name for span in answers[label]]


def _is_same(label: str, other: str) -> bool:
    """ "TESTOVA" is who was "OLHA TESTOVA, NURSE" in another turn."""
    return label == other or other.split(",", maxsplit=1)[0].casefold().endswith(" " + label.casefold())


_ANSWERS = 2  # marked answers; a single one may be a list item
_MARKS = ("A", "Answer")


def _who(context: Context, label: str, start: int) -> str | None:
    """Whom a label means: a name in it, or told before it, by its surname."""
    if (named := _named(context, start, len(label))) is not None:
        return named
    people = [m for m in context.mentions if m.type == "PERSON" and m.char_start < start]
    same = [m for m in people if m.text.split()[-1].casefold() == label.rsplit(maxsplit=1)[-1].casefold()]
    if same:
        return same[0].name or same[0].text
    role = label.split(",", maxsplit=1)[0]
    return described(label) or (role.title() if role.split()[-1].lower() not in WRITERS else None)


_HEADED = re.compile(r"^(?P<name>[A-Z][^\n:“”?!]{2,60}?),? (?:at )?\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?:?$", re.MULTILINE)


def headed(context: Context) -> list[Statement]:
    """What several people write: below a line with a name and the hour, or behind a name and a colon."""
    told = _below(context)
    return told if len(told) >= _FEWEST else _behind(context)


def _below(context: Context) -> list[Statement]:
    text = context.document.article.text
    heads = list(_HEADED.finditer(text))
    starts = [*(match.start() for match in heads), len(text)]
    named = [(m.end() + 1, end, _who(context, m["name"], m.start())) for m, end in zip(heads, starts[1:], strict=True)]
    return [whole(start, end, name, None) for start, end, name in named if name and start < end]


def _behind(context: Context) -> list[Statement]:
    found = []
    for line in re.finditer(r"[^\n]+", context.document.article.text):
        label = _LABEL.match(line[0])
        name = _named(context, line.start(), label.end()) if label is not None else None
        if label is not None and name is not None and label.end() < len(line[0]):
            found.append(whole(line.start() + label.end(), line.end(), name, None))
    return found if len(found) >= _FEWEST else []


def _named(context: Context, start: int, length: int) -> str | None:
    """The person or institution whose name a label holds."""
    inside = range(start, start + length)
    return next(
        (institution_name(m) for m in context.mentions if m.type in ("PERSON", "ORG") and m.char_start in inside), None
    )


def _day_of_talk(context: Context, end: int) -> str | None:
    """The day on which "we spoke", where the opening says so."""
    for sentence in context.sentences:
        if sentence.char_start < end and _TALK.search(sentence.text):
            inside = [
                t for t in context.times if sentence.char_start <= t.char_start < sentence.char_end and t.start == t.end
            ]
            return inside[0].start if inside else None
    return None
