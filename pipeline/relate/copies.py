"""Near-duplicates and syndication: which articles are copies of one text, and which of them is the first.

Reads staged_articles, articles and signatures; writes signatures, article_relations and the temporary table
article_roots. Candidates come from MinHash bands that two texts share; whether they are copies is decided on the
words themselves.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from pathlib import Path

import duckdb
from datasketch import MinHash

SQL = Path(__file__).parent / "sql"

SHINGLE = 5  # words; short enough to survive an editor's cuts, long enough not to meet by chance
PERMUTATIONS = 128
BAND = 4  # rows a band: 32 bands of 4 find pairs that share 40 % of their shingles nine times in ten
SHARED = 0.6  # share of all shingles, or
CONTAINED = 0.8  # of the shorter text's, from which a text is a copy; measured on planted copies and daily bulletins
NUMBERS = 0.5  # share of their figures: bulletins of two days share their form, not their figures
SHORTEST = 20  # shingles; below that two texts are alike by chance

_WORD = re.compile(r"\w+")
_CREDIT = re.compile(r"\b(?:Reuters|AP|AFP|Associated Press|Agence France-Presse|Interfax|Ukrinform|TASS|dpa|EFE)\b")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _shingles(words: list[str]) -> set[str]:
    return {" ".join(words[i : i + SHINGLE]) for i in range(max(0, len(words) - SHINGLE + 1))}


def signature(text: str) -> tuple[str, list[int]]:
    """SHA-256 of the words, and one 64-bit number per band of their MinHash (none for a very short text)."""
    words = _words(text)
    shingles = _shingles(words)
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()
    if len(shingles) < SHORTEST:
        return digest, []
    minhash = MinHash(num_perm=PERMUTATIONS, hashfunc=zlib.crc32)
    minhash.update_batch([shingle.encode() for shingle in sorted(shingles)])
    values = [int(value) for value in minhash.hashvalues]
    bands = [repr((start, values[start : start + BAND])) for start in range(0, PERMUTATIONS, BAND)]
    return digest, [int.from_bytes(hashlib.blake2b(band.encode(), digest_size=8).digest()) for band in bands]


def sign(connection: duckdb.DuckDBPyConnection) -> int:
    """Give every staged revision that lacks one its signature; returns how many got one."""
    rows = connection.execute((SQL / "select_unsigned.sql").read_text()).fetchall()
    signed = [(event_id, *signature(text)) for event_id, text in rows]
    if signed:
        connection.execute(
            "INSERT INTO signatures SELECT unnest($1), unnest($2), unnest($3::UBIGINT[][])",
            [list(column) for column in zip(*signed, strict=True)],
        )
    return len(signed)


def relate_copies(connection: duckdb.DuckDBPyConnection) -> int:
    """Write exact duplicates, near-duplicates and syndicated copies of the touched articles; returns how many."""
    sign(connection)
    candidates = connection.execute((SQL / "select_candidates.sql").read_text()).fetchall()
    texts = dict(connection.execute((SQL / "select_candidate_texts.sql").read_text()).fetchall())
    words = {event_id: _words(text) for event_id, text in texts.items()}
    shingles = {event_id: _shingles(tokens) for event_id, tokens in words.items()}
    found = []
    for later, earlier, day, one_outlet, one_text in candidates:
        shared, contained = _overlap(shingles[later], shingles[earlier])
        copied = shared >= SHARED or contained >= CONTAINED
        if one_text or (copied and _same_figures(words[later], words[earlier])):
            kind = "exact_duplicate" if one_text else "near_duplicate" if one_outlet else "syndication"
            rule = "same_words" if one_text else "credit" if _CREDIT.search(texts[later]) else "shingles"
            found.append((later, earlier, day, kind, 1.0 if one_text else max(shared, contained), rule))
    if found:
        connection.execute(
            "INSERT INTO article_relations SELECT unnest($1), unnest($2), unnest($3::DATE[]), unnest($4), "
            "unnest($5::DOUBLE[]), unnest($6)",
            [list(column) for column in zip(*found, strict=True)],
        )
    return len(found)


def _overlap(one: set[str], other: set[str]) -> tuple[float, float]:
    both = len(one & other)
    return both / max(1, len(one | other)), both / max(1, min(len(one), len(other)))


def _same_figures(one: list[str], other: list[str]) -> bool:
    """A copy may be cut, so the shorter list of figures is asked whether the longer one holds it."""
    mine, theirs = ({word for word in words if word.isdigit()} for words in (one, other))
    shorter, longer = sorted((mine, theirs), key=len)
    return not shorter or len(shorter & longer) / len(shorter) > NUMBERS


def root_articles(connection: duckdb.DuckDBPyConnection) -> None:
    """Make article_roots: for every staged article the first of its copies; agencies go before outlets."""
    rows = connection.execute((SQL / "select_article_order.sql").read_text()).fetchall()
    rank = {article_id: position for position, (article_id, _) in enumerate(rows)}
    outlets = dict(rows)
    leader = {article_id: article_id for article_id in rank}
    for one, other in connection.execute((SQL / "select_copies.sql").read_text()).fetchall():
        first, second = sorted((_lead(leader, one), _lead(leader, other)), key=rank.__getitem__)
        leader[second] = first
    roots = [(article_id, _lead(leader, article_id)) for article_id in rank]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE article_roots (article_id VARCHAR, root_article_id VARCHAR, root_outlet VARCHAR)"
    )
    if roots:
        connection.execute(
            "INSERT INTO article_roots SELECT unnest($1), unnest($2), unnest($3)",
            [[a for a, _ in roots], [r for _, r in roots], [outlets[r] for _, r in roots]],
        )


def _lead(leader: dict[str, str], article_id: str) -> str:
    while leader[article_id] != article_id:
        article_id = leader[article_id]
    return article_id
