"""A bridge: what a coroutine produces on its own event loop, as a plain iterator.

Reads nothing, writes nothing. The loop runs in a thread of its own, so that deadlines and politeness keep their time
while the caller is busy with what it was given.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any, TypeVar

T = TypeVar("T")
Emit = Callable[[T], Awaitable[None]]


def stream(produce: Callable[[Emit[T]], Coroutine[Any, Any, None]], ahead: int) -> Iterator[T]:
    """Yields what `produce` emits, in order; at most `ahead` items wait. An exception of `produce` is raised here.

    If the caller stops early, `produce` is cancelled, and this returns when its thread has ended.
    """
    items: queue.SimpleQueue[T | _End] = queue.SimpleQueue()
    room = asyncio.Semaphore(ahead)
    loop = asyncio.new_event_loop()

    async def emit(item: T) -> None:
        await room.acquire()
        items.put(item)

    task = loop.create_task(produce(emit))
    thread = threading.Thread(target=_run, args=(loop, task, items), name="fetch", daemon=True)
    thread.start()
    try:
        while not isinstance(item := items.get(), _End):
            yield item
            loop.call_soon_threadsafe(room.release)
        if item.error is not None:
            raise item.error
    finally:
        if thread.is_alive():
            loop.call_soon_threadsafe(task.cancel)
        thread.join()
        loop.close()


class _End:
    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def _run(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None], items: queue.SimpleQueue[Any]) -> None:
    error: BaseException | None = None
    try:
        loop.run_until_complete(task)
    except asyncio.CancelledError:
        pass
    except BaseException as raised:  # handed to the caller's thread, whatever it is
        error = raised
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        items.put(_End(error))
