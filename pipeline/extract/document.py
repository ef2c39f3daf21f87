"""A page becomes a Document: one parse, then head, body, blocks and receipts from the same tree.

Reads the page given, writes nothing.
"""

from __future__ import annotations

from copy import deepcopy

from pipeline.extract import dates
from pipeline.extract.authors import authors_of, emphasised, signed_by
from pipeline.extract.body import Body, parts_of, read_body
from pipeline.extract.choice import Hints
from pipeline.extract.head import fold, read_head
from pipeline.extract.jsonld import types
from pipeline.extract.language import language_of
from pipeline.extract.live import is_declared
from pipeline.extract.page import parse
from pipeline.extract.page_lines import PageLines
from pipeline.extract.parts import assemble
from pipeline.extract.people import BYLINE_CHARS, people_in_line
from pipeline.extract.phrases import phrase_rule
from pipeline.extract.receipts import receipts
from pipeline.extract.titles import choose_title, titles_of
from pipeline.models import Article, Document


def extract_html(
    html: bytes | str,
    *,
    id: str,
    url: str | None = None,
    content_type: str | None = None,
    published_at: str | None = None,
    title: str | None = None,
) -> Document:
    """The Document of a page. `published_at` and `title` are hints that count where the page has none.

    Raises MalformedDocument for what is no page at all.
    """
    tree = parse(html, content_type)
    head = read_head(tree, url)
    named = choose_title(head)
    authors = authors_of(head, tree)
    lines, signature = ({}, []) if authors else (emphasised(tree), signed_by(head, tree))
    evidence = dates.read_evidence(head, tree)
    # The body's rules use the tree up; the few pages without any date need it once more.
    whole = deepcopy(tree) if evidence.is_empty else None
    body = read_body(tree, Hints(titles_of(head), authors), live=is_declared(named or "", url, types(head.article)))
    published, modified = dates.decide(evidence, head, PageLines(body), published_at)
    if published.value is None and whole is not None:
        published = dates.guessed(whole, url)
    text, blocks = assemble(parts_of(body, published.value, modified))
    article = Article(
        title=named or title,
        text=text,
        authors=authors or _signed(body) or _at_the_edge(body, lines) or signature,
        published_at=published.value,
        published_at_source=published.source,
        modified_at=modified,
        language=language_of(text, head.language),
        canonical_url=head.canonical or None,
    )
    return Document(id, article, blocks, receipts(body.leaves, body.rules))


def _signed(body: Body) -> list[str]:
    """The people of the first byline, or line of date and byline, that was taken out of the text."""
    for leaf, rule in zip(body.leaves, body.rules, strict=True):
        marked = rule == "date_line" or (rule == "byline" and ("byline" in leaf.frame.names or phrase_rule(leaf.text)))
        if marked and len(leaf.text) <= BYLINE_CHARS and (people := people_in_line(leaf.text)):
            return people
    return []


def _at_the_edge(body: Body, lines: dict[str, bool]) -> list[str]:
    """The people named by the first line of the article, or by its last one to the right: it is their byline."""
    kept = [index for index, rule in enumerate(body.rules) if rule is None]
    for index in (kept[0], kept[-1]) if len(kept) > 2 else ():
        line = body.leaves[index].text
        if fold(line) in lines and (index == kept[0] or lines[fold(line)]):
            body.rules[index] = "byline"
            return people_in_line(line)
    return []
