"""validate: enriched events against the expectations; what fails a critical one does not go on.

Reads `expectations/`; writes nothing. A record that fails is the record's fault; an expectation that cannot be
evaluated is ours, and stops the loader.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.models import stable_id
from pipeline.topics import Received
from pipeline.validate.checks import EXPECTATIONS, Quality, check
from pipeline.validate.frames import frames
from pipeline.validate.totals import Total, validate_totals

__all__ = ["EXPECTATIONS", "Quality", "Total", "Verdict", "validate", "validate_totals"]

log = logging.getLogger("sitrep.validate")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every record of a batch is in `passed` or in `failed`, with the reasons for people."""

    passed: list[Received] = field(default_factory=list)
    failed: list[tuple[Received, list[str]]] = field(default_factory=list)
    quality: list[Quality] = field(default_factory=list)


def validate(records: Sequence[Received]) -> Verdict:
    """Check enriched events against the suites articles, mentions and claims.

    A record that a person released from quarantine passes whatever the expectations say; it is still counted.
    Raises TerminalError if an expectation cannot be evaluated: then no record is judged.
    """
    if not records:
        return Verdict()
    batch_id = stable_id("batch", *sorted(record.ce_id for record in records))
    reasons: dict[str, list[str]] = defaultdict(list)
    quality: list[Quality] = []
    for suite, frame in frames(records).items():
        if not frame.empty:
            quality.extend(check(suite, frame, batch_id, reasons))
    passed = [record for record in records if record.replayed or record.ce_id not in reasons]
    kept = {record.ce_id for record in passed}
    failed = [(record, reasons[record.ce_id]) for record in records if record.ce_id not in kept]
    log.info("validate: %d in, %d passed, %d failed", len(records), len(passed), len(failed))
    return Verdict(passed, failed, quality)
