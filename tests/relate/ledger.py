"""A small ledger for tests: articles with what was found in them, written straight into the store's tables."""

# ruff: noqa: E501, S608 (rows and payloads read better on one line; tables and columns are our own)

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipeline.models import article_id, event_id, stable_id

MIGRATIONS = Path(__file__).parents[2] / "pipeline" / "store" / "migrations"

PLACES = {
    "Makiivka": (48.03, 37.98, "Donetsk Oblast", "settlement"),
    "Bakhmut": (48.59, 38.0, "Donetsk Oblast", "settlement"),
    "Soledar": (48.69, 38.07, "Donetsk Oblast", "settlement"),
    "Donetsk Oblast": (48.0, 37.8, "Donetsk Oblast", "oblast"),
    "Kherson": (46.64, 32.61, "Kherson Oblast", "settlement"),
    "Kherson Oblast": (46.6, 33.0, "Kherson Oblast", "oblast"),
    "Kyiv": (50.45, 30.52, "Kyiv", "settlement"),
    "Dnipro": (48.46, 35.04, "Dnipropetrovsk Oblast", "settlement"),
    "Kramatorsk": (48.72, 37.55, "Donetsk Oblast", "settlement"),
}


def connect() -> duckdb.DuckDBPyConnection:
    """An empty store in memory."""
    connection = duckdb.connect()
    for migration in sorted(MIGRATIONS.glob("*.sql")):
        connection.execute(migration.read_text(encoding="utf-8"))
    return connection


@dataclass
class Doc:
    """One article in the making; every row is found in the text by its words."""

    connection: duckdb.DuckDBPyConnection
    text: str
    keys: dict[str, Any]
    count: dict[str, int] = field(default_factory=dict)

    def add(self, table: str, words: str, **values: Any) -> int:
        """A row of what was found at `words`; returns its position in its list."""
        start = self.text.index(words)
        ordinal = self.count.get(table, 0)
        self.count[table] = ordinal + 1
        row = self.keys | {"ordinal": ordinal, "char_start": start, "char_end": start + len(words)} | values
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(f"${position + 1}" for position in range(len(row)))
        self.connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values()))
        return ordinal

    def mention(self, words: str, name: str | None = None, kind: str = "ORG") -> Doc:
        self.add(
            "mentions",
            words,
            text=words,
            type=kind,
            name=name or words,
            entity_id=stable_id(name or words),
            rule="test",
        )
        return self

    def place(self, words: str, name: str | None = None) -> Doc:
        lat, lon, admin1, precision = PLACES[name or words]
        values = {"lat": lat, "lon": lon, "admin1": admin1, "country": "UA", "precision": precision}
        self.add("places", words, text=words, name=name or words, rule="test", place_id=name or words, **values)
        return self.mention(words, name, "PLACE")

    def time(self, words: str, start: str, end: str | None = None) -> Doc:
        self.add("times", words, text=words, start=start, end=end or start, precision="day", rule="test")
        return self

    def hedge(self, words: str, band: str | None, low: int | None, high: int | None, scale: str = "PHIA") -> int:
        return self.add("hedges", words, phrase=words, scale=scale, band=band, low=low, high=high)

    def incident(self, words: str, kind: str = "strike", **values: Any) -> int:
        return self.add("incidents", words, kind=kind, quote=words, **values)

    def estimate(self, words: str, **values: Any) -> int:
        return self.add("estimates", words, quote=words, **values)

    def claim(
        self, words: str, measure: str = "killed", low: float | None = None, high: float | None = None, **values: Any
    ) -> str:
        """A claim at `words`; an exact figure is given as `low` alone, and `stated_on` defaults to the day of publication."""
        exact = values.get("approx") in (None, "about") and "vague" not in values
        values.pop("vague", None)
        row: dict[str, Any] = {
            "measure": measure, "low": low, "high": low if high is None and exact else high, "cumulative": False,
            "relayed_by": [], "stance": "asserts", "parts": [], "quote": words, "stated_on": self.keys["published_on"],
        }  # fmt: skip
        row |= values
        start = self.text.index(words)
        row["claim_id"] = stable_id(
            self.keys["event_id"],
            measure,
            start,
            start + len(words),
            row["low"],
            row["high"],
            row.get("speaker"),
            row.get("place"),
        )
        self.add("claims", words, **row)
        return str(row["claim_id"])


def article(
    connection: duckdb.DuckDBPyConnection,
    outlet: str,
    text: str,
    published: str = "2023-01-02",
    **values: Any,
) -> Doc:
    """A revision in the store. Values: url, title, fetched (ISO), kind, country, language, analysis, source, rules_version."""
    url = values.get("url", f"https://{re.sub('[^a-z]', '', outlet.lower())}.example/{stable_id(text)[:8]}")
    identity = article_id(url, b"")
    title = values.get("title", text.split(".", maxsplit=1)[0][:60])
    event = event_id(identity, title, text, published)
    fetched = datetime.fromisoformat(values.get("fetched", f"{published[:10]}T20:00:00+00:00"))
    rules = values.get("rules_version", "test")
    ce_id = stable_id(event, rules)
    timed = "T" in published
    day = date.fromisoformat(published[:10])
    row = {
        "ce_id": ce_id, "event_id": event, "article_id": identity, "source": values.get("source", outlet), "outlet": outlet,
        "country": values.get("country"), "kind": values.get("kind", "outlet"), "url": url, "canonical_url": url, "title": title,
        "text": text, "authors": values.get("authors", ["Sample Author"]), "published_at": published, "published_at_source": "meta",
        "published_at_utc": datetime.fromisoformat(published).astimezone(UTC) if timed else None, "published_on": day,
        "language": values.get("language", "en"), "analysis": values.get("analysis", "full"), "extract_version": "1",
        "rules_version": rules, "fetched_at": fetched, "ingested_at": values.get("ingested", fetched),
    }  # fmt: skip
    columns, marks = ", ".join(row), ", ".join(f"${position + 1}" for position in range(len(row)))
    connection.execute(f"INSERT INTO articles ({columns}) VALUES ({marks})", list(row.values()))
    fetch(
        connection,
        url,
        "published",
        fetched=fetched,
        outlet=outlet,
        article_id=identity,
        event_id=event,
        published_on=day,
    )
    keys = {"ce_id": ce_id, "event_id": event, "article_id": identity, "published_on": day, "rules_version": rules}
    return Doc(connection, text, keys)


def fetch(
    connection: duckdb.DuckDBPyConnection, url: str, outcome: str, *, fetched: datetime, outlet: str, **values: Any
) -> None:
    """How one URL ended."""
    row = {
        "ce_id": stable_id(url, fetched, outcome), "fetch_id": stable_id(url, fetched), "run_id": "run", "source": outlet,
        "outlet": outlet, "url": url, "outcome": outcome, "fetched_at": fetched, "ingested_at": fetched,
    } | values  # fmt: skip
    columns, marks = ", ".join(row), ", ".join(f"${position + 1}" for position in range(len(row)))
    connection.execute(f"INSERT INTO fetches ({columns}) VALUES ({marks})", list(row.values()))
