"""Stretches of text that have one speaker by their form: posts, turns of an interview, rows of a published list.

Reads a Context's blocks, paragraphs and statements, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.enrich.bulletins_lists import heads_of, publisher_of, runs_of_rows
from pipeline.enrich.context import Context
from pipeline.enrich.quotations import find_posts, paragraphs
from pipeline.enrich.speakers_institutions import institution_name
from pipeline.enrich.speakers_posts import voice_of_author
from pipeline.enrich.speakers_statements import Statement, whole


def posts(context: Context) -> list[Statement]:
    """Reported posts: blocks of kind `post` with an author, and posts that a plain text carries."""
    found = []
    for block in context.document.blocks:
        if block.kind == "post" and (block.author or block.handle):
            name = voice_of_author(context, block.author, block.handle)
            day = block.time[:10] if block.time else None
            found.append(whole(block.char_start, block.char_end, name, day))
    if not found:
        for post in find_posts(context.document.article.text):
            name = voice_of_author(context, post.author, post.handle)
            found.append(whole(post.char_start, post.char_end, name, None))
    return found


_TALK = re.compile(
    r"\b(?:interview|conversation|we (?:talked|spoke|met)|i talked|talked to|spoke with|sat down with|q ?& ?a)\b",
    re.IGNORECASE,
)


_QUESTIONS = 3  # paragraphs that ask; fewer are rhetoric


def interview(context: Context) -> list[Statement]:
    """An interview in turns: from the first question on, what does not ask is the words of whom the opening names."""
    text = context.document.article.text
    spans = paragraphs(context)
    asking = [
        i for i, (_, start, end) in enumerate(spans) if text[start:end].rstrip('”"').endswith("?") and end - start < 200
    ]
    opening = (context.document.article.title or "") + " " + text[: spans[asking[0]][1] if asking else 0]
    people = [m for m in context.mentions if m.type == "PERSON" and asking and m.char_start < spans[asking[0]][1]]
    if len(asking) < _QUESTIONS or not people or not _TALK.search(opening):
        return []
    first = next((i for i, (_, start, _) in enumerate(spans) if start > people[0].char_start), asking[0])
    name, day = people[0].name or people[0].text, _day_of_talk(context, spans[asking[0]][1])
    return [
        whole(start, end, name, day)
        for i, (_, start, end) in enumerate(spans)
        if i > first and i not in asking and end - start > _TURN and not text[start:end].startswith("You ")
    ]


def _day_of_talk(context: Context, end: int) -> str | None:
    """The day on which "we spoke", where the opening says so."""
    for sentence in context.sentences:
        if sentence.char_start < end and _TALK.search(sentence.text):
            inside = [
                t for t in context.times if sentence.char_start <= t.char_start < sentence.char_end and t.start == t.end
            ]
            return inside[0].start if inside else None
    return None


_TURN = 60  # characters: shorter paragraphs are prompts


def lists(context: Context) -> list[Statement]:
    """The rows of a list are whose the lines above it are; a row's own attribution goes before."""
    found = []
    for run in runs_of_rows(context):
        heads = heads_of(context, run)
        spoken = [
            s
            for h in heads
            for s in context.statements
            if s.verb[0] >= 0 and h.char_start <= s.verb[0] < h.char_end and s.speaker
        ]
        publisher = publisher_of(context, heads)
        name = spoken[0].speaker if spoken else institution_name(publisher) if publisher is not None else None
        if name is not None and any(_LISTING.search(h.text) for h in heads):
            day = spoken[0].stated_on if spoken else None
            made = whole(run[0].char_start, run[-1].char_end, name, day)
            found.append(replace(made, relayed_by=spoken[0].relayed_by) if spoken else made)
    return found


_LISTING = re.compile(
    r":\s*$|\b(?:loss(?:es)?|figures?|following|table|list|summary|bulletin|totals?)\b", re.IGNORECASE
)
