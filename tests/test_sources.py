"""Sources are declarations without logic, and a wrong one is refused with the name of the right key."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import settings
from pipeline.errors import TerminalError
from pipeline.jobs.look import list_sources
from pipeline.landing import SourceState, save_state
from pipeline.settings import ROOT
from pipeline.sources import Source, load

GOOD = """
[sources.post]
title = "The Post, feed"
outlet = "The Post"
country = "US"
kind = "outlet"
language = "en"
type = "rss"
url = "https://post.example/feed"
"""


def declared(tmp_path: Path, text: str, name: str = "sources.toml") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_declaration_becomes_a_source(tmp_path: Path) -> None:
    (source,) = load([declared(tmp_path, GOOD)], {}).values()
    assert source == Source(
        "post", "The Post, feed", "The Post", "US", "outlet", "en", "rss", "https://post.example/feed"
    )
    assert source.enabled


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("language", "langauge"), r"unknown key 'langauge'. Did you mean 'language'\?"),
        (("url", "adress"), "unknown key 'adress'"),
        (("kind", "x_kind"), "unknown key 'x_kind'. Did you mean 'kind'"),
        (('kind = "outlet"', ""), "kind must be given"),
        (('"outlet"', '"blog"'), "kind must be one of outlet, agency, government, party, not 'blog'"),
        (('"rss"', '"rsss"'), "type must be one of"),
        (('"US"', '"usa"'), "country must be a two-letter country code"),
        (('"en"', '"English"'), "language must be a two-letter language code"),
        (("https://post.example/feed", "post.example/feed"), "url must be an http:// or https:// address"),
        (('"US"', "5"), "country must be a string, not 5"),
        (('type = "rss"', 'type = "rss"\nenabled = "yes"'), "enabled must be true or false, not 'yes'"),
        (('type = "rss"', 'type = "rss"\ninterval_seconds = -1'), "interval_seconds must be zero or more"),
        (('type = "rss"', 'type = "rss"\ninterval_seconds = true'), "interval_seconds must be a number"),
        (('type = "rss"', 'type = "rss"\nallow_hosts = [1]'), "allow_hosts must be a list of strings"),
        (('type = "rss"', 'type = "rss"\nentry = "/x/"'), "entry must be left out unless the type is channel"),
        (("https://post.example", "${nowhere}"), "cannot fill"),
        (("sources.post", "source.post"), "'source' is not understood here"),
        (("sources.post", "sources.Post"), "only a-z, 0-9 and '-'"),
        (("sources.post", 'sources."../post"'), "only a-z, 0-9 and '-'"),
        (("title", "title title"), "not valid TOML"),
    ],
)
def test_what_is_wrong_is_refused_and_named(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    file = declared(tmp_path, GOOD.replace(*change, 1))
    with pytest.raises(TerminalError, match=message) as caught:
        load([file], {})
    assert str(file) in str(caught.value)


def test_a_name_may_be_declared_once_over_all_files(tmp_path: Path) -> None:
    files = [declared(tmp_path, GOOD, name) for name in ("one.toml", "two.toml")]
    with pytest.raises(TerminalError, match="'post' is declared twice"):
        load(files, {})


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TerminalError, match="this file of sources does not exist"):
        load([tmp_path / "none.toml"], {})


def test_an_archive_lies_relative_to_its_declaration(tmp_path: Path) -> None:
    text = GOOD.replace('"rss"', '"archive"').replace("https://post.example/feed", "pages/2022")
    (source,) = load([declared(tmp_path, text)], {}).values()
    assert source.url == str((tmp_path / "pages" / "2022").resolve())


def test_placeholders_are_filled_from_the_values_given(tmp_path: Path) -> None:
    text = GOOD.replace("https://post.example", "http://post.localhost:${corpus_port}")
    (source,) = load([declared(tmp_path, text)], {"corpus_port": 8123}).values()
    assert source.url == "http://post.localhost:8123/feed"


@pytest.mark.parametrize(
    ("url", "owned"),
    [
        ("https://post.example/a", True),
        ("http://www.post.example:8080/a", True),
        ("https://live.post.example/a", True),
        ("https://thepost.example/a", True),
        ("https://amp.thepost.example/a", True),
        ("https://evilpost.example/a", False),
        ("https://post.example.evil.example/a", False),
        ("https://example/a", False),
        ("https://gazette.example/post.example", False),
        ("post.html", False),
        ("http://[", False),
    ],
)
def test_a_source_owns_its_sites_and_what_lies_below_them(tmp_path: Path, url: str, owned: bool) -> None:
    text = (
        GOOD.replace("https://post.example", "https://feeds.post.example")
        + 'hosts = ["post.example", "thepost.example"]'
    )
    (source,) = load([declared(tmp_path, text)], {}).values()
    assert source.owns(url) is owned


def test_the_real_outlets_are_all_off() -> None:
    real = load([ROOT / "pipeline" / "sources" / "real.toml"])
    assert len(real) >= 20
    assert not any(source.enabled for source in real.values())
    assert {source.kind for source in real.values()} == {"outlet", "agency", "government", "party"}
    assert not any(source.allow_hosts for source in real.values())


def test_the_corpus_declares_each_of_its_outlets_as_they_describe_themselves() -> None:
    corpus = load([ROOT / "corpus" / "sources.toml"], {"corpus_port": 8123})
    folders = sorted((ROOT / "corpus" / "outlets").glob("*/outlet.toml"))
    assert sorted(corpus) == [file.parent.name for file in folders]
    for file in folders:
        about, source = tomllib.loads(file.read_text(encoding="utf-8")), corpus[file.parent.name]
        assert source.url == f"http://{source.name}.localhost:8123{about['feed_path']}"
        assert (source.outlet, source.country, source.kind, source.language, source.type) == (
            about["title"],
            about["country"],
            about["kind"],
            about["language"],
            about["feed"],
        )
        assert (source.enabled, source.interval_seconds) == (True, 0)
        assert source.allow_hosts == (f"{source.name}.localhost:8123",)


def test_the_list_of_sources_tells_how_each_fares_and_which_was_never_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(GOOD.replace("post]", "new]") + GOOD.replace("post]", "quiet]"))
    monkeypatch.setenv("SITREP_SOURCES", str(file))
    monkeypatch.setenv("SITREP_HOME", str(tmp_path / "home"))
    settings.current.cache_clear()
    state = SourceState("quiet", health="silent", reason="Nothing new for 9 days.")
    state.last_new_at = "2023-01-01T08:00:00+00:00"
    state.listing.tried_at = "2023-01-10T08:30:00+00:00"
    save_state(state, datetime(2023, 1, 10, tzinfo=UTC))
    new, quiet = list_sources()
    settings.current.cache_clear()
    assert new[5:] == ["never read", "", "", ""]
    assert quiet[5:] == ["silent", "2023-01-10 08:30", "2023-01-01 08:00", "Nothing new for 9 days."]
