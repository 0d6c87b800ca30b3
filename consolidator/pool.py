"""A supervised pool of worker processes: whatever one item does to its worker, the others go on.

Files from outside can end a process (calamine aborts on a cell at XFD1048576), hang it or fill its
memory. So each is read in a worker with a time and a memory limit, whose death costs that one file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from consolidator.limits import limit_memory, processors

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

TIME_LIMIT = 60.0
"""Seconds for one item. The largest form that passes preflight takes about two."""

_ITEMS_A_WORKER = 8
"""A worker takes a third of a second to start: fewer items than this are not worth another one."""

_AHEAD = 4
"""So many items a worker are handed out in advance; what waits is held in memory."""


@dataclass(frozen=True)
class Stopped:
    """What became of an item whose worker did not come back. `why` is `time`, `memory` or `death`."""

    why: str


@dataclass(frozen=True)
class Pool(Generic[Shared, Item, Result]):
    """Does `work(shared, item)` on many items. `shared` is handed to each worker once.

    `work` must be a function of a module, and all three kinds of values must be picklable.
    """

    work: Callable[[Shared, Item], Result]
    shared: Shared
    time_limit: float = TIME_LIMIT

    def run(self, items: Iterable[Item], size: int) -> Iterator[Result | Stopped]:
        """The results in the order of the items, of which there are `size`.

        An item whose worker died is tried once more in a fresh one, so that a death that had to do with
        the machine is not laid at the file's door.
        """
        if size == 0:
            return
        workers = max(1, min(processors(), size // _ITEMS_A_WORKER))
        # Spawned on every system: a fork would copy the threads of a progress bar into the worker.
        context: Any = get_context("spawn")
        pool = ProcessPool(
            max_workers=workers,
            context=context,
            initializer=_begin,
            initargs=(self.work, self.shared),
        )
        try:
            yield from self._results(pool, iter(items), workers * _AHEAD)
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _results(self, pool: ProcessPool, items: Iterator[Item], ahead: int) -> Iterator[Result | Stopped]:
        waiting: deque[tuple[Item, ProcessFuture[Any]]] = deque()
        for item in items:
            waiting.append((item, self._schedule(pool, item)))
            if len(waiting) > ahead:
                yield self._awaited(pool, *waiting.popleft())
        while waiting:
            yield self._awaited(pool, *waiting.popleft())

    def _schedule(self, pool: ProcessPool, item: Item) -> ProcessFuture[Any]:
        return pool.schedule(_work, args=[item], timeout=self.time_limit)

    def _awaited(self, pool: ProcessPool, item: Item, future: ProcessFuture[Any]) -> Result | Stopped:
        result: Result | Stopped = _result(future)
        if isinstance(result, Stopped):
            result = _result(self._schedule(pool, item))
        return result


def _result(future: ProcessFuture[Any]) -> Any:
    try:
        return future.result()
    except TookTooLong:
        return Stopped("time")
    except MemoryError:
        return Stopped("memory")
    except ProcessExpired:
        return Stopped("death")


_given: dict[str, Any] = {}
"""What a worker was handed when it began: `work` and `shared`."""


def _begin(work: Callable[[Shared, Item], Result], shared: Shared) -> None:
    limit_memory()
    _given.update(work=work, shared=shared)


def _work(item: object) -> Any:
    return _given["work"](_given["shared"], item)
