"""The quality report: what was checked, what failed and why the limit is there, what was set aside; text stays text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import digest
from pipeline.digest import quality
from pipeline.store.migrate import migrate
from tests.digest.browsing import SCREENS, opened_browser
from tests.digest.browsing import page as opened_page
from tests.digest.test_hostile import MARKUP, URLS, Strict

DAY = date(2023, 1, 2)
MOMENT = datetime(2023, 1, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """An empty database; `add` fills it."""
    path = tmp_path / "snapshot.duckdb"
    with duckdb.connect(str(path)) as connection:
        migrate(connection)
        connection.execute("INSERT INTO snapshot_info VALUES ('s', now())")
    return path


def add(snapshot: Path, table: str, *rows: dict[str, Any]) -> None:
    with duckdb.connect(str(snapshot)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for row in rows:
            names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608


def result(expectation: str = "has_words", failed: int = 0, **given: Any) -> dict[str, Any]:
    base = {"batch_id": "b1", "suite": "articles", "expectation": expectation, "kind": "x", "column_name": "words"}
    counted = {"severity": "critical", "checked": 40, "failed": failed, "success": not failed, "examples": []}
    return base | counted | {"checked_at": MOMENT} | given


def held(number: int = 1, **given: Any) -> dict[str, Any]:
    names = ("event_id", "article_id", "rules_version", "topic")
    base: dict[str, Any] = {"ce_id": f"ce-{number}", **dict.fromkeys(names, "x"), "source": "post", "partition": 0}
    told = {"url": f"https://post.example/{number}", "published_on": DAY, "offset": number, "value": b"v"}
    moments = {"ingested_at": MOMENT, "quarantined_at": MOMENT}
    return base | told | moments | {"reasons": ["articles.has_words: the text has fewer than five words"]} | given


def dead(number: int = 1, **given: Any) -> dict[str, Any]:
    base = {"topic": "articles.v1", "partition": 0, "offset": number, "reason": "not_json", "detail": "It is not JSON."}
    return base | {"value_bytes": 7, "headers": "{}", "recorded_at": MOMENT, "dead_at": MOMENT} | given


def page(folder: Path, day: date = DAY) -> str:
    return (folder / "quality" / f"{day}.html").read_text(encoding="utf-8")


def shown(html: str) -> str:
    """The words of a page as a reader sees them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("</style>")[2]))


def test_a_day_says_what_ran_over_how_many_rows_what_failed_and_why_the_limit_is_there(
    snapshot: Path, tmp_path: Path
) -> None:
    add(
        snapshot,
        "quality",
        result(failed=2, examples=["3", "4"]),
        result(batch_id="b2", failed=1, examples=["4"]),
        result("has_a_title", severity="warning"),
        result("gone_since", suite="claims", failed=5, severity="warning"),
    )
    add(snapshot, "quarantine", held(1), held(2, released_at=MOMENT))
    add(snapshot, "dead_letters", dead())
    assert quality.write(snapshot, tmp_path) == [DAY]
    words = shown(page(tmp_path))
    assert "Monday, 2 January 2023" in words
    for told in (
        "articles checked 80", "checks, in 2 batches 160", "critical failures 3", "warnings 5",
        "quarantined , 1 of them released 2", "dead letters 1",
    ):  # fmt: skip
        number, name = told.rpartition(" ")[2], told.rpartition(" ")[0]
        assert f"{name} {number}" in words.replace("quarantined, 1", "quarantined , 1")
    assert "has_words critical the text has fewer than five words" in words
    assert "What is left of a page below that is a paywall stub" in words  # the reason, as the suite has it
    assert "80 3" in words
    assert "The expectation is no longer in its suite." in words
    assert "https://post.example/1" in words
    assert "released" in words.partition("https://post.example/2")[0][-12:]
    assert "articles.v1/0/1 not_json: It is not JSON." in words


def test_days_without_batches_and_a_database_without_days_have_their_page(snapshot: Path, tmp_path: Path) -> None:
    assert quality.write(snapshot, tmp_path) == []
    assert "Nothing has been checked yet." in (tmp_path / "quality" / "index.html").read_text()
    add(snapshot, "quarantine", held(quarantined_at=datetime(2023, 1, 3, 23, 59, tzinfo=UTC)))
    assert quality.write(snapshot, tmp_path) == [date(2023, 1, 3)]
    assert "No expectation was asked on this day." in page(tmp_path, date(2023, 1, 3))


def test_only_the_pages_of_days_whose_numbers_changed_are_written(snapshot: Path, tmp_path: Path) -> None:
    later = datetime(2023, 1, 3, 8, tzinfo=UTC)
    add(snapshot, "quality", result(), result(batch_id="b2", checked_at=later))
    add(snapshot, "quarantine", held())
    assert quality.write(snapshot, tmp_path) == [date(2023, 1, 3), DAY]
    before = (tmp_path / "quality" / "2023-01-03.html").stat().st_ino
    assert quality.write(snapshot, tmp_path) == []
    with duckdb.connect(str(snapshot)) as connection:
        connection.execute("UPDATE quarantine SET released_at = now()")
    assert quality.write(snapshot, tmp_path) == [DAY]
    assert (tmp_path / "quality" / "2023-01-03.html").stat().st_ino == before
    index = (tmp_path / "quality" / "index.html").read_text(encoding="utf-8")
    assert index.index("3 January 2023") < index.index("2 January 2023")


def test_more_records_than_anybody_reads_are_counted(
    snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality, "SHOWN", 3)
    add(snapshot, "quarantine", *[held(number) for number in range(5)])
    quality.write(snapshot, tmp_path)
    assert "The first 3 of 5; sitrep quarantine list shows all." in re.sub(r"</?code>", "", page(tmp_path))
    assert "post.example/3" not in page(tmp_path)


def test_hostile_text_stays_text_wherever_it_comes_from(snapshot: Path, tmp_path: Path) -> None:
    """Values of articles, addresses, reasons and details reach the page; none becomes markup, a link or a control."""
    plain = [text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for text in MARKUP]
    add(
        snapshot,
        "quality",
        *[
            result(f"e{n}", failed=1, examples=[text], suite="articles", column_name=text)
            for n, text in enumerate(plain)
        ],
    )
    add(snapshot, "quality", result("<script>alert(2)</script>", suite="<svg/onload=alert(3)>", failed=1))
    hostile = [*URLS, *plain]
    add(
        snapshot,
        "quarantine",
        *[held(n, url=text, reasons=[text], source=text, ce_id=f"{n}{text}") for n, text in enumerate(hostile)],
    )
    add(snapshot, "dead_letters", *[dead(n, reason=text, detail=text, topic=text) for n, text in enumerate(plain)])
    quality.write(snapshot, tmp_path)
    html = page(tmp_path)
    strict = Strict()
    strict.feed(html)
    expected = {"code", "dl", "dt", "dd", "table", "details", "summary"}
    assert not strict.tags & {"script", "img", "iframe", "svg", "object", "embed", "base", "form", "video", "template"}
    assert strict.faults == []
    assert expected <= strict.tags
    assert "\u202e" not in html
    assert "[U+202E]" in html
    for link in re.findall(r'href="([^"]*)"', html):
        assert re.match(r"https?://[^\s\"'<>]+$|#[^\s]*$|index\.html$|\.\./index\.html$", link), link
    assert "default-src 'none'" in html


def test_the_page_of_all_days_leads_there_once_there_is_something_to_lead_to(snapshot: Path, tmp_path: Path) -> None:
    link = 'href="quality/index.html"'
    built = digest.build(snapshot, DAY)
    digest.write(built, tmp_path)
    assert link not in (tmp_path / "index.html").read_text(encoding="utf-8")
    quality.write(snapshot, tmp_path)
    digest.write(built, tmp_path)
    assert link in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="../index.html"' in (tmp_path / "quality" / "index.html").read_text(encoding="utf-8")


def test_the_pages_fit_every_screen_say_nothing_and_ask_for_nothing(snapshot: Path, tmp_path: Path) -> None:
    add(snapshot, "quality", result("x" * 80, failed=3, examples=["long " * 40, "y" * 300]), result())
    add(snapshot, "quarantine", held(1, url=f"https://post.example/{'z' * 300}"))
    add(snapshot, "dead_letters", *[dead(number, detail="d" * 300) for number in range(3)])
    quality.write(snapshot, tmp_path)
    with opened_browser() as browser:
        for path in sorted((tmp_path / "quality").glob("*.html")):
            for name, screen in SCREENS.items():
                opened = opened_page(browser, path, **screen)
                width, shown = opened.evaluate("[document.documentElement.scrollWidth, innerWidth]")
                assert width <= shown, (path.name, name)
                assert (opened.said, opened.asked) == ([], [path.as_uri()])
                opened.context.close()
