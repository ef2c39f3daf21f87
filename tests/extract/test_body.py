"""What belongs to an article and what does not: each rule on the smallest page that needs it."""

from __future__ import annotations

import pytest

from pipeline.models import Document
from tests.extract.pages import PARAGRAPHS, TITLE, assert_accounted, page, paragraphs, read, rules, texts

TEXT = "\n\n".join(PARAGRAPHS)


def between(part: str, **more: str) -> Document:
    """The article with a part between its second and its third paragraph."""
    return read(page(paragraphs(*PARAGRAPHS[:2]) + part + paragraphs(*PARAGRAPHS[2:]), **more))


def test_the_text_is_the_paragraphs_without_title_navigation_and_footer() -> None:
    document = read(page())
    assert document.article.text == TEXT
    assert_accounted(document)
    assert rules(document)[TITLE] == "title"
    assert rules(document)["Home\nWorld"] == "navigation"
    assert rules(document)["Sample Times, an invented outlet"] == "footer"


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        ("<figure><img src=1.jpg><figcaption>A bridge in winter</figcaption></figure>", "caption"),
        ("<div class=photo-caption>A bridge in winter. Photo: Specimen Images</div>", "caption"),
        ("<p>Powered by automated translation</p>", "translation_notice"),
        ("<p>Dies ist eine maschinelle Übersetzung eines Artikels unserer Kollegen.</p>", "translation_notice"),
        ("<p>Ukraine latest — in pictures</p>", "gallery_link"),
        ("<p><a href=/more>The other river, and why nobody crosses it in winter</a></p>", "related"),
        ("<p>Read more: <b>the other river</b></p>", "related"),
        ("<p>Читайте также: другая река</p>", "related"),
        ("<div class=related-posts><p>The other river froze over on Monday night</p></div>", "related"),
        ("<ul><li><a href=/1>The other river</a></li><li><a href=/2>A third river</a></li></ul>", "related"),
        ("<p>Sign up for our daily newsletter and never miss a river</p>", "newsletter"),
        ("<div><p>One river a week.</p><form><input type=email><button>Join</button></form></div>", "newsletter"),
        ("<p>Share on Facebook</p>", "share"),
        ("<div>VK | OK | Telegram | WhatsApp</div>", "share"),
        ("<p>Found an error? Select it and press Ctrl+Enter</p>", "feedback"),
        ("<p>ADVERTISEMENT</p>", "advertisement"),
        ("<p hidden>Four hundred people died.</p>", "hidden"),
        ("<p style='display: none'>Four hundred people died.</p>", "hidden"),
        ("<div class=comments><p>First! I was there and saw nothing of the kind, believe me.</p></div>", "comments"),
        ("<p>***</p>", "symbol"),
    ],
)
def test_what_stands_between_the_paragraphs_is_removed_with_a_receipt(part: str, rule: str) -> None:
    document = between(part)
    assert document.article.text == TEXT
    assert rule in {removed.rule for removed in document.removed}


@pytest.mark.parametrize(
    "part",
    [
        "<p>Correction: an earlier version of this article said that three people died.</p>",
        "<p>The newsletter of the brigade counts 400 subscribers in the village alone.</p>",
        "<p>By Tuesday evening Russian Forces had left</p>",
        "<blockquote>We do not leave before the bridge is open again.</blockquote>",
        "<ul><li>51 shells in the morning</li><li>23 shells in the afternoon</li></ul>",
        "<table><tr><td>Tanks</td><td>3,031</td></tr><tr><td>Drones</td><td>1,836</td></tr></table>",
        "<h2>What the utility says</h2>",
    ],
)
def test_what_belongs_between_the_paragraphs_stays(part: str) -> None:
    document = between(part)
    assert len(document.blocks) == len(PARAGRAPHS) + 1
    assert_accounted(document)


def test_rows_of_a_list_and_of_a_table_are_lines_of_one_block() -> None:
    document = between("<ul><li>51 shells</li><li>23 mines</li></ul>")
    assert "51 shells\n23 mines" in texts(document, "paragraph")
    document = between("<table><tr><td>Tanks</td><td>3,031</td></tr><tr><td>Drones</td><td>1,836</td></tr></table>")
    assert "Tanks | 3,031\nDrones | 1,836" in texts(document, "paragraph")


def test_headings_and_quotes_are_blocks_of_their_kind() -> None:
    document = between("<h3>What the utility says</h3><blockquote><p>We work at night.</p></blockquote>")
    assert texts(document, "heading") == ["What the utility says"]
    assert texts(document, "quote") == ["We work at night."]


def test_a_heading_goes_with_the_text_below_it() -> None:
    document = read(page(paragraphs() + "<h2>Most read</h2><p><a href=/1>The other river froze over</a></p>"))
    assert document.article.text == TEXT
    assert "Most read" in " ".join(rules(document))


def test_two_breaks_part_paragraphs_and_one_is_a_new_line() -> None:
    document = read(page("<p>" + "<br><br>".join(PARAGRAPHS[:3]) + "<br>" + PARAGRAPHS[3] + "</p>"))
    assert document.article.text == "\n\n".join(PARAGRAPHS[:3]) + "\n" + PARAGRAPHS[3]


def test_an_article_cut_in_two_by_an_advertisement_is_one() -> None:
    half = "<div class=body><div class=chunk>{}</div></div>"
    cut = (
        half.format(paragraphs(*PARAGRAPHS[:2]))
        + "<div class=ad><p>Buy</p></div>"
        + half.format(paragraphs(*PARAGRAPHS[2:]))
    )
    assert read(page(cut)).article.text == TEXT


def test_the_byline_above_the_text_is_removed_and_names_the_author() -> None:
    for byline in ("<p>By Sample Author</p>", "<p class=byline>Sample Author</p>"):
        document = read(page(above=byline))
        assert document.article.text == TEXT
        assert document.article.authors == ["Sample Author"]
        assert "byline" in rules(document).values()


def test_prose_wins_over_the_names_of_the_elements_around_it() -> None:
    """A template that calls its whole page "hidden" or "newsletter-layout" hides no article."""
    body = f"<div class='navigation newsletter'><div class='share hidden'>{paragraphs()}</div></div>"
    assert read(f"<html><body><h1>{TITLE}</h1>{body}</body></html>").article.text == TEXT


def test_every_word_of_the_page_is_in_the_text_or_in_a_receipt() -> None:
    document = between("<p>Read more: <a href=/x>the other river</a></p><div class=comments><p>I saw it.</p></div>")
    shown = f"{document.article.text} {' '.join(removed.text for removed in document.removed)}"
    for words in (*PARAGRAPHS, TITLE, "Home", "World", "the other river", "I saw it.", "an invented outlet"):
        assert words in shown


def test_receipts_of_a_page_that_is_all_noise_stay_small() -> None:
    noise = "".join(f"<div><p><a href=/{index}>Noise {index} {'x' * 3000}</a></p></div>" for index in range(1000))
    document = read(page(below=f"<aside>{noise}</aside>"))
    assert len(document.removed) <= 300
    assert "more parts of this page" in document.removed[-1].text
    assert max(len(removed.text) for removed in document.removed) < 1100
