"""What tests of relations share: two speakers, one strike, and how to ask what relate made of their claims."""

from __future__ import annotations

import duckdb

from pipeline.relate import relate
from tests.relate.ledger import article

UKRAINE = "Armed Forces of Ukraine"
RUSSIA = "Russian Ministry of Defence"
MAKIIVKA = {"side": "RU", "place": "Makiivka", "start": "2023-01-01", "end": "2023-01-01"}


def related(store: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], tuple[str, str]]:
    relate(store, None)
    rows = store.execute("SELECT claim_id, other_claim_id, kind, rule FROM relations").fetchall()
    return {(one, other): (kind, rule) for one, other, kind, rule in rows}


def kinds(store: duckdb.DuckDBPyConnection) -> list[str]:
    return sorted(kind for kind, _ in related(store).values())


def claim(
    store: duckdb.DuckDBPyConnection, outlet: str, words: str, published: str = "2023-01-02", **values: object
) -> str:
    return article(store, outlet, f"{words}.", published).place("Makiivka").claim(words, **values)  # type: ignore[arg-type]
