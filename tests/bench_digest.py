"""`make bench`, second part: the report of a day with 10,000 articles and 20,000 claims.

Reads nothing; writes a database and the pages of the day below a temporary folder, and a table to standard output.
"""

from __future__ import annotations

import logging
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pipeline import digest, topics
from pipeline.digest import ledger
from pipeline.models import Article, Block, Claim, EnrichedEvent, Findings, Mention, Place, Time, stable_id
from pipeline.relate import relate
from pipeline.store import Load, Store
from pipeline.topics import Received
from tests.topics.examples import example

DAY = date(2023, 1, 2)
BATCH = 1000
PLACES = 9000  # most villages are told of twice, a third by two voices that differ
OUTLETS, SPEAKERS = 120, 400
WORDS = tuple(f"{first}{last}" for first in ("bar", "dol", "fen", "gra", "hol", "kin", "lom", "mar", "nes", "tol")
              for last in ("a", "ber", "den", "fi", "gon", "ha", "la", "men", "ro", "sti", "ver", "zu"))  # fmt: skip
# What the digest reads of the day, each read once and plainly: what a build is measured against.
TABLES = ("articles", "claims", "mentions", "places", "times", "hedges", "incidents", "estimates", "removed", "blocks")


@cache
def basis() -> EnrichedEvent:
    """The example of the schema, for all that does not matter here."""
    event: EnrichedEvent = example(topics.ENRICHED)
    return event


def enriched(number: int, chance: random.Random) -> EnrichedEvent:
    """An article with two claims, by two speakers, on one place and one day."""
    place = f"Selo {chance.randrange(PLACES)}"
    speaker, other = (f"Speaker {chance.randrange(SPEAKERS)}" for _ in range(2))
    dead, shells = chance.randrange(2, 90), chance.randrange(2, 60)
    first = f"{speaker} said that {dead} people were killed in {place} on Monday."
    second = f"{other} counted {shells} shells fired at {place} the same day."
    filler = ". ".join(" ".join(chance.choices(WORDS, k=12)).capitalize() for _ in range(20))
    text = f"{first} {second}\n\n{filler}."
    base = basis()
    article = Article(
        f"Report {number} on {place}", text, ["Sample Author"], "2023-01-02T11:30:00+02:00", "json-ld", None, "en", None
    )
    event = replace(
        base.event,
        event_id=stable_id("event", number),
        article_id=stable_id("article", number),
        outlet=f"Outlet {number % OUTLETS}",
        source=f"outlet-{number % OUTLETS}",
        url=f"https://outlet{number % OUTLETS}.example/{number}",
        article=article,
        blocks=[Block("paragraph", 0, len(first) + len(second) + 1, None, None, None, None)],
    )
    names = [*((text.find(name), name, "PERSON") for name in (speaker, other)), (text.find(place), place, "PLACE")]
    figure = base.findings.claims[0]
    claims = [
        _claim(figure, event.event_id, text, f"{dead} people were killed in {place}", "killed", dead, speaker, place),
        _claim(figure, event.event_id, text, f"{shells} shells fired at {place}", "launched", shells, other, place),
    ]
    findings = Findings(
        analysis="full",
        mentions=[Mention(n, at, at + len(n), kind, n, stable_id(n), "bench") for at, n, kind in names],
        places=[_place(base.findings.places[0], text, place)],
        times=[Time("Monday", at, at + 6, "2023-01-02", "2023-01-02", "day", "bench") for at in (text.find("Monday"),)],
        hedges=[],
        claims=claims,
        incidents=[],
        estimates=[],
    )
    return EnrichedEvent(event, findings, "1")


def _place(base: Place, text: str, name: str) -> Place:
    number = int(name.split()[1])
    where = {"lat": 46.5 + number % 50 / 10, "lon": 30.5 + number // 50 / 8}
    return replace(
        base, text=name, name=name, char_start=text.find(name), char_end=text.find(name) + len(name), **where
    )


def _claim(base: Claim, event_id: str, text: str, quote: str, measure: str, figure: int, *who: str) -> Claim:
    start = text.find(quote)
    kind: dict[str, Any] = (
        {"unit": None, "side": "civilian"} if measure == "killed" else {"unit": "shells", "side": "RU"}
    )
    span = {"quote": quote, "char_start": start, "char_end": start + len(quote)}
    when = {"start": "2023-01-02", "end": "2023-01-02", "stated_on": "2023-01-02"}
    whose = {"claim_id": stable_id(event_id, measure), "measure": measure, "speaker": who[0], "place": who[1]}
    return replace(base, low=float(figure), high=float(figure), approx=None, **kind, **span, **when, **whose)


def fill(path: Path, snapshot: Path, count: int) -> None:
    """A snapshot with so many articles of the day."""
    chance = random.Random(7)
    now = datetime(2023, 1, 2, 20, tzinfo=UTC)
    with Store(path) as store:
        for start in range(0, count, BATCH):
            events = [enriched(number, chance) for number in range(start, min(count, start + BATCH))]
            passed = [
                Received(topics.ENRICHED.name, 0, start + n, now, stable_id("ce", start + n), event, b"")
                for n, event in enumerate(events)
            ]
            store.load(Load(passed=passed), {})
        relate(store.connection, None)
        store.publish_snapshot(snapshot)


def plain_read(snapshot: Path) -> int:
    """Reads the rows of the day with one SELECT each; how many there were."""
    with ledger.opened(snapshot) as connection:
        rows = [connection.execute(f"FROM {table}").fetchall() for table in TABLES]
        rows.append(connection.execute("FROM relations").fetchall())
        rows.append(connection.execute("FROM origins").fetchall())
        return sum(len(each) for each in rows)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time, all threads together, and what it gave: other work on the machine does not count."""
    begun = time.process_time()
    given = work()
    return time.process_time() - begun, given


def paints(folder: Path) -> Iterator[tuple[str, float]]:
    """Milliseconds to the first paint of the first page and of the index, in a browser; nothing where there is none."""
    browser = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if browser is None:
        return
    from playwright.sync_api import sync_playwright

    ask = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for name in (f"{DAY}.html", "index.html"):
            page = opened.new_page()
            page.goto((folder / name).as_uri(), wait_until="load")
            page.wait_for_function(f"performance.getEntriesByName('first-contentful-paint').length && {ask} > 0")
            yield name, page.evaluate(ask)
        opened.close()


def say(what: str, value: str) -> None:
    sys.stdout.write(f"{what:44} {value}\n")


def main(count: int) -> None:
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as home:
        snapshot, folder = Path(home) / "snapshot.duckdb", Path(home) / "digests"
        fill(Path(home) / "live.duckdb", snapshot, count)
        read = min(timed(lambda: plain_read(snapshot))[0] for _ in range(3))
        build, built = timed(lambda: digest.build(snapshot, DAY))
        say(f"digest of {count} articles, {2 * count} claims: build", f"{build:.1f} s")
        say("  the same rows, one SELECT each", f"{read:.2f} s; the build takes {build / read:.1f} times as long")
        first, _ = timed(lambda: digest.write(built, folder))
        again, _ = timed(lambda: digest.write(built, folder))
        say("  write: first, and again unchanged", f"{first:.1f} s, {again:.1f} s")
        sizes = [path.stat().st_size for path in folder.rglob("*.html")]
        say(f"  largest of {len(sizes)} pages", f"{max(sizes) / 1e6:.2f} MB")
        for name, milliseconds in paints(folder):
            say(f"  first paint of {name}", f"{milliseconds:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
