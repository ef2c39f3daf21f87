"""Settings: what is wrong is refused, with the name of what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import TerminalError
from pipeline.settings import Settings, load


def test_defaults_lie_below_one_home_folder(tmp_path: Path) -> None:
    settings = load({"SITREP_HOME": str(tmp_path)})
    assert settings.snapshot.is_relative_to(tmp_path)
    assert settings.live_database.is_relative_to(tmp_path)
    assert settings.digests.is_relative_to(tmp_path)
    assert settings.landing_url == (tmp_path / "landing").as_uri()


@pytest.mark.parametrize(
    ("variable", "hint"),
    [("SITREP_HOEM", "SITREP_HOME"), ("SITREP_KAFKA_PROT", "SITREP_KAFKA_PORT"), ("SITREP_ZZZ", "sitrep settings")],
)
def test_an_unknown_variable_is_refused_with_the_right_name(variable: str, hint: str) -> None:
    with pytest.raises(TerminalError, match=hint):
        load({variable: "1"})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SITREP_KAFKA_PORT", "70000"),
        ("SITREP_KAFKA_PORT", "nine"),
        ("SITREP_DAY_TIMEZONE", "Kiev/Nowhere"),
        ("SITREP_SNAPSHOT_SECONDS", "0"),
        ("SITREP_KAFKA_SECURITY_PROTOCOL", "TLS"),
    ],
)
def test_a_wrong_value_is_refused_with_the_name_of_its_setting(variable: str, value: str) -> None:
    with pytest.raises(TerminalError, match=variable):
        load({variable: value})


def test_a_refused_secret_is_not_repeated() -> None:
    with pytest.raises(TerminalError) as caught:
        load({"SITREP_KAFKA_SASL_PASSWORD": "hunter2", "SITREP_KAFKA_PORT": "x"})
    assert "hunter2" not in str(caught.value)


def test_the_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    file = tmp_path / "sitrep.toml"
    file.write_text("kafka_port = 1000\nairflow_port = 2000\n")
    settings = load({"SITREP_CONFIG": str(file), "SITREP_AIRFLOW_PORT": "3000"})
    assert (settings.kafka_port, settings.airflow_port) == (1000, 3000)


@pytest.mark.parametrize("content", ["kafka_prot = 1\n", "kafka_port = \n", 'kafka_port = "x"\n'])
def test_a_wrong_file_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "sitrep.toml"
    file.write_text(content)
    with pytest.raises(TerminalError):
        load({"SITREP_CONFIG": str(file)})


def test_a_named_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TerminalError, match="does not exist"):
        load({"SITREP_CONFIG": str(tmp_path / "none.toml")})


def test_every_setting_says_what_it_means() -> None:
    undocumented = [name for name, field in Settings.model_fields.items() if not field.description]
    assert undocumented == []
