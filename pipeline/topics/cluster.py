"""How the brokers are reached, and the topics made on them.

Reads the settings; writes the topics of a cluster.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
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


@contextmanager
def in_words(settings: Settings) -> Iterator[None]:
    """Turn the client's errors about reaching the brokers into ours, which say what to do."""
    try:
        yield
    except SaslAuthenticationFailedError as error:
        raise TerminalError(
            f"Kafka at {settings.bootstrap} refused the credentials: {error}. "
            "Check SITREP_KAFKA_SASL_USERNAME and SITREP_KAFKA_SASL_PASSWORD."
        ) from error
    except (KafkaConfigurationError, AssertionError, FileNotFoundError) as error:
        raise TerminalError(f"The Kafka settings do not work: {error}. Check SITREP_KAFKA_*.") from error
    except KafkaError as error:
        raise TransientError(
            f"Kafka at {settings.bootstrap} does not answer: {error}. "
            "Start it (`sitrep up`) or name your own in SITREP_KAFKA_BOOTSTRAP."
        ) from error


@contextmanager
def admin(settings: Settings) -> Iterator[Any]:
    """An admin client; its errors in words."""
    with in_words(settings):
        client = KafkaAdminClient(**connection(settings))
        try:
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
