"""A page becomes a Document: one parse, then head, body, blocks and receipts from the same tree.

Reads the page given, writes nothing.
"""

from __future__ import annotations

from copy import deepcopy

from pipeline.extract import dates
from pipeline.extract.authors import authors_of, emphasised, signed_by
from pipeline.extract.body import Body, parts_of, read_body
from pipeline.extract.choice import Hints
from pipeline.extract.head import Head, fold, read_head
from pipeline.extract.jsonld import types
from pipeline.extract.language import language_of
from pipeline.extract.live import is_declared
from pipeline.extract.page import parse
from pipeline.extract.page_lines import PageLines
from pipeline.extract.parts import assemble
from pipeline.extract.people import BY, BYLINE_CHARS, people_in_line
from pipeline.extract.receipts import receipts
from pipeline.extract.scripted import article_in_data, states
from pipeline.extract.titles import choose_title, titles_of
from pipeline.models import Article, Document, Removed

# Letters and digits that show nothing of an article, and at most its beginning.
_NOTHING, _STUB = 200, 1200


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
    scripts = states(tree)
    lines, signature = ({}, []) if authors else (emphasised(tree), signed_by(head, tree))
    evidence = dates.read_evidence(head, tree)
    # The body's rules use the tree up; the few pages without any date need it once more.
    whole = deepcopy(tree) if evidence.is_empty else None
    hints = Hints(titles_of(head), authors)
    body = read_body(tree, hints, live=is_declared(named or "", url, types(head.article)))
    published, modified = dates.decide(evidence, head, PageLines(body), published_at)
    if published.value is None and whole is not None:
        published = dates.guessed(whole, url)
    authors = authors or _signed(body) or _at_the_edge(body, lines) or signature
    told = _from_data(body, head, scripts, hints)
    text, blocks = assemble(parts_of(told or body, published.value, modified))
    article = Article(
        title=named or title,
        text=text,
        authors=authors,
        published_at=published.value,
        published_at_source=published.source,
        modified_at=modified,
        language=language_of(text, head.language),
        canonical_url=head.canonical or None,
    )
    return Document(id, article, blocks, _receipts(body, told))


def _from_data(body: Body, head: Head, scripts: list[str], hints: Hints) -> Body | None:
    """The article from the page's data, where the page shows nothing of it, or only its beginning."""
    shown = [leaf.squeezed for leaf, rule in zip(body.leaves, body.rules, strict=True) if rule is None]
    size = sum(map(len, shown))
    data = article_in_data(head.article, scripts if size <= _NOTHING else ()) if size <= _STUB else None
    if data is None:
        return None
    whole = read_body(parse(f"<article>{data}</article>"), hints, live=False)
    words = "".join(leaf.squeezed for leaf, rule in zip(whole.leaves, whole.rules, strict=True) if rule is None)
    repeated = sum(len(line) for line in shown if line in words)
    return whole if len(words) >= 2 * size and (repeated >= size / 2 or size <= _NOTHING) else None


def _receipts(shown: Body, told: Body | None) -> list[Removed]:
    """The receipts of the page; of one whose article comes from its data, what it shows of it is a repeat."""
    if told is None:
        return receipts(shown.leaves, shown.rules)
    repeats = [rule or "repeat" for rule in shown.rules]
    return receipts(shown.leaves, repeats) + receipts(told.leaves, told.rules)


def _signed(body: Body) -> list[str]:
    """The people of the first byline, or line of date and byline, that was taken out of the text."""
    for leaf, rule in zip(body.leaves, body.rules, strict=True):
        marked = rule == "date_line" or (rule == "byline" and ("byline" in leaf.frame.names or BY.match(leaf.text)))
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
