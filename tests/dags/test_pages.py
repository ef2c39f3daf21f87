"""The reports inside Airflow: in the navigation, on a tab of each DAG, on a card of the home page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline import digest
from pipeline.digest import quality
from pipeline.settings import ROOT
from tests.digest import day

PATHS = ("/latest", "/card.json", "/card.js")


def ask(home: Path, *paths: str) -> dict[str, Any]:
    """What the pages answer, and where Airflow shows them."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("ask_pages.py")), *paths],
        env=os.environ | {"AIRFLOW_HOME": str(home / "airflow"), "PYTHONPATH": str(ROOT), "SITREP_HOME": str(home),
                          "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
                          "AIRFLOW__CORE__PLUGINS_FOLDER": str(ROOT / "dags" / "plugins")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """With one report."""
    home = tmp_path_factory.mktemp("home")
    connection = day.empty(home / "snapshot.duckdb")
    day.fill(connection)
    day.publish(connection)
    digest.write(digest.build(home / "snapshot.duckdb", day.DAY), home / "digests")
    quality.write(home / "snapshot.duckdb", home / "digests")
    return ask(home, *PATHS, "/quality/", f"/{day.DAY}.html")


def test_airflow_shows_the_reports_in_three_places(asked: dict[str, Any]) -> None:
    views = {view["href"]: view["destination"] for view in asked["views"]}
    assert views["/sitrep/"] == "nav"
    assert views["/sitrep/latest"] == "dag"
    assert views["/sitrep/quality/"] == "nav"
    assert "Quality of the data" in asked["answers"]["/quality/"]["text"]
    assert [(app["bundle_url"], app["destination"]) for app in asked["apps"]] == [("/sitrep/card.js", "dashboard")]


def test_the_tab_of_a_dag_leads_to_the_newest_report(asked: dict[str, Any]) -> None:
    answer = asked["answers"]["/latest"]
    assert (answer["status"], answer["headers"]["location"]) == (307, f"/sitrep/{day.DAY}.html")
    assert asked["answers"][f"/{day.DAY}.html"]["status"] == 200


def test_the_card_says_what_was_disputed_and_who_was_silent(asked: dict[str, Any]) -> None:
    told = json.loads(asked["answers"]["/card.json"]["text"])
    assert told["day"] == str(day.DAY)
    assert told["disputed"] == len(told["disagreements"])
    assert told["disagreements"][0] == "Russian troops killed in Makiivka"
    assert told["silent"] == []
    assert "globalThis.AirflowPlugin" in asked["answers"]["/card.js"]["text"]


def test_every_answer_is_kept_to_itself(asked: dict[str, Any]) -> None:
    """Nothing that a source wrote may act as Airflow's user."""
    for answer in asked["answers"].values():
        assert answer["headers"]["content-security-policy"].startswith("sandbox ")
        assert "allow-same-origin" not in answer["headers"]["content-security-policy"]
        assert answer["headers"]["x-content-type-options"] == "nosniff"


def test_without_a_report_both_say_so(tmp_path: Path) -> None:
    answers = ask(tmp_path, "/latest", "/card.json")["answers"]
    assert answers["/latest"]["text"] == "No report has been built yet."
    assert json.loads(answers["/card.json"]["text"]) == {"day": None}
