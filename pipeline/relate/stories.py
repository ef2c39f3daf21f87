"""Group articles about one thing over days into stories.

Reads what the staged articles are about; writes stories. Articles are taken in the order of their publication: each
goes on with the story it is most like, or opens one. A story has the id of its first article, so that it keeps it when
others arrive, and the title of that article.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import duckdb

from pipeline.models import stable_id

SQL = Path(__file__).parent / "sql"

ALIKE = 0.28  # cosine to the middle of a story from which an article belongs to it; tuned by reading the corpus' days
SILENT = timedelta(days=4)  # after which a story is closed: what comes later is another one
# Names in nearly every article of this war tell no story apart.
EVERYWHERE = ("Ukraine", "Russia", "Kyiv", "Moscow", "Volodymyr Zelenskyy", "Vladimir Putin", "Armed Forces of Ukraine",
              "General Staff of the Armed Forces of Ukraine", "Russian Ministry of Defence", "Telegram")  # fmt: skip


@dataclass(slots=True)
class Story:
    """A story in the making: the sum of its articles' vectors, and the last day that told of it."""

    story_id: str
    label: str
    last: date
    total: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    square: float = 0.0  # of the length of the sum

    def add(self, vector: dict[str, float], day: date) -> None:
        for feature, weight in vector.items():
            self.square += weight * (2 * self.total[feature] + weight)
            self.total[feature] += weight
        self.last = day


class Stories:
    """All stories of a run, and which of them hold a feature."""

    def __init__(self) -> None:
        self.by_id: dict[str, Story] = {}
        self._holding: dict[str, set[str]] = defaultdict(set)

    def put(self, story_id: str, title: str, vector: dict[str, float], day: date) -> Story:
        """Add an article to a story, which it may open."""
        story = self.by_id.setdefault(story_id, Story(story_id, title, day))
        story.add(vector, day)
        for feature in vector:
            self._holding[feature].add(story_id)
        return story

    def nearest(self, vector: dict[str, float], day: date) -> str | None:
        """The open story whose middle is nearest, if it is near enough."""
        shared: dict[str, float] = defaultdict(float)
        for feature, weight in vector.items():
            for story_id in self._holding.get(feature, ()):
                shared[story_id] += weight * self.by_id[story_id].total[feature]
        best, likeness = None, ALIKE
        for story_id in sorted(shared):
            story, product = self.by_id[story_id], shared[story_id]
            near = product / math.sqrt(story.square)
            if day - story.last <= SILENT and near > likeness:
                best, likeness = story_id, near
        return best


def relate_stories(connection: duckdb.DuckDBPyConnection) -> int:
    """Write the stories of the staged days anew, going on with those before; returns how many articles were placed."""
    connection.execute("SET VARIABLE everywhere = $1", [list(EVERYWHERE)])
    rows = connection.execute((SQL / "select_story_features.sql").read_text()).fetchall()
    known = dict(connection.execute((SQL / "select_open_stories.sql").read_text()).fetchall())
    connection.execute((SQL / "clear_stories.sql").read_text())
    stories, placed = Stories(), []
    for article_id, event_id, day, title, features, weights in rows:
        vector = _unit(features, weights)
        story_id = known.get(event_id) or stories.nearest(vector, day) or stable_id("story", article_id)
        story = stories.put(story_id, title, vector, day)
        if event_id not in known:
            placed.append((story_id, event_id, day, story.label))
    if placed:
        connection.execute(
            "INSERT INTO stories SELECT unnest($1), unnest($2), unnest($3::DATE[]), unnest($4)",
            [list(column) for column in zip(*placed, strict=True)],
        )
    return len(placed)


def _unit(features: list[str], weights: list[float]) -> dict[str, float]:
    """The features of an article as a vector of unit length."""
    length = math.sqrt(sum(weight * weight for weight in weights))
    return {feature: weight / length for feature, weight in zip(features, weights, strict=True)}
