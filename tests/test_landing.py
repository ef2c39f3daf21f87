"""The landing zone gives back what was put in, whatever it was, wherever it lies, and whatever was killed."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from upath import UPath
from warcio.archiveiterator import ArchiveIterator

from pipeline.errors import TerminalError
from pipeline.landing import Landing, SourceState, zone
from pipeline.landing.state import KEEP_DAYS
from pipeline.models import Page

NOW = datetime(2023, 1, 7, 21, 30, 0, 123456, tzinfo=UTC)


def page(number: int = 0, body: bytes = b"<p>body") -> Page:
    return Page(
        url=f"https://post.example/{number}",
        body=body,
        content_type="text/html; charset=utf-8",
        fetched_at=NOW,
        source="post",
        final_url=f"https://post.example/{number}/",
        title="Заголовок\r\nX-Injected: yes \u202e",
        published_at="2023-01-03T10:00:00+02:00",
    )


@pytest.fixture(params=["local", "memory"])
def landing(request: pytest.FixtureRequest, tmp_path: Path) -> Landing:
    root = tmp_path.as_uri() if request.param == "local" else f"memory://{tmp_path.name}"
    return Landing(UPath(root))


def test_a_page_comes_back_whole_from_its_address(landing: Landing) -> None:
    bodies = [b"", b"<p>\xd0\x96", bytes(range(256)) * 1000, b"\r\n\r\nWARC/1.1\r\n"]
    with landing.writer("post", "run", NOW) as writer:
        for number, body in enumerate(bodies):
            address = writer.write(page(number, body))
            found = landing.read(address)  # readable while the file is still being written
            assert found == Page(**{f: getattr(page(number, body), f) for f in Page.__slots__} | {"landing": address})
    assert [found.body for found in landing.pages("post", NOW.date())] == bodies
    assert landing.days("post") == [date(2023, 1, 7)]
    assert landing.days("other") == []


def test_files_are_standard_warc_with_the_response_headers_that_are_still_true(landing: Landing) -> None:
    headers = [("Content-Type", "text/html"), ("ETag", '"1"'), ("Content-Encoding", "gzip"), ("Set-Cookie", "id=1")]
    with landing.writer("post", "run", NOW) as writer:
        file, _, offset = writer.write(page(), headers).rpartition("#")
    assert (file, offset) == ("pages/2023-01-07/post/run-000.warc.gz", "0")
    with (landing.root / file).open("rb") as stream:
        (record,) = list(ArchiveIterator(stream, check_digests="raise"))
        assert record.rec_headers.get_header("WARC-Date") == "2023-01-07T21:30:00.123456Z"
        assert record.rec_headers.get_header("X-Injected") is None
        assert [name for name, _ in record.http_headers.headers] == ["Content-Type", "ETag"]


def test_files_are_rotated(landing: Landing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zone, "ROTATE_BYTES", 1000)
    with landing.writer("post", "run", NOW) as writer:
        addresses = [writer.write(page(number)) for number in range(6)]
    assert len({address.rpartition("#")[0] for address in addresses}) > 1
    assert [landing.read(address).url for address in addresses] == [page(number).url for number in range(6)]
    assert [found.landing for found in landing.pages("post", NOW.date())] == addresses


def test_a_retried_run_writes_beside_its_torn_file_which_is_read_as_far_as_it_is_whole(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    landing = Landing(UPath(tmp_path))
    with landing.writer("post", "run", NOW) as writer:
        first, second = (writer.write(page(number, b"x" * 5000)) for number in range(2))
    torn = tmp_path / first.rpartition("#")[0]
    torn.write_bytes(torn.read_bytes()[:-40])
    with landing.writer("post", "run", NOW) as writer:
        third = writer.write(page(2))
    assert third.rpartition("#")[0] != first.rpartition("#")[0]
    with caplog.at_level(logging.WARNING):
        assert [found.landing for found in landing.pages("post", NOW.date())] == [first, third]
    assert "not whole" in caplog.text
    with pytest.raises(TerminalError, match="no whole page"):
        landing.read(second)


@pytest.mark.parametrize("address", ["pages/none.warc.gz#0", "pages/2023-01-07/post/run-000.warc.gz#7", "nonsense", ""])
def test_an_address_without_a_page_is_refused(landing: Landing, address: str) -> None:
    with landing.writer("post", "run", NOW) as writer:
        writer.write(page())
    with pytest.raises(TerminalError, match="landing zone has no"):
        landing.read(address)


def test_names_never_leave_their_folder(landing: Landing) -> None:
    with landing.writer("post", "../../manual__2023-01-07T21:30:00+00:00/../x#1", NOW) as writer:
        address = writer.write(page())
    assert address.count("#") == 1
    assert address.startswith("pages/2023-01-07/post/")
    assert len(address.split("/")) == 4
    assert landing.read(address).url == page().url
    assert zone.plain("a/b") != zone.plain("a_b")
    assert "/" not in zone.plain("../..") and zone.plain("../..") not in ("..", ".", "")


def test_state_comes_back_and_is_empty_for_a_new_source(landing: Landing) -> None:
    assert landing.load_state("post") == SourceState("post")
    state = SourceState("post", texts={"hash": "article"}, events={"event": "https://post.example/1"})
    state.url("https://post.example/1").etag = '"1"'
    state.url("https://post.example/1").article_id = "article"
    state.url("https://post.example/1").tried_at = NOW.isoformat()
    state.listing.outcome = "listed"
    state.health, state.paused = "failing", {"post.example": NOW.isoformat()}
    landing.save_state(state, NOW)
    assert landing.load_state("post") == state


def test_state_forgets_what_has_not_been_listed_or_tried_for_long(landing: Landing) -> None:
    state = SourceState("post")
    for name, days, listed in (("old", KEEP_DAYS + 1, False), ("listed", KEEP_DAYS + 1, True), ("new", 1, False)):
        known = state.url(name)
        known.tried_at, known.listed, known.article_id = (NOW - timedelta(days=days)).isoformat(), listed, name
        state.events[f"event {name}"], state.texts[f"text {name}"] = name, name
    landing.save_state(state, NOW)
    found = landing.load_state("post")
    assert set(found.urls) == {"listed", "new"}
    assert set(found.events) == {"event listed", "event new"}
    assert set(found.texts) == {"text listed", "text new"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 99}', '{"version": 1, "urls": {}, "listing": {"no": 1}}'])
def test_a_broken_state_is_refused_with_what_to_do(landing: Landing, text: str) -> None:
    landing.write("state/post.json", text.encode())
    with pytest.raises(TerminalError, match="Delete it to have the source read afresh"):
        landing.load_state("post")


def test_manifests_of_a_run_come_back_by_name(landing: Landing) -> None:
    landing.save_manifest("run 1", "post", {"events": ["a"]})
    landing.save_manifest("run 1", "gazette", {"events": []})
    landing.save_manifest("run 2", "post", {"events": ["b"]})
    assert landing.load_manifests("run 1") == {"post": {"events": ["a"]}, "gazette": {"events": []}}
    assert landing.load_manifests("run 3") == {}


def test_a_file_is_replaced_at_once_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    landing = Landing(UPath(tmp_path))
    landing.write("state/post.json", b"old")

    def fail(_: int) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk is full"):
        landing.write("state/post.json", b"new")
    assert landing.read_bytes("state/post.json") == b"old"
