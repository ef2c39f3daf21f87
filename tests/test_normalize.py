"""normalize: ids, days, duplicates and the plain rules by which a page is dropped."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline import settings
from pipeline.landing import SourceState
from pipeline.models import Article, ArticleEvent, Document, Outcome, Page, Run, article_id, event_id
from pipeline.normalize import PAYWALL_CHARS, SHORTEST_CHARS, drop, normalize, published
from pipeline.sources import Source

NOW = datetime(2023, 1, 7, 21, 30, tzinfo=UTC)
RUN = Run("run", NOW)
TEXT = "The ministry said on Monday that sixty-three soldiers had died in the strike. " * 4
SOURCE = Source(
    "post", "The Post", "The Post", "US", "outlet", "en", "rss", "https://post.example/feed",
    hosts=("www.thepost.example",),
)  # fmt: skip

Make = Callable[..., ArticleEvent | Outcome]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SITREP_HOME", str(tmp_path))
    settings.current.cache_clear()
    yield
    settings.current.cache_clear()


@pytest.fixture
def state() -> SourceState:
    return SourceState("post")


def page(**changes: object) -> Page:
    whole = Page("https://post.example/a", b"<p>body", "text/html", NOW, "post", landing="pages/x#0")
    return dataclasses.replace(whole, **changes)  # type: ignore[arg-type]


def document(**changes: object) -> Document:
    article = Article("Title", TEXT, ["Sample Author"], "2023-01-03T23:30:00-05:00", "meta", None, "en", None)
    return Document("doc", dataclasses.replace(article, **changes))  # type: ignore[arg-type]


def event(state: SourceState, page: Page, document: Document, source: Source = SOURCE, run: Run = RUN) -> ArticleEvent:
    found = normalize(document, page, source, state, run, "v1")
    assert isinstance(found, ArticleEvent)
    return found


def outcome(state: SourceState, page: Page, document: Document, source: Source = SOURCE, run: Run = RUN) -> Outcome:
    found = normalize(document, page, source, state, run, "v1")
    assert isinstance(found, Outcome)
    return found


def test_an_event_carries_its_page_its_source_and_ids_that_anyone_can_recompute(state: SourceState) -> None:
    made = event(state, page(), document(canonical_url="https://post.example/story"))
    assert made.article_id == article_id("https://post.example/story", b"")
    assert made.event_id == event_id(made.article_id, "Title", TEXT, "2023-01-03T23:30:00-05:00")
    assert (made.source, made.outlet, made.country, made.kind) == ("post", "The Post", "US", "outlet")
    assert (made.landing, made.extract_version, made.fetched_at) == ("pages/x#0", "v1", NOW)
    ended = published(made, page(), SOURCE, RUN)
    assert (ended.outcome, ended.event_id, ended.published_on) == ("published", made.event_id, "2023-01-03")


# --- Days --------------------------------------------------------------------------------------------------


def test_the_day_is_that_of_publication_in_the_sources_own_offset(state: SourceState) -> None:
    made = event(state, page(), document())
    assert made.published_on == "2023-01-03"
    assert made.published_at_utc == datetime(2023, 1, 4, 4, 30, tzinfo=UTC)


def test_a_date_alone_gives_a_day_and_no_instant(state: SourceState) -> None:
    made = event(state, page(), document(published_at="2023-01-03"))
    assert (made.published_on, made.published_at_utc) == ("2023-01-03", None)


def test_an_undated_page_touches_the_day_on_which_it_was_fetched_in_the_digests_time_zone(state: SourceState) -> None:
    late = datetime(2023, 1, 7, 22, 30, tzinfo=UTC)  # half past midnight in Kyiv
    made = event(state, page(fetched_at=late), document(published_at=None, published_at_source=None))
    assert (made.published_on, made.article.published_at) == ("2023-01-08", None)


def test_the_pages_own_date_goes_before_the_hint_of_the_listing(state: SourceState) -> None:
    hinted = page(published_at="2023-01-05T10:00:00+02:00")
    assert event(state, hinted, document()).article.published_at == "2023-01-03T23:30:00-05:00"
    undated = document(published_at=None, published_at_source=None, title="Other")
    made = event(state, hinted, undated).article
    assert (made.published_at, made.published_at_source) == ("2023-01-05T10:00:00+02:00", "feed")
    archive = dataclasses.replace(SOURCE, type="archive")
    made = event(SourceState("post"), hinted, undated, archive).article
    assert made.published_at_source == "input"


@pytest.mark.parametrize("wrong", ["2099-01-01T00:00:00+00:00", "2099-01-01", "yesterday", "2023-13-45"])
def test_a_date_that_cannot_be_is_not_believed(state: SourceState, wrong: str) -> None:
    made = event(state, page(published_at="2023-01-05"), document(published_at=wrong, modified_at=wrong))
    assert (made.article.published_at, made.article.published_at_source) == ("2023-01-05", "feed")
    assert made.article.modified_at is None
    made = event(state, page(published_at=wrong), document(published_at=wrong, title="Other"))
    assert (made.article.published_at, made.published_on) == (None, "2023-01-07")


def test_a_run_limited_to_some_days_drops_the_others_and_does_not_remember_them(state: SourceState) -> None:
    limited = Run("run", NOW, date(2023, 1, 4), date(2023, 1, 5))
    assert outcome(state, page(), document(), run=limited).reason == "out_of_range"
    assert event(state, page(), document()).published_on == "2023-01-03"


# --- Identity ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "identity"),
    [
        ("https://post.example/story", "https://post.example/story"),
        ("https://www.post.example/story", "https://www.post.example/story"),
        ("https://amp.post.example/story", "https://amp.post.example/story"),
        ("https://www.thepost.example/story", "https://www.thepost.example/story"),
        ("https://victim.example/story", "https://post.example/a"),
        ("https://post.example.evil.example/story", "https://post.example/a"),
        ("http://[", "https://post.example/a"),
        (None, "https://post.example/a"),
    ],
)
def test_a_canonical_link_counts_only_within_its_own_site(
    state: SourceState, declared: str | None, identity: str
) -> None:
    assert event(state, page(), document(canonical_url=declared)).article_id == article_id(identity, b"")


def test_without_a_canonical_link_the_address_counts_without_its_tracking(state: SourceState) -> None:
    made = event(state, page(url="https://post.example/a?id=5&utm_source=rss&fbclid=x"), document())
    assert made.article_id == article_id("https://post.example/a?id=5", b"")


def test_a_saved_page_without_any_address_is_identified_by_its_bytes(state: SourceState) -> None:
    made = event(state, page(url="2023/01/a.html"), document(), dataclasses.replace(SOURCE, type="archive"))
    assert made.article_id == article_id(None, b"<p>body")


# --- Seen before -------------------------------------------------------------------------------------------


def test_the_same_words_on_the_same_address_are_unchanged(state: SourceState) -> None:
    first = event(state, page(), document())
    again = outcome(state, page(body=b"<p>body <!-- other advertisement -->"), document())
    assert (again.outcome, again.reason, again.event_id) == ("unchanged", "same_text", first.event_id)


def test_a_corrected_article_is_a_new_event_of_the_same_article_and_its_return_is_told(state: SourceState) -> None:
    first = event(state, page(), document())
    second = event(state, page(), document(text=TEXT.replace("sixty-three", "eighty-nine")))
    assert first.article_id == second.article_id
    assert first.event_id != second.event_id
    back = outcome(state, page(), document())
    assert (back.outcome, back.reason, back.event_id) == ("unchanged", "earlier_text", first.event_id)


def test_the_same_title_and_text_under_another_address_is_a_duplicate(state: SourceState) -> None:
    first = event(state, page(), document())
    copy = outcome(state, page(url="https://post.example/b"), document(text=TEXT.replace(" ", "\n"), published_at=None))
    assert (copy.outcome, copy.reason, copy.duplicate_of) == ("duplicate", "same_text", first.article_id)
    assert copy.event_id is None


def test_two_addresses_of_one_canonical_url_are_one_article(state: SourceState) -> None:
    story = document(canonical_url="https://post.example/story")
    first = event(state, page(), story)
    other = outcome(state, page(url="https://post.example/story?print=1"), story)
    assert (other.outcome, other.reason, other.duplicate_of) == ("duplicate", "same_article", first.article_id)


def test_another_source_may_carry_the_same_words(state: SourceState) -> None:
    event(state, page(), document())
    other = dataclasses.replace(SOURCE, name="gazette", outlet="Gazette")
    moved = page(url="https://gazette.example/a", source="gazette")
    assert event(SourceState("gazette"), moved, document(), other).outlet == "Gazette"


# --- Dropped -----------------------------------------------------------------------------------------------

STUB = b'<script type="application/ld+json">{"isAccessibleForFree": false}</script>'


@pytest.mark.parametrize(
    ("body", "text", "reason"),
    [
        (b" \n", "", "empty"),
        (b"<p>", " ", "no_text"),
        (b"<p>", "x" * (SHORTEST_CHARS - 1), "too_short"),
        (STUB, "x" * PAYWALL_CHARS, "paywall"),
        (b"<p>Subscribe to continue reading", TEXT, "paywall"),
        (b"<p>This article is for subscribers", TEXT, "paywall"),
        (b"<h2>To continue reading, please subscribe</h2>", TEXT, "paywall"),
    ],
)
def test_pages_without_an_article_are_dropped_with_their_reason(
    state: SourceState, body: bytes, text: str, reason: str
) -> None:
    ended = outcome(state, page(body=body), document(text=text))
    assert (ended.outcome, ended.reason) == ("dropped", reason)
    assert ended.detail
    assert state.url(page().url).reason == reason


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"<p>", "x" * SHORTEST_CHARS),
        (STUB, "x" * (PAYWALL_CHARS + 1)),
        (b"<p>Subscribe to our newsletter", TEXT),
        (b"<p>Already a subscriber? <h4>Subscriber Only</h4> How I paid off my house", TEXT),
        (b"<script>wall = 'Subscribe to continue reading'</script><!-- sign in to keep reading -->", TEXT),
        (b'"isAccessibleForFree": true', TEXT),
    ],
)
def test_short_and_advertised_articles_are_kept(state: SourceState, body: bytes, text: str) -> None:
    event(state, page(body=body), document(text=text))


@pytest.mark.parametrize("language", ["uk", "ru", "zh", None])
def test_language_never_drops_an_article(state: SourceState, language: str | None) -> None:
    assert event(state, page(), document(language=language)).article.language == language


def test_a_page_that_broke_the_parser_is_dropped_and_read_afresh_next_time(state: SourceState) -> None:
    state.url(page().url).etag = '"1"'
    ended = drop(page(), SOURCE, state, RUN, "parser_killed", "It used too much memory.")
    assert (ended.outcome, ended.reason, ended.detail) == ("dropped", "parser_killed", "It used too much memory.")
    assert (state.url(page().url).etag, state.url(page().url).outcome) == (None, None)


def test_outcome_ids_are_the_same_in_a_retried_run_and_tell_captures_of_an_archive_apart() -> None:
    archive = dataclasses.replace(SOURCE, type="archive")
    captures = [page(fetched_at=datetime(2022, 12, day, tzinfo=UTC)) for day in (1, 2)]
    ids = [[drop(p, archive, SourceState("post"), RUN, "x", "y").fetch_id for p in captures] for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2
