"""Running totals against the suite `totals`: they never fall, except where a correction says so.

Reads rows of the store and `expectations/corrections.csv`; writes nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any

import pandas as pd

from pipeline.models import stable_id
from pipeline.validate.checks import EXPECTATIONS, Quality, check

Total = dict[str, Any]  # speaker, side, measure, unit, weapon, day, figure, before


def validate_totals(totals: Sequence[Total]) -> list[Quality]:
    """The results for running totals, each with the figure of the day before; no record is judged.

    The same totals make the same batch, so that asking again adds no row.
    """
    with (EXPECTATIONS / "corrections.csv").open(encoding="utf-8", newline="") as file:
        listed = {_key(row) for row in csv.DictReader(file)}
    rows = [
        {
            "ce_id": f"{total['speaker']}, {total['measure']} of {total['side']}, {total['day']}",
            "fall": 0.0 if _key(total) in listed else _fall(total),
        }
        for total in totals
    ]
    batch_id = stable_id("totals", *sorted(map(str, rows)))
    return check("totals", pd.DataFrame(rows), batch_id, {}) if rows else []


def _fall(total: Total) -> float:
    return max(0.0, (total["before"] or 0.0) - (total["figure"] or 0.0))


def _key(row: Total) -> tuple[str, ...]:
    return tuple(str(row[name] or "") for name in ("speaker", "side", "measure", "unit", "day"))
