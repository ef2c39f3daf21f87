"""Row 3: the broker killed, its connections reset, stalled or half-open: nothing is lost, all goes on within 60 s."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import topics
from pipeline.broker import EmbeddedKafka, jars
from pipeline.errors import TransientError
from pipeline.models import ArticleEvent
from pipeline.publish import publish
from pipeline.settings import Settings
from tests.broker.proxy import Proxy
from tests.broker.streams import ask, counted, read_all, running, wait_for
from tests.conftest import empty_topics, free_port_pair
from tests.topics.examples import article, outcome

pytestmark = pytest.mark.services

RECOVERY_SECONDS = 60


class ProxiedKafka(EmbeddedKafka):
    """A Kafka that tells its clients the port of the proxy."""

    def __init__(self, settings: Settings, proxy_port: int) -> None:
        super().__init__(settings)
        self._proxy_port = proxy_port

    def prepare(self, progress: jars.Progress = lambda _: None) -> None:
        super().prepare(progress)
        told = "advertised.listeners=PLAINTEXT://127.0.0.1:"
        text = self._properties.read_text()
        self._properties.write_text(text.replace(f"{told}{self.settings.kafka_port}", f"{told}{self._proxy_port}"))

    @property
    def command(self) -> list[str]:
        program = (
            "import sys; from tests.broker.test_faults import ProxiedKafka; from pipeline.settings import current\n"
            f"k = ProxiedKafka(current(), {self._proxy_port}); k.prepare(); k.become(int(sys.argv[1]))"
        )
        return [sys.executable, "-c", program]


@dataclass
class Line:
    """A broker, and the proxy that everybody has to go through."""

    kafka: ProxiedKafka
    proxy: Proxy
    settings: Settings

    def restart(self) -> None:
        self.kafka.kill()
        self.kafka.start()


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ProxiedKafka, Proxy]]:
    port = free_port_pair()
    home = tmp_path_factory.mktemp("proxied")
    with Proxy(port) as proxy, ProxiedKafka(Settings(home=home, kafka_port=port), proxy.port) as kafka:
        yield kafka, proxy


@pytest.fixture
def line(broker: tuple[ProxiedKafka, Proxy], tmp_path: Path) -> Line:
    """The one broker of this module, with empty topics."""
    kafka, proxy = broker
    settings = Settings(home=tmp_path, kafka_port=proxy.port)
    empty_topics(settings)
    return Line(kafka, proxy, settings)


FAULTS: dict[str, Callable[[Line], None]] = {
    "killed": Line.restart,
    "reset": lambda line: line.proxy.reset(),
    "stalled 10 s": lambda line: line.proxy.stall(10),
    "half-open": lambda line: line.proxy.half_open(),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_after_a_fault_everything_goes_on_within_a_minute_and_nothing_is_lost(line: Line, fault: str) -> None:
    events = [article(number) for number in range(1000)]
    with running("enrich", "store", settings=line.settings, slow="0.02") as (worker, loader):
        publish_until_done(line.settings, events[:500])
        wait_for(lambda: "read" in worker.said and line.settings.snapshot.exists(), 60, lambda: worker.said)
        FAULTS[fault](line)
        begun = time.monotonic()
        publish_until_done(line.settings, events[500:])
        wait_for(
            lambda: counted(line.settings, "articles") >= 1000 and counted(line.settings, "fetches") >= 1000,
            RECOVERY_SECONDS + 30,
            lambda: worker.said[-3000:] + loader.said[-3000:],
        )
        assert time.monotonic() - begun < RECOVERY_SECONDS
        assert [process.process.poll() for process in (worker, loader)] == [None, None]
    assert ask(line.settings, "SELECT balanced, events_stored FROM reconciliation") == [(True, 1000)]


def publish_until_done(settings: Settings, events: list[ArticleEvent]) -> None:
    """Publish as a task is retried: again, with the same events, as long as it says that it failed."""
    for _ in range(5):
        try:
            publish(settings, events, [outcome(event) for event in events])
        except TransientError:
            continue
        return
    raise AssertionError("publish failed five times")


def test_publish_fails_if_a_record_was_not_acknowledged_and_says_how_many(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.broker.clients.DELIVERY_MS", 4000)
    monkeypatch.setattr("pipeline.broker.clients.REQUEST_MS", 1000)
    events = [article(number) for number in range(100)]

    def dying() -> Iterator[ArticleEvent]:
        for number, event in enumerate(events):
            if number == 50:
                line.kafka.kill()
            yield event

    with pytest.raises(TransientError, match=r"of 100 records were not acknowledged.*send them again"):
        publish(line.settings, dying(), [])
    line.kafka.start()
    publish(line.settings, events, [])
    sent = {topics.decode(record).event.event_id for record in read_all(line.settings, topics.ARTICLES)}
    assert sent == {event.event_id for event in events}
