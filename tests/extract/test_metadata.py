"""Title, people, dates and address: which of a page's many words about itself counts."""

from __future__ import annotations

import json

import pytest

from pipeline.extract.people import people_in
from tests.extract.pages import PARAGRAPHS, TITLE, URL, page, paragraphs, read

DAY = "2023-01-04"


def ld(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


def meta(**values: str) -> str:
    return "".join(f'<meta property="{name.replace("_", ":", 1)}" content="{value}">' for name, value in values.items())


def plain(head: str, h1: str = TITLE) -> str:
    return f"<html><head>{head}</head><body><h1>{h1}</h1>{paragraphs()}</body></html>"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"<title>{TITLE} | Sample Times</title>", TITLE),
        (f"<title>{TITLE} - World - Sample</title>", TITLE),
        (f"<title>Sample: {TITLE}</title>", TITLE),
        (meta(og_title=f"{TITLE} | Sample Times", og_site_name="Sample Times"), TITLE),
        (meta(og_title=f"{TITLE} – ST – 04.01.2023"), TITLE),
        (ld(headline=f"War: {TITLE}") + meta(og_title=TITLE), TITLE),
        (ld(headline=TITLE) + meta(og_title="You will not believe what fell on both banks of the river"),
         "You will not believe what fell on both banks of the river"),
        (ld(headline=TITLE) + meta(og_title="Shelling latest") + "<title>Shelling latest</title>", TITLE),
        (meta(og_title="Shel\u00adling\u200b con\u202etinues  on"), "Shelling continues on"),
        ("", TITLE),
    ],
)  # fmt: skip
def test_the_title_is_the_editors_without_the_sites_name(head: str, title: str) -> None:
    assert read(plain(head)).article.title == title


def test_the_title_given_counts_only_where_the_page_has_none() -> None:
    assert read(plain(""), title="Given").article.title == TITLE
    assert read(f"<html><body>{paragraphs()}</body></html>", title="Given").article.title == "Given"


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("By Ann Example and Ben Sample", ["Ann Example", "Ben Sample"]),
        ("Ann Example, Ben Sample & Carl Muster", ["Ann Example", "Ben Sample", "Carl Muster"]),
        ("BY ANN EXAMPLE", ["ANN EXAMPLE"]),
        ("Von Ann Example und Ben Sample, dpa", ["Ann Example", "Ben Sample"]),
        ("Ann Example, Senior Correspondent in Kyiv", ["Ann Example"]),
        ("Chief Editor Ann Example", ["Ann Example"]),
        ("Ann Example (aex) ann@sample.example @annexample", ["Ann Example"]),
        ("Автор: Анна Зразкова", ["Анна Зразкова"]),
        ("Ann Example in Kyiv", ["Ann Example"]),
        ("Ann Example on Monday, November 18th", ["Ann Example"]),
        ("Ann Example. Example Wire", ["Ann Example"]),
        ("Ann B. Example", ["Ann B. Example"]),
        ("By Sgt. Ann Muster, 5th Sample Public Affairs Detachment", ["Ann Muster"]),
        ("Lt. Col. Ann Muster and Staff Sgt. Ben Muster", ["Ann Muster", "Ben Muster"]),
        ("Major Tom Muster", ["Tom Muster"]),
        ("John Major", ["John Major"]),
        ("Ann Muster, Ben Muster, and Carl Muster", ["Ann Muster", "Ben Muster", "Carl Muster"]),
        ("Submitted by Ann Muster on Wed, 01/04/2023 - 11:30", ["Ann Muster"]),
        ("Updated 9:28 AM UTC", []),
        ("山田太郎", ["山田太郎"]),
        ("Reuters", []),
        ("Sample Times Staff", []),
        ("News Desk", []),
        ("dpa", []),
        ("sample.example", []),
        ("Редакція", []),
        ("Example Press Agency", []),
    ],
)
def test_authors_are_people(byline: str, people: list[str]) -> None:
    assert people_in([byline]) == people


def test_people_are_taken_from_the_data_then_from_the_meta_elements_then_from_the_page() -> None:
    person = {"@type": "Person", "name": "Ann Example"}
    byline = "<p class=byline>By <a rel=author href=/c>Carl Muster</a></p>"
    agency = {"@type": "Organization", "name": "Example Wire"}
    assert read(page(head=ld(author=[person]) + meta(author="Ben Beispiel"), above=byline)).article.authors == [
        "Ann Example"
    ]
    assert read(page(head=ld(author=agency) + meta(author="Ben Beispiel"), above=byline)).article.authors == [
        "Ben Beispiel"
    ]
    assert read(page(head=ld(author=agency), above=byline)).article.authors == ["Carl Muster"]


@pytest.mark.parametrize(
    ("html", "authors"),
    [
        (page(head=ld(author="Sample Times")), ["Sample Times"]),
        (page(head=ld(author={"@type": "Organization", "name": "Example Wire"})), ["Example Wire"]),
        (page(head=meta(author="Redaktion Beispiel (www.sample.example)")), ["Redaktion Beispiel"]),
        (page(above="<div class=byline>By AFP, 4 January 2023</div>"), ["AFP"]),
        (page(above="<div class=byline>Follow us on Instagram</div>"), []),
        (page(head=meta(author="admin2")), []),
        (page(head=meta(author="https://www.facebook.com/sample")), []),
        (page(head=meta(author="desk@sample.example")), []),
        (page(head=ld(author=["Ann Example", {"@type": "Organization", "name": "Example Wire"}])), ["Ann Example"]),
    ],
)
def test_where_nobody_is_named_the_agency_the_desk_or_the_outlet_signs(html: str, authors: list[str]) -> None:
    assert read(html).article.authors == authors


@pytest.mark.parametrize(
    ("html", "authors"),
    [
        (page(head=meta(twitter_label1="Written by", twitter_data1="Ann Example")), ["Ann Example"]),
        (page(head=meta(twitter_label2="Est. reading time", twitter_data2="Four Minutes")), []),
        (page("<p><strong>Ann Example</strong></p>" + paragraphs(*PARAGRAPHS)), ["Ann Example"]),
        (page(paragraphs(*PARAGRAPHS) + "<p style='text-align:right'><em>Ann Example</em></p>"), ["Ann Example"]),
        (page("<p><strong>Key Takeaways</strong></p>" + paragraphs(*PARAGRAPHS)), []),
        (page(paragraphs(*PARAGRAPHS) + "<p><strong>Slava Ukraini</strong></p>"), []),
    ],
)
def test_bylines_in_labels_and_in_lines_of_their_own(html: str, authors: list[str]) -> None:
    assert read(html).article.authors == authors


def test_a_wrapper_called_promoted_or_with_image_still_holds_the_article() -> None:
    wrapped = "<body><div class='node--promoted with-image'>"
    html = page(above="<div class=author>By Ann Example</div>").replace("<body>", wrapped)
    assert read(html).article.authors == ["Ann Example"]


@pytest.mark.parametrize(
    ("html", "published", "source"),
    [
        (page(head=ld(datePublished="2023-01-04T10:28:00+02:00")), "2023-01-04T10:28:00+02:00", "json-ld"),
        (page(head=ld(datePublished="2023-01-04T10:28:00.123Z")), "2023-01-04T10:28:00+00:00", "json-ld"),
        (page(head=ld(datePublished="2023-01-04T10:28")), DAY, "json-ld"),
        (page(head=meta(article_published_time="2023-01-04T10:28:00+0200")), "2023-01-04T10:28:00+02:00", "meta"),
        (
            page(above='<time datetime="2023-01-04T10:28:00+02:00">Today</time>'),
            "2023-01-04T10:28:00+02:00",
            "time-element",
        ),
        (page(above="<p>Published 4 January 2023, 10:28 EET</p>"), "2023-01-04T10:28:00+02:00", "dateline"),
        (page(paragraphs("KYIV, Jan. 4, 2023 (Example) — It began at dawn.", *PARAGRAPHS)), DAY, "dateline"),
        (page(below="<p>Updated: January 4, 2023, 10:28 AM</p>"), DAY, "dateline"),
        (page(above="<p>Jan-04-2023</p>"), DAY, "dateline"),
        (page(head='<meta property="article:published_time" content="04-Jan-2023">'), DAY, "meta"),
        (page(paragraphs(*PARAGRAPHS, "It is the worst shelling since 4 January 2023, he said.")), None, None),
        (page(), None, None),
        (page(head=ld(datePublished="2099-01-01T00:00:00Z")), None, None),
        (page(head=ld(datePublished="yesterday")), None, None),
    ],
)
def test_where_the_date_of_publication_is_found(html: str, published: str | None, source: str | None) -> None:
    article = read(html).article
    assert (article.published_at, article.published_at_source) == (published, source)


def test_the_address_dates_an_article_and_a_given_date_one_that_has_none() -> None:
    article = read(page(), url="https://www.sample.example/2023/01/04/shelling").article
    assert (article.published_at, article.published_at_source) == (DAY, "url")
    article = read(page(), published_at="2023-01-04T08:00:00+00:00").article
    assert (article.published_at, article.published_at_source) == ("2023-01-04T08:00:00+00:00", "input")
    article = read(page(head=ld(datePublished=DAY)), published_at="2022-01-01").article
    assert article.published_at == DAY


def test_a_time_in_utc_gives_way_to_the_day_that_the_outlet_itself_names() -> None:
    html = page(head=ld(datePublished="2023-01-03T22:40:00Z"))
    assert read(html, url="https://www.sample.example/2023/01/04/shelling").article.published_at == DAY
    html = page(head=ld(datePublished="2023-01-03T12:40:00Z"))
    assert (
        read(html, url="https://www.sample.example/2023/01/04/shelling").article.published_at
        == "2023-01-03T12:40:00+00:00"
    )


def test_times_of_comments_teasers_and_posts_date_nothing() -> None:
    stamp = "<time datetime='2023-01-09T10:00:00Z'>9 January 2023</time>"
    for below in (
        f"<div class=comments>{stamp}</div>",
        f"<aside>{stamp}</aside>",
        f"<ul class=related><li>{stamp}</li></ul>",
    ):
        assert read(page(below=below)).article.published_at is None


@pytest.mark.parametrize(
    ("head", "above", "modified"),
    [
        (
            ld(datePublished="2023-01-04T10:00:00Z", dateModified="2023-01-05T11:00:00Z"),
            "",
            "2023-01-05T11:00:00+00:00",
        ),
        (ld(datePublished="2023-01-04T10:00:00Z", dateModified="2023-01-04T10:00:00Z"), "", None),
        (ld(datePublished=DAY), "<p>Updated: 5 January 2023</p>", "2023-01-05"),
        (ld(datePublished=DAY), "", None),
    ],
)
def test_when_the_article_was_changed(head: str, above: str, modified: str | None) -> None:
    assert read(page(head=head, above=above)).article.modified_at == modified


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://www.sample.example/a", "https://www.sample.example/a"),
        ("/world/a", "https://www.sample.example/world/a"),
        ("https://www.sample.example/", None),
        ("javascript:alert(1)", None),
        ("https://[broken", None),
    ],
)
def test_the_canonical_address(link: str, address: str | None) -> None:
    assert read(page(head=f'<link rel=canonical href="{link}">'), url=URL).article.canonical_url == address


@pytest.mark.parametrize(
    "script",
    [
        "{broken",
        "[" * 50_000,
        '{"@type": "NewsArticle", "headline": {"b": 1}, "author": 7, "datePublished": {}}',
        "null",
    ],
)
def test_broken_data_is_ignored(script: str) -> None:
    article = read(page(head=f'<script type="application/ld+json">{script}</script>')).article
    assert (article.title, article.authors, article.published_at) == (TITLE, [], None)


def test_data_in_a_graph_in_comments_and_with_trailing_commas_is_read() -> None:
    graph = {"@graph": [{"@type": "WebSite"}, {"@type": ["Thing", "ReportageNewsArticle"], "datePublished": DAY}]}
    for script in (
        json.dumps(graph),
        f"<!-- {json.dumps(graph)} -->",
        f"//<![CDATA[\n{json.dumps(graph)[:-2]},]}}\n//]]>",
    ):
        html = page(head=f'<script type="application/ld+json">{script}</script>')
        assert read(html).article.published_at == DAY, script
