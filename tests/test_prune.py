"""What is too old goes, what is not final stays, and nobody who asks for it later takes silence for an answer."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from typer.testing import CliRunner
from upath import UPath

from pipeline import settings as settings_of
from pipeline import topics
from pipeline.cli import app
from pipeline.digest import keep as editions
from pipeline.errors import TerminalError
from pipeline.jobs import ingest
from pipeline.jobs.prune import Pruned, prune
from pipeline.landing import Landing, keep
from pipeline.models import Outcome, Page
from pipeline.settings import Settings
from pipeline.store import Load, Store
from tests.topics.examples import article, as_received, enriched, outcome

FETCHED = datetime(2023, 1, 7, 21, 30, 0, 123456, tzinfo=UTC)
# A year and a bit later: everything above is older than 400 days.
NOW = FETCHED + timedelta(days=450)


@pytest.fixture(params=["local", "memory"])
def given(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Two files of landed pages, two pages each; a database that does not know of them yet."""
    address = None if request.param == "local" else f"memory://prune-{tmp_path.name}"
    settings = Settings(home=tmp_path, landing=address)
    landing = Landing(UPath(settings.landing_url))
    for run, numbers in (("first", (1, 2)), ("second", (3, 4))):
        with landing.writer("post", run, FETCHED) as writer:
            for number in numbers:
                writer.write(page(number))
    written(settings, FETCHED)
    yield settings


def written(settings: Settings, moment: datetime) -> None:
    """Make the files of pages as old as that."""
    for path in UPath(settings.landing_url).rglob("*.warc.gz"):
        if settings.landing is None:
            os.utime(path.path, (moment.timestamp(),) * 2)
        else:
            MemoryFileSystem.store[path.path].modified = moment


def page(number: int) -> Page:
    return Page(
        url=f"https://courier.example/{number}", body=b"<p>words", content_type="text/html", fetched_at=FETCHED,
        source="post", published_at="2023-01-05T10:00:00+02:00",
    )  # fmt: skip


def ended(number: int, how: str = "published") -> Outcome:
    event = replace(article(number, day="2023-01-05"), fetched_at=FETCHED)
    told = outcome(event)
    return told if how == "published" else replace(told, outcome=how, event_id=None, article_id=None, published_on=None)


def snapshot(settings: Settings, outcomes: list[Outcome], stored: list[int]) -> None:
    """What the loader has loaded and published."""
    with Store(settings.live_database) as store:
        passed = [as_received(topics.ENRICHED, enriched(article(number, day="2023-01-05"))) for number in stored]
        store.load(Load(passed=passed, others=[as_received(topics.FETCHES, each) for each in outcomes]), {})
        store.publish_snapshot(settings.snapshot)


def landed(settings: Settings) -> list[str]:
    """The files that hold pages."""
    pages = Landing(UPath(settings.landing_url)).pages("post", FETCHED.date())
    return sorted({str(page.landing).partition("#")[0].rpartition("/")[2] for page in pages})


def words(found: list[Pruned]) -> list[tuple[bool, str]]:
    return [(each.kept, f"{each.what} ({each.why})") for each in found]


def test_pages_stay_until_the_snapshot_says_how_each_of_their_file_ended(given: Settings) -> None:
    assert [each.kept for each in prune(given, now=NOW)] == [each.kept for each in prune(given, now=NOW)]
    assert all(each.kept and "no snapshot" in each.why for each in prune(given, now=NOW))

    # 1 is stored and 2 was dropped; 3 is published but not loaded yet, and nothing is known of 4.
    snapshot(given, [ended(1), ended(2, "dropped"), ended(3)], stored=[1])
    before = landed(given)
    assert len(before) == (2 if given.landing is None else 4)
    found = words(prune(given, now=NOW, dry_run=True))
    assert landed(given) == before, "a dry run removes nothing"
    assert words(prune(given, now=NOW)) == found
    assert all(name.startswith("second") for name in landed(given))
    waiting = [text for kept, text in found if kept]
    assert all("not final in the snapshot" in text for text in waiting)
    assert "`sitrep ingest post --from-landing --since 2023-01-05 --until 2023-01-07`" in waiting[0]

    snapshot(given, [ended(4, "duplicate")], stored=[3])
    prune(given, now=NOW)
    assert landed(given) == []
    assert prune(given, now=NOW) == []


def test_what_is_young_enough_stays_and_so_does_everything_where_that_is_wanted(given: Settings) -> None:
    snapshot(given, [ended(n) for n in (1, 2, 3, 4)], stored=[1, 2, 3, 4])
    assert prune(given, now=FETCHED + timedelta(days=400)) == []
    assert prune(given.model_copy(update={"keep_landing_days": 0}), now=NOW + timedelta(days=9999)) == []
    assert len(landed(given)) == (2 if given.landing is None else 4)


def test_pages_of_a_run_that_read_the_past_are_as_young_as_their_files(given: Settings) -> None:
    """Its clock stood in the past; what it landed was landed today."""
    snapshot(given, [ended(n) for n in (1, 2, 3, 4)], stored=[1, 2, 3, 4])
    written(given, NOW - timedelta(days=3))
    assert prune(given, now=NOW) == []
    written(given, NOW - timedelta(days=402))
    assert len(prune(given, now=NOW)) >= 2


def test_an_event_that_is_in_quarantine_or_taken_down_is_final(given: Settings) -> None:
    events = [as_received(topics.ENRICHED, enriched(article(n, day="2023-01-05"))) for n in (1, 2)]
    with Store(given.live_database) as store:
        others = [as_received(topics.FETCHES, ended(n)) for n in (1, 2)]
        store.load(Load(failed=[(events[0], ["too short"])], others=others), {})
        store.connection.execute(
            "INSERT INTO forgotten (article_id, event_ids, url, forgotten_at) VALUES (?, ?, 'u', now())",
            [article(2).article_id, [article(2, day="2023-01-05").event_id]],
        )
        store.publish_snapshot(given.snapshot)
    assert sum(not each.kept for each in prune(given, now=NOW)) == (1 if given.landing is None else 2)


def test_reading_pruned_days_again_says_how_many_pages_are_gone(
    given: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    snapshot(given, [ended(n) for n in (1, 2, 3, 4)], stored=[1, 2, 3, 4])
    prune(given, now=NOW)
    (tmp_path / "s.toml").write_text(
        '[sources.post]\ntitle = "Post"\noutlet = "Post"\ncountry = "UA"\nkind = "outlet"\ntype = "feed"\n'
        'url = "https://post.example/feed"\n'
    )
    told = given.model_copy(update={"sources": str(tmp_path / "s.toml")})
    monkeypatch.setattr(ingest, "current", lambda: told)
    run = ingest.run_of({"run_id": "again", "since": "2023-01-05", "until": "2023-01-06"})
    with caplog.at_level("WARNING"):
        counts = ingest.fetch_pages("post", run, refill=True)
    assert (counts["pages"], counts["pruned"]) == (0, 4)
    assert "4 landed pages of 2023-01-05 to 2023-01-06 were pruned after SITREP_KEEP_LANDING_DAYS=400" in caplog.text
    run = ingest.run_of({"run_id": "later", "since": "2023-01-06", "until": "2023-01-06"})
    assert "pruned" not in ingest.fetch_pages("post", run, refill=True)


def test_journals_and_manifests_of_old_runs_go_together(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    landing = Landing(UPath(settings.landing_url))
    for run in ("old", "young"):
        landing.write(f"work/{run}/post/fetch.json", b"{}")
        landing.save_manifest(run, "post", {"events": []})
    for path in (tmp_path / "landing").rglob("*old*/**/*.json"):
        os.utime(path, (NOW.timestamp() - 40 * 86400,) * 2)
    for path in (tmp_path / "landing").rglob("*young*/**/*.json"):
        os.utime(path, (NOW.timestamp() - 4 * 86400,) * 2)
    assert [each.what for each in prune(settings, now=NOW, dry_run=True)] == ["run old"]
    assert [each.why for each in prune(settings, now=NOW)] == ["2 journals and manifests"]
    assert landing.load_manifests("old") == {}
    assert set(landing.load_manifests("young")) == {"post"}
    assert not (tmp_path / "landing" / "work" / "old").exists()


def test_a_file_system_without_times_is_named_with_the_settings(
    given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(type(Landing(UPath(given.landing_url)).root.fs), "modified", unknown)
    with pytest.raises(TerminalError, match="SITREP_KEEP_LANDING_DAYS=0"):
        prune(given, now=NOW)


def test_superseded_editions_go_and_leave_a_page_that_says_so(tmp_path: Path) -> None:
    """The first stays because reports say what changed since, the newest because it stands."""
    settings = Settings(home=tmp_path, keep_edition_days=30)
    folder = settings.digests / "editions" / "2023-01-05"
    folder.mkdir(parents=True)
    log = []
    for number in range(4):
        built = (FETCHED + timedelta(days=number)).isoformat()
        log.append({"digest_id": f"id-{number}", "built_at": built, "as_of": None})
        for name in (f"id-{number}.html", f"id-{number}-page-2.html", f"id-{number}.json", f"id-{number}.md"):
            (folder / name).write_text("edition")
    log.append({"digest_id": "id-past", "built_at": FETCHED.isoformat(), "as_of": FETCHED.isoformat()})
    (folder / "id-past.json").write_text("asked for by a person")
    (folder / "editions.json").write_text(json.dumps(log))
    assert prune(settings.model_copy(update={"keep_edition_days": 0}), now=NOW) == []
    assert [each.what for each in prune(settings, now=FETCHED + timedelta(days=31, hours=1))] == [
        "edition id-1 of 2023-01-05"
    ]
    assert len(prune(settings, now=NOW)) == 1
    assert prune(settings, now=NOW) == []
    assert {path.name for path in folder.iterdir()} == {
        *("editions.json", "id-past.json", "id-1.html", "id-2.html"),
        *(f"id-{n}{end}" for n in (0, 3) for end in (".html", "-page-2.html", ".json", ".md")),
    }
    left = (folder / "id-1.html").read_text()
    assert "superseded and has been removed" in left
    assert "Thursday, 5 January 2023" in left
    assert 'href="../../2023-01-05.html"' in left


@pytest.mark.parametrize("given", ["local"], indirect=True)
def test_the_command_says_what_went_and_what_kafka_does(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot(given, [ended(1), ended(2)], stored=[1, 2])
    monkeypatch.setenv("SITREP_HOME", str(given.home))
    settings_of.current.cache_clear()
    try:
        dry = CliRunner().invoke(app, ["prune", "--dry-run"]).output
        done = CliRunner().invoke(app, ["prune"]).output
    finally:
        settings_of.current.cache_clear()
    assert "would go: pages/2023-01-07/post/first-000.warc.gz (pages fetched on 2023-01-07: 2, all final" in dry
    assert "1 removed, 1 had to stay although they are old." in done
    assert "Kafka shortens its topics itself: articles, claims, digests after 365 days" in done


def test_a_kill_between_record_and_removal_loses_no_mention(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    landing = Landing(UPath(given.landing_url))
    (file, *_) = keep.old_files(landing, NOW.date())
    path_type = type(landing.root)
    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr(path_type, "unlink", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        keep.remove(landing, file, {FETCHED.date(): len(file.pages)})
    assert keep.pruned(landing, "post", FETCHED.date(), FETCHED.date()) == len(file.pages)
    assert (landing.root / file.file).exists()
    assert editions.old_editions(given.digests, NOW) == []
