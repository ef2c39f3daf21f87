"""Pages to try extract on: one made-up article in as many disguises as the tests need."""

from __future__ import annotations

from pipeline.extract import extract_html
from pipeline.models import Document

URL = "https://www.sample.example/world/shelling"
TITLE = "Shelling continues on both banks of the river"
PARAGRAPHS = (
    "Four villages on the right bank were shelled on Tuesday, the administration said, and two people died.",
    "The head of the administration counted 51 shells in the morning and 23 in the afternoon, most of them mortar.",
    "“Nobody sleeps here before midnight,” said a farmer who has kept his cows in the yard since the end of October.",
    "Repairs to the power line will take three days, according to the utility, if the crews can work without alarms.",
)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts or PARAGRAPHS)


def page(body: str = paragraphs(), *, head: str = "", above: str = "", below: str = "") -> str:
    """A page with navigation and footer; `above` stands under the title, `below` after the article."""
    return (
        f"<!doctype html><html lang=en><head><title>{TITLE} | Sample Times</title>{head}</head><body>"
        "<nav><ul><li><a href=/>Home</a></li><li><a href=/world>World</a></li></ul></nav>"
        f"<main><article><h1>{TITLE}</h1>{above}<div class=story>{body}</div></article>{below}</main>"
        "<footer><p>Sample Times, an invented outlet</p></footer></body></html>"
    )


def read(html: str | bytes, **hints: str | None) -> Document:
    hints.setdefault("url", URL)
    return extract_html(html, id="page", **hints)


def texts(document: Document, kind: str) -> list[str]:
    """The texts of all blocks of a kind."""
    return [document.article.text[b.char_start : b.char_end] for b in document.blocks if b.kind == kind]


def rules(document: Document) -> dict[str, str]:
    """The rule that removed each text."""
    return {removed.text: removed.rule for removed in document.removed}


def assert_accounted(document: Document) -> None:
    """Every character of the text but the space between parts is in exactly one block, in order."""
    text, position = document.article.text, 0
    for block in document.blocks:
        assert not text[position : block.char_start].strip()
        assert block.char_start < block.char_end <= len(text)
        assert text[block.char_start : block.char_end] == text[block.char_start : block.char_end].strip()
        position = block.char_end
    assert not text[position:].strip()
