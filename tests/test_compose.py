"""docker-compose.yml against the Compose specification, our settings, Airflow's options and our own rules of safety.

Reads docker-compose.yml and tests/data/compose-spec.json; writes nothing. No container engine is needed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import typer
import yaml

from pipeline import topics
from pipeline.cli import app
from pipeline.settings import PREFIX, ROOT, Settings

Compose = dict[str, Any]

FILE = ROOT / "docker-compose.yml"
SPECIFICATION = Path(__file__).parent / "data" / "compose-spec.json"
# A variable that compose itself refuses to leave empty.
REQUIRED = re.compile(r"\$\{[A-Z_]+:\?[^}]+\}")
SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|_KEY$|_CONN$")
AIRFLOW_COMPONENTS = {"api-server", "scheduler", "dag-processor", "triggerer"}


@pytest.fixture(scope="module")
def compose() -> Compose:
    read: Compose = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def environment(compose: Compose) -> Iterator[tuple[str, str, str]]:
    """Every variable: service, name, value."""
    for service, declared in compose["services"].items():
        for name, value in declared.get("environment", {}).items():
            yield service, name, value


def commands(compose: Compose) -> dict[str, list[str]]:
    return {name: service["command"] for name, service in compose["services"].items() if "command" in service}


def exposed_secrets(compose: Compose) -> list[str]:
    """Variables that hold a secret, or an address with a password, which does not come from outside the file."""
    found = []
    for service, name, value in environment(compose):
        password = re.search(r"://[^:/@]*:(.*)@", value)
        if password and not REQUIRED.fullmatch(password[1]):
            found.append(f"{service}: {name} holds a password")
        elif not password and SECRET.search(name) and not REQUIRED.fullmatch(value):
            found.append(f"{service}: {name} is written out, or may be left empty")
    return found


def open_ports(compose: Compose) -> list[str]:
    """Published ports that can be reached from other machines."""
    services = compose["services"].items()
    return [
        f"{name}: {port}"
        for name, service in services
        for port in service.get("ports", [])
        if not (isinstance(port, str) and port.startswith("127.0.0.1:"))
    ]


def test_the_file_is_valid_by_the_compose_specification(compose: Compose) -> None:
    validator = jsonschema_rs.validator_for(json.loads(SPECIFICATION.read_text(encoding="utf-8")))
    assert [f"{list(error.instance_path)}: {error.message}" for error in validator.iter_errors(compose)] == []
    wrong = deepcopy(compose)
    wrong["services"]["store"]["comand"] = ["sitrep"]
    assert not validator.is_valid(wrong)


def test_every_variable_of_ours_is_a_setting(compose: Compose) -> None:
    ours = {name for _, name, _ in environment(compose) if name.startswith(PREFIX)}
    assert ours
    assert ours <= {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}


def test_the_values_of_our_variables_are_accepted(compose: Compose) -> None:
    for service in compose["services"]:
        given = {name: value for each, name, value in environment(compose) if each == service}
        Settings(**{n.removeprefix(PREFIX).lower(): v for n, v in given.items() if n.startswith(PREFIX)})


def test_every_airflow_variable_is_an_option_of_airflow(compose: Compose, tmp_path: Path) -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "airflow", "config", "list", "--defaults", "--include-env-vars"],
        env=os.environ | {"AIRFLOW_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    options = set(re.findall(r"AIRFLOW__[A-Z_]+", listed))
    used = {name for _, name, _ in environment(compose) if name.startswith("AIRFLOW__")}
    assert len(options) > 100
    assert used
    assert used <= options


def test_no_secret_stands_in_the_file(compose: Compose) -> None:
    assert exposed_secrets(compose) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("POSTGRES_PASSWORD", "hunter2"),
        ("POSTGRES_PASSWORD", "${POSTGRES_PASSWORD:-hunter2}"),
        ("AIRFLOW__CORE__FERNET_KEY", ""),
        ("DATABASE_URL", "postgresql://airflow:hunter2@postgres/airflow"),
    ],
)
def test_a_secret_that_did_would_be_found(compose: Compose, name: str, value: str) -> None:
    careless = deepcopy(compose)
    careless["services"]["postgres"]["environment"][name] = value
    assert exposed_secrets(careless)


def test_every_published_port_is_bound_to_loopback(compose: Compose) -> None:
    assert open_ports(compose) == []
    assert any("ports" in service for service in compose["services"].values())
    careless = deepcopy(compose)
    careless["services"]["kafka"]["ports"] = ["9092:9092"]
    assert open_ports(careless) == ["kafka: 9092:9092"]


def test_all_of_airflow_both_consumers_and_two_enrich_workers_are_there(compose: Compose) -> None:
    run = commands(compose)
    assert {command[1] for command in run.values() if command[0] == "airflow"} >= AIRFLOW_COMPONENTS
    consumers = {command[2]: name for name, command in run.items() if command[:2] == ["sitrep", "consume"]}
    assert consumers.keys() == {"enrich", "store"}
    services = compose["services"]
    assert services[consumers["enrich"]]["deploy"]["replicas"] == 2
    assert services[consumers["store"]].get("deploy", {}).get("replicas", 1) == 1


def test_every_command_of_ours_exists(compose: Compose) -> None:
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    ours = [command[1] for command in commands(compose).values() if command[0] == "sitrep"]
    assert set(ours) <= known.keys()
    assert "topics" in ours


def test_whatever_a_service_names_is_declared(compose: Compose) -> None:
    for name, service in compose["services"].items():
        assert service.get("depends_on", {}).keys() <= compose["services"].keys(), name
        volumes = {volume.partition(":")[0] for volume in service.get("volumes", [])}
        assert volumes <= compose["volumes"].keys(), name


def test_whatever_keeps_state_keeps_it_in_a_volume_and_says_when_it_is_healthy(compose: Compose) -> None:
    lasting = {name: each for name, each in compose["services"].items() if each.get("restart") != "no"}
    for name, service in lasting.items():
        assert service.get("volumes"), name
    assert {name for name, service in lasting.items() if "healthcheck" not in service} == {"enrich"}


def test_kafka_takes_the_longest_record(compose: Compose) -> None:
    given = compose["services"]["kafka"]["environment"]
    assert int(given["KAFKA_MESSAGE_MAX_BYTES"]) == topics.MAX_RECORD_BYTES
    assert int(given["KAFKA_REPLICA_FETCH_MAX_BYTES"]) == topics.MAX_RECORD_BYTES
