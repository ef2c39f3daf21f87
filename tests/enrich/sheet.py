"""Reads a few sentences the way the enrich stage does, for tests of single steps."""

from __future__ import annotations

from datetime import date

from pipeline.enrich.context import Context, build_context
from pipeline.enrich.hedges import find_hedges
from pipeline.enrich.names import find_mentions
from pipeline.enrich.places import find_places
from pipeline.enrich.sentences import parse, split
from pipeline.enrich.times import find_times
from pipeline.models import Article, Block, Document


def document(text: str, published_at: str | None = "2023-01-03", blocks: list[Block] | None = None) -> Document:
    article = Article(None, text, [], published_at, None, None, "en", None)
    return Document("test", article, blocks or [])


def read(text: str, published_at: str | None = "2023-01-03", blocks: list[Block] | None = None) -> Context:
    """The sheet of a text after sentences, names, places, times and hedges."""
    doc = document(text, published_at, blocks)
    context = build_context(doc, split(doc))
    find_mentions(context)
    find_places(context)
    find_times(context)
    parse([context])
    find_hedges(context)
    return context


def names(text: str, kind: str) -> list[tuple[str, str | None]]:
    """(words, canonical name) of the mentions of one type."""
    return [(m.text, m.name) for m in read(text).mentions if m.type == kind]


def days(text: str, published_at: str | None = "2023-01-03") -> list[tuple[str, str | None, str | None]]:
    """(words, first day, last day) of the time expressions."""
    return [(t.text, t.start, t.end) for t in read(text, published_at).times]


def day(text: str) -> date:
    return date.fromisoformat(text)
