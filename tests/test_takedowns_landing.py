"""A takedown in the landing zone: pages blanked where they lie, and refused wherever they come from."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from upath import UPath
from warcio.archiveiterator import ArchiveIterator

from pipeline.errors import TerminalError
from pipeline.jobs import ingest
from pipeline.jobs.scrub import scrub_landing
from pipeline.landing import Forgotten, Landing, forgotten
from pipeline.landing.erase import erase_pages
from pipeline.landing.takedowns import save_takedown
from pipeline.models import article_id
from pipeline.settings import Settings, current
from tests.amending import installed
from tests.test_landing import NOW, page
from tests.test_takedowns import WORDS, takedown

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
