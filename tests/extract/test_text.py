"""Plain texts stay as they are; their parts, their language and a date they carry are found."""

from __future__ import annotations

import pytest

from pipeline.extract import read_text
from tests.extract.pages import PARAGRAPHS, TITLE, assert_accounted, texts


@pytest.mark.parametrize("joint", ["\n\n", "\n", "\r\n\r\n", "\n \n"])
def test_the_text_is_unchanged_and_every_paragraph_is_a_block(joint: str) -> None:
    text = f"  {joint.join(PARAGRAPHS)}\n"
    document = read_text(text, id="text")
    assert document.article.text == text
    assert_accounted(document)
    assert texts(document, "paragraph") == list(PARAGRAPHS)
    assert document.article.language == "en"
    assert (document.article.authors, document.removed) == ([], [])


def test_headings_quotes_and_lists() -> None:
    text = "\n\n".join(
        [
            TITLE,
            PARAGRAPHS[0],
            "“Nobody sleeps here before midnight.”",
            "- 51 shells\n- 23 mines",
            PARAGRAPHS[1],
            "Related Post",
        ]
    )
    document = read_text(text, id="text")
    assert_accounted(document)
    assert texts(document, "heading") == [TITLE]
    assert texts(document, "quote") == ["“Nobody sleeps here before midnight.”"]
    assert "- 51 shells\n- 23 mines" in texts(document, "paragraph")
    assert "Related Post" in texts(document, "paragraph")


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    wrapped = (
        "Four villages on the right bank were shelled on Tuesday, the regional\nadministration said, and two died."
    )
    assert texts(read_text(wrapped, id="text"), "paragraph") == [wrapped]


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Updated: December 27, 2022, 10:28 AM", "2022-12-27", None),
        ("Published: 3 January 2023\nUpdated: 4 January 2023, 10:28 EET", "2023-01-03", "2023-01-04T10:28:00+02:00"),
        ("Оновлено: 4 січня 2023", "2023-01-04", None),
        ("KYIV, Jan. 4, 2023 (Example) — Two people died.", "2023-01-04", None),
        ("Kyiv, 4 January 2023 – Two people died.", "2023-01-04", None),
        ("KYIV, Jan. 4 (Example) — Two people died.\n© 2023 Example", "2023-01-04", None),
        ("KYIV, Jan. 4 (Example) — Two people died.", None, None),
        ("KYIV, Jan. 4 (Example) — Two people died on Wednesday.", "2023-01-04", None),
        ("ODESA, 12 April (Example) — Two people, who were hurt on Tuesday, died.", "2022-04-12", None),
        ("KYIV, Jan. 4 (Example) — Two people, who were hurt on Tuesday, died on Wednesday.", None, None),
        ("KYIV, Jan. 4 (Example) — Two people died on Sunday.", None, None),
        ("Two people died in Kyiv on 4 January 2023.", None, None),
    ],
)
def test_a_date_that_the_text_carries(line: str, published: str | None, modified: str | None) -> None:
    article = read_text("\n".join([line, *PARAGRAPHS]), id="text").article
    assert (article.published_at, article.modified_at) == (published, modified)
    assert article.published_at_source == ("dateline" if published else None)


def test_the_date_given_wins_over_the_one_in_the_text() -> None:
    text = "\n\n".join(["Updated: December 27, 2022", *PARAGRAPHS])
    article = read_text(text, id="text", published_at="2023-01-02", title="Given").article
    assert (article.title, article.published_at, article.published_at_source) == ("Given", "2023-01-02", "input")


def test_an_empty_text_and_one_of_broken_characters() -> None:
    assert read_text("", id="text").blocks == []
    document = read_text("a \ud800 b\n\nc", id="text")
    assert document.article.text == "a \ufffd b\n\nc"
    document.article.text.encode()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Генеральний штаб повідомив, що за минулу добу ворог завдав п'яти ракетних ударів по містах України. " * 2,
            "uk",
        ),
        ("Министерство обороны сообщило, что за прошедшие сутки были уничтожены два склада боеприпасов. " * 2, "ru"),
        ("Der Generalstab meldete am Dienstag, dass fünf Raketen auf Städte im Osten abgefeuert wurden. " * 2, "de"),
        ("Amnesty International and Human Rights Watch visited Izium in October.", "en"),  # not Nigerian Pidgin
        ("GENERAL STAFF: situation as of 06.00, 11 February 2023", "en"),
        ("Oorlog in Oekraïne: 20 doden", "nl"),
        ("Ukraine: 20 morts à Bakhmout", "fr"),
        ("?!", None),
    ],
)
def test_the_language_of_the_text(text: str, language: str | None) -> None:
    assert read_text(text, id="text").article.language == language
