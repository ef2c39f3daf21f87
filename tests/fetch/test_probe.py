"""`probe` tells what an address would be as a source, and its declaration can be pasted as it is."""

from __future__ import annotations

from pathlib import Path

from pipeline.fetch import probe
from pipeline.sources import load
from tests.fetch.site import Site, reply, rss


def test_a_feed_is_shown_with_a_declaration_that_loads(site: Site, tmp_path: Path) -> None:
    site.routes["/feed"] = rss(site.url("/a"), site.url("/b"))
    found = probe(site.url("/feed"), [f"site.localhost:{site.port}"])
    assert [entry.url for entry in found.entries] == [site.url("/a"), site.url("/b")]
    assert found.problem is None
    assert found.declaration is not None
    (tmp_path / "mine.toml").write_text(found.declaration, encoding="utf-8")
    (source,) = load([tmp_path / "mine.toml"], {}).values()
    assert (source.type, source.url, source.allow_hosts) == (
        "feed",
        site.url("/feed"),
        (f"site.localhost:{site.port}",),
    )
    assert site.asked() == ["/robots.txt", "/feed"]


def test_a_page_that_names_feeds_leads_to_them(site: Site) -> None:
    site.routes["/"] = reply(
        '<html><head><link rel="alternate" type="application/rss+xml" href="/feed?a=1&amp;b=2">'
        "<link rel=alternate type=application/atom+xml href=atom.xml><link rel=stylesheet href=style.css></head>"
    )
    found = probe(site.url("/"), [f"site.localhost:{site.port}"])
    assert found.feeds == (site.url("/feed?a=1&b=2"), site.url("/atom.xml"))
    assert (found.source, found.declaration) == (None, None)
    assert found.problem


def test_a_page_that_lists_posts_is_a_channel(site: Site) -> None:
    site.routes["/news/"] = reply('<a href="/news/1">One</a><a href="/news/2">Two</a>')
    found = probe(site.url("/news/"), [f"site.localhost:{site.port}"])
    assert found.source is not None
    assert (found.source.type, len(found.entries)) == ("channel", 2)


def test_an_index_of_sitemaps_is_a_sitemap(site: Site) -> None:
    site.routes["/index.xml"] = reply(
        f"<sitemapindex><sitemap><loc>{site.url('/1.xml')}</loc></sitemap></sitemapindex>"
    )
    found = probe(site.url("/index.xml"), [f"site.localhost:{site.port}"])
    assert found.source is not None
    assert (found.source.type, found.sitemaps) == ("sitemap", (site.url("/1.xml"),))


def test_what_cannot_be_read_says_why(site: Site) -> None:
    assert "forbidden_address" in (probe(site.url("/feed")).problem or "")
    assert "not_found" in (probe(site.url("/none"), [f"site.localhost:{site.port}"]).problem or "")
    assert "bad_url" in (probe("nonsense").problem or "")
