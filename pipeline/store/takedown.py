"""Takedowns: an article removed from every table, and from the file itself.

Reads and writes the tables of a store; writes its file anew, since a database keeps the words of deleted rows in its
free blocks.
"""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipeline.errors import TerminalError
from pipeline.models import EnrichedEvent, Takedown, stable_id
from pipeline.store.live import STORAGE_VERSION, Store
from pipeline.store.migrate import migrate

log = logging.getLogger("sitrep.store")

# Tables whose rows are an article's.
OWN = ("blocks", "removed", "mentions", "places", "times", "hedges", "claims", "incidents", "estimates", "quarantine")
# Tables that relate makes, and the column that leads to the article's rows.
RELATED = (
    *(("signatures", "event_id"), ("stories", "event_id"), ("origins", "claim_id")),
    *(("article_relations", "event_id"), ("article_relations", "other_event_id")),
    *(("relations", "claim_id"), ("relations", "other_claim_id")),
)
# Characters from which an example of a failed value is taken for the article's words if its text holds it.
TELLING = 8


def take_down(store: Store, takedowns: Iterable[Takedown]) -> int:
    """Remove every row that these articles left, each in one transaction; returns how many rows that were.

    What is not there any more costs nothing: it may be asked for again and again. What relate makes has to be made
    anew afterwards, and `rewrite` to follow.
    """
    return sum(_take_down(store.connection, takedown) for takedown in takedowns)


def is_done(store: Store, takedown: Takedown) -> bool:
    """Whether the tables know of it and hold none of its articles: a glance, not a search."""
    query = """
    SELECT 1 FROM forgotten
    WHERE article_id = $id
      AND list_has_all(event_ids, $events::VARCHAR[]) AND list_has_all(digest_ids, $digests::VARCHAR[])
      AND NOT EXISTS (FROM articles WHERE article_id = $id) AND NOT EXISTS (FROM quarantine WHERE article_id = $id)
    """
    values = {"id": takedown.article_id, "events": takedown.event_ids, "digests": takedown.digest_ids}
    return bool(_column(store.connection, query, values))


def sweep(store: Store) -> int:
    """Remove editions and dead letters of articles taken down that have come since, or again with their records."""
    found = store.connection.execute(
        "DELETE FROM digests WHERE digest_id IN (SELECT unnest(digest_ids) FROM forgotten) RETURNING 1"
    ).fetchall()
    found += store.connection.execute(
        "DELETE FROM dead_letters WHERE concat_ws('/', topic, partition, \"offset\") IN "
        "(SELECT unnest(records) FROM forgotten) OR event_id IN (SELECT unnest(event_ids) FROM forgotten) "
        "OR key IN (SELECT encode(article_id) FROM forgotten) RETURNING 1"
    ).fetchall()
    if found:
        store.connection.execute("UPDATE forgotten SET erased_at = NULL")
    return len(found)


def unerased(store: Store) -> bool:
    """Whether the file may still hold words of rows that were removed."""
    return bool(store.connection.execute("FROM forgotten WHERE erased_at IS NULL").fetchall())


def rewrite(store: Store) -> None:
    """Write the file anew with nothing but the rows that are there, and swap it in; the lock stays with this process.

    Killed before the swap nothing has happened; `erased_at` is part of what is swapped in.
    """
    fresh = store.path.with_name(f"{store.path.stem}.fresh.duckdb")
    fresh.unlink(missing_ok=True)
    fresh.with_name(f"{fresh.name}.wal").unlink(missing_ok=True)
    connection = store.connection
    (name,) = connection.execute("SELECT current_database()").fetchall()[0]
    connection.execute(f"ATTACH '{_quoted(fresh)}' AS fresh (STORAGE_VERSION '{STORAGE_VERSION}')")
    connection.execute("USE fresh")
    migrate(connection)
    query = "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND NOT temporary"
    for (table,) in connection.execute(query, [name]).fetchall():
        connection.execute(f'DELETE FROM fresh."{table}"')  # noqa: S608 -- the tables of our own migrations
        connection.execute(f'INSERT INTO fresh."{table}" BY NAME FROM "{name}"."{table}"')
    connection.execute("UPDATE fresh.forgotten SET erased_at = coalesce(erased_at, ?)", [datetime.now(UTC)])
    connection.execute("CHECKPOINT fresh")
    connection.execute(f'USE "{name}"')
    connection.execute("DETACH fresh")
    connection.execute("CHECKPOINT")  # the log of the old file must not be taken for one of the new
    fresh.replace(store.path)
    connection.close()
    store.connection = Store(store.path).connection
    log.info("store: the file was written anew, without what was taken down")


def scrub_file(path: Path, takedowns: Iterable[Takedown]) -> int:
    """Take articles out of a database that nobody writes: an old snapshot, or the database before a restore.

    Returns the rows removed. The file is the old one or the whole new one at every moment. Raises TerminalError for
    one that cannot be opened.
    """
    if path.with_name(f"{path.name}.wal").exists():
        raise TerminalError("Its log was never folded into it.")
    part = path.with_name(f"{path.name}.part")
    part.with_name(f"{part.name}.wal").unlink(missing_ok=True)
    shutil.copyfile(path, part)
    with Store(part) as store:
        removed = take_down(store, takedowns)
        if removed or unerased(store):
            rewrite(store)
    if removed:
        part.replace(path)
    part.unlink(missing_ok=True)
    return removed


def _take_down(connection: Any, takedown: Takedown) -> int:
    connection.begin()
    try:
        removed = _remove(connection, takedown)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    if removed:
        log.info("store: forgotten %s: %s", takedown.article_id, " ".join(f"{k}={v}" for k, v in removed.items()))
    return sum(removed.values())


def _remove(connection: Any, takedown: Takedown) -> Counter[str]:
    gone: Counter[str] = Counter()
    article_id = takedown.article_id
    known = "SELECT event_id FROM (FROM articles UNION ALL BY NAME FROM quarantine) WHERE article_id = $1"
    events = sorted({*_column(connection, known, [article_id]), *takedown.event_ids})
    claims = _column(connection, "SELECT claim_id FROM claims WHERE article_id = $1", [article_id])
    gone["quality"] = _forget_examples(connection, article_id)
    for table, column in RELATED:
        ids = claims if column.endswith("claim_id") else events
        gone[table] += _delete(connection, table, f'"{column}" IN (SELECT unnest($1::VARCHAR[]))', [ids])
    label = "UPDATE stories SET label = 'Untitled' WHERE story_id = $1 AND label <> 'Untitled' RETURNING 1"
    gone["stories"] += len(connection.execute(label, [stable_id("story", article_id)]).fetchall())
    for table in (*OWN, "articles"):
        gone[table] += _delete(connection, table, "article_id = $1", [article_id])
    if gone["mentions"]:
        unmet = "entity_id NOT IN (SELECT entity_id FROM mentions WHERE entity_id IS NOT NULL)"
        gone["entities"] += _delete(connection, "entities", unmet, [])
    letters = _dead_letters(connection, takedown, events)
    editions = _editions(connection, takedown, events)
    gone["dead_letters"], gone["digests"] = len(letters), len(editions)
    _record(connection, takedown, events, editions, letters, +gone)
    return +gone


def _delete(connection: Any, table: str, where: str, values: list[Any]) -> int:
    query = f"DELETE FROM {table} WHERE {where} RETURNING 1"  # noqa: S608 -- the tables and columns above
    return len(connection.execute(query, values).fetchall())


def _dead_letters(connection: Any, takedown: Takedown, events: list[str]) -> list[str]:
    """Those whose key, subject or raw value is of the article."""
    return _column(
        connection,
        """
        DELETE FROM dead_letters
        WHERE event_id IN (SELECT unnest($events::VARCHAR[])) OR key = encode($article)
           OR len(list_filter($needles::VARCHAR[], lambda needle: contains(hex(value), hex(encode(needle))))) > 0
        RETURNING concat_ws('/', topic, partition, "offset")
        """,
        {"events": events, "article": takedown.article_id, "needles": [takedown.article_id, *events, *takedown.urls]},
    )


def _editions(connection: Any, takedown: Takedown, events: list[str]) -> list[str]:
    """Editions of reports that quote or list it."""
    return _column(
        connection,
        """
        DELETE FROM digests
        WHERE digest_id IN (SELECT unnest($known::VARCHAR[]))
           OR len(list_filter($needles::VARCHAR[], lambda needle: contains(body::VARCHAR, needle))) > 0
        RETURNING digest_id
        """,
        {"known": takedown.digest_ids, "needles": [takedown.article_id, *events]},
    )


def _forget_examples(connection: Any, article_id: str) -> int:
    """Values of failed expectations are kept as examples: those that the article says are taken out."""
    said = _column(
        connection, "SELECT concat_ws(chr(10), title, text) FROM articles WHERE article_id = $1", [article_id]
    )
    for value in _column(connection, "SELECT value FROM quarantine WHERE article_id = $1", [article_id]):
        article = TypeAdapter(EnrichedEvent).validate_json(value).event.article
        said.append(f"{article.title}\n{article.text}")
    if not said:
        return 0
    rows = connection.execute(
        "SELECT batch_id, suite, expectation, examples FROM quality WHERE examples <> []"
    ).fetchall()
    changed = 0
    for *key, examples in rows:
        kept = [each for each in examples if len(each) < TELLING or not any(each in text for text in said)]
        if kept != examples:
            query = "UPDATE quality SET examples = ? WHERE batch_id = ? AND suite = ? AND expectation = ?"
            connection.execute(query, [kept, *key])
            changed += 1
    return changed


def _record(
    connection: Any, takedown: Takedown, events: list[str], editions: list[str], letters: list[str], gone: Counter[str]
) -> None:
    """One row for each takedown, however often it is done; what was removed before is added to."""
    query = "SELECT event_ids, digest_ids, records, removed FROM forgotten WHERE article_id = ?"
    row = connection.execute(query, [takedown.article_id]).fetchone()
    before: tuple[Any, ...] = row or ([], [], [], {})
    found = (events, {*editions, *takedown.digest_ids}, letters)
    lists = [sorted({*old, *new}) for old, new in zip(before[:3], found, strict=True)]
    if row is not None and not gone and lists == [sorted(old) for old in before[:3]]:
        return
    removed = Counter(before[3]) + gone
    connection.execute("DELETE FROM forgotten WHERE article_id = ?", [takedown.article_id])
    connection.execute(
        "INSERT INTO forgotten (article_id, event_ids, digest_ids, records, removed, url, reason, forgotten_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [takedown.article_id, *lists, dict(removed), takedown.url, takedown.reason, datetime.now(UTC)],
    )


def _column(connection: Any, query: str, values: Any) -> list[Any]:
    return [value for (value,) in connection.execute(query, values).fetchall()]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
