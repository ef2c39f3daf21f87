"""Every planted lie is caught: in the text of a sentence, in its citation, and in the row that it was filled from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.digest import Digest, check, compose
from pipeline.digest.edition import Clause, Sentence
from pipeline.digest.ledger import Ledger
from pipeline.digest.rows import ClaimRow
from tests.digest.day import RUSSIA


def told(digest: Digest, words: str) -> Sentence:
    return next(
        sentence for sentence in digest.sentences().values() if words in sentence.text and len(sentence.clauses) == 1
    )


def lying(sentence: Sentence, truth: str, lie: str) -> Sentence:
    clause = sentence.clauses[0]
    assert truth in clause.text
    return Sentence(sentence.sentence_id, (replace(clause, text=clause.text.replace(truth, lie)),))


def test_all_that_is_published_passes_and_nothing_true_is_withheld(digest: Digest, read: Ledger) -> None:
    published = digest.sentences()
    assert len(published) >= 8
    assert [check(read, sentence) for sentence in published.values() if check(read, sentence)] == []
    assert digest.withheld == ()


LIES = [
    ("63 Russian troops", "63", "36"),
    ("63 Russian troops", "63", "at least 630"),
    ("63 Russian troops", "Russian troops", "Ukrainian troops"),
    ("63 Russian troops", "killed", "wounded"),
    ("63 Russian troops", "Makiivka", "Donetsk"),
    ("63 Russian troops", "1 January", "3 January"),
    ("63 Russian troops", "stated 2 January", "stated 5 January"),
    ("63 Russian troops", "Russian Ministry of Defence:", "TASS:"),
    ("63 Russian troops", "2 outlets", "5 outlets"),
    ("63 Russian troops", "1 origin", "2 origins"),
    ("63 Russian troops", "killed", "murdered"),
    ("63 Russian troops", "63", "sixty"),
    ("400 Russian troops", "about 400", "dozens of"),
    ("400 Russian troops", "about 400", "400"),
    ("400 Russian troops", "about 400", "more than 400"),
    ("400 Russian troops", "31 December", "24 February 2022"),
    ("3 civilians", "2 women", "3 women"),
    ("3 civilians", "women", "children"),
    ("3 civilians", "civilians", "soldiers"),
    ("Russian forces took Soledar", "took", "hold"),
    ("Russian forces took Soledar", "Russian forces", "Ukrainian forces"),
    ("Russian forces took Soledar", "Yevgeny Prigozhin:", "Yevgeny Prigozhin denies:"),
    ("39 Russian drones", "drones", "missiles"),
    ("39 Russian drones", "over Kyiv", "over Moscow"),
    ("UK Ministry of Defence, hedged", "25–35", "55–75"),
    ("UK Ministry of Defence, hedged", "“unlikely”", "“likely”"),
    ("UK Ministry of Defence, hedged", "breakthrough", "retreat"),
]


@pytest.mark.parametrize(("words", "truth", "lie"), LIES)
def test_a_lie_in_the_text_is_caught(digest: Digest, read: Ledger, words: str, truth: str, lie: str) -> None:
    assert check(read, lying(told(digest, words), truth, lie))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("low", 89.0),
        ("high", 89.0),
        ("place", "Bakhmut"),
        ("speaker", "Institute for the Study of War"),
        ("speaker", "Vladimir Putin"),
        ("start", "2022-12-25"),
        ("stated_on", "2022-12-25"),
        ("relayed_by", ["Reuters"]),
        ("weapon", "Kinzhal"),
        ("hedge_phrase", "almost certainly"),
        ("parts", [{"low": 12.0, "high": 12.0, "of": "officers"}]),
    ],
)
def test_a_lie_in_the_ledger_is_caught(read: Ledger, field: str, value: object) -> None:
    """The row says something that its words do not: the sentence filled from it must not be published."""
    row = next(claim for claim in read.claims.values() if claim.speaker == RUSSIA)
    if field in ("start", "stated_on"):
        value = type(row.published_on).fromisoformat(str(value))
    lie: ClaimRow = replace(row, **{field: value})  # type: ignore[arg-type]
    sentence = Sentence("claim-lie", (compose.claim_clause(read, [lie]),))
    assert check(read, sentence)


def test_a_citation_that_is_not_in_the_article_is_caught(digest: Digest, read: Ledger) -> None:
    sentence = told(digest, "63 Russian troops")
    clause = sentence.clauses[0]
    for change in (
        {"quote": "630 servicemen died"},
        {"char_start": 3},
        {"outlet": "Baltic Wire"},
        {"ce_id": "elsewhere"},
    ):
        forged = replace(clause, citations=(replace(clause.citations[0], **change),))  # type: ignore[arg-type]
        assert check(read, Sentence("claim-lie", (forged,))), change


def test_another_outlet_is_not_cited_for_a_figure_that_it_does_not_give(digest: Digest, read: Ledger) -> None:
    clause = told(digest, "63 Russian troops").clauses[0]
    other = told(digest, "400 Russian troops").clauses[0].citations[0]
    forged = replace(clause, citations=(*clause.citations[:1], other))
    assert check(read, Sentence("claim-lie", (forged,)))


def test_a_sentence_without_citation_may_hold_no_figure(read: Ledger) -> None:
    assert check(read, Sentence("free", (Clause("63 killed."),)))


def test_a_difference_is_counted_again(read: Ledger, digest: Digest) -> None:
    """A count that does not follow from the citations is a lie, even where the words carry the number."""
    clause = told(digest, "63 Russian troops").clauses[0]
    forged = replace(clause, text="That is 63 more.", counts=(), names=(), citations=clause.citations)
    assert not check(read, Sentence("x", (forged,)))  # 63 stands in the words
    forged = replace(forged, text="That is 337 more.")
    assert check(read, Sentence("x", (forged,)))
