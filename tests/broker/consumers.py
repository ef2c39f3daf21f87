"""Consumers as programs of their own, to be killed: `python -m tests.broker.consumers enrich|store`.

The stages are the real ones, but for language work: every article is enriched with nothing found in it. Environment:
`SITREP_*` as ever; TEST_SLOW seconds that a batch takes, TEST_STUCK for one that hangs in its first batch.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable

from pipeline.broker import watchdog
from pipeline.broker.loop import Outputs, run_group, until_signal
from pipeline.errors import PipelineError
from pipeline.models import ArticleEvent, ClaimsEvent, EnrichedEvent, Findings
from pipeline.settings import Settings, current
from pipeline.topics import ARTICLES, CLAIMS, ENRICHED

GROUP = "sitrep-enrich"


def enrich(settings: Settings, until: Callable[[], bool]) -> None:
    def handle(events: list[ArticleEvent]) -> Outputs:
        time.sleep(float(os.environ.get("TEST_SLOW", "0")))
        if os.environ.get("TEST_STUCK"):
            logging.info("first batch")
            time.sleep(600)
        found = [EnrichedEvent(event, Findings(), "1") for event in events]
        return [(ENRICHED, each) for each in found] + [(CLAIMS, ClaimsEvent.of(each)) for each in found]

    run_group(settings, ARTICLES, GROUP, handle, until)


def store(settings: Settings, until: Callable[[], bool]) -> None:
    from tests.broker import mortal_loader  # imports Great Expectations: not a worker's business

    mortal_loader.store(settings, until)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    watchdog.STUCK_SECONDS = float(os.environ.get("TEST_PATIENCE", watchdog.STUCK_SECONDS))
    try:
        with until_signal() as asked:
            {"enrich": enrich, "store": store}[sys.argv[1]](current(), asked)
    except PipelineError as error:
        sys.exit(str(error))
