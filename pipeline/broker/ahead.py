"""Batches made ready in other processes, some ahead of the loader, and taken in the order of their coming.

Reads nothing, writes nothing. What costs the loader most is Python (decoding, checking, making rows), and one process
runs Python on one core only; the database, which has one owner, stays with the loader.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from logging.handlers import QueueHandler, QueueListener
from multiprocessing import connection
from typing import Any, Generic, NamedTuple, Self, TypeVar

from pipeline.models import Positions
from pipeline.topics import Record

T = TypeVar("T")

# Processes that make batches ready: measured per article, making it ready takes 0.86 ms and what the loader does with
# it 0.42, so that two workers are just ahead.
WORKERS = 2
# Batches in hand: one for each worker, and one that is ready while the loader stores the one before.
DEPTH = WORKERS + 1


class InHand(NamedTuple, Generic[T]):
    """A batch on its way."""

    records: list[Record]
    positions: Positions
    made: Future[T]


class Ahead(Generic[T]):
    """A queue of at most DEPTH batches, each made ready by `make(records)` in a worker. A context manager.

    `make` is a function of a module; `preload` are modules that the workers import once for all of them. An exception
    in a worker, or its death, is raised where the batch is taken. The workers end with this process, however it ends.
    """

    def __init__(self, make: Callable[[list[Record]], T], preload: Sequence[str]) -> None:
        self._make = make
        self._queue: deque[InHand[T]] = deque()
        # Forked from a server without threads: a fork of this process would take over locks of its threads.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(preload))
        told: Any = context.Queue()
        self._listener = QueueListener(told, _Here())
        level = logging.getLogger("sitrep").getEffectiveLevel()
        self._pool = ProcessPoolExecutor(WORKERS, mp_context=context, initializer=_begin, initargs=(told, level))

    def __enter__(self) -> Self:
        self._listener.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._listener.stop()

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def full(self) -> bool:
        return len(self._queue) >= DEPTH

    @property
    def records(self) -> int:
        """Records in hand."""
        return sum(len(each.records) for each in self._queue)

    def add(self, records: list[Record], positions: Positions) -> None:
        """Have a batch made ready."""
        self._queue.append(InHand(records, positions, self._pool.submit(_call, self._make, records)))

    def take(self) -> InHand[T]:
        """The oldest batch, when it is ready."""
        oldest = self._queue.popleft()
        oldest.made.result()
        return oldest


class _Here(logging.Handler):
    """What a worker logs is logged here."""

    def emit(self, record: logging.LogRecord) -> None:
        logging.getLogger(record.name).handle(record)


def _call(make: Callable[[list[Record]], T], records: list[Record]) -> T:
    try:
        return make(records)
    finally:
        gc.collect()


def _begin(told: Any, level: int) -> None:
    """A worker begins: it ends with the loader and not before, and logs through it."""
    for number in (signal.SIGINT, signal.SIGTERM):  # sent to the whole group; the loader still needs its batches
        signal.signal(number, signal.SIG_IGN)
    gc.disable()  # events have no cycles: looking for some while they are made costs a tenth; once a batch is enough
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()
    logging.getLogger().addHandler(QueueHandler(told))
    logging.getLogger("sitrep").setLevel(level)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
    os._exit(1)
