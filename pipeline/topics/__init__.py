"""The topics: their one declaration, their records, and their making on a cluster.

Reads `schemas/events/` and the settings; writes the topics of a cluster.
"""

from pipeline.topics.cluster import create
from pipeline.topics.codec import Received, Record, TooLarge, Undecodable, dead_letter, decode, encode, quarantined
from pipeline.topics.declaration import (
    ALL,
    ARTICLES,
    BY_NAME,
    CLAIMS,
    DEAD_LETTERS,
    DIGESTS,
    ENRICHED,
    FETCHES,
    LOADED,
    MAX_RECORD_BYTES,
    MAX_VALUE_BYTES,
    QUARANTINE,
    Topic,
)
from pipeline.topics.takedown import TAKEN_DOWN_FROM, is_tombstone, tombstone

__all__ = [
    "ALL",
    "ARTICLES",
    "BY_NAME",
    "CLAIMS",
    "DEAD_LETTERS",
    "DIGESTS",
    "ENRICHED",
    "FETCHES",
    "LOADED",
    "MAX_RECORD_BYTES",
    "MAX_VALUE_BYTES",
    "QUARANTINE",
    "TAKEN_DOWN_FROM",
    "Received",
    "Record",
    "TooLarge",
    "Topic",
    "Undecodable",
    "create",
    "dead_letter",
    "decode",
    "encode",
    "is_tombstone",
    "quarantined",
    "tombstone",
]
