"""`make demo`: real pages through the real Airflow, Kafka, spaCy, Great Expectations and DuckDB, to a digest on screen.

Reads `corpus/`; keeps its own home folder, `demo` below the home folder, so that it never mixes with real data.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from pipeline.errors import TerminalError
from pipeline.jobs import operate
from pipeline.machine import require_free
from pipeline.services import ServiceState, Supervisor, airflow
from pipeline.settings import PREFIX, ROOT, Settings, current

# The corpus's own clock: the first run reads days 1 to 9, the second day 10 with its corrections. In Kyiv both
# moments lie half an hour before midnight.
FIRST, SECOND = "2023-01-07T21:30:00+00:00", "2023-01-08T21:30:00+00:00"
DAYS = 10
RUN_SECONDS = 240.0
ENDED = ("success", "skipped", "failed", "upstream_failed", "removed")
POLL_SECONDS = 1.5  # each look costs the api-server a tenth of a second of the cores that the tasks need


@dataclass(frozen=True)
class Announced:
    """The days that one ingest run announced, and when its last task began (ISO)."""

    moment: str
    days: list[str]


def run(settings: Settings, console: Console) -> int:
    """Runs the demo; returns its exit status. With a terminal it stays up until Ctrl-C."""
    from corpus.serve import CorpusServer

    logging.getLogger("sitrep").setLevel(logging.WARNING)  # its progress is told below
    own = _own_settings(settings)
    require_free(own.corpus_port, f"{PREFIX}CORPUS_PORT", "the corpus")
    operate.check_ports(own)
    show = _Progress(console)
    with (
        CorpusServer(own.corpus_port, FIRST[:10]) as server,
        Supervisor(operate.plan(own), own.home) as supervisor,
    ):
        show("Starting Kafka, PostgreSQL, Airflow, the enrich worker and the loader")
        supervisor.start(show.services)
        api = airflow.Api(own)
        _wait(lambda: _ready(api), supervisor, 60.0, "Airflow knows the DAGs")
        show("Reading days 1 to 9 of the corpus (ingest_news in Airflow)")
        announced = [_ingest(api, supervisor, show, FIRST)]
        server.day = SECOND[:10]
        show("Reading day 10, with its corrections")
        announced.append(_ingest(api, supervisor, show, SECOND))
        show("Building the digests (build_digest, once per day touched)")
        _wait(lambda: _digested(api, show, announced), supervisor, RUN_SECONDS, "every digest is built")
        good = _finish(own, console)
        if sys.stdin.isatty() and sys.stdout.isatty():
            console.print("It stays up until Ctrl-C.")
            _stay(supervisor)
        show("Stopping everything")
    return 0 if good else 1


def _own_settings(settings: Settings) -> Settings:
    """The demo's settings, for this process and everything it starts."""
    os.environ |= {
        f"{PREFIX}HOME": str(settings.home / "demo"),
        f"{PREFIX}SOURCES": str(ROOT / "corpus" / "sources.toml"),
        f"{PREFIX}INGEST_SCHEDULE": "",
        f"{PREFIX}SNAPSHOT_SECONDS": "1",
    }
    current.cache_clear()
    return current()


def _ready(api: airflow.Api) -> bool:
    known = {dag["dag_id"] for dag in api.get("dags")["dags"]}
    return {"ingest_news", "build_digest", "refill_days"} <= known


def _ingest(api: airflow.Api, supervisor: Supervisor, show: _Progress, now: str) -> Announced:
    """One run of ingest_news on the corpus's clock; what it announced."""
    made = api.post("dags/ingest_news/dagRuns", {"logical_date": None, "conf": {"now": now}})
    path = f"dags/ingest_news/dagRuns/{made['dag_run_id']}"

    def ended() -> bool:
        tasks = api.get(f"{path}/taskInstances", limit=200)["task_instances"]
        states = [task["state"] for task in tasks]
        show.count(sum(state in ENDED for state in states), len(states), "tasks")
        return (
            bool(states) and all(state in ENDED for state in states) and api.get(path)["state"] in ("success", "failed")
        )

    _wait(ended, supervisor, RUN_SECONDS, "ingest_news ends")
    if api.get(path)["state"] != "success":
        raise TerminalError(f"ingest_news failed; look at {airflow.url(current())}/dags/ingest_news")
    task = api.get(f"{path}/taskInstances/announce")
    if task["state"] == "skipped":
        return Announced(task["start_date"], [])
    value = api.get(f"{path}/taskInstances/announce/xcomEntries/return_value", deserialize=True)["value"]
    return Announced(task["start_date"], value["days"])


def _digested(api: airflow.Api, show: _Progress, announced: list[Announced]) -> bool:
    """Whether each day has had a run of build_digest after each announcement of it."""
    runs = api.get("dags/build_digest/dagRuns", limit=200)["dag_runs"]
    failed = [each["partition_key"] for each in runs if each["state"] == "failed"]
    if failed:
        raise TerminalError(
            f"build_digest failed for {', '.join(failed)}; look at {airflow.url(current())}/dags/build_digest"
        )
    ended = {(each["partition_key"], each["queued_at"]) for each in runs if each["state"] == "success"}
    wanted = {(day, each.moment) for each in announced for day in each.days}
    built = sum(any(day == key and at >= moment for key, at in ended) for day, moment in wanted)
    show.count(built, len(wanted), "digests")
    return built == len(wanted)


def _wait(done: Callable[[], bool], supervisor: Supervisor, seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        supervisor.tick()
        if time.monotonic() > deadline:
            raise TerminalError(
                f"Waited {seconds:.0f} s in vain until {what}. The logs lie in {supervisor.home / 'logs'}."
            )
        time.sleep(POLL_SECONDS)


def _stay(supervisor: Supervisor) -> None:
    try:
        supervisor.watch()
    except KeyboardInterrupt:
        return


def _finish(settings: Settings, console: Console) -> bool:
    """Prints the newest digest, the totals and the addresses; whether all days have a digest and the totals balance."""
    from pipeline.jobs import digests, look

    built = digests.days(settings)
    console.print()
    console.print(Text(digests.render(settings, built[-1], "terminal")), soft_wrap=True)
    balance = look.reconciliation(settings)
    facts = [f"{len(built)} digests: {built[0]} to {built[-1]}"]
    facts += [f"{name}: {value}" for name, value in balance.items()]
    facts += [
        f"Newest digest: {airflow.url(settings)}/sitrep/{built[-1]}.html",
        f"Airflow:       {airflow.url(settings)} (user {airflow.USER}, password in {airflow.password_file(settings)})",
    ]
    console.print(Panel("\n".join(facts), title="The demo's result", title_align="left"), soft_wrap=True)
    return len(built) == DAYS and bool(balance["balanced"])


class _Progress:
    """What happens, with the seconds since the start: a living line on a terminal, plain lines elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._begun = time.monotonic()
        self._last = ""

    def __call__(self, line: str) -> None:
        self._console.print(f"[dim]{time.monotonic() - self._begun:5.0f} s[/dim]  {line}", highlight=False)

    def services(self, states: list[ServiceState]) -> None:
        ready = [state.name for state in states if state.state in ("ready", "done")]
        waiting = [state.name for state in states if state.state == "starting"]
        self.count(len(ready), len(states), f"services ready (waiting for {', '.join(waiting[:3]) or 'nothing'})")

    def count(self, done: int, total: int, what: str) -> None:
        line = f"{done} of {total} {what}"
        if line == self._last:
            return
        self._last = line
        if self._console.is_terminal:
            self._console.print(f"         {line}", end="\n" if done == total else "\r", highlight=False)
        elif done == total or done % 10 == 0:
            self(f"  {line}")
