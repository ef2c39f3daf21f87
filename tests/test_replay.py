"""`sitrep replay enrich`: new rules read old articles; what they find supersedes, and a report says what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import pipeline.enrich
from pipeline.cli import app
from pipeline.errors import TerminalError, TransientError
from pipeline.jobs import awaited, digests, replay
from pipeline.models import Document, Findings
from pipeline.settings import Settings
from pipeline.store import Load, Store, open_snapshot
from pipeline.store.changes import Counts
from pipeline.store.readings import events, newest_rules, unread
from pipeline.topics import ENRICHED
from tests.amending import await_rows, installed, loading, publish, written
from tests.broker.streams import ask, read_all
from tests.topics.examples import as_received, enriched, example

TEXT = "Russia's defence ministry said 63 soldiers were killed in the strike on Makiivka on 1 January."
OTHER = "Ukraine's air force said 40 drones were shot down overnight over Kyiv, the capital of the country."
QUIET = "The mayor said the market in the old town would open again in the coming weeks, as it had before the war."


@pytest.fixture
def installation(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    with installed(settings, monkeypatch) as settled:
        yield settled


def quiet(_: str, done: int, total: int) -> None:
    assert done <= total


def new_rules(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """Rules that find another figure at Makiivka, nothing over Kyiv, and everything else as before."""
    real = pipeline.enrich.enrich

    def enrich(documents: Sequence[Document]) -> list[Findings]:
        return [_amended(findings) for findings in real(documents)]

    monkeypatch.setattr(pipeline.enrich, "RULES_VERSION", version)
    monkeypatch.setattr(pipeline.enrich, "enrich", enrich)


def _amended(findings: Findings) -> Findings:
    claims = [replace(c, low=89.0, high=89.0, speaker="Nobody") for c in findings.claims if c.measure == "killed"]
    return replace(findings, claims=claims)


@pytest.mark.services
def test_new_rules_supersede_and_the_report_says_what_changed(
    installation: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.enrich, "RULES_VERSION", "100")
    articles = [written(1, TEXT, "2023-01-02"), written(2, OTHER, "2023-01-03"), written(3, QUIET, "2023-01-04")]
    with loading(installation):
        publish(installation, articles)
        await_rows(installation, "SELECT count(*) FROM current_articles", [(3,)])
        before = ask(installation, "SELECT measure, low, speaker, event_id FROM current_claims ORDER BY ALL")
        assert [row[:2] for row in before] == [("killed", 63.0), ("shot_down", 40.0)]
        for day in ("2023-01-02", "2023-01-04"):
            digests.build_day(day)
        new_rules(monkeypatch, "101")

        done = replay.replay_enrich(installation, None, quiet)
        assert (done.sent, done.quarantined, done.too_large) == (3, [], [])
        assert ask(installation, "SELECT measure, low, speaker FROM current_claims") == [("killed", 89.0, "Nobody")]
        assert ask(installation, "SELECT DISTINCT rules_version FROM current_articles") == [("101",)]
        assert ask(installation, "SELECT count(*), count(DISTINCT ce_id) FROM articles") == [(6, 6)]
        found = done.changes
        assert found.articles == 3
        assert found.kinds["claims"] == Counts(same=0, changed=1, added=0, removed=1)
        assert found.kinds["mentions"].changed == found.kinds["mentions"].added == found.kinds["mentions"].removed == 0
        assert found.kinds["mentions"].same > 0
        (gone,) = (claim for claim in found.claims if claim.after is None)
        assert gone.before and (gone.before["measure"], gone.before["low"]) == ("shot_down", 40.0)
        (changed,) = (claim for claim in found.claims if claim.after and claim.before)
        assert changed.before and changed.after and changed.url == articles[0].url
        assert {"low", "high", "speaker"} == set(changed.fields)
        assert (changed.before["low"], changed.after["low"], changed.after["speaker"]) == (63.0, 89.0, "Nobody")

        assert found.days == ["2023-01-02", "2023-01-03"], "a day whose findings are the same is not touched"
        assert done.rebuilt == ["2023-01-02"], "only days that have a report get it again"
        log = json.loads((installation.digests / "editions" / "2023-01-02" / "editions.json").read_text())
        assert len(log) == 2
        assert "89" in (installation.digests / "2023-01-02.md").read_text()

        records = len(read_all(installation, ENRICHED))
        again = replay.replay_enrich(installation, None, quiet)
        assert again == replace(done, sent=0), "a second run changes nothing, and tells the same"
        assert len(read_all(installation, ENRICHED)) == records
        assert len(json.loads((installation.digests / "editions" / "2023-01-02" / "editions.json").read_text())) == 2


@pytest.mark.services
def test_a_replay_that_was_killed_does_the_rest_and_twice_sent_is_once_stored(
    installation: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.enrich, "RULES_VERSION", "100")
    monkeypatch.setattr(replay, "BATCH", 1)
    monkeypatch.setattr(awaited, "ABSENT_SECONDS", 0.0)
    with loading(installation):
        publish(installation, [written(number, TEXT, f"2023-01-0{number}") for number in range(1, 5)])
        await_rows(installation, "SELECT count(*) FROM current_articles", [(4,)])
    new_rules(monkeypatch, "101")

    def die(_: str, done: int, __: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replay.replay_enrich(installation, date(2023, 1, 2), die)
    # Nothing of it is stored yet: all three are sent again, under the same ids, and then it is said why it waits.
    with pytest.raises(TransientError, match="no loader runs"):
        replay.replay_enrich(installation, date(2023, 1, 2), quiet)
    with loading(installation):
        await_rows(installation, "SELECT count(*) FROM articles", [(7,)])
        done = replay.replay_enrich(installation, date(2023, 1, 2), quiet)
        assert (done.sent, done.changes.articles) == (0, 3)
        assert replay.replay_enrich(installation, None, quiet).sent == 1, "the day before --since was left"
        assert ask(installation, "SELECT count(*), count(DISTINCT ce_id) FROM articles") == [(8, 8)]


@pytest.mark.services
def test_the_command_tells_what_changed_as_text_and_as_json(
    installation: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.enrich, "RULES_VERSION", "100")
    with loading(installation):
        publish(installation, [written(1, TEXT)])
        await_rows(installation, "SELECT count(*) FROM current_articles", [(1,)])
        new_rules(monkeypatch, "101")
        told = CliRunner().invoke(app, ["replay", "enrich", "--since", "2023-01-01"], catch_exceptions=False)
    assert "claims" in told.stdout
    assert "low: 63 → 89; high: 63 → 89; speaker: Russian Ministry of Defence → Nobody" in told.stdout
    plain = CliRunner().invoke(app, ["replay", "enrich", "--json"], catch_exceptions=False)
    document = json.loads(plain.stdout)
    assert document["changes"]["kinds"]["claims"] == {"same": 0, "changed": 1, "added": 0, "removed": 0}
    assert document["changes"]["claims"][0]["after"]["low"] == 89.0
    assert document["sent"] == 0


# Without Kafka: what stands, and what is read again.


def snapshot_of(store: Store) -> Any:
    store.publish_snapshot(store.path.with_name("snapshot.duckdb"))
    return open_snapshot(store.path.with_name("snapshot.duckdb"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "live.duckdb") as opened:
        yield opened


def test_the_newest_rules_stand_even_where_an_older_reading_is_stored_later(store: Store) -> None:
    event = written(1, TEXT)
    for version in ("9", "10", "2"):
        record = replace(as_received(ENRICHED, enriched(event, version)), recorded_at=datetime.now(UTC))
        store.load(Load(passed=[record]), {})
    for view in ("current_articles", "revisions"):
        assert store.connection.execute(f"SELECT rules_version FROM {view}").fetchall() == [("10",)]  # noqa: S608


def test_readings_with_other_lists_of_the_user_are_read_again_and_the_last_one_stands(store: Store) -> None:
    event, of_lists = written(1, TEXT), ("9", "9.047113922", "9.000000001")
    for version in of_lists:
        record = replace(as_received(ENRICHED, enriched(event, version)), recorded_at=datetime.now(UTC))
        store.load(Load(passed=[record]), {})
        standing = "SELECT rules_version FROM revisions"
        assert store.connection.execute(standing).fetchall() == [(version,)]
    with snapshot_of(store) as snapshot:
        assert [len(unread(snapshot, version, None)) for version in (*of_lists, "9.012345678")] == [0, 0, 0, 1]
        assert newest_rules(snapshot) == 9


def test_an_article_is_read_again_from_the_tables_field_for_field_as_it_was_published(store: Store) -> None:
    whole = example(ENRICHED)
    bare = enriched(replace(written(2, TEXT), published_at_utc=None, blocks=[], landing=None))
    store.load(Load(passed=[as_received(ENRICHED, each) for each in (whole, bare)]), {})
    store.load(Load(failed=[(as_received(ENRICHED, enriched(written(3, OTHER))), ["too short"])]), {})
    with snapshot_of(store) as snapshot:
        wanted = unread(snapshot, "99", None)
        published = sorted((whole.event, bare.event, written(3, OTHER)), key=lambda event: event.event_id)
        assert sorted(events(snapshot, wanted), key=lambda event: event.event_id) == published
        assert len(wanted) == 3
        assert unread(snapshot, "99", date(2024, 1, 1)) == []
        assert unread(snapshot, "1", None) == [], "what these rules have read or refused is not read again"


def test_an_older_program_does_not_read_again_what_newer_rules_read(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with Store(settings.live_database) as store:
        store.load(Load(passed=[as_received(ENRICHED, enriched(written(1, TEXT), "1000"))]), {})
        store.publish_snapshot(settings.snapshot)
    with pytest.raises(TerminalError, match="Use the newer sitrep"):
        replay.replay_enrich(settings, None, quiet)
