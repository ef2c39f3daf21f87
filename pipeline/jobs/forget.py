"""forget: an article taken down, wherever its words lie. Killed at any step and given again, it does the rest.

Reads the snapshot, the landing zone and the reports; removes the article from the landing zone, the databases, the
Parquet files and the reports; writes tombstones to the topics of articles, and the register of takedowns.
"""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from upath import UPath

from pipeline.errors import TerminalError
from pipeline.jobs import digests
from pipeline.jobs.awaited import Progress, await_loader
from pipeline.jobs.scrub import scrub_landing
from pipeline.landing import Forgotten, Landing
from pipeline.landing.takedowns import load_takedowns, save_takedown
from pipeline.models import Takedown, article_id
from pipeline.settings import Settings
from pipeline.store import open_snapshot
from pipeline.store.known import Known, articles_at, is_erased, known, was_tried

log = logging.getLogger("sitrep.forget")


@dataclass(frozen=True)
class Plan:
    """What a takedown will reach. `articles` tells what the tables know; `takedowns` what is to be done."""

    articles: list[Known]
    takedowns: list[Takedown]


def plan(settings: Settings, url: str, reason: str | None) -> Plan:
    """Find out what there is of an address; nothing is changed.

    A takedown that was asked for before is taken up where it is. Raises TerminalError for an address never met.
    """
    asked = {each.article_id: each for each in load_takedowns(_landing(settings))}
    before = [each.article_id for each in asked.values() if url == each.url or url in each.urls]
    with open_snapshot(settings.snapshot) as snapshot:
        found = sorted({*before, *articles_at(snapshot, url)})
        if not found and was_tried(snapshot, url):
            found = [article_id(url, b"")]
        articles = [known(snapshot, each) for each in found]
    if not found:
        raise TerminalError(
            f"Nothing was ever read at {url}. Give the address as the reports show it; `sitrep sql` finds it in the "
            "table articles."
        )
    now, built = datetime.now(UTC), {day.isoformat() for day in digests.days(settings)}
    takedowns = []
    for each in articles:
        old = asked.get(each.article_id) or Takedown(each.article_id, url, [url], [], [], [], reason, now)
        takedowns.append(_reaching(settings, replace(old, urls=[*old.urls, url]), each, built))
    return Plan(articles, takedowns)


def _reaching(settings: Settings, old: Takedown, article: Known, built: Collection[str]) -> Takedown:
    """The takedown with all that is known of its article now; `built`: the days that have a report."""
    from pipeline.digest.withdraw import quoting

    events = sorted({*old.event_ids, *article.event_ids})
    quoted = quoting(settings.digests, {article.article_id, *events})
    return replace(
        old,
        urls=sorted({*old.urls, *article.urls}),
        event_ids=events,
        digest_ids=sorted({*old.digest_ids, *quoted.digest_ids}),
        days=sorted({*old.days, *quoted.days, *(day for day in article.days if day in built)}),
    )


def forget(settings: Settings, takedowns: Sequence[Takedown], progress: Progress) -> list[Takedown]:
    """Take the articles down; returns the records of it, each with what was removed.

    1. register them: from here on they are not fetched, published, enriched or stored again; 2. blank their pages in
    the landing zone; 3. send tombstones, and wait until the loader has removed their rows and written its file anew;
    4. withdraw the reports that quote them, again from 3 if one was built meanwhile; 5. build these days; 6. take them
    out of databases that nobody writes; 7. note that it is done.
    """
    landing = _landing(settings)
    _register(landing, takedowns)
    gone = Forgotten.of(takedowns)
    removed = Counter(scrub_landing(landing, gone))
    while True:
        _take_down(settings, takedowns, progress)
        takedowns, fresh = _quoted(settings, takedowns)
        _register(landing, takedowns)
        removed["report files"] += _withdraw(settings, takedowns)
        if not fresh:
            break
    _rebuild(sorted({day for each in takedowns for day in each.days}), progress)
    removed["rows of old databases"] += sum(_scrub(path, takedowns) for path in _old_databases(settings))
    removed += Counter(scrub_landing(landing, gone))  # what a run that was under way has written since
    done = [replace(each, done_at=datetime.now(UTC), removed=_added(each.removed, removed)) for each in takedowns]
    _register(landing, done)
    log.info("forget: articles=%d %s", len(done), " ".join(f"{k}={v}" for k, v in removed.items()))
    return done


def _register(landing: Landing, takedowns: Sequence[Takedown]) -> None:
    for each in takedowns:
        save_takedown(landing, each)


def _take_down(settings: Settings, takedowns: Sequence[Takedown], progress: Progress) -> None:
    from pipeline.broker import Producer

    with Producer(settings) as producer:
        for each in takedowns:
            producer.take_down(each)
        producer.flush()

    def erased() -> int:
        with open_snapshot(settings.snapshot) as snapshot:
            return sum(is_erased(snapshot, each.article_id, each.digest_ids) for each in takedowns)

    await_loader(settings, "takedowns", len(takedowns), erased, progress)


def _old_databases(settings: Settings) -> list[Path]:
    """Databases that hold what was, and that nobody writes."""
    kept = sorted(settings.old_snapshots.glob("*.duckdb"))
    before = settings.live_database.with_suffix(".before-restore")
    return [*kept, before] if before.exists() else kept


def _scrub(path: Path, takedowns: Sequence[Takedown]) -> int:
    from pipeline.store.takedown import scrub_file

    try:
        return scrub_file(path, takedowns)
    except TerminalError as error:
        raise TerminalError(
            f"{path} cannot be opened, so nothing can be removed from it: {error} Delete it, and what else begins with "
            "its name, then give this command again; everything else is done."
        ) from error


def _quoted(settings: Settings, takedowns: Sequence[Takedown]) -> tuple[list[Takedown], bool]:
    """The takedowns with the reports that quote them by now, and whether there is one that was not known."""
    from pipeline.digest.withdraw import quoting

    amended = []
    for each in takedowns:
        found = quoting(settings.digests, {each.article_id, *each.event_ids})
        digest_ids, days = sorted({*each.digest_ids, *found.digest_ids}), sorted({*each.days, *found.days})
        amended.append(replace(each, digest_ids=digest_ids, days=days))
    return amended, any(len(new.digest_ids) > len(old.digest_ids) for new, old in zip(amended, takedowns, strict=True))


def _withdraw(settings: Settings, takedowns: Sequence[Takedown]) -> int:
    from pipeline.digest import quality
    from pipeline.digest.withdraw import Quoting, withdraw

    found = Quoting(
        sorted({digest_id for each in takedowns for digest_id in each.digest_ids}),
        sorted({day for each in takedowns for day in each.days}),
    )
    with digests.alone(settings):
        removed = withdraw(settings.digests, found, {event for each in takedowns for event in each.event_ids})
    shutil.rmtree(settings.digests / "quality", ignore_errors=True)  # its pages show values that failed
    quality.write(settings.snapshot, settings.digests)
    return removed


def _rebuild(days: Sequence[str], progress: Progress) -> None:
    for number, day in enumerate(days):
        progress("reports built", number, len(days))
        digests.build_day(day)
    progress("reports built", len(days), len(days))


def _added(before: dict[str, int], now: Counter[str]) -> dict[str, int]:
    return dict(Counter(before) + now)


def _landing(settings: Settings) -> Landing:
    return Landing(UPath(settings.landing_url))
