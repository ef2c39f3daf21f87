"""replay: old articles read again by the rules of now. What they found before is kept, and superseded in the views.

Reads the snapshot; writes articles.enriched.v1 and claims.v1, and the reports of the days in which anything differs.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.errors import TerminalError
from pipeline.jobs import digests
from pipeline.jobs.awaited import Progress, await_loader
from pipeline.jobs.consume import enrich_events
from pipeline.settings import Settings
from pipeline.store import Snapshot, open_snapshot
from pipeline.store.changes import Changes, changes
from pipeline.store.readings import events, final_records, newest_rules, unread
from pipeline.topics import ENRICHED, TooLarge

log = logging.getLogger("sitrep.replay")

# Articles that are read before their records are sent: some seconds of work, so a kill repeats no more than that.
BATCH = 20


@dataclass(frozen=True)
class Replayed:
    """What came of a replay. `quarantined` and `too_large` hold revisions whose old reading stands."""

    sent: int
    quarantined: list[str] = field(default_factory=list)  # ce_id
    too_large: list[str] = field(default_factory=list)  # event_id
    changes: Changes = field(default_factory=lambda: Changes(""))
    rebuilt: list[str] = field(default_factory=list)  # days whose report was built again


def replay_enrich(settings: Settings, since: date | None, progress: Progress) -> Replayed:
    """Read every revision published since a day that the rules of now have not read, and wait until that is stored.

    1. what no reading by these rules exists of, is read from the snapshot, whatever Kafka still has; 2. each batch is
    sent; 3. wait for the loader; 4. compare the readings; 5. build the reports of the days that differ. Killed and run
    again it does the rest; run a third time it sends nothing, and tells the same changes.
    """
    from pipeline.enrich import RULES_VERSION, rules_version

    with open_snapshot(settings.snapshot) as snapshot:
        if (newest := newest_rules(snapshot)) > int(RULES_VERSION):
            raise TerminalError(
                f"The tables hold readings by rules {newest}, and these are rules {RULES_VERSION}: an older reading "
                "supersedes nothing. Use the newer sitrep."
            )
        wanted = unread(snapshot, version := rules_version(), since)
        sent, too_large = _read(settings, snapshot, wanted, progress) if wanted else ([], [])
    await_loader(settings, "readings", len(sent), lambda: _stored(settings, sent), progress)
    return _report(settings, version, since, sent, too_large, progress)


def _read(settings: Settings, snapshot: Snapshot, wanted: list[str], progress: Progress) -> tuple[list[str], list[str]]:
    """Enrich and send; returns the ids of the records, and the events whose reading no record can hold."""
    from pipeline.broker import Producer

    sent: list[str] = []
    too_large: list[str] = []
    with Producer(settings) as producer:
        for start in range(0, len(wanted), BATCH):
            progress("articles read", start, len(wanted))
            for topic, event in enrich_events(events(snapshot, wanted[start : start + BATCH])):
                try:
                    producer.send(topic, event)
                except TooLarge as error:
                    log.warning("replay: %s", error)
                    too_large.append(topic.subject(event) or "")
                else:
                    sent += [topic.ce_id(event)] if topic is ENRICHED else []
            producer.flush()
    progress("articles read", len(wanted), len(wanted))
    return sent, sorted(set(too_large))


def _stored(settings: Settings, sent: Sequence[str]) -> int:
    with open_snapshot(settings.snapshot) as snapshot:
        return len(final_records(snapshot, sent))


def _report(
    settings: Settings, version: str, since: date | None, sent: list[str], too_large: list[str], progress: Progress
) -> Replayed:
    with open_snapshot(settings.snapshot) as snapshot:
        found = changes(snapshot, version, since)
        query = "SELECT ce_id FROM quarantine WHERE rules_version = ? AND released_at IS NULL "
        query += "AND event_id IN (SELECT event_id FROM articles) ORDER BY ce_id"
        quarantined = [ce_id for (ce_id,) in snapshot.connection.execute(query, [version]).fetchall()]
    built = {day.isoformat() for day in digests.days(settings)}
    days = [day for day in found.days if day in built]
    for number, day in enumerate(days):
        progress("reports built", number, len(days))
        digests.build_day(day)
    progress("reports built", len(days), len(days))
    log.info(
        "replay: rules=%s sent=%d articles=%d claims=%d days=%d",
        version, len(sent), found.articles, len(found.claims), len(days),
    )  # fmt: skip
    return Replayed(len(sent), quarantined, too_large, found, days)
