"""Group articles about one thing over days into stories.

Reads what the staged articles are about; writes stories. The articles of the days touched are taken in the order of
their publication: each goes on with the story whose articles it is most like, or opens one. Articles of other days keep
their story. A story keeps its id as long as any of its articles are together, and its title as long as an article has
it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
from scipy import sparse

from pipeline.models import stable_id

SQL = Path(__file__).parent / "sql"

# Tuned on the development half of the corpus, where all values around them do about as well.
ALIKE = 0.14  # mean cosine to the articles of a story from which an article belongs to it
SILENT_DAYS = 4  # after which a story is closed: likeness fades to nothing on the day after
LEAD = 800  # characters; beyond them articles tell of other things, too
MOST = 1000  # articles: what more of them share tells no two of them apart, and would have all compared with all
CHUNK = 256  # articles compared with all before them at a time, so that memory holds many


@dataclass(frozen=True, slots=True)
class Told:
    """An article to be placed, or one that is placed already."""

    article_id: str
    event_id: str
    day: date
    title: str
    story_id: str | None  # that it had before
    placed: bool


def relate_stories(connection: duckdb.DuckDBPyConnection) -> int:
    """Write the stories of the days touched anew, beside those around them; returns how many articles were placed."""
    for name, value in (("silent", SILENT_DAYS), ("lead", LEAD), ("most", MOST)):
        connection.execute(f"SET VARIABLE {name} = {value}")
    connection.execute((SQL / "stage_story_articles.sql").read_text(encoding="utf-8"))
    rows = connection.execute((SQL / "select_story_articles.sql").read_text(encoding="utf-8")).fetchall()
    told = [Told(*row) for row in rows]
    features = connection.execute((SQL / "select_story_features.sql").read_text(encoding="utf-8")).fetchnumpy()
    old_titles = dict(connection.execute("SELECT DISTINCT ON (story_id) story_id, label FROM stories").fetchall())
    connection.execute((SQL / "clear_stories.sql").read_text(encoding="utf-8"))
    groups = _grouped(told, _matrix(features, len(told)))
    _write(connection, told, groups, _named(told, groups), old_titles)
    return sum(not each.placed for each in told)


def _matrix(features: dict[str, np.ndarray], size: int) -> sparse.csr_array:
    """One row of unit length per article; what a single article has adds to its length alone."""
    columns = int(features["place"].max()) + 1 if len(features["place"]) else 1
    return sparse.csr_array((features["weight"], (features["position"], features["place"])), shape=(size, columns))


def _grouped(told: list[Told], matrix: sparse.csr_array) -> list[int]:
    """The number of each article's group, in which those that are placed already start together."""
    first: dict[str, int] = {}
    groups = np.full(len(told), -1)
    for position, each in enumerate(told):
        if each.placed and each.story_id is not None:
            groups[position] = first.setdefault(each.story_id, len(first))
    opened = len(first)
    for position, near, others, likeness in _likenesses(told, matrix):
        sizes = np.bincount(groups[near] + 1)[1:]  # of each group within reach; -1, the unplaced, comes first
        known = (groups[others] >= 0) & (others >= near.start) & (others < near.stop)
        total = np.bincount(groups[others[known]], weights=likeness[known], minlength=len(sizes))
        mean = np.divide(total, sizes, out=np.zeros(len(sizes)), where=sizes > 0)
        alike = mean.size > 0 and mean.max() > ALIKE
        groups[position] = mean.argmax() if alike else opened
        opened += not alike
    return [int(group) for group in groups]


def _likenesses(told: list[Told], matrix: sparse.csr_array) -> Iterator[tuple[int, slice, np.ndarray, np.ndarray]]:
    """For each article to be placed: those within reach; of them those that share anything, and how like, 0 to 1."""
    days = np.array([each.day.toordinal() for each in told])
    asked = [position for position, each in enumerate(told) if not each.placed]
    for start in range(0, len(asked), CHUNK):
        some = asked[start : start + CHUNK]
        first = int(np.searchsorted(days, days[some[0]] - SILENT_DAYS))
        last = int(np.searchsorted(days, days[some[-1]] + SILENT_DAYS, "right"))
        product = (matrix[some] @ matrix[first:last].T).tocsr()
        for row, position in enumerate(some):
            here = slice(product.indptr[row], product.indptr[row + 1])
            others = product.indices[here] + first
            nearness = np.maximum(0, 1 - np.abs(days[others] - days[position]) / (SILENT_DAYS + 1))
            near = slice(*np.searchsorted(days, days[position] + np.array([-SILENT_DAYS, SILENT_DAYS + 1])))
            yield position, near, others, product.data[here] * nearness


def _named(told: list[Told], groups: list[int]) -> dict[int, str]:
    """The id of each group: that which most of its articles had, if no other group has more of them, else a new one."""
    had = Counter((group, each.story_id) for group, each in zip(groups, told, strict=True) if each.story_id)
    fixed = {(group, each.story_id) for group, each in zip(groups, told, strict=True) if each.placed}
    names: dict[int, str] = {}
    taken: set[str] = set()
    for (group, story_id), _ in sorted(had.items(), key=lambda item: (item[0] not in fixed, -item[1], item[0])):
        if story_id is not None and group not in names and story_id not in taken:
            names[group] = story_id
            taken.add(story_id)
    for group, each in zip(groups, told, strict=True):
        if group not in names:
            story_id = stable_id("story", each.article_id)
            # The story that this article once opened may go on without it.
            names[group] = stable_id(story_id, each.event_id) if story_id in taken else story_id
            taken.add(names[group])
    return names


def _write(
    connection: duckdb.DuckDBPyConnection,
    told: list[Told],
    groups: list[int],
    names: dict[int, str],
    old: dict[str, str],
) -> None:
    titles: dict[int, list[str]] = {}
    for group, each in zip(groups, told, strict=True):
        titles.setdefault(group, []).append(each.title)
    labels = {group: old[names[group]] if old.get(names[group]) in of else of[0] for group, of in titles.items()}
    placed = [
        (names[group], each.event_id, each.day, labels[group])
        for group, each in zip(groups, told, strict=True)
        if not each.placed
    ]
    if not placed:
        return
    connection.execute(
        "INSERT INTO stories SELECT unnest($1), unnest($2), unnest($3::DATE[]), unnest($4)",
        [list(column) for column in zip(*placed, strict=True)],
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE story_labels AS SELECT unnest($1) AS story_id, unnest($2) AS label",
        [[names[group] for group in labels], list(labels.values())],
    )
    connection.execute((SQL / "label_stories.sql").read_text(encoding="utf-8"))
