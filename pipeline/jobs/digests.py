"""The situation report of a day: built from one snapshot, checked, written, published.

Reads the snapshot; writes editions below `digests/` in the home folder, and digests.v1.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from upath import UPath

from pipeline.errors import TerminalError, TransientError
from pipeline.landing import Landing
from pipeline.landing.takedowns import load_takedowns
from pipeline.models import DigestEvent
from pipeline.settings import Settings, current

if TYPE_CHECKING:
    from pipeline.digest import Digest

LISTED = 5  # disagreements named on the card; its report has all


def build_day(day: str) -> dict[str, Any]:
    """Builds the report of a day (ISO), writes its edition and sends it to digests.v1; returns its counts."""
    from pipeline.digest import build, write
    from pipeline.publish import publish_digest

    settings = current()
    digest = build(settings.snapshot, date.fromisoformat(day), timezone=settings.day_timezone)
    with alone(settings):
        _refuse_forgotten(settings, digest)
        value = write(digest, settings.digests)
    publish_digest(settings, TypeAdapter(DigestEvent).validate_python(value))
    return {key: value[key] for key in ("day", "digest_id", "articles", "sentences", "withheld")}


def _refuse_forgotten(settings: Settings, digest: Digest) -> None:
    """A report from a snapshot of before a takedown must not be written after it."""
    gone = {event for each in load_takedowns(Landing(UPath(settings.landing_url))) for event in each.event_ids}
    told = {page.event_id for page in digest.pages}
    told |= {line.event_id for line in (*digest.sources.read, *digest.sources.not_analysed)}
    told |= {each.event_id for story in digest.stories for each in story.course}
    if gone & told:
        raise TransientError(
            f"The report of {digest.day} tells of an article that was taken down, because the snapshot still has it. "
            "Build it again when the loader has published another one."
        )


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """One writer at a time: the index lists all days, so two that write at once would each miss the other's."""
    settings.digests.mkdir(parents=True, exist_ok=True)
    with (settings.digests / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def render(settings: Settings, day: date, form: str, as_of: str | None = None) -> str:
    """The report of a day in one form: html, md, json or terminal. Writes nothing."""
    from pipeline import digest

    renderers = {
        "html": digest.render_html,
        "md": digest.render_markdown,
        "json": digest.render_json,
        "terminal": digest.render_terminal,
    }
    return renderers[form](_built(settings, day, _moment("--as-of", as_of)))


def difference(settings: Settings, day: date, form: str, since: str, as_of: str | None = None) -> str:
    """What the report of a day says otherwise at `as_of` (None: now) than at `since`, as md or json. Writes nothing."""
    from pipeline import digest

    if form not in ("md", "json"):
        raise TerminalError("The difference between two moments is given as md or json. Choose one with --format.")
    moments = (_moment("--changed-since", since), _moment("--as-of", as_of))
    before, after = (digest.as_json(_built(settings, day, moment)) for moment in moments)
    renderer = digest.render_difference_json if form == "json" else digest.render_difference
    return renderer(digest.compare(before, after), day, moments)


def _built(settings: Settings, day: date, moment: datetime | None) -> Digest:
    """The report as it is known now, or as it was known at a moment: what joins articles is then found again."""
    from pipeline.digest import build
    from pipeline.relate import relate
    from pipeline.store import known_at

    if moment is None:
        return build(settings.snapshot, day, timezone=settings.day_timezone)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "known.duckdb"
        with known_at(settings.snapshot, moment, day, path) as connection:
            relate(connection, None)
        return build(path, day, moment, timezone=settings.day_timezone)


def _moment(option: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise TerminalError(f"{option} {text} is no ISO time. Write it like 2023-01-03T12:00:00+00:00.") from error
    if moment.tzinfo is None:
        raise TerminalError(f"{option} {text} has no UTC offset. Write it like 2023-01-03T12:00:00+00:00.")
    return moment


def newest(settings: Settings) -> dict[str, Any]:
    """The newest report in a few words, for Airflow's home page; `day` is None where there is no report yet."""
    from pipeline.digest.write import entries

    known = entries(settings.digests)
    if not known:
        return {"day": None}
    counts = known[0]["counts"]
    return {
        "day": known[0]["day"],
        "articles": counts["articles"],
        "statements": counts["statements"],
        "top": next(iter(known[0]["top"]), ""),
        "disputed": counts["disagreements"],
        "disagreements": known[0].get("disagreements", [])[:LISTED],
        "silent": known[0].get("silent", []),
    }


def days(settings: Settings) -> list[date]:
    """The days that have a report, oldest first."""
    return sorted(date.fromisoformat(path.stem) for path in settings.digests.glob("????-??-??.json"))
