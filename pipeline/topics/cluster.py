"""How the brokers are reached, and the topics made on them.

Reads the settings; writes the topics of a cluster.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import KafkaConfigurationError, KafkaError, SaslAuthenticationFailedError, TopicAlreadyExistsError

from pipeline.errors import TerminalError, TransientError
from pipeline.settings import Settings
from pipeline.topics.declaration import ALL, MAX_RECORD_BYTES, Topic

log = logging.getLogger("sitrep.topics")
logging.getLogger("kafka").setLevel(logging.WARNING)  # it reports every connection at INFO

# Milliseconds to find a broker at start: a local one answers in 30, one across the world in 500; a broker that
# restarts is the business of whoever retries.
BOOTSTRAP_MS = 10_000


def connection(settings: Settings) -> dict[str, Any]:
    """The keyword arguments with which every client of kafka-python reaches the brokers of the settings."""
    for name in ("kafka_ssl_cafile", "kafka_ssl_certfile", "kafka_ssl_keyfile"):
        file = getattr(settings, name)
        if file and not Path(file).is_file():
            raise TerminalError(f"SITREP_{name.upper()} names {file}, which is no file.")
    given = {
        "security_protocol": settings.kafka_security_protocol,
        "sasl_mechanism": settings.kafka_sasl_mechanism,
        "sasl_plain_username": settings.kafka_sasl_username,
        "sasl_plain_password": settings.kafka_sasl_password and settings.kafka_sasl_password.get_secret_value(),
        "ssl_cafile": settings.kafka_ssl_cafile,
        "ssl_certfile": settings.kafka_ssl_certfile,
        "ssl_keyfile": settings.kafka_ssl_keyfile,
    }
    return {
        "bootstrap_servers": settings.bootstrap.split(","),
        "bootstrap_timeout_ms": BOOTSTRAP_MS,
        "client_id": "sitrep",
        **{name: value for name, value in given.items() if value is not None},
    }


class _Reasons(logging.Handler):
    """Collects why connections failed: the client tells its log, and raises nothing but a time-out in the end."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[Exception] = []

    def emit(self, record: logging.LogRecord) -> None:
        arguments = record.args if isinstance(record.args, tuple) else ()
        self.errors += [argument for argument in arguments if isinstance(argument, Exception)]


@contextmanager
def connecting(settings: Settings) -> Iterator[None]:
    """Around the making of a client: what goes wrong is raised once, in words, and not logged at every attempt."""
    reasons, logger = _Reasons(), logging.getLogger("kafka.net")
    logger.addHandler(reasons)
    logger.propagate = False
    try:
        yield
    except (KafkaConfigurationError, AssertionError, OSError, ValueError) as error:
        raise TerminalError(f"The Kafka settings do not work: {error}. Check SITREP_KAFKA_*.") from error
    except KafkaError as error:
        raise _why(settings, [*reasons.errors, error]) from error
    finally:
        logger.propagate = True
        logger.removeHandler(reasons)


def _why(settings: Settings, errors: list[Exception]) -> TerminalError | TransientError:
    """The first error that a person can act on, of all that were met."""
    for error in errors:
        if isinstance(error, SaslAuthenticationFailedError):
            return TerminalError(
                f"Kafka at {settings.bootstrap} refused the credentials: {error}. "
                "Check SITREP_KAFKA_SASL_USERNAME and SITREP_KAFKA_SASL_PASSWORD."
            )
        if isinstance(error, ssl.SSLError):
            return TerminalError(
                f"Kafka at {settings.bootstrap} and sitrep do not agree on TLS: {error}. "
                "Check SITREP_KAFKA_SECURITY_PROTOCOL and SITREP_KAFKA_SSL_*."
            )
    guarded = settings.kafka_security_protocol != "PLAINTEXT"
    hint = " It may be refusing the credentials without a word: check SITREP_KAFKA_SASL_* and SITREP_KAFKA_SSL_*."
    return TransientError(
        f"Kafka at {settings.bootstrap} does not answer: {errors[0]}. Start it (`sitrep up`) or name your own in "
        f"SITREP_KAFKA_BOOTSTRAP.{hint if guarded else ''}"
    )


@contextmanager
def in_words(settings: Settings) -> Iterator[None]:
    """Turn the errors of a client at work into ours, which say what to do."""
    try:
        yield
    except KafkaError as error:
        raise _why(settings, [error]) from error


@contextmanager
def admin(settings: Settings) -> Iterator[Any]:
    """An admin client; its errors in words."""
    with connecting(settings):
        client = KafkaAdminClient(**connection(settings))
    try:
        with in_words(settings):
            yield client
    finally:
        client.close()


def create(settings: Settings) -> list[str]:
    """Make every declared topic that is missing and set the declared limits on those that are there.

    Returns the names of those made. Any number of processes may do it at once.
    """
    with admin(settings) as client:
        told = client.describe_topics([topic.name for topic in ALL])
        there = {found["name"]: found for found in told if not found["error_code"]}
        made = [topic for topic in ALL if topic.name not in there and _make(client, topic, settings)]
        kept = [topic for topic in ALL if topic.name in there]
        limits = [ConfigResource(ConfigResourceType.TOPIC, t.name, configs=_limits(t, settings)) for t in kept]
        if limits:
            client.alter_configs(limits)
    for topic in kept:
        if (partitions := len(there[topic.name]["partitions"])) < topic.partitions:
            log.warning("topic %s has %d partitions, %d are declared", topic.name, partitions, topic.partitions)
    log.info("topics: %d made, %d there", len(made), len(ALL) - len(made))
    return [topic.name for topic in made]


def _make(client: Any, topic: Topic, settings: Settings) -> bool:
    wanted = {
        "num_partitions": topic.partitions,
        "replication_factor": settings.kafka_replication,
        "configs": _limits(topic, settings),
    }
    try:
        client.create_topics({topic.name: wanted}, wait_for_metadata=True)
    except TopicAlreadyExistsError:  # another process was quicker
        return False
    return True


def _limits(topic: Topic, settings: Settings) -> dict[str, str]:
    days: int = getattr(settings, topic.retention)
    retention_ms = int(timedelta(days=days).total_seconds() * 1000) if days else -1
    return {"retention.ms": str(retention_ms), "max.message.bytes": str(MAX_RECORD_BYTES), "cleanup.policy": "delete"}
