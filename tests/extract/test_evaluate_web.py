"""`make eval-web` measures what it says: a perfect extraction scores one, and each kind of mistake its own loss."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from corpus.evaluate_web import BARS, body_score, mean_f1, measure, people_of, run, same_day, same_people
from corpus.web_pages import Page
from tests.extract.pages import PARAGRAPHS, TITLE, URL, page

HEAD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-01-04T10:00:00+02:00", '
    '"author": {"@type": "Person", "name": "Ann Muster"}}</script>'
)


def data(folder: Path, **wrong: object) -> Path:
    """A data folder of one page in the three forms; `wrong` replaces facts of its gold."""
    html = gzip.compress(page(head=HEAD).encode())
    gold = {"title": TITLE, "authors": ["Ann Muster", "Reuters"], "publishing_date": "2023-01-04 08:00:00+00:00"}
    gold["body"] = {"summary": [], "sections": [{"headline": [], "paragraphs": list(PARAGRAPHS)}]}
    for name in ("article_bodies/html", "publisher_pages/xx", "publication_dates/pages"):
        (folder / name).mkdir(parents=True)
    (folder / "article_bodies/html/a.html.gz").write_bytes(html)
    (folder / "article_bodies/ground-truth.json").write_text(
        json.dumps({"a": {"articleBody": "\n".join(PARAGRAPHS), "url": URL}})
    )
    (folder / "publisher_pages/xx/Sample_2023_01_04.html.gz").write_bytes(html)
    (folder / "publisher_pages/xx/Sample.json").write_text(json.dumps({"V1": gold | wrong}))
    (folder / "publisher_pages/xx/meta.info").write_text(json.dumps({"Sample_2023_01_04.html.gz": {"url": URL}}))
    (folder / "publication_dates/pages/a.html.gz").write_bytes(html)
    (folder / "publication_dates/gold.json").write_text(json.dumps({URL: {"file": "a.html", "date": "2023-01-04"}}))
    return folder


def figures(folder: Path) -> dict[str, float]:
    pages, _, ours = run(folder)
    return measure(pages, ours)


def test_a_page_read_without_mistake_scores_one_everywhere(tmp_path: Path) -> None:
    found = figures(data(tmp_path))
    assert {measured: found[measured] for measured in BARS if measured in found} == {
        measured: pytest.approx(1.0) for measured in BARS if measured in found
    }
    assert found["authors exact set, people on both sides"] == 1.0
    assert found["authors exact set, agencies and outlets too"] == 0.0


@pytest.mark.parametrize(
    ("fact", "value", "measured"),
    [
        ("title", "Another title", "title exact"),
        ("authors", ["Ben Muster"], "authors exact set, articles signed by people"),
        ("authors", ["Ben Muster"], "authors exact set, people on both sides"),
        ("authors", ["Reuters"], "authors exact set, agencies and outlets too"),
        ("publishing_date", "2023-01-03 08:00:00+00:00", "date exact"),
        ("body", {"sections": [{"paragraphs": ["Quite another text of some length."]}]}, "body F1, publisher_pages"),
    ],
)
def test_each_mistake_costs_its_measure(tmp_path: Path, fact: str, value: object, measured: str) -> None:
    assert figures(data(tmp_path, **{fact: value}))[measured] < 1


def test_bodies_are_compared_by_four_words() -> None:
    assert body_score("a b c d e", "a b c d e") == (1.0, 1.0)
    assert body_score("a b c d e f", "a b c d e") == (2 / 3, 1.0)
    assert body_score("", "a b c d") == (0.0, 0.0)
    assert mean_f1([(1.0, 1.0), (0.5, 1.0)]) == pytest.approx(2 * 0.75 / 1.75)


def test_days_and_people() -> None:
    assert same_day("2023-01-04T00:30:00+02:00", "2023-01-03 22:30:00+00:00")
    assert not same_day("2023-01-04", "2023-01-03 22:30:00+00:00")
    assert not same_day(None, "2023-01-03")
    assert same_people(["Ann Example"], ["ann example"])
    assert not same_people(["Ann Example"], ["ann example", "dpa"])
    assert people_of(["Ann Muster", "dpa", "Sample"], Page("a", b"", "https://www.sample.example/")) == ["Ann Muster"]
