"""The parts of a takedown: blanked pages, tombstones, the register, and databases that are written anew."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from upath import UPath

from pipeline.errors import TerminalError, TransientError
from pipeline.jobs import digests, forget
from pipeline.jobs.consume import Loader
from pipeline.landing import Landing
from pipeline.landing.takedowns import save_takedown
from pipeline.models import Position, Takedown, stable_id
from pipeline.settings import Settings
from pipeline.store import Load, Store, open_snapshot
from pipeline.store.lock import loader_pid
from pipeline.store.takedown import is_done, rewrite, scrub_file, sweep, take_down, unerased
from pipeline.topics import CLAIMS, DEAD_LETTERS, DIGESTS, ENRICHED, FETCHES, is_tombstone, tombstone
from pipeline.validate import Quality
from tests.amending import installed, written
from tests.test_landing import NOW
from tests.topics.examples import FakeRecord, as_received, enriched, example, outcome

WORDS = "The heron keeper of the reservoir said that nobody had been hurt in the blaze."


def takedown(**given: Any) -> Takedown:
    event = written(1, WORDS)
    base = Takedown(event.article_id, event.url, [event.url], [event.event_id], [], [], None, NOW)
    return replace(base, **given)


# Tombstones.


def tombstone_record(**given: Any) -> FakeRecord:
    key, value, headers = tombstone(takedown())
    return replace(FakeRecord(CLAIMS.name, key, value, headers), **given)


def test_only_what_forget_sends_is_a_tombstone() -> None:
    assert is_tombstone(tombstone_record())
    foreign: dict[str, dict[str, Any]] = {
        "no headers": {"headers": []},
        "the headers of another key": {"key": written(2, WORDS).article_id.encode()},
        "no key": {"key": None},
        "a value": {"value": b"{}"},
        "a topic whose key is no article": {"topic": DIGESTS.name},
    }
    assert [why for why, given in foreign.items() if is_tombstone(tombstone_record(**given))] == []


# Databases.


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "live" / "sitrep.duckdb") as opened:
        yield opened


def filled(store: Store) -> None:
    events = [written(1, WORDS), written(2, "Another text, by another keeper, of another blaze in the same town.")]
    letter = replace(example(DEAD_LETTERS), event_id=events[0].event_id)
    digest = replace(example(DIGESTS), body={"citations": [{"event_id": events[0].event_id, "quote": WORDS}]})
    others = [as_received(FETCHES, outcome(event)) for event in events]
    others += [as_received(DIGESTS, digest), as_received(DEAD_LETTERS, letter)]
    checks = [Quality("b", "s", "e", "k", "c", "warning", 2, 2, False, [WORDS[4:30], "17"], NOW)]
    records = [as_received(ENRICHED, enriched(event)) for event in events]
    store.load(Load(passed=records, others=others, quality=checks), {("t", 0): Position(7, "id")})


def grep(path: Path) -> bool:
    """In a process of its own: the loader's must not open its file a second time."""
    program = f"import sys; sys.exit({WORDS.encode()!r} not in open({str(path)!r}, 'rb').read())"
    return subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_rows_editions_letters_and_examples_go_and_the_file_forgets_the_words(store: Store) -> None:
    filled(store)
    store.connection.execute("CHECKPOINT")
    assert grep(store.path)
    assert take_down(store, [takedown()]) > 0
    assert take_down(store, [takedown()]) == 0, "twice is once"
    ask = store.connection.execute
    counts = [
        ask(f"SELECT count(*) FROM {table}").fetchall()[0][0]  # noqa: S608 -- the tables named here
        for table in ("articles", "digests", "dead_letters")
    ]
    assert counts == [1, 0, 0]
    assert ask("SELECT examples FROM quality").fetchall() == [(["17"],)]
    assert ask("SELECT events_forgotten, balanced FROM reconciliation").fetchall() == [(1, True)]
    assert unerased(store)
    before = ask("SELECT count(*) FROM duckdb_columns() WHERE comment IS NOT NULL AND NOT internal").fetchall()
    ledger = ask("FROM migrations").fetchall()
    rewrite(store)
    assert not unerased(store)
    assert not grep(store.path)
    assert [path.name for path in store.path.parent.iterdir() if path.suffix != ".wal"] == ["sitrep.duckdb"]
    ask = store.connection.execute
    assert ask("SELECT count(*) FROM duckdb_columns() WHERE comment IS NOT NULL AND NOT internal").fetchall() == before
    assert ask("FROM migrations").fetchall() == ledger
    assert store.offsets() == {("t", 0): Position(7, "id")}
    program = f"from pathlib import Path; from pipeline.store import Store; Store(Path({str(store.path)!r}))"
    second = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "another loader runs" in second.stderr, "the lock is kept"


def test_what_comes_again_with_its_records_goes_again(store: Store) -> None:
    filled(store)
    take_down(store, [takedown()])
    rewrite(store)
    assert is_done(store, takedown())
    assert not is_done(store, takedown(digest_ids=["another"]))
    filled(store)
    assert [row[0] for row in store.connection.execute("SELECT url FROM articles").fetchall()] == [
        written(2, WORDS).url
    ]
    assert sweep(store) == 2, "an edition and a dead letter"
    assert unerased(store), "and the file is written anew once more"


def test_a_database_that_nobody_writes_is_replaced_only_if_it_held_anything(store: Store, tmp_path: Path) -> None:
    filled(store)
    kept = tmp_path / "kept.duckdb"
    store.publish_snapshot(kept)
    assert scrub_file(kept, [takedown(article_id=stable_id("nobody"), event_ids=[], urls=[])]) == 0
    assert grep(kept)
    assert scrub_file(kept, [takedown()]) > 0
    assert not grep(kept)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.duckdb", "live"]


def test_a_loader_killed_before_the_file_was_written_anew_does_it_when_it_starts(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with Store(settings.live_database) as store:
        filled(store)
    save_takedown(Landing(UPath(settings.landing_url)), takedown())
    with Store(settings.live_database) as store:  # the loader that removed the rows, and died
        take_down(store, [takedown()])
    assert grep(settings.live_database)
    with Store(settings.live_database) as store:
        Loader(settings, store).publish()
    assert not grep(settings.live_database)
    assert not grep(settings.snapshot)
    assert (settings.parquet_folder / "articles").is_dir()


def test_a_takedown_asked_for_while_the_loader_was_down_is_done_when_it_starts(tmp_path: Path) -> None:
    """So it is, too, after a backup from before it was restored."""
    settings = Settings(home=tmp_path)
    save_takedown(Landing(UPath(settings.landing_url)), takedown())
    with Store(settings.live_database) as store:
        filled(store)
        Loader(settings, store).publish()
    with open_snapshot(settings.snapshot) as snapshot:
        assert snapshot.connection.execute("SELECT article_id FROM forgotten").fetchall() == [(takedown().article_id,)]
        assert snapshot.connection.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]


def test_a_report_of_before_a_takedown_is_not_written_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with installed(Settings(home=tmp_path), monkeypatch) as settings:
        with Store(settings.live_database) as store:
            filled(store)
            store.publish_snapshot(settings.snapshot)
        save_takedown(Landing(UPath(settings.landing_url)), takedown())
        with pytest.raises(TransientError, match="was taken down"):
            digests.build_day("2023-01-02")
        assert list(settings.digests.glob("2023*")) == []


def test_a_database_that_cannot_be_opened_is_named_with_what_to_do(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    broken = settings.live_database.with_suffix(".before-restore")
    broken.parent.mkdir()
    broken.write_bytes(b"no database" * 1000)
    with pytest.raises(TerminalError, match=r"before-restore cannot be opened.*Delete it"):
        forget._scrub(broken, [takedown()])


def test_a_look_at_the_lock_tells_whether_a_loader_runs(tmp_path: Path) -> None:
    live = tmp_path / "live.duckdb"
    assert loader_pid(live) is None
    Store(live).close()
    assert loader_pid(live) is None
    program = (
        f"from pathlib import Path; from pipeline.store import Store; s = Store(Path({str(live)!r})); print(); input()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-u", "-c", program], **pipes) as loader:  # type: ignore[call-overload]
        loader.stdout.readline()
        assert loader_pid(live) == loader.pid
        loader.communicate(b"\n", timeout=30)
    assert loader_pid(live) is None


def test_an_address_never_met_is_refused_in_words(settings: Settings) -> None:
    with Store(settings.live_database) as store:
        store.publish_snapshot(settings.snapshot)
    with pytest.raises(TerminalError, match="Nothing was ever read at https://post"):
        forget.plan(settings, "https://post.example/none", None)
