"""Gather what is shown beside the sentences: sources, places for the map, series for the charts, article pages.

Reads a ledger and what was told of it, writes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from pipeline.digest import compose, figures
from pipeline.digest.edition import Disagreement, Statement
from pipeline.digest.ledger import Ledger
from pipeline.digest.rows import ArticleRow, SeriesRow
from pipeline.digest.safe import safe_url
from pipeline.digest.shown import (
    ArticleLine,
    ArticlePage,
    Headline,
    MapPlace,
    Mark,
    Missed,
    Point,
    Series,
    Sources,
    Story,
    Told,
)

ANALYSED = ("full", "bulletin")  # the rest was read and not analysed, for the reason that `analysis` gives
HEADLINES = 8  # titles below the top line; all titles stand among the sources
OPENING = 8  # words of a text that stand for its title
LONGEST_LINE = 100  # characters of a first line that may be one
FEWEST_POINTS = 3  # two points are a sentence, no chart


def sources(read: Ledger) -> Sources:
    """What was read, what could not be, and who fell silent."""
    lines = [_line(row) for row in read.articles.values() if row.published_on == read.day and row.stands]
    missed = [Missed(row.outlet, safe_url(row.url), row.reason, row.detail, row.count) for row in read.missed]
    return Sources(
        read=tuple(line for line in lines if line.analysis in ANALYSED),
        not_analysed=tuple(line for line in lines if line.analysis not in ANALYSED),
        missed=tuple(missed),
        silent=tuple(read.silent),
    )


def _line(row: ArticleRow) -> ArticleLine:
    return ArticleLine(
        event_id=row.event_id,
        outlet=row.outlet,
        title=entitled(row.title, row.text),
        url=safe_url(row.url),
        published_at=row.published_at or row.published_on.isoformat(),
        language=row.language,
        analysis=row.analysis,
        claims=row.claims,
        copy_of=row.copy_of,
        revision=row.revision,
    )


def entitled(title: str | None, text: str) -> str:
    """The title; of a text without one its first line, or of a long one the first words, marked as such."""
    if title:
        return title
    line, _, rest = text.strip().partition("\n")
    if rest and len(line) <= LONGEST_LINE:
        return f"Untitled: “{line}”"
    first = text.split(maxsplit=OPENING)[:OPENING]
    return f"Untitled: “{' '.join(first)} …”" if first else "Untitled"


def places(
    read: Ledger, today: Iterable[Statement], disputed: Iterable[Disagreement]
) -> tuple[tuple[MapPlace, ...], tuple[str, ...]]:
    """The day's places in Ukraine and around it with what was told of them, and the names that have no coordinates."""
    statements = Counter(statement.place for statement in today if statement.place)
    incidents = Counter(row.place for row in read.tellings if row.place and row.kind != "estimate")
    contested = {statement.place for dispute in disputed for statement in dispute.statements}
    found, lost = [], []
    for name in sorted({*statements, *incidents}):
        row = read.places.get(name)
        if row is None or row.lat is None or row.lon is None:
            lost.append(name)
        elif row.precision != "country":
            found.append(
                MapPlace(
                    name,
                    row.lat,
                    row.lon,
                    row.admin1,
                    row.precision,
                    statements[name],
                    incidents[name],
                    name in contested,
                )
            )
    return tuple(found), tuple(lost)


def series(read: Ledger) -> tuple[Series, ...]:
    """Stated figures over a month, one line per voice; only figures that stand in the words they were read from."""
    grouped: dict[tuple[str, str, str, str], list[Point]] = defaultdict(list)
    for row in read.series:
        point = _point(row)
        if point is not None:
            grouped["total" if row.cumulative else "daily", row.side, row.measure, row.voice].append(point)
    return tuple(
        Series(kind, voice, side, measure, tuple(sorted(points, key=lambda point: point.day)))
        for (kind, side, measure, voice), points in sorted(grouped.items())
        if len(points) >= FEWEST_POINTS
    )


def _point(row: SeriesRow) -> Point | None:
    values = [value for value in (row.low, row.high) if value is not None]
    if not values or not set(values) <= figures.found(row.quote):
        return None
    if not row.cumulative and max(values) >= compose.MOST_PEOPLE:  # a total that is told as the figure of a day
        return None
    return Point(row.end, min(values), max(values))


def headlines(day: date, lines: Iterable[ArticleLine], told: Iterable[Story]) -> tuple[Headline, ...]:
    """What the day is about beyond its figures: a title for each story, those first that most outlets tell."""
    heard: dict[str, tuple[str, int]] = {}  # by event_id: the story, and how many outlets tell it today
    for story in told:
        outlets = len({each.outlet for each in story.course if each.day == day})
        heard |= {each.event_id: (story.story_id, outlets) for each in story.course}
    found: dict[str, tuple[ArticleLine, int]] = {}
    for line in sorted(lines, key=lambda item: (-item.claims, item.event_id)):
        story_id, outlets = heard.get(line.event_id, (line.event_id, 1))
        if line.copy_of is None:
            found.setdefault(story_id, (line, outlets))
    ranked = sorted(found.values(), key=lambda item: (-item[1], -item[0].claims, item[0].event_id))
    return tuple(Headline(line.event_id, line.outlet, line.title, outlets) for line, outlets in ranked[:HEADLINES])


def stories(read: Ledger) -> tuple[Story, ...]:
    """Stories that go on today, those that most outlets tell first."""
    grouped: dict[str, list[Told]] = defaultdict(list)
    for row in read.stories:
        grouped[row.story_id].append(Told(row.event_id, row.outlet, entitled(row.title, row.opening), row.published_on))
    found = [Story(story_id, course[0].title, tuple(course)) for story_id, course in grouped.items()]
    return tuple(sorted(found, key=lambda story: (-len({told.outlet for told in story.course}), story.story_id)))


def pages(read: Ledger) -> tuple[ArticlePage, ...]:
    """A page for every article that a sentence may cite."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for mark in read.marks:
        marks[mark.ce_id].append(Mark(mark.char_start, mark.char_end, mark.found, mark.speaker))
    removed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in read.removed:
        removed[row.ce_id].append((row.text, row.rule))
    return tuple(_page(row, marks[row.ce_id], removed[row.ce_id]) for row in read.articles.values())


def _page(row: ArticleRow, marks: list[Mark], removed: list[tuple[str, str]]) -> ArticlePage:
    return ArticlePage(
        event_id=row.event_id,
        outlet=row.outlet,
        title=entitled(row.title, row.text),
        authors=tuple(row.authors),
        url=safe_url(row.url),
        published_at=row.published_at or row.published_on.isoformat(),
        fetched_at=row.fetched_at,
        stands=row.stands,
        text=row.text,
        marks=tuple(marks),
        removed=tuple(removed),
    )
