"""`sitrep forget`: no word of the article is left where we write, it does not come back, and a kill loses nothing."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner
from upath import UPath

from corpus.serve import CorpusServer
from pipeline.broker import Producer
from pipeline.cli import app
from pipeline.jobs import aside, digests, forget, ingest, look
from pipeline.landing import Landing
from pipeline.services import Service, Supervisor
from pipeline.settings import ROOT, Settings, current
from pipeline.store import final_events
from pipeline.topics import ARTICLES, CLAIMS, DEAD_LETTERS, DIGESTS, ENRICHED, decode, encode
from tests.amending import installed
from tests.broker.streams import ask, read_all, send_raw, wait_for

SOURCE = "harborpost"
FIRST, SECOND, THIRD = (f"2023-01-0{day}T21:30:00+00:00" for day in (7, 8, 9))


class Installation:
    """A worker and a loader, and the source that they serve. A context manager."""

    def __init__(self, settings: Settings, server: CorpusServer) -> None:
        self.settings = settings
        self.server = server

    def __enter__(self) -> Installation:
        command = [sys.executable, "-m", "pipeline", "consume"]
        plan = [Service(name, [*command, name]) for name in ("enrich", "store")]
        self.supervisor = Supervisor(plan, self.settings.home)
        self.supervisor.__enter__()
        self.supervisor.start()
        return self

    def __exit__(self, *error: Any) -> None:
        self.supervisor.__exit__(*error)

    def ingest(self, run_id: str, now: str) -> set[str]:
        """One run over the source; the events that it published, once they are final."""
        run = ingest.run_of(ingest.begin(run_id, now, None, None))
        ingest.read_source(SOURCE, run)
        manifests = Landing(UPath(self.settings.landing_url)).load_manifests(run_id)
        events = {event for manifest in manifests.values() for event in manifest["events"]}
        self.wait(lambda: events <= final_events(self.settings.snapshot, events))
        return events

    def wait(self, what: Callable[[], bool]) -> None:
        def ticked() -> bool:
            self.supervisor.tick()
            return what()

        wait_for(ticked, 120, lambda: f"see {self.settings.home / 'logs'}")


@pytest.fixture
def installation(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """One source of the corpus, read by a real worker and the real loader."""
    with CorpusServer(0, FIRST[:10]) as server, installed(settings, monkeypatch):
        monkeypatch.setenv("SITREP_SOURCES", str(ROOT / "corpus" / "sources.toml"))
        monkeypatch.setenv("SITREP_CORPUS_PORT", str(server.port))
        current.cache_clear()
        with Installation(current(), server) as running:
            yield running


def quiet(_: str, done: int, total: int) -> None:
    assert done <= total


@dataclass
class Article:
    """The one that is to be forgotten, and words that no other article says."""

    url: str
    article_id: str
    event_id: str
    day: str
    words: list[str]


def told(settings: Settings) -> Article:
    """The article of which reports quote most."""
    rows = ask(settings, "SELECT url, article_id, event_id, published_on::VARCHAR, title, text FROM current_articles a "
               "ORDER BY (SELECT count(*) FROM claims c WHERE c.ce_id = a.ce_id) DESC, url")  # fmt: skip
    url, article_id, event_id, day, title, text = rows[0]
    others = "\n".join(f"{row[4]}\n{row[5]}" for row in rows[1:])
    # Every form of a report writes letters, figures and blanks as they are.
    parts = [part.strip() for said in (title, text) for part in re.split(r"[^A-Za-z0-9 ]+", said)]
    words = [part for part in parts if len(part) > 20 and part not in others]
    assert len(words) > 3
    return Article(url, article_id, event_id, day, words)


def holding(home: Path, words: list[str]) -> set[str]:
    """The files in which a grep finds any of the words, also in what is packed."""
    found = set()
    for path in sorted(path for path in home.rglob("*") if path.is_file()):
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # the loader goes on while we look
            continue
        if path.suffix == ".gz":
            content = _unpacked(content)
        if path.suffix == ".parquet":
            content = repr(duckdb.sql(f"FROM read_parquet('{path}')").fetchall()).encode()
        if any(part.encode() in content for part in words):
            found.add(str(path.relative_to(home)))
    return found


def _unpacked(content: bytes) -> bytes:
    whole = b""
    while content:
        packed = zlib.decompressobj(31)
        whole, content = whole + packed.decompress(content), packed.unused_data
    return whole


def set_aside(settings: Settings, article: Article) -> None:
    """The article's words in quarantine and in a dead letter."""
    (record,) = (record for record in read_all(settings, ENRICHED) if article.event_id.encode() in record.value)
    with Producer(settings) as producer:
        enriched = decode(record).event
        event = enriched.event
        ahead = replace(event, article=replace(event.article, published_at="2030-01-01"), published_on="2030-01-01")
        producer.send(ENRICHED, replace(enriched, event=ahead, rules_version="0"))
        producer.flush()
    _, value, headers = encode(ARTICLES, event)
    send_raw(settings, ARTICLES, [(b"wrong", value, headers), (b"nobody's", None, [])])


def keep_old(settings: Settings) -> None:
    """What stays of former days: an old snapshot, and a database before a restore."""
    settings.old_snapshots.mkdir(exist_ok=True)
    shutil.copy(settings.snapshot, settings.old_snapshots / "2023-01-01.duckdb")
    shutil.copy(settings.snapshot, settings.live_database.with_suffix(".before-restore"))


def read_all_again(installation: Installation) -> None:
    """Every topic is read from its beginning, by the worker and the loader; returns when they have."""
    settings = installation.settings
    sent, stored = len(read_all(settings, ENRICHED)), look.reconciliation(settings)["events_stored"]
    installation.__exit__(None, None, None)
    for topic in (ARTICLES, ENRICHED, DIGESTS, DEAD_LETTERS):
        aside.reset_offsets(settings, topic.name)
    installation.__enter__()
    loaded = "SELECT sum(next_offset)::INTEGER FROM loads WHERE topic = 'articles.enriched.v1'"
    installation.wait(lambda: ask(settings, loaded) == [(sent + stored,)])


@pytest.mark.services
def test_no_word_is_left_and_the_article_does_not_come_back(installation: Installation) -> None:
    settings = installation.settings
    installation.ingest("first", FIRST)
    article = told(settings)
    set_aside(settings, article)
    installation.wait(
        lambda: (
            ask(settings, "SELECT (SELECT count(*) FROM quarantine), (SELECT count(*) FROM dead_letters)") == [(1, 2)]
        )
    )
    days = [day for (day,) in ask(settings, "SELECT DISTINCT published_on::VARCHAR FROM articles ORDER BY 1")]
    for day in days:
        digests.build_day(day)
    digest_count = len(days)
    installation.wait(lambda: ask(settings, "SELECT count(*) FROM digests") == [(digest_count,)])
    keep_old(settings)
    installation.wait(lambda: bool(holding(settings.home / "parquet" / "articles", article.words)))
    held = holding(settings.home, article.words)
    for part in (
        "landing/pages/",
        "landing/work/",
        "landing/state/",
        "live/sitrep.duckdb",
        "live/sitrep.before-restore",
        "snapshot.duckdb",
        "snapshots/",
        "parquet/",
        "digests/editions/",
        "digests/articles/",
        "digests/index.html",
    ):
        assert any(name.startswith(part) for name in held), f"nothing shown: {part} holds no word of it anyway"
    before = look.reconciliation(settings)

    refused = CliRunner().invoke(app, ["forget", article.url], input="n\n")
    assert refused.exit_code == 1
    lasting = {name for name in held if not name.endswith((".wal", ".part"))}
    assert lasting <= holding(settings.home, article.words), "nothing is removed without a yes"
    done = CliRunner().invoke(app, ["forget", article.url, "--yes", "--reason", "asked for"], catch_exceptions=False)
    assert "Forgotten" in done.stdout
    assert holding(settings.home, article.words) == set()

    totals = look.reconciliation(settings)
    assert totals["balanced"]
    assert totals["events_forgotten"] > 0
    assert totals["events_stored"] == before["events_stored"] - totals["events_forgotten"]
    ((url, reason, removed, erased),) = ask(settings, "SELECT url, reason, removed, erased_at FROM forgotten")
    assert (url, reason) == (article.url, "asked for")
    assert erased is not None
    assert removed["articles"] >= 1 and removed["claims"] > 0 and removed["quarantine"] == 1
    assert removed["dead_letters"] == 1, "the one that is its own; nobody's null value stays a dead letter"
    assert ask(settings, "SELECT reason FROM dead_letters") == [("null_value",)]
    rebuilt = [path for path in settings.digests.glob("????-??-??.json")]
    assert len(rebuilt) == digest_count
    for topic in (ARTICLES, ENRICHED, CLAIMS):
        (tombstone,) = (
            r for r in read_all(settings, topic) if r.value is None and r.key == article.article_id.encode()
        )
        assert dict(tombstone.headers)["ce_type"] == b"sitrep.takedown.v1"

    # It is not read again, neither by the next run nor from what lies in the landing zone, nor from the topics.
    installation.server.day = SECOND[:10]
    assert article.event_id not in installation.ingest("second", SECOND)
    again = ask(settings, "SELECT url, outcome, reason FROM fetches WHERE run_id = 'second' AND reason = 'forgotten'")
    assert again == [(article.url, "dropped", "forgotten")]
    run = ingest.run_of(ingest.begin("refill", THIRD, days[0], days[-1], refill=True))
    ingest.read_source(SOURCE, run, refill=True)
    read_all_again(installation)
    assert (article.article_id,) not in ask(
        settings, "SELECT article_id FROM articles UNION FROM quarantine SELECT article_id"
    )
    assert ask(settings, "SELECT reason FROM dead_letters") == [("null_value",)]
    assert holding(settings.home, article.words) == set()
    assert look.reconciliation(settings)["balanced"]


STEPS = ("scrub_landing", "_take_down", "_scrub", "_withdraw", "_rebuild")


@pytest.mark.services
def test_killed_at_any_step_and_given_again_it_completes(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = installation.settings
    installation.ingest("first", FIRST)
    article = told(settings)
    digests.build_day(article.day)
    keep_old(settings)
    for step in STEPS:
        for after in (False, True):
            with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
                patch.setattr(forget, step, _dying(getattr(forget, step), after=after))
                forget.forget(settings, forget.plan(settings, article.url, None).takedowns, quiet)
    for seconds in (1.0, 1.5, 2.0, 2.5):  # starting takes the first of them
        command = [sys.executable, "-m", "pipeline", "forget", article.url, "--yes"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as killed:
            with contextlib.suppress(subprocess.TimeoutExpired):
                killed.wait(seconds)
            killed.kill()
    forget.forget(settings, forget.plan(settings, article.url, None).takedowns, quiet)
    installation.wait(lambda: holding(settings.home, article.words) == set())
    assert (settings.digests / f"{article.day}.html").exists()
    (record,) = forget.plan(settings, article.url, None).takedowns
    assert record.done_at is not None
    assert record.days == [article.day]


def _dying(step: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    def die(*given: Any) -> Any:
        if after:
            step(*given)
        raise KeyboardInterrupt

    return die
