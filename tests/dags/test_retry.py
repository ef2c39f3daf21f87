"""Row 14: a task of the real Airflow is killed and tried again, and its day is filled again: same ids, same rows."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any

import pytest
from upath import UPath

from corpus.serve import CorpusServer
from pipeline import topics
from pipeline.broker import EmbeddedKafka
from pipeline.jobs import ingest
from pipeline.services import Service, Supervisor, airflow, postgres
from pipeline.settings import ROOT, Settings, current
from tests.broker.streams import ask, counted, read_all
from tests.conftest import free_port_pair
from tests.test_pipeline import FIRST, fingerprint

pytestmark = [pytest.mark.services, pytest.mark.airflow, pytest.mark.timeout(400)]

SOURCE = "calderherald"
PATIENCE = 180.0


@pytest.fixture
def installation(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """An installation with one source of the corpus, for this process and those it starts."""
    every = (ROOT / "corpus" / "sources.toml").read_text(encoding="utf-8")
    declared = settings.home / "source.toml"
    declared.write_text(re.findall(rf"^\[sources\.{SOURCE}\]$.*?(?=^\[|\Z)", every, re.M | re.S)[0], encoding="utf-8")
    with CorpusServer(0, FIRST[:10]) as server:
        given = {
            "HOME": settings.home,
            "KAFKA_PORT": settings.kafka_port,
            "AIRFLOW_PORT": free_port_pair(),
            "CORPUS_PORT": server.port,
            "SOURCES": declared,
            "SNAPSHOT_SECONDS": 1,
            "INGEST_SCHEDULE": "",
        }
        for name, value in given.items():
            monkeypatch.setenv(f"SITREP_{name}", str(value))
        current.cache_clear()
        yield current()
    current.cache_clear()


def plan(settings: Settings) -> list[Service]:
    command = [sys.executable, "-m", "pipeline", "consume"]
    consumers = [Service(name, [*command, name]) for name in ("enrich", "store")]
    return [*postgres.services(settings), *airflow.services(settings), *consumers]


@contextmanager
def frozen(kafka: EmbeddedKafka) -> Iterator[None]:
    """Kafka answers nobody meanwhile."""
    assert kafka.pid
    os.kill(kafka.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(kafka.pid, signal.SIGCONT)


class Watch:
    """Waits while the services are looked after."""

    def __init__(self, supervisor: Supervisor, api: airflow.Api) -> None:
        self._supervisor, self._api = supervisor, api

    def until(self, done: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < deadline, f"waited in vain until {what}; see {self._supervisor.home}"
            self._supervisor.tick()
            time.sleep(0.2)

    def task(self, run: str, name: str) -> dict[str, Any]:
        """The task instance of the one source; empty before there is one."""
        found = self._api.get(f"{run}/taskInstances", limit=100)["task_instances"]
        return next((task for task in found if task["task_id"] == name and task["map_index"] >= 0), {})

    def succeeded(self, run: str) -> None:
        self.until(lambda: self._api.get(run)["state"] in ("success", "failed"), f"{run} ends")
        assert self._api.get(run)["state"] == "success"


def expected_ids() -> set[str]:
    """The event ids that this source yields where nothing is killed: the same stages, without Airflow and Kafka."""
    run = ingest.run_of(ingest.begin("alone", FIRST, None, None))
    for stage in (ingest.fetch_pages, ingest.extract_documents, ingest.normalize_documents):
        stage(SOURCE, run)
    from pipeline.jobs.journal import Journal, Normalized

    return {event.event_id for event in Journal(current(), run, SOURCE).load("normalize", Normalized).events}


def refills(api: airflow.Api, day: str) -> list[dict[str, Any]]:
    """The runs of refill_days for a day."""
    return [run for run in api.get("dags/refill_days/dagRuns")["dag_runs"] if run["partition_key"] == day]


def test_a_killed_task_is_tried_again_and_a_backfill_changes_nothing(
    installation: Settings, kafka: EmbeddedKafka
) -> None:
    expected = expected_ids()
    with ExitStack() as stack:
        supervisor = stack.enter_context(Supervisor(plan(installation), installation.home))
        supervisor.start()
        api = stack.enter_context(closing(airflow.Api(installation)))
        watch = Watch(supervisor, api)
        watch.until(lambda: len(api.get("dags")["dags"]) >= 3, "Airflow knows the DAGs")
        api.patch("dags/build_digest", {"is_paused": True})
        made = api.post("dags/ingest_news/dagRuns", {"logical_date": None, "conf": {"now": FIRST}})
        run = f"dags/ingest_news/dagRuns/{made['dag_run_id']}"
        watch.until(lambda: watch.task(run, "read_source.normalize").get("state"), "the pages are extracted")
        with frozen(kafka):
            watch.until(lambda: watch.task(run, "read_source.publish").get("pid"), "publish runs")
            os.kill(watch.task(run, "read_source.publish")["pid"], signal.SIGKILL)
        watch.succeeded(run)
        assert watch.task(run, "read_source.publish")["try_number"] == 2
        first = fingerprint(installation)
        assert {row[0] for row in ask(installation, "SELECT event_id FROM articles")} == expected
        assert counted(installation, "articles") == len(expected)

        # As on a machine whose landing zone came from a backup: nobody knows that the day was published.
        (UPath(installation.landing_url) / "state" / f"{SOURCE}.json").unlink()
        ((day, articles),) = ask(
            installation, "SELECT published_on, count(*) FROM articles GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 1"
        )
        api.patch("dags/refill_days", {"is_paused": False})
        asked = {"dag_id": "refill_days", "from_date": f"{day}T00:00:00Z", "to_date": f"{day}T00:00:00Z"}
        api.post("backfills", asked)
        watch.until(lambda: refills(api, str(day)), "the backfill has made its run")
        (refill,) = refills(api, str(day))
        watch.succeeded(f"dags/refill_days/dagRuns/{refill['dag_run_id']}")
    sent = [topics.decode(record).event.event_id for record in read_all(installation, topics.ARTICLES)]
    assert set(sent) == expected
    assert len(sent) == len(expected) + articles  # the backfill sent the articles of its day again
    assert fingerprint(installation) == first
