"""What the loader's workers do with a batch: validate it and make its rows, on the assumption that all of it is new.

Reads `expectations/`; writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.models import DeadLetter
from pipeline.store import Load, Prepared, distinct, prepare
from pipeline.topics import ENRICHED, Received
from pipeline.validate import validate


def make_ready(received: list[Received], dead: list[DeadLetter], final: Collection[str] = ()) -> Prepared:
    """The rows of a batch, but for the enriched events whose `ce_id` is final already."""
    verdict = validate([record for record in distinct(received) if record.ce_id not in final])
    others = [record for record in received if record.topic != ENRICHED.name]
    return prepare(Load(verdict.passed, verdict.failed, others, dead, verdict.quality))
