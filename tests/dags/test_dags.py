"""The DAGs load in the real Airflow, and their graphs are what the pages say."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.settings import ROOT

STAGES = ["fetch", "extract", "normalize", "publish"]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("airflow")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("describe.py")), str(ROOT / "dags")],
        env=os.environ | {"AIRFLOW_HOME": str(home), "PYTHONPATH": str(ROOT), "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
                          "SITREP_HOME": str(home / "var")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def test_every_dag_loads(loaded: dict[str, Any]) -> None:
    assert loaded["errors"] == {}
    assert set(loaded["dags"]) == {"ingest_news", "refill_days", "build_digest", "prune"}


def test_every_dag_and_task_is_documented(loaded: dict[str, Any]) -> None:
    silent = [dag_id for dag_id, dag in loaded["dags"].items() if not dag["doc"]]
    for dag_id, dag in loaded["dags"].items():
        silent += [f"{dag_id}.{task_id}" for task_id, task in dag["tasks"].items() if not task["doc"]]
    assert silent == []


@pytest.mark.parametrize("dag_id", ["ingest_news", "refill_days"])
def test_the_stages_follow_each_other_and_one_task_announces(loaded: dict[str, Any], dag_id: str) -> None:
    tasks = loaded["dags"][dag_id]["tasks"]
    for before, after in itertools.pairwise(STAGES):
        assert f"read_source.{before}" in tasks[f"read_source.{after}"]["upstream"]
    assert "read_source.publish" in tasks["announce"]["upstream"]


def test_nothing_runs_for_the_past_by_itself(loaded: dict[str, Any]) -> None:
    assert [dag_id for dag_id, dag in loaded["dags"].items() if dag["catchup"]] == []


def test_one_run_at_a_time_reads_the_sources(loaded: dict[str, Any]) -> None:
    assert loaded["dags"]["ingest_news"]["max_active_runs"] == 1
    assert loaded["dags"]["refill_days"]["max_active_runs"] == 1


def test_every_task_is_retried(loaded: dict[str, Any]) -> None:
    lazy = [
        f"{dag_id}.{task_id}"
        for dag_id, dag in loaded["dags"].items()
        for task_id, task in dag["tasks"].items()
        if not task["retries"]
    ]
    assert lazy == []
