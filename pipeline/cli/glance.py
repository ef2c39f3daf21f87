"""`sitrep status` on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from rich.columns import Columns
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.broker.lag import Lag
from pipeline.digest.safe import visible
from pipeline.jobs.status import Seen, Status
from pipeline.services import Running
from pipeline.settings import Settings
from pipeline.store.snapshot import SetAside

GOOD, BAD, SOFT = "green", "bold red", "dim"
# Characters of a reason: two lines of an ordinary terminal.
REASON_LENGTH = 150


def show(found: Status, settings: Settings, console: Console) -> None:
    """Print it; what needs a person is red."""
    console.print(Text.assemble(("sitrep", "bold"), f"  {settings.home}  {found.at:%Y-%m-%d %H:%M:%S} UTC"))
    console.print(_services(found.running, settings), Columns(_cells(found.running), padding=(0, 3)), sep="\n")
    console.print()
    console.print(_topics(found, settings))
    console.print()
    for name, lines in _facts(found.snapshot, found.at, settings).items():
        for number, line in enumerate(lines):
            console.print(Text.assemble((f"{name if not number else '':<14}", "bold"), line), soft_wrap=True)


def _services(running: Running | None, settings: Settings) -> Text:
    if running is None:
        return Text.assemble(("Services      ", "bold"), ("not running", BAD), "; `sitrep up` starts them")
    up = sum(each.state in ("ready", "done") for each in running.services)
    state = (running.state, GOOD if running.state == "ready" and up == len(running.services) else BAD)
    fault = f": {running.error}" if running.error else ""
    return Text.assemble(
        ("Services      ", "bold"), state, f", {up} of {len(running.services)}{fault}; logs in {settings.home / 'logs'}"
    )


def _cells(running: Running | None) -> Iterator[Text]:
    for each in running.services if running else ():
        well = each.state in ("ready", "done")
        again = f", restarted {each.restarts} times" if each.restarts else ""
        told = f" {each.state}" if not well else f" {each.pid}" if each.pid else " done"
        yield Text.assemble(("● ", GOOD if well else BAD), each.name, (f"{told}{again}", SOFT if well else BAD))


def _topics(found: Status, settings: Settings) -> Table | Text:
    if found.fault is not None:
        return Text.assemble(("Topics        ", "bold"), (found.fault, BAD))
    table = Table(box=None, pad_edge=False)
    table.add_column(f"Topics on {settings.bootstrap}")
    for name in ("records", "came/s", "wait for enrich", "wait for store", "loaded/s"):
        table.add_column(name, justify="right")
    rates = found.snapshot.rates if found.snapshot else {}
    for lag in found.topics:
        table.add_row(*_row(lag, rates.get(lag.topic, 0.0)))
    return table


def _row(lag: Lag, loaded: float) -> list[Text | str]:
    def waiting(records: int | None) -> Text:
        return Text("" if records is None else f"{records:,}", BAD if records else "")

    rates = (_rate(lag.rate), _rate(loaded) if lag.waiting_loader is not None else "")
    return [lag.topic, f"{lag.records:,}", rates[0], waiting(lag.waiting_group), waiting(lag.waiting_loader), rates[1]]


def _rate(rate: float) -> str:
    return f"{rate:,.1f}" if rate < 100 else f"{rate:,.0f}"


def _facts(seen: Seen | None, now: datetime, settings: Settings) -> dict[str, list[Text]]:
    """The lines below the tables, by their name; rates are those of the last minute."""
    if seen is None:
        return {"Snapshot": [Text("there is none yet: the loader publishes one", BAD)]}
    return {
        "Snapshot": [
            Text(
                f"{_ago(seen.age)} old, {seen.size / 1e6:,.1f} MB; while records flow it gets "
                f"{settings.snapshot_seconds:g} s old, or ten times what a publish takes"
            )
        ],
        "Loaded": [Text(f"{_rate(sum(seen.rates.values()))} records/s over the last minute")],
        "Totals": list(_totals(seen)),
        "Dead letters": _aside(seen.dead_letters, now, "sitrep dead-letters list"),
        "Quarantine": _aside(seen.quarantine, now, "sitrep quarantine list"),
    }


def _totals(seen: Seen) -> Iterator[Text]:
    totals = seen.totals
    verdict = ("balanced", GOOD) if totals["balanced"] else ("not balanced", BAD)
    urls = ", ".join(f"{totals[f'urls_{how}']:,} {how}" for how in ("published", "unchanged", "duplicate", "dropped"))
    yield Text.assemble(verdict, f"; URLs tried {totals['urls_tried']:,}: {urls}")
    ends = ("stored", "quarantined", "dead_lettered", "forgotten", "pending")
    events = ", ".join(f"{totals[f'events_{end}']:,} {end.replace('_', '-')}" for end in ends)
    yield Text(f"articles published {totals['events_published']:,}: {events}")


def _aside(aside: SetAside, now: datetime, command: str) -> list[Text]:
    if not aside.count or aside.newest is None:
        return [Text("none")]
    reason = visible(" ".join((aside.reason or "").split()))
    shown = reason if len(reason) <= REASON_LENGTH else f"{reason[: REASON_LENGTH - 1]}…"
    return [
        Text.assemble((f"{aside.count:,}", BAD), f", the newest {_ago(now - aside.newest)} ago: {shown}"),
        Text(f"`{command}`", SOFT),
    ]


def _ago(age: timedelta) -> str:
    seconds = max(0, int(age.total_seconds()))
    for unit, length in (("days", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"
