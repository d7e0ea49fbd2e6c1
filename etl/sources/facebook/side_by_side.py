"""Does the same work on many things, a few at a time."""

import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import TypeVar

Item = TypeVar("Item")
Done = SimpleQueue[tuple[Item, Exception | None]]


def side_by_side(work: Callable[[Item], object], items: Sequence[Item], most: int) -> Iterator[Item]:
    """Each item as its work is done, at most so many at once. The first error that work raises ends the whole."""
    waiting: SimpleQueue[Item] = SimpleQueue()
    done: Done[Item] = SimpleQueue()
    for item in items:
        waiting.put(item)
    for _ in range(min(most, len(items))):
        # Daemons: somebody who stops a run does not have to wait until a thread has waited for Facebook.
        threading.Thread(target=go_on, args=(work, waiting, done), daemon=True).start()
    for _ in items:
        item, error = done.get()
        if error is not None:
            raise error
        yield item


def go_on(work: Callable[[Item], object], waiting: SimpleQueue[Item], done: Done[Item]) -> None:
    """Work on what waits until nothing does, and tell of each when it is done."""
    while True:
        try:
            item = waiting.get_nowait()
        except Empty:
            return
        try:
            work(item)
        except Exception as error:  # noqa: BLE001 - handed on to the thread that waits
            done.put((item, error))
        else:
            done.put((item, None))
