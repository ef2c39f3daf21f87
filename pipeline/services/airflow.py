"""Airflow's components, each a service of its own, on the DAGs of this repository.

Reads the settings; writes `airflow/` below the home folder (its secrets lie there, never in the repository).
"""

from __future__ import annotations

import json
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import Any

import httpx2

from pipeline.errors import TerminalError, TransientError
from pipeline.services import postgres
from pipeline.services.supervisor import Service
from pipeline.settings import PREFIX, ROOT, Settings

USER = "admin"
# Each component's name in Airflow's health report, and its command.
COMPONENTS = {
    "metadatabase": ["api-server"],
    "scheduler": ["scheduler", "--skip-serve-logs"],
    "dag_processor": ["dag-processor"],
    "triggerer": ["triggerer", "--skip-serve-logs"],
}
PARALLEL_TASKS = 4  # best of 2, 4 and 8 on two cores


def home(settings: Settings) -> Path:
    return settings.home / "airflow"


def url(settings: Settings) -> str:
    return f"http://127.0.0.1:{settings.airflow_port}"


def password_file(settings: Settings) -> Path:
    return home(settings) / "simple_auth_manager_passwords.json.generated"


def environment(settings: Settings) -> dict[str, str]:
    """What every Airflow process needs to know; our own settings travel along."""
    database = settings.airflow_db.get_secret_value() if settings.airflow_db else postgres.address(settings)
    options = {
        "CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "CORE__PLUGINS_FOLDER": str(ROOT / "dags" / "plugins"),
        "CORE__LOAD_EXAMPLES": "False",
        "CORE__EXECUTOR": "LocalExecutor",
        "CORE__PARALLELISM": str(PARALLEL_TASKS),
        "CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "CORE__EXECUTION_API_SERVER_URL": f"{url(settings)}/execution/",
        "API__HOST": "127.0.0.1",
        "API__PORT": str(settings.airflow_port),
        "API__BASE_URL": url(settings),
        "API__WORKERS": "1",
        "DATABASE__SQL_ALCHEMY_CONN": database,
        "DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        "DAG_PROCESSOR__DAG_BUNDLE_STORAGE_PATH": str(home(settings) / "bundles"),
        "LOGGING__BASE_LOG_FOLDER": str(home(settings) / "logs"),
        "SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.5",
        "SCHEDULER__CATCHUP_BY_DEFAULT": "False",
        "CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "USAGE_DATA_COLLECTION__ENABLED": "False",
    }
    own = {key: value for key, value in os.environ.items() if key.startswith(PREFIX)}
    own |= {f"{PREFIX}HOME": str(settings.home)}
    return {"AIRFLOW_HOME": str(home(settings)), "PYTHONPATH": str(ROOT)} | own | {
        f"AIRFLOW__{key}": value for key, value in options.items()
    }  # fmt: skip


def services(settings: Settings) -> list[Service]:
    """Migration first, then api-server, scheduler, dag-processor and triggerer."""
    home(settings).mkdir(mode=0o700, parents=True, exist_ok=True)
    env = environment(settings)
    airflow = [sys.executable, "-m", "airflow"]
    migrate = Service(
        "airflow-migrate",
        [*airflow, "db", "migrate"],
        env=env,
        after=() if settings.airflow_db else ("postgres",),
        oneshot=True,
    )
    return [migrate] + [
        Service(
            f"airflow-{arguments[0]}",
            [*airflow, *arguments],
            env=env,
            after=("airflow-migrate",),
            ready=partial(_healthy, settings, component),
            stop_signal=signal.SIGINT,  # SIGTERM to the parent orphans the scheduler's children
        )
        for component, arguments in COMPONENTS.items()
    ]


def _healthy(settings: Settings, component: str) -> bool:
    try:
        answer = httpx2.get(f"{url(settings)}/api/v2/monitor/health", timeout=2.0)
        return bool(answer.json()[component]["status"] == "healthy")
    except (httpx2.HTTPError, ValueError, KeyError):
        return False


class Api:
    """Airflow's REST API, as the user `admin`. To be closed."""

    def __init__(self, settings: Settings) -> None:
        self._client = httpx2.Client(base_url=url(settings), timeout=30.0)
        password = json.loads(password_file(settings).read_text())[USER]
        token = self._call("POST", "/auth/token", json={"username": USER, "password": password})["access_token"]
        self._client.headers["Authorization"] = f"Bearer {token}"

    def close(self) -> None:
        self._client.close()

    def get(self, path: str, **params: Any) -> dict[str, Any]:
        return self._call("GET", f"/api/v2/{path}", params=params)

    def post(self, path: str, value: dict[str, Any]) -> dict[str, Any]:
        return self._call("POST", f"/api/v2/{path}", json=value)

    def patch(self, path: str, value: dict[str, Any]) -> dict[str, Any]:
        return self._call("PATCH", f"/api/v2/{path}", json=value)

    def _call(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        try:
            answer = self._client.request(method, path, **options)
        except httpx2.HTTPError as error:
            raise TransientError(f"Airflow at {self._client.base_url} does not answer: {error}. Is it up?") from error
        if answer.is_error:
            raise TerminalError(f"Airflow refused {method} {path}: {answer.status_code} {answer.text[:300]}")
        return dict(answer.json())
