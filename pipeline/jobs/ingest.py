"""fetch → extract → normalize → publish for one source, and the end of a run. Airflow and `sitrep ingest` call these.

Reads sources and the landing zone; writes pages, journals and manifests to the landing zone, records to Kafka.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from upath import UPath

from pipeline import sources
from pipeline.errors import MalformedDocument, ParserKilled, TerminalError, TransientError
from pipeline.jobs.journal import Extracted, Fetched, Journal, Normalized, without_body
from pipeline.jobs.scrub import refuse
from pipeline.landing import Landing, SourceState, forgotten
from pipeline.landing.erase import blank
from pipeline.landing.keep import pruned
from pipeline.landing.takedowns import DETAIL, REASON
from pipeline.models import ArticleEvent, Document, Outcome, Page, Run
from pipeline.settings import current
from pipeline.sources import Source

log = logging.getLogger("sitrep.ingest")


def run_of(value: Mapping[str, Any]) -> Run:
    """A run from what XCom or a command line carries: run_id, and ISO texts now, since, until."""
    now = datetime.fromisoformat(value["now"]) if value.get("now") else datetime.now(UTC)
    if now.tzinfo is None:
        raise TerminalError(f"now={value['now']} has no UTC offset. Write it like 2023-01-07T22:00:00+00:00.")
    return Run(str(value["run_id"]), now, _day(value.get("since")), _day(value.get("until")))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def choose(names: Iterable[str] = ()) -> list[Source]:
    """The enabled sources, or those named. Raises TerminalError for a name that is not declared."""
    declared = sources.load(current().source_files)
    wanted = list(names)
    unknown = [name for name in wanted if name not in declared]
    if unknown:
        raise TerminalError(f"No source is called {', '.join(unknown)}. Declared: {', '.join(sorted(declared))}.")
    return [declared[name] for name in wanted] if wanted else [each for each in declared.values() if each.enabled]


def due(now: str) -> list[str]:
    """The names of the enabled sources whose listing is worth reading again: how often depends on what came of late."""
    from pipeline.fetch import is_due

    landing = Landing(UPath(current().landing_url))
    moment = datetime.fromisoformat(now)
    return [source.name for source in choose() if is_due(landing.load_state(source.name), moment)]


def begin(
    run_id: str, now: str | None, since: str | None, until: str | None, *, refill: bool = False
) -> dict[str, Any]:
    """What every task of one run must agree on: its clock and its days. It travels through XCom."""
    value = {"run_id": run_id, "now": now or datetime.now(UTC).isoformat(), "since": since, "until": until}
    run_of(value)
    return value | {"refill": refill}


def fetch_pages(name: str, run: Run, *, refill: bool = False) -> dict[str, int]:
    """Fetches one source; its pages lie in the landing zone afterwards.

    A refill reads an archive again, and any other source from the landing zone, without fetching.
    """
    from pipeline import fetch

    (source,) = choose([name])
    journal = Journal(current(), run, name)
    state = journal.landing.load_state(name)
    if not refill or source.type == "archive":
        return _fetched(journal, fetch.fetch(source, state, run), state, run)
    if run.since is None or run.until is None:
        raise TerminalError("Reading from the landing zone needs both --since and --until.")
    counts = _fetched(journal, fetch.refill(source, journal.landing, run.since, run.until), state, run)
    gone = pruned(journal.landing, name, run.since, run.until)
    if gone:
        log.warning(
            "%s: %d landed pages of %s to %s were pruned after SITREP_KEEP_LANDING_DAYS=%d days and cannot be read "
            "again; what was found in them stands in the tables",
            name, gone, run.since, run.until, current().keep_landing_days,
        )  # fmt: skip
    return counts | ({"pruned": gone} if gone else {})


def _fetched(journal: Journal, items: Iterator[Page | Outcome], state: SourceState, run: Run) -> dict[str, int]:
    pages: list[Page] = []
    outcomes: list[Outcome] = []
    for item in items:
        if isinstance(item, Page):
            pages.append(without_body(item))
        else:
            outcomes.append(item)
    gone = forgotten(journal.landing)
    for url in filter(gone.address, state.urls):
        blank(state.urls[url])
    journal.save("fetch", Fetched(pages, outcomes, _dump(state, run)))
    return _report("fetch", state.source, len(pages) + len(outcomes), {"pages": len(pages)}, outcomes)


def extract_documents(name: str, run: Run) -> dict[str, int]:
    """Extracts every fetched page in a child process with limits; a page that breaks it costs that page."""
    from pipeline.extract import Extractor, Input

    journal = Journal(current(), run, name)
    pages = journal.load("fetch", Fetched).pages
    documents: list[Document | None] = []
    errors: list[str | None] = []
    gone = forgotten(journal.landing)
    inputs = (
        Input(page.url, journal.landing.read(page.landing or "").body, page.final_url or page.url, page.content_type,
              title=page.title)
        for page in pages if not gone.address(page.url, page.final_url)
    )  # fmt: skip
    with Extractor() as extractor:
        results = iter(extractor.run(inputs))
        for page in pages:
            result = None if gone.address(page.url, page.final_url) else next(results)
            documents.append(result if isinstance(result, Document) else None)
            errors.append(_why(result))
    journal.save("extract", Extracted(documents, errors))
    dropped = sum(error is not None for error in errors)
    return _report("extract", name, len(pages), {"documents": len(pages) - dropped, "dropped": dropped})


def normalize_documents(name: str, run: Run) -> dict[str, int]:
    """Gives each document its ids and times; every page that yields no event gets its outcome."""
    from pipeline.extract import EXTRACT_VERSION
    from pipeline.normalize import drop, normalize

    (source,) = choose([name])
    journal = Journal(current(), run, name)
    fetched, extracted = journal.load("fetch", Fetched), journal.load("extract", Extracted)
    state = SourceState.from_json(fetched.state["json"])
    events: list[ArticleEvent] = []
    outcomes: list[Outcome] = []
    gone = forgotten(journal.landing)
    for page, document, error in zip(fetched.pages, extracted.documents, extracted.errors, strict=True):
        if gone.address(page.url, page.final_url):
            outcomes.append(drop(page, source, state, run, REASON, DETAIL))
            continue
        # Read once more, for its bytes: a stage that is retried alone finds all it needs, and the journal stays small.
        whole = journal.landing.read(page.landing or "")
        if document is None:
            reason, _, detail = (error or "").partition(": ")
            outcomes.append(drop(whole, source, state, run, reason, detail))
            continue
        item = normalize(document, whole, source, state, run, EXTRACT_VERSION)
        if (known := gone.article(item.article_id, getattr(item, "duplicate_of", None))) is not None:
            refuse(journal, known, whole, state)
            outcomes.append(drop(page, source, state, run, REASON, DETAIL))
        elif isinstance(item, ArticleEvent):
            events.append(item)
        else:
            outcomes.append(item)
    journal.save("normalize", Normalized(events, outcomes, _dump(state, run)))
    return _report("normalize", name, len(fetched.pages), {"events": len(events)}, outcomes)


def publish_events(name: str, run: Run) -> dict[str, int]:
    """Sends the events and the outcome of every URL; then, and only then, the source's state is kept."""
    from pipeline.normalize import published
    from pipeline.publish import publish

    (source,) = choose([name])
    journal = Journal(current(), run, name)
    fetched, normalized = journal.load("fetch", Fetched), journal.load("normalize", Normalized)
    pages = {page.landing: page for page in fetched.pages}
    gone = forgotten(journal.landing)
    events = [event for event in normalized.events if gone.article(event.article_id) is None]
    new = [published(event, pages[event.landing], source, run) for event in events]
    outcomes = [*fetched.outcomes, *normalized.outcomes, *new]
    counts = publish(current(), events, outcomes)
    manifest = {
        "events": [event.event_id for event in events],
        "days": sorted({event.published_on for event in events}),
        "counts": counts,
    }
    journal.landing.save_manifest(run.run_id, name, manifest)
    journal.landing.save_state(SourceState.from_json(normalized.state["json"]), run.now)
    return _report("publish", name, len(outcomes), counts)


def announce(run: Run) -> dict[str, Any]:
    """Waits until every event that the run published is final in the snapshot; returns the days touched and counts.

    Raises TransientError with the counts when the setting `announce_timeout_seconds` has passed.
    """
    from pipeline.store import final_events

    landing = Landing(UPath(current().landing_url))
    manifests = landing.load_manifests(run.run_id).values()
    events = {event for manifest in manifests for event in manifest["events"]}
    days = sorted({day for manifest in manifests for day in manifest["days"]})
    deadline = time.monotonic() + current().announce_timeout_seconds
    while missing := events - final_events(current().snapshot, events):
        if time.monotonic() > deadline:
            raise TransientError(
                f"{len(missing)} of {len(events)} events are not in the snapshot after "
                f"{current().announce_timeout_seconds:.0f} s. `sitrep status` shows where they wait."
            )
        time.sleep(0.5)
    counts: Counter[str] = Counter()
    for manifest in manifests:
        counts.update(manifest["counts"])
    log.info("announce: events=%d days=%s", len(events), ",".join(days) or "none")
    return {"days": days, "counts": dict(counts)}


def read_source(name: str, run: Run, *, refill: bool = False) -> list[dict[str, int]]:
    """All four stages of one source, without Airflow; the counts of each."""
    return [
        fetch_pages(name, run, refill=refill),
        extract_documents(name, run),
        normalize_documents(name, run),
        publish_events(name, run),
    ]


def _why(result: Document | ParserKilled | MalformedDocument | None) -> str | None:
    """Why a page gave no document, as `code: message`; None where it gave one."""
    if isinstance(result, Document):
        return None
    if result is None:
        return f"{REASON}: {DETAIL}"
    return f"{result.code if isinstance(result, MalformedDocument) else 'parser_killed'}: {result}"


def _dump(state: SourceState, run: Run) -> dict[str, Any]:
    return {"json": state.to_json(run.now)}


def _report(
    stage: str, source: str, total: int, counts: dict[str, int], outcomes: Iterable[Outcome] = ()
) -> dict[str, int]:
    ended = Counter(f"{each.outcome}:{each.reason}" if each.reason else each.outcome for each in outcomes)
    result = {"in": total} | counts | dict(sorted(ended.items()))
    logging.getLogger(f"sitrep.{stage}").info(
        "%s %s: %s", stage, source, " ".join(f"{key}={value}" for key, value in result.items())
    )
    return result
