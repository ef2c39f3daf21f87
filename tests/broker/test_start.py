"""Row 15: what cannot work is refused at the start, in words that say what to do."""

from __future__ import annotations

import gc
import importlib.util
import shutil
import socket
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from pipeline import topics
from pipeline.broker import EmbeddedKafka, Producer, jars
from pipeline.broker.clients import consumer
from pipeline.errors import PipelineError, TerminalError, TransientError
from pipeline.settings import ROOT, Settings, load
from tests.conftest import free_port_pair


@pytest.fixture(autouse=True)
def sockets_of_failed_attempts() -> Iterator[None]:
    """A client whose making fails leaves its sockets to the garbage collector: they are collected here."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def test_without_crc32c_neither_producer_nor_consumer_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "crc32c" else real(name))
    settings = Settings(home=tmp_path)
    with pytest.raises(PipelineError, match=r"crc32c is missing.*make setup") as producer:
        Producer(settings)
    with pytest.raises(PipelineError, match="crc32c is missing") as reader, consumer(settings):
        pass
    assert (producer.type, reader.type) == (TerminalError, TerminalError)


def test_an_unreachable_broker_is_told_with_its_address_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.topics.cluster.BOOTSTRAP_MS", 300)
    settings = Settings(home=tmp_path, kafka_bootstrap=f"127.0.0.1:{free_port_pair()}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # a client of kafka-python that finds no broker is not closed
        with pytest.raises(TransientError, match=r"127\.0\.0\.1:\d+ does not answer.*sitrep up"):
            Producer(settings)
        with pytest.raises(TransientError, match="SITREP_KAFKA_BOOTSTRAP"):
            topics.create(settings)
        gc.collect()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SITREP_KAFKA_PORT", "none", "SITREP_KAFKA_PORT"),
        ("SITREP_KAFKA_PRT", "9092", "Did you mean SITREP_KAFKA_PORT?"),
        ("SITREP_KAFKA_SECURITY_PROTOCOL", "TLS", "SITREP_KAFKA_SECURITY_PROTOCOL"),
        ("SITREP_KAFKA_SASL_MECHANISM", "MD5", "SITREP_KAFKA_SASL_MECHANISM"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(name: str, value: str, told: str) -> None:
    with pytest.raises(TerminalError, match=told.replace("?", r"\?")):
        load({name: value})


def test_a_certificate_that_does_not_exist_is_told(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, kafka_security_protocol="SSL", kafka_ssl_cafile=str(tmp_path / "none.pem"))
    with pytest.raises(TerminalError, match=r"SITREP_KAFKA_SSL_CAFILE names .*none\.pem, which is no file"):
        Producer(settings)


def test_a_port_in_use_is_told_with_the_setting_that_changes_it(tmp_path: Path) -> None:
    port = free_port_pair()
    for taken in (port, port + 1):
        with socket.socket() as other:
            other.bind(("127.0.0.1", taken))
            other.listen()
            with pytest.raises(TerminalError, match=rf"Port {taken} .*SITREP_KAFKA_PORT="):
                EmbeddedKafka(Settings(home=tmp_path, kafka_port=port)).prepare()


def test_a_jar_that_is_not_the_pinned_one_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = jars.ensure()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    shutil.copytree(cache, jars.cache_folder())
    bad = jars.pinned()[3]
    (jars.cache_folder() / bad.filename).write_bytes(b"something else")

    def tampered(_group: str, _artifact: str, _version: str, scratch: Path) -> Path:
        (scratch / "jar").write_bytes(b"tampered")
        return scratch / "jar"

    monkeypatch.setattr(jars, "_artifact", tampered)
    with pytest.raises(TerminalError, match="not the file that was pinned"):
        jars.ensure()


def test_jars_that_cannot_be_downloaded_are_told_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def offline(*_: object) -> Path:
        raise OSError("no network")

    monkeypatch.setattr(jars, "_artifact", offline)
    with pytest.raises(TransientError, match=r"by hand"):
        jars.ensure()


SASL = """\
listener.name.plaintext.sasl.enabled.mechanisms=PLAIN
sasl.enabled.mechanisms=PLAIN
listener.name.clients.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
user_reader="right";
"""


class GuardedKafka(EmbeddedKafka):
    """The same Kafka with a password on the clients' listener."""

    def prepare(self, progress: jars.Progress = lambda _: None) -> None:
        super().prepare(progress)
        text = self._properties.read_text()
        text = text.replace("PLAINTEXT://", "CLIENTS://")
        text += "listener.security.protocol.map=CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT\n"
        text += "inter.broker.listener.name=CLIENTS\nsasl.mechanism.inter.broker.protocol=PLAIN\n" + SASL
        self._properties.write_text(text)

    @property
    def command(self) -> list[str]:
        program = (
            "import sys; from tests.broker.test_start import GuardedKafka; from pipeline.settings import current\n"
            "k = GuardedKafka(current()); k.prepare(); k.become(int(sys.argv[1]))"
        )
        return [sys.executable, "-c", program]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    settings = Settings(
        home=tmp_path_factory.mktemp("guarded"),
        kafka_port=free_port_pair(),
        kafka_security_protocol="SASL_PLAINTEXT",
        kafka_sasl_mechanism="PLAIN",
        kafka_sasl_username="reader",
        kafka_sasl_password=SecretStr("right"),
    )
    with GuardedKafka(settings):
        yield settings


@pytest.mark.services
def test_credentials_that_are_right_let_in_and_wrong_ones_are_told_and_never_shown(
    guarded: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "articles.v1" in topics.create(guarded)
    monkeypatch.setattr("pipeline.topics.cluster.BOOTSTRAP_MS", 2000)
    wrong = guarded.model_copy(update={"kafka_sasl_password": SecretStr("secret-x")})
    with pytest.raises(PipelineError, match=r"refus\w+ the credentials.*SITREP_KAFKA_SASL_") as refused:
        topics.create(wrong)
    assert "secret-x" not in str(refused.value)
    with pytest.raises(PipelineError, match=r"refus\w+ the credentials"):
        Producer(wrong)
    with pytest.raises(PipelineError, match=r"refus\w+ the credentials"), consumer(wrong, group="g"):
        pass


def test_the_loader_says_so_when_its_topics_do_not_exist(kafka: EmbeddedKafka) -> None:
    from pipeline.broker.positions import topic_ids

    missing = [
        topics.Topic(**{**{f: getattr(topics.ARTICLES, f) for f in topics.Topic.__slots__}, "name": "nothing.v1"})
    ]
    with pytest.raises(TerminalError, match=r"no topic nothing\.v1\. `sitrep up` makes the topics"):
        topic_ids(kafka.settings, missing)


def test_a_consumer_program_that_is_refused_exits_with_1_and_no_traceback(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.broker"],
        cwd=ROOT,
        env={"SITREP_HOME": str(tmp_path), "SITREP_KAFKA_PORT": "0", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "SITREP_KAFKA_PORT" in done.stderr
    assert "Traceback" not in done.stderr
