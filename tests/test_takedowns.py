"""The parts of a takedown: blanked pages, tombstones, the register, and databases that are written anew."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from upath import UPath
from warcio.archiveiterator import ArchiveIterator

from pipeline.errors import TerminalError, TransientError
from pipeline.jobs import digests, forget, ingest
from pipeline.jobs.consume import Loader
from pipeline.jobs.scrub import scrub_landing
from pipeline.landing import Forgotten, Landing, forgotten
from pipeline.landing.erase import erase_pages
from pipeline.landing.takedowns import save_takedown
from pipeline.models import Position, Takedown, article_id, stable_id
from pipeline.settings import Settings, current
from pipeline.store import Load, Store, open_snapshot
from pipeline.store.lock import loader_pid
from pipeline.store.takedown import is_done, rewrite, scrub_file, sweep, take_down, unerased
from pipeline.topics import CLAIMS, DEAD_LETTERS, DIGESTS, ENRICHED, FETCHES, is_tombstone, tombstone
from pipeline.validate import Quality
from tests.amending import installed, written
from tests.test_landing import NOW, page
from tests.topics.examples import FakeRecord, as_received, enriched, example, outcome

WORDS = "The heron keeper of the reservoir said that nobody had been hurt in the blaze."


def takedown(**given: Any) -> Takedown:
    event = written(1, WORDS)
    base = Takedown(event.article_id, event.url, [event.url], [event.event_id], [], [], None, NOW)
    return replace(base, **given)


# The landing zone.


@pytest.fixture(params=["local", "memory"])
def landing(request: pytest.FixtureRequest, tmp_path: Path) -> Landing:
    return Landing(UPath(tmp_path.as_uri() if request.param == "local" else f"memory://{tmp_path.name}-takedown"))


def test_a_blanked_page_is_gone_and_every_other_keeps_its_address(landing: Landing) -> None:
    bodies = [b"<p>one", b"<p>two" * 50_000, b"", b"<p>four"]
    with landing.writer("post", "run", NOW) as writer:
        addresses = [writer.write(page(number, body)) for number, body in enumerate(bodies)]
    sizes = {path.name: path.stat().st_size for path in (landing.root / "pages").glob("*/*/*")}
    gone = Forgotten(frozenset({page(1).url, page(2).final_url or ""}))
    assert erase_pages(landing, gone) == 2
    assert erase_pages(landing, gone) == 0, "twice is once"
    assert {path.name: path.stat().st_size for path in (landing.root / "pages").glob("*/*/*")} == sizes
    assert [landing.read(addresses[number]).body for number in (0, 3)] == [bodies[0], bodies[3]]
    for number in (1, 2):
        with pytest.raises(TerminalError, match="no whole page"):
            landing.read(addresses[number])
    assert [found.body for found in landing.pages("post", NOW.date())] == [bodies[0], bodies[3]]
    for path in (landing.root / "pages").glob("*/*/*"):
        with path.open("rb") as stream:
            kinds = [record.rec_type for record in ArchiveIterator(stream, check_digests="raise")]
        assert set(kinds) <= {"response", "metadata"}, "any reader of WARC reads the file"


def test_a_torn_record_of_the_page_is_blanked_too(tmp_path: Path) -> None:
    landing = Landing(UPath(tmp_path))
    with landing.writer("post", "run", NOW) as writer:
        kept, torn = (writer.write(page(number, bytes(range(256)) * 500)) for number in range(2))
    file = tmp_path / kept.partition("#")[0]
    file.write_bytes(file.read_bytes()[:-40])
    assert erase_pages(landing, Forgotten(frozenset({page(1).url}))) == 1
    with file.open("rb") as stream:
        assert [record.rec_type for record in ArchiveIterator(stream)] == ["response", "metadata"]
    assert landing.read(kept).url == page(0).url
    assert torn.partition("#")[0] == kept.partition("#")[0]


def test_a_file_that_a_run_still_writes_is_waited_for_and_none_of_its_pages_lost(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    landing = Landing(UPath(tmp_path))
    caplog.set_level(logging.WARNING)
    waiting = threading.Event()
    caplog.handler.addFilter(lambda record: waiting.set() or True if "waiting" in record.getMessage() else True)
    with landing.writer("post", "run", NOW) as writer:
        writer.write(page(1))
        gone = Forgotten(frozenset({page(1).url}))
        erasing = threading.Thread(target=erase_pages, args=(landing, gone))
        erasing.start()
        assert waiting.wait(10)
        writer.write(page(2))
    erasing.join(10)
    assert [found.url for found in landing.pages("post", NOW.date())] == [page(2).url]


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


# Another address.

PAGE = """<html lang="en"><head><title>Keeper of herons</title><link rel="canonical" href="https://post.example/heron">
</head><body><article><h1>Keeper of herons</h1><p>{words}</p><p>{words}</p></article></body></html>"""


@pytest.fixture
def archive(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An archive source called `saved`, on an installation of its own."""
    folder = tmp_path / "saved"
    folder.mkdir()
    names = 'title = "Post"\noutlet = "Post"\nkind = "outlet"\ntype = "archive"\nenabled = true'
    declared = f'[sources.saved]\n{names}\nurl = "{folder}"\n'
    (tmp_path / "sources.toml").write_text(declared)
    with installed(settings.model_copy(update={"home": tmp_path / "home"}), monkeypatch):
        monkeypatch.setenv("SITREP_SOURCES", str(tmp_path / "sources.toml"))
        current.cache_clear()
        yield folder


def save(folder: Path, name: str, url: str) -> None:
    (folder / name).write_text(PAGE.format(words=WORDS))
    with (folder / "index.jsonl").open("a") as index:
        index.write(json.dumps({"file": name, "url": url, "published_at": "2023-01-02T10:00:00+00:00"}) + "\n")


def read(run_id: str) -> list[dict[str, int]]:
    return ingest.read_source("saved", ingest.run_of(ingest.begin(run_id, "2023-01-03T10:00:00+00:00", None, None)))


def landed(landing: Landing) -> list[str]:
    return [found.url for day in landing.days("saved") for found in landing.pages("saved", day)]


@pytest.mark.services
def test_the_article_is_refused_at_an_address_not_known_before_and_its_page_blanked(archive: Path) -> None:
    landing = Landing(UPath(current().landing_url))
    save(archive, "a.html", "https://post.example/heron")
    assert read("one")[-1]["articles"] == 1
    known = article_id("https://post.example/heron", b"")
    save_takedown(landing, takedown(article_id=known, urls=["https://post.example/heron"]))
    assert scrub_landing(landing, forgotten(landing)) == {"journals": 1, "pages": 1, "states": 1}
    save(archive, "b.html", "https://post.example/heron?from=feed")
    counts = read("two")
    assert (counts[0]["pages"], counts[-1]["articles"], counts[-1]["dropped"]) == (1, 0, 2)
    assert landed(landing) == []
    assert "https://post.example/heron?from=feed" in forgotten(landing).urls
    assert read("three")[0]["pages"] == 0, "now that the address is known, it is not even landed"
    said = b"".join(path.read_bytes() for path in (current().home / "landing").rglob("*.json"))
    assert WORDS.encode() not in said
    assert b"Keeper of herons" not in said


def test_an_address_never_met_is_refused_in_words(settings: Settings) -> None:
    with Store(settings.live_database) as store:
        store.publish_snapshot(settings.snapshot)
    with pytest.raises(TerminalError, match="Nothing was ever read at https://post"):
        forget.plan(settings, "https://post.example/none", None)
