"""The broker: an embedded Kafka, clients for it or for the user's own, and the consumer loops.

Reads the settings; writes topics, and `kafka/` below the home folder.
"""

from pipeline.broker.clients import Producer, send_all
from pipeline.broker.embedded import EmbeddedKafka
from pipeline.broker.loop import Batch, decoded, run_assigned, run_group, until_signal

__all__ = ["Batch", "EmbeddedKafka", "Producer", "decoded", "run_assigned", "run_group", "send_all", "until_signal"]
