"""Listings as they are written: feeds of every kind, sitemaps, channel pages, and the sloppy ones."""

from __future__ import annotations

import json

import pytest

from pipeline.fetch.channel import parse_channel
from pipeline.fetch.listing import MAX_ENTRIES, Entry, NoListing, instant, parse

BASE = "https://post.example/feeds/all"


def entries(body: str) -> list[Entry]:
    return parse(body.encode(), BASE).entries


def test_rss_2() -> None:
    body = """<?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
         xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Feed</title><link>https://post.example/</link>
    <atom:link href="https://post.example/feeds/all" rel="self"/>
    <image><url>https://post.example/logo.png</url><link>https://post.example/</link></image>
    <item><title>One &amp; only</title><link>/2023/one</link><pubDate>Tue, 03 Jan 2023 10:00:00 +0200</pubDate>
      <media:content url="x"><media:title>Picture</media:title></media:content></item>
    <item><media:title>Picture</media:title><title><![CDATA[Two <b>bold</b>]]></title>
      <guid isPermaLink="true">https://post.example/two#frag</guid><dc:date>2023-01-04T08:00:00Z</dc:date></item>
    <item><title>Three</title><guid>https://post.example/three</guid></item>
    <item><title>No link</title><guid isPermaLink="false">https://post.example/none</guid></item></channel></rss>"""
    assert entries(body) == [
        Entry("https://post.example/2023/one", "One & only", "2023-01-03T10:00:00+02:00"),
        Entry("https://post.example/two", "Picture", "2023-01-04T08:00:00+00:00"),
        Entry("https://post.example/three", "Three"),
    ]


def test_rss_1_in_rdf() -> None:
    body = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>F</title><link>/</link></channel>
      <item rdf:about="y"><title>One</title><link>https://post.example/1</link><dc:date>2023-01-03</dc:date></item>
      </rdf:RDF>"""
    assert entries(body) == [Entry("https://post.example/1", "One", "2023-01-03")]


def test_atom_with_base_and_several_links() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/news/"><title>F</title>
      <link href="https://post.example/"/><entry><title type="html">One</title>
      <link rel="enclosure" href="pod.mp3"/><link rel="alternate" href="one"/><link rel="edit" href="edit"/>
      <source><title>Elsewhere</title><link href="https://else.example/"/></source>
      <published>2023-01-03T10:00:00+02:00</published><updated>2023-01-04T10:00:00+02:00</updated></entry></feed>"""
    assert entries(body) == [
        Entry("https://post.example/news/one", "One", "2023-01-03T10:00:00+02:00", "2023-01-04T10:00:00+02:00")
    ]


def test_json_feed() -> None:
    items = [
        {"id": "1", "url": "/one", "title": "One", "date_published": "2023-01-03T10:00:00+02:00"},
        {"id": "https://post.example/two", "date_modified": "2023-01-04T10:00:00Z"},
        {"id": 3},
        "nonsense",
        {"url": ["x"], "title": 5},
    ]
    assert entries(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})) == [
        Entry("https://post.example/one", "One", "2023-01-03T10:00:00+02:00"),
        Entry("https://post.example/two", None, None, "2023-01-04T10:00:00+00:00"),
    ]


def test_news_sitemap_with_images() -> None:
    body = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><loc> https://post.example/1 </loc><lastmod>2023-01-05</lastmod>
      <image:image><image:loc>https://post.example/1.jpg</image:loc><image:title>Picture</image:title></image:image>
      <news:news><news:publication><news:name>Post</news:name></news:publication>
      <news:publication_date>2023-01-03T10:00:00Z</news:publication_date><news:title>One</news:title></news:news></url></urlset>"""
    assert entries(body) == [Entry("https://post.example/1", "One", "2023-01-03T10:00:00+00:00", "2023-01-05")]


def test_channel_page_gives_the_links_of_its_posts_alone() -> None:
    body = b"""<html><body><a href="/">Home</a><a href="/news/">News</a><a href="https://else.example/news/x">Else</a>
      <a href="speech-1">One</a>
      <a href="/news/speech-2#comments">Two</a><a href="/news/speech-2">Two</a><a href="/about">About</a>
      <a href="mailto:x@post.example">Mail</a></body></html>"""
    found = parse_channel(body, "https://post.example/news/", None, False).entries
    assert found == [
        Entry("https://post.example/news/speech-1"),
        Entry("https://post.example/news/speech-2"),
    ]
    found = parse_channel(body, "https://post.example/news/", "/news/speech-2", False).entries
    assert [entry.url for entry in found] == ["https://post.example/news/speech-2"]


def test_a_channel_that_holds_its_posts_gives_each_as_a_page_of_its_own() -> None:
    def post(number: int, text: str) -> str:
        return f"""<div class=message><a href="/ministry">The ministry</a><div class=text>{text}<br>Second line.</div>
          <div class=foot><span>12.3K views</span><a href="https://chat.example/ministry/{number}">
          <time datetime="2023-01-0{number}T20:00:00+02:00">20:00</time></a></div></div>"""

    long = "Air defence shot down twelve missiles over the capital and the region last night, the command said."
    body = "<main>" + post(1, long + ' <a href="/ministry/2">See</a>') + post(2, "Another post. " + long) + "</main>"
    found = parse_channel(body.encode(), "https://chat.example/s/ministry", "/ministry/", True).entries
    assert [(entry.url, entry.published_at) for entry in found] == [
        ("https://chat.example/ministry/1", "2023-01-01T20:00:00+02:00"),
        ("https://chat.example/ministry/2", "2023-01-02T20:00:00+02:00"),
    ]
    first, second = (entry.content or "" for entry in found)
    assert "twelve missiles" in first
    assert "Second line." in first
    assert "Another post" not in first
    assert "views" not in second
    assert '<link rel="canonical" href="https://chat.example/ministry/2">' in second


@pytest.mark.parametrize(
    "body",
    [
        "\ufeff\n\n  <?xml version='1.0'?><rss><channel><item><link>https://post.example/1</link></item></channel></rss>",
        "<rss><channel><item><title>Fish & Chips &nbsp; &copy;</title><link>https://post.example/1</link></item>",
        "<rss><channel><item><title>\x0b\x01</title><link>https://post.example/1</link></item></channel></rss>",
        "<RSS><Channel><Item><Link>https://post.example/1</Link></Item></Channel></RSS>",
        "<rss><channel><item><link>https://post.example/1</link><b><i></b></item></channel></rss> trailing",
        "<rss><channel><item><link><![CDATA[ https://post.example/1 ]]></link></item></channel></rss>",
    ],
)
def test_sloppy_feeds_are_read_as_far_as_they_go(body: str) -> None:
    assert [entry.url for entry in entries(body)] == ["https://post.example/1"]


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251", "utf-8-sig"])
def test_feeds_in_other_encodings(encoding: str) -> None:
    name = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    body = f"""<?xml version="1.0" encoding="{name}"?><rss><channel><item><title>Перемир'я</title>
      <link>https://post.example/1</link></item></channel></rss>""".encode(encoding)
    assert parse(body, BASE).entries == [Entry("https://post.example/1", "Перемир'я")]


def test_no_more_entries_are_taken_than_the_limit() -> None:
    items = "".join(f"<item><link>https://post.example/{n}</link></item>" for n in range(MAX_ENTRIES + 10))
    listing = parse(f"<rss><channel>{items}</channel></rss>".encode(), BASE)
    assert (len(listing.entries), listing.cut) == (MAX_ENTRIES, True)


def test_a_page_of_html_is_no_feed() -> None:
    for body in ("<!doctype html><html><body><p>404", "<html><body><p>404", "<!DOCTYPE html>\n<html lang='en'><p>404"):
        with pytest.raises(NoListing):
            entries(body)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 03 Jan 2023 10:00:00 +0200", "2023-01-03T10:00:00+02:00"),
        ("Tue, 3 Jan 2023 10:00 GMT", "2023-01-03T10:00:00+00:00"),
        ("03 Jan 2023 10:00:00 EST", "2023-01-03T10:00:00-05:00"),
        ("2023-01-03T10:00:00Z", "2023-01-03T10:00:00+00:00"),
        ("2023-01-03T10:00:00.123+02:00", "2023-01-03T10:00:00.123000+02:00"),
        ("2023-01-03 10:00:00", "2023-01-03T10:00:00+00:00"),
        ("2023-01-03", "2023-01-03"),
        ("2023-02-31", None),
        ("Tue, 99 Jan 2023 10:00:00 +0200", None),
        ("yesterday", None),
        ("", None),
        ("9" * 10_000, None),
    ],
)
def test_dates_as_feeds_write_them(text: str, expected: str | None) -> None:
    assert instant(text) == expected
