"""One suite over one frame: Great Expectations asked, its answers as rows of `quality`.

Reads `expectations/`; writes nothing.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import pandas as pd

from pipeline.errors import TerminalError
from pipeline.settings import ROOT

EXPECTATIONS = ROOT / "expectations"
# Values shown of those that failed, and characters of each: enough to recognise the fault.
EXAMPLES = 5
EXAMPLE_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Quality:
    """The result of one expectation over one batch: a row of the table `quality`."""

    batch_id: str
    suite: str
    expectation: str
    kind: str
    column_name: str | None
    severity: str
    checked: int
    failed: int
    success: bool
    examples: list[str]
    checked_at: datetime


def check(suite: str, frame: pd.DataFrame, batch_id: str, reasons: dict[str, list[str]]) -> list[Quality]:
    """The results of one suite; the reasons of the records that fail a critical expectation are added."""
    now = datetime.now(UTC)
    quality = []
    for result in _results(suite, frame):
        config, numbers = result.expectation_config, result.result
        if result.exception_info.get("raised_exception") or "element_count" not in numbers:
            told = result.exception_info.get("exception_message") or result.exception_info
            raise TerminalError(f"The expectation {config.meta['name']} of {suite} cannot be evaluated: {told}")
        meta = config.meta
        values = [str(value)[:EXAMPLE_CHARACTERS] for value in numbers["partial_unexpected_list"][:EXAMPLES]]
        quality.append(
            Quality(
                batch_id=batch_id,
                suite=suite,
                expectation=meta["name"],
                kind=config.type,
                column_name=config.kwargs.get("column"),
                severity=config.severity.value,
                checked=numbers["element_count"],
                failed=numbers["unexpected_count"],
                success=bool(result.success),
                examples=values,
                checked_at=now,
            )
        )
        if config.severity == "critical":
            for ce_id in dict.fromkeys(row["ce_id"] for row in numbers.get("unexpected_index_list") or []):
                reasons[ce_id].append(f"{suite}.{meta['name']}: {meta['says']}")
    return quality


def _results(suite: str, frame: pd.DataFrame) -> list[Any]:
    """What Great Expectations says. Any exception out of it is a fault of ours."""
    definition, expectations = _suite(suite)
    form = {
        "result_format": "COMPLETE",
        "unexpected_index_column_names": ["ce_id"],
        "partial_unexpected_count": EXAMPLES,
        "return_unexpected_index_query": False,
    }
    results: list[Any] = definition.get_batch({"dataframe": frame}).validate(expectations, result_format=form).results
    return results


@lru_cache
def _suite(name: str) -> tuple[Any, Any]:
    """The batch definition and the suite of that name, made once per process."""
    gx = great_expectations()
    content = json.loads((EXPECTATIONS / f"{name}.json").read_text(encoding="utf-8"))
    context = _context()
    asset = context.data_sources.get("records").add_dataframe_asset(name)
    suite = context.suites.add(gx.ExpectationSuite(name=name, expectations=content["expectations"]))
    return asset.add_batch_definition_whole_dataframe("batch"), suite


@lru_cache
def _context() -> Any:
    gx = great_expectations()
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    context.data_sources.add_pandas("records")
    return context


def great_expectations() -> Any:
    """The package, imported when first needed (2 s), without its log, its telemetry and its warnings."""
    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it imports deprecated modules of the standard library
        import great_expectations as gx
    logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)  # it sets its own
    return gx
