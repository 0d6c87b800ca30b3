"""A supervised pool of worker processes: an item that ends its worker does not stop the other items.

Files from outside can end a process (calamine aborts on a cell at XFD1048576), hang it or fill its memory. So each
is read in a worker with a time and a memory limit; if the worker ends, only that file fails.

Every worker has its own pipe and one item at a time, so that it is always certain which item ended a worker. With
shared queues it is not (docs/decisions.md).
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, Generic, TypeVar

from cchc.errors import CchcError
from cchc.language import Words
from consolidator.limits import limit_memory, processors

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

TIME_LIMIT = 60.0
"""Seconds for one item. The largest form that passes preflight takes about two."""

_START_LIMIT = 120.0
_ITEMS_A_WORKER = 8
"""The least number of items for each worker: a worker takes a third of a second to start."""

_AHEAD = 16
"""How many finished results may be held in memory, per worker, until the next result in order is done."""

_OBJECTS_TO_COLLECT = 50_000
"""New objects before a garbage collection. Reading a form makes tens of thousands of objects without cycles."""

_READY = "ready"

_NO_WORKER = Words(
    "Không khởi động được tiến trình đọc tệp; khởi động lại máy rồi thử lại.",
    "No worker process could be started; restart the computer and try again.",
)


@dataclass(frozen=True)
class Stopped:
    """The result of an item whose worker ended without an answer. `why` is `time`, `memory` or `death`."""

    why: str


@dataclass(frozen=True)
class Pool(Generic[Shared, Item, Result]):
    """Calls `work(shared, item)` for many items. `shared` is sent to each worker once.

    `work` must be a module-level function; the shared value, items and results must be picklable.
    """

    work: Callable[[Shared, Item], Result]
    shared: Shared
    time_limit: float = TIME_LIMIT

    def run(self, items: Iterable[Item], size: int) -> Iterator[Result | Stopped]:
        """The results in the order of the items; `size` is the number of items.

        An item whose worker ended is tried once more in a new worker, so that a fault of the machine is not blamed
        on the file. Raises CchcError if no worker can be started.
        """
        if size == 0:
            return
        crew = _Crew(self, max(1, min(processors(), size // _ITEMS_A_WORKER)))
        try:
            yield from crew.results(items)
        finally:
            crew.dismiss()


@dataclass
class _Task:
    """An item in work: its place among all items, and whether this is its second try."""

    place: int
    item: Any
    retried: bool = False


class _Worker:
    """A process and the pipe to it; it has at most one task at a time."""

    def __init__(self, pool: Pool[Any, Any, Any]) -> None:
        # Spawned on every system: a fork would copy the threads of a progress bar into the worker.
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()  # so that the death of the process closes the pipe
        self.time_limit = pool.time_limit
        self.task: _Task | None = None
        self.deadline = time.monotonic() + _START_LIMIT
        self.ready = False

    def introduce(self, shared: memoryview) -> None:
        """Send the value shared by all items. This is separate from the start, so that all workers start at once."""
        try:
            self.connection.send_bytes(shared)
        except OSError:
            return  # it has died; the pipe will tell

    def give(self, task: _Task) -> None:
        self.task = task
        if self.ready:
            self.deadline = time.monotonic() + self.time_limit
        try:
            self.connection.send(task.item)
        except OSError:
            return  # it has died; the pipe will tell

    def answer(self) -> Any:
        """The answer from the pipe; a broken pipe means that the process has ended."""
        try:
            return self.connection.recv()
        except Exception:  # EOFError, OSError; a half-written answer can raise anything
            return Stopped("death")

    def dismiss(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


@dataclass
class _Crew:
    """The workers of one run."""

    pool: Pool[Any, Any, Any]
    size: int
    workers: list[_Worker] = field(default_factory=list)
    again: deque[_Task] = field(default_factory=deque)
    done: dict[int, Any] = field(default_factory=dict)
    due: int = 0

    def results(self, items: Iterable[Any]) -> Iterator[Any]:
        """The results in order."""
        self.workers = [_Worker(self.pool) for _ in range(self.size)]
        for worker in self.workers:
            worker.introduce(self.shared)
        waiting = iter(enumerate(items))
        while True:
            self._hand_out(waiting)
            while self.due in self.done:
                yield self.done.pop(self.due)
                self.due += 1
            if not self._busy():
                if not self.done and not self.again and not self._hand_out(waiting):
                    return
                continue
            self._collect()

    @cached_property
    def shared(self) -> memoryview:
        """The function and the shared value for every worker, pickled once."""
        return ForkingPickler.dumps((self.pool.work, self.pool.shared))

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.dismiss()

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self.workers if worker.task is not None]

    def _hand_out(self, waiting: Iterator[tuple[int, Any]]) -> bool:
        """Give every free worker an item; returns whether any worker was given one."""
        given = False
        for worker in self.workers:
            if worker.task is None and (task := self._next(waiting)):
                worker.give(task)
                given = True
        return given

    def _next(self, waiting: Iterator[tuple[int, Any]]) -> _Task | None:
        if self.again:
            return self.again.popleft()
        if len(self.done) >= self.size * _AHEAD:
            return None
        following = next(waiting, None)
        return None if following is None else _Task(*following)

    def _collect(self) -> None:
        """Wait for the next answer, ended worker or exceeded time limit, and record it."""
        busy = self._busy()
        patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        heard = wait([worker.connection for worker in busy], patience)
        for worker in busy:
            if worker.connection in heard:
                self._hear(worker, worker.answer())
            elif time.monotonic() > worker.deadline:
                self._hear(worker, Stopped("time"))

    def _hear(self, worker: _Worker, answer: Any) -> None:
        task = worker.task
        assert task is not None
        if not worker.ready:
            if answer != _READY:
                raise CchcError(_NO_WORKER)
            worker.ready, worker.deadline = True, time.monotonic() + self.pool.time_limit
            return
        worker.task = None
        if isinstance(answer, Stopped):
            worker.dismiss()
            successor = self.workers[self.workers.index(worker)] = _Worker(self.pool)
            successor.introduce(self.shared)
            if not task.retried:
                self.again.append(_Task(task.place, task.item, retried=True))
                return
        self.done[task.place] = answer


def _serve(connection: Connection) -> None:
    """The main loop of a worker process: one item after the other, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that runs the pool handles Ctrl+C
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)  # hides crash messages, which do not help a clerk
    work, shared = connection.recv()
    limit_memory()
    gc.freeze()  # objects loaded so far stay alive: the collector need not examine them again
    gc.set_threshold(_OBJECTS_TO_COLLECT)
    connection.send(_READY)
    while True:
        try:
            item = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer = work(shared, item)
        except MemoryError:
            answer = Stopped("memory")
        connection.send(answer)
