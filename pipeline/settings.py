"""Every setting, typed and documented. Environment variables `SITREP_*` win over the optional TOML file.

Reads the environment and the file named by SITREP_CONFIG (default `sitrep.toml`); writes nothing.
An unknown or wrong setting is refused with the name of the right one.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from pipeline.errors import TerminalError

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "SITREP_"


def _absolute(path: Path) -> Path:
    return path.expanduser().resolve()


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError) as error:
        raise ValueError(f"{name!r} is no time zone; use a name such as Europe/Kyiv or UTC") from error
    return name


Port = Annotated[int, Field(ge=1, le=65535)]
Folder = Annotated[Path, AfterValidator(_absolute)]


class Settings(BaseModel):
    """The settings of one installation; `load()` makes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    home: Folder = Field(Path("var"), description="The folder that holds all state.")
    sources: str = Field(
        str(ROOT / "pipeline" / "sources" / "real.toml"),
        description=f"Files that declare sources, separated by `{os.pathsep}`.",
    )
    landing: str | None = Field(
        None, description="Where raw pages are kept, as an fsspec address. Default: `landing` below the home folder."
    )
    day_timezone: Annotated[str, AfterValidator(_timezone)] = Field(
        "Europe/Kyiv", description="The time zone whose days the digests are for."
    )

    kafka_bootstrap: str | None = Field(
        None, description="Brokers of your own Kafka (`host:port,…`). Unset: sitrep runs one of its own on loopback."
    )
    kafka_port: Port = Field(9092, description="Port of the embedded Kafka; the next one is its controller's.")
    kafka_security_protocol: str = Field(
        "PLAINTEXT", pattern="^(PLAINTEXT|SSL|SASL_PLAINTEXT|SASL_SSL)$", description="For your own Kafka."
    )
    kafka_sasl_mechanism: str | None = Field(
        None, pattern="^(PLAIN|SCRAM-SHA-256|SCRAM-SHA-512|GSSAPI|OAUTHBEARER)$", description="For your own Kafka."
    )
    kafka_sasl_username: str | None = Field(None, description="For your own Kafka.")
    kafka_sasl_password: SecretStr | None = Field(None, description="For your own Kafka; never logged.")
    kafka_ssl_cafile: str | None = Field(None, description="CA certificates for your own Kafka (PEM file).")
    kafka_ssl_certfile: str | None = Field(None, description="Client certificate for your own Kafka (PEM file).")
    kafka_ssl_keyfile: str | None = Field(None, description="Client key for your own Kafka (PEM file).")
    kafka_replication: int = Field(1, ge=1, description="Replication factor of topics that sitrep creates.")
    topic_days_articles: int = Field(
        365, ge=0, description="Days that records of articles, claims and digests stay on their topics; 0 keeps them."
    )
    topic_days_fetches: int = Field(
        90, ge=0, description="Days that outcomes of URLs stay on their topic; 0 keeps them."
    )

    airflow_port: Port = Field(8080, description="Port of the Airflow UI and of the digest pages.")
    airflow_db: SecretStr | None = Field(
        None, description="SQLAlchemy address of your own Airflow database. Unset: an embedded PostgreSQL."
    )
    corpus_port: Port = Field(8100, description="Port on loopback from which the demo serves its corpus.")
    ingest_schedule: str = Field(
        "*/30 * * * *", description="When `ingest_news` runs, as a cron expression; empty: only when it is triggered."
    )
    enrich_workers: int = Field(1, ge=1, le=64, description="Enrich workers that `sitrep up` starts.")

    snapshot_seconds: float = Field(
        5.0,
        gt=0,
        description="Longest age of the snapshot while records flow, in seconds (ten times a publish, if longer).",
    )
    parquet: bool = Field(
        True, description="Write Parquet files, one per table and day, beside the snapshot, for other tools."
    )
    announce_timeout_seconds: float = Field(
        900.0, gt=0, description="How long an ingest run waits until all it published is in the snapshot."
    )

    keep_landing_days: int = Field(
        400,
        ge=0,
        description="Days that raw pages stay in the landing zone once they are final in the snapshot; 0 keeps them.",
    )
    keep_run_days: int = Field(
        30, ge=0, description="Days that the journals and manifests of ingest runs stay; 0 keeps them."
    )
    keep_snapshots: int = Field(
        3, ge=0, description="Old snapshots that are kept, the last one of each day (UTC); 0 keeps none."
    )
    keep_edition_days: int = Field(
        0,
        ge=0,
        description="Days that a superseded edition stays; the first and newest of a day do anyway; 0 keeps all.",
    )

    user_agent_contact: str = Field(
        "mailto:operator@localhost", description="How site owners can reach you; it stands in the user agent."
    )
    fetch_interval_seconds: float = Field(5.0, ge=0, description="Least time between two requests to one host.")
    fetch_timeout_seconds: float = Field(30.0, gt=0, description="Most time for one page, in total.")
    fetch_max_bytes: int = Field(5 * 2**20, gt=0, description="Most bytes of one page, decompressed.")

    @property
    def landing_url(self) -> str:
        return self.landing or (self.home / "landing").as_uri()

    @property
    def source_files(self) -> list[Path]:
        return [Path(name).expanduser().resolve() for name in self.sources.split(os.pathsep) if name]

    @property
    def live_database(self) -> Path:
        """Only the loader opens it."""
        return self.home / "live" / "sitrep.duckdb"

    @property
    def snapshot(self) -> Path:
        """What everybody else reads."""
        return self.home / "snapshot.duckdb"

    @property
    def old_snapshots(self) -> Path:
        """The last snapshot of each of the days before."""
        return self.home / "snapshots"

    @property
    def parquet_folder(self) -> Path:
        """The tables as files, one per day."""
        return self.home / "parquet"

    @property
    def digests(self) -> Path:
        return self.home / "digests"

    @property
    def bootstrap(self) -> str:
        return self.kafka_bootstrap or f"127.0.0.1:{self.kafka_port}"


def load(environ: dict[str, str] | None = None) -> Settings:
    """Settings from the environment over the TOML file. Raises TerminalError that names what is wrong."""
    env = dict(os.environ) if environ is None else environ
    given = {key[len(PREFIX) :].lower(): value for key, value in env.items() if key.startswith(PREFIX)}
    config = Path(given.pop("config", "sitrep.toml"))
    if f"{PREFIX}CONFIG" in env and not config.exists():
        raise TerminalError(f"{PREFIX}CONFIG names {config}, which does not exist. Create it or unset the variable.")
    values: dict[str, Any] = _read_toml(config) if config.exists() else {}
    for name in values:
        _refuse_unknown(name, f"{config}: {name}", name)
    for name in given:
        _refuse_unknown(name, f"environment variable {PREFIX}{name.upper()}", f"{PREFIX}{name.upper()}")
    try:
        return Settings(**(values | given))
    except ValidationError as error:
        found = error.errors(include_input=False)
        lines = [f"{PREFIX}{'.'.join(map(str, each['loc'])).upper()}: {each['msg']}" for each in found]
        raise TerminalError("Wrong settings:\n  " + "\n  ".join(lines)) from None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TerminalError(f"{path} is not valid TOML: {error}") from error


def _refuse_unknown(name: str, where: str, shown: str) -> None:
    if name in Settings.model_fields:
        return
    near = difflib.get_close_matches(name, Settings.model_fields, n=1, cutoff=0.4)
    style = str.upper if shown.startswith(PREFIX) else str
    prefix = PREFIX if shown.startswith(PREFIX) else ""
    hint = f" Did you mean {prefix}{style(near[0])}?" if near else " `sitrep settings` lists them all."
    raise TerminalError(f"Unknown setting: {where}.{hint}")


@lru_cache(maxsize=1)
def current() -> Settings:
    """The settings of this process, read once."""
    return load()
