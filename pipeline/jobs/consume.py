"""The consumers: enrich workers in one group, and the one loader that owns the database.

Reads articles.v1, or the topics that are loaded; writes articles.enriched.v1 and claims.v1, or the database and its
snapshot.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import date

from upath import UPath

from pipeline.broker.loop import Batch, Outputs, decoded, run_assigned, run_group, until_signal
from pipeline.jobs.handover import Handover
from pipeline.landing import Landing, forgotten
from pipeline.landing.takedowns import load_takedowns
from pipeline.models import ArticleEvent, ClaimsEvent, DeadLetter, Document, EnrichedEvent
from pipeline.settings import Settings
from pipeline.store import Prepared, SnapshotSchedule, Store
from pipeline.store.takedown import is_done, rewrite, sweep, take_down, unerased
from pipeline.topics import ARTICLES, CLAIMS, ENRICHED, LOADED, Received, is_tombstone

log = logging.getLogger("sitrep.store")

GROUP = "sitrep-enrich"


def consume_enrich(settings: Settings) -> None:
    """One worker of the group, until SIGTERM or Ctrl-C; the batch in hand is finished."""
    landing = Landing(UPath(settings.landing_url))

    def handle(events: list[ArticleEvent]) -> Outputs:
        gone = forgotten(landing)  # what was taken down may still lie on the topic
        return enrich_events([event for event in events if gone.article(event.article_id) is None])

    with until_signal() as until:
        run_group(settings, ARTICLES, GROUP, handle, until)


def enrich_events(events: list[ArticleEvent]) -> Outputs:
    """The enriched event of each article, and its claims alone for those who want only them."""
    from pipeline.enrich import enrich, rules_version

    documents = [Document(event.event_id, event.article, event.blocks, event.removed) for event in events]
    outputs = []
    for event, findings in zip(events, enrich(documents), strict=True):
        enriched = EnrichedEvent(event, findings, rules_version())
        outputs += [(ENRICHED, enriched), (CLAIMS, ClaimsEvent.of(enriched))]
    return outputs


def consume_store(settings: Settings) -> None:
    """The loader, until SIGTERM or Ctrl-C: validate, store, relate, publish the snapshot."""
    with until_signal() as until, Store(settings.live_database) as store:
        loader = Loader(settings, store)
        run_assigned(settings, LOADED, store.offsets(), loader, until)
        loader.end()


class Loader:
    """validate → store → relate → snapshot, batch by batch."""

    preload = ("pipeline.jobs.ready", "pipeline.validate.preload")

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._handover = Handover(settings, store)
        self._schedule = SnapshotSchedule(settings.snapshot_seconds)
        self._touched: set[date] = set()
        # What was stored before a kill may be in no snapshot, and related to nothing.
        self._changed = True
        self._all_days = True
        # Articles whose tombstones were met. A takedown may also have been asked for while the loader was down, or a
        # backup from before it restored: the register is looked through at the start.
        self._asked: set[str] = set()
        self._looked = False
        self._published = float("-inf")
        self._cost = 0.0

    @property
    def make(self) -> Callable[[list[Received], list[DeadLetter]], Prepared]:
        """What the workers do with a batch."""
        from pipeline.jobs.ready import make_ready

        return make_ready

    def handle(self, batch: Batch[Prepared]) -> None:
        """Stores a batch and its offsets in one transaction; the records that fail an expectation are quarantined.

        What is final already is left out: such a batch is made ready once more.
        """
        from pipeline.jobs.ready import make_ready
        from pipeline.publish import publish_quarantined

        prepared = batch.made
        if final := self._store.final(prepared.identities):
            received, dead = decoded(batch.records)
            prepared = make_ready(received, dead, final)
        publish_quarantined(self._settings, prepared.failed)
        loaded = self._store.commit(prepared, batch.positions)
        self._touched |= loaded.days
        self._asked |= {(record.key or b"").decode() for record in batch.records if is_tombstone(record)}
        self._changed = True
        log.info(
            "store: in=%d articles=%d outcomes=%d quarantined=%d dead=%d",
            len(batch.records), loaded.articles, loaded.outcomes, loaded.quarantined, loaded.dead,
        )  # fmt: skip

    def idle(self, lag: int) -> None:
        """Publishes the snapshot when it is due, and what lies beside it."""
        since = time.monotonic() - self._published
        if self._schedule.due(changed=self._changed, lag=lag, since=since, last_cost=self._cost):
            self.publish()
        else:
            self._handover.idle(lag)

    def end(self) -> None:
        """Publishes what is stored, before the loader stops."""
        self.publish()
        self._handover.export()

    def publish(self) -> None:
        """Removes what was taken down, relates the days touched, and replaces the snapshot."""
        from pipeline.relate import relate
        from pipeline.validate import validate_totals

        self._take_down()
        if self._all_days or self._touched:
            self._store.record(validate_totals(self._store.running_totals()))
            relate(self._store.connection, None if self._all_days else self._touched)
        if unerased(self._store):
            rewrite(self._store)
            self._handover.export_all()
        self._cost = self._handover.publish()
        self._published = time.monotonic()
        self._touched, self._changed, self._all_days = set(), False, False

    def _take_down(self) -> None:
        """Removes the rows of articles that were taken down since, and what came again of those before."""
        removed = sweep(self._store)
        if self._asked or not self._looked:
            known = load_takedowns(Landing(UPath(self._settings.landing_url)))
            wanted = [each for each in known if each.article_id in self._asked or not is_done(self._store, each)]
            removed += take_down(self._store, wanted)
        self._asked, self._looked = set(), True
        self._all_days |= removed > 0
