"""The services of an installation: which there are, how they are started, stopped and looked at.

Reads the settings; starts and stops processes below the home folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

from pipeline import services
from pipeline.broker.embedded import EmbeddedKafka
from pipeline.machine import require_free
from pipeline.services import Running, Service, Supervisor, airflow, postgres
from pipeline.settings import PREFIX, ROOT, Settings


def plan(settings: Settings) -> list[Service]:
    """Every service of this installation, in the order of what they need."""
    command = [sys.executable, "-m", "pipeline"]
    env = {f"{PREFIX}HOME": str(settings.home), "PYTHONPATH": str(ROOT)}
    kafka = [] if settings.kafka_bootstrap else [_kafka(settings)]
    topics = Service("topics", [*command, "topics"], env, after=tuple(each.name for each in kafka), oneshot=True)
    workers = [
        Service(f"enrich-{number}", [*command, "consume", "enrich"], env, after=("topics",))
        for number in range(1, settings.enrich_workers + 1)
    ]
    loader = Service("store", [*command, "consume", "store"], env, after=("topics",))
    database = [] if settings.airflow_db else postgres.services(settings)
    return [*kafka, topics, *workers, loader, *database, *airflow.services(settings)]


def _kafka(settings: Settings) -> Service:
    kafka = EmbeddedKafka(settings)
    return Service("kafka", kafka.command, kafka.environment | {"PYTHONPATH": str(ROOT)}, ready=kafka.ready)


def check_ports(settings: Settings) -> None:
    """Raises TerminalError for a port in use, with the setting that changes it."""
    require_free(settings.airflow_port, "SITREP_AIRFLOW_PORT", "Airflow")
    if not settings.kafka_bootstrap:
        EmbeddedKafka(settings).require_free_ports()


def supervise(settings: Settings) -> None:
    """Runs all services in the foreground until SIGTERM or Ctrl-C."""
    with Supervisor(plan(settings), settings.home) as supervisor:
        supervisor.start()
        supervisor.watch()


def up(settings: Settings, progress: Callable[[Running], None]) -> tuple[Running, bool]:
    """Starts all services in the background and waits until they are ready.

    Returns what runs, and whether it was started just now. Raises TerminalError with the log of what failed.
    """
    found = services.running(settings.home)
    if found is not None:
        return found, False
    check_ports(settings)
    (settings.home / "logs").mkdir(parents=True, exist_ok=True)
    with (settings.home / "logs" / "supervisor.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "up", "--foreground"],
            env=os.environ | {f"{PREFIX}HOME": str(settings.home)},
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    return services.wait_ready(settings.home, process.pid, progress), True


def down(settings: Settings) -> Running | None:
    """Stops all services; returns what ran, or None."""
    return services.stop(settings.home)
