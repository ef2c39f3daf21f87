"""`python -m pipeline.broker [PARENT_PID]`: prepares the embedded Kafka and becomes it; ends when its parent does.

Reads the settings; writes `kafka/` below the home folder.
"""

import logging
import sys

from pipeline.broker.embedded import EmbeddedKafka
from pipeline.errors import PipelineError
from pipeline.settings import current

log = logging.getLogger("sitrep.broker")


def main(arguments: list[str]) -> None:
    """Prepare the Kafka of the current settings and become it."""
    try:
        kafka = EmbeddedKafka(current())
        kafka.prepare(lambda line: log.info("%s", line))
        kafka.become(int(arguments[0]) if arguments else None)
    except PipelineError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(sys.argv[1:])
