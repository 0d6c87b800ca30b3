"""A supervised pool of worker processes: whatever one item does to its worker, the others go on.

Files from outside can end a process (calamine aborts on a cell at XFD1048576), hang it or fill its
memory. So each is read in a worker with a time and a memory limit, whose death costs that one file.

Every worker has a pipe of its own and one item at a time, so that there is never a doubt which item a
death belongs to; shared queues leave one (docs/decisions.md).
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
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
"""A worker takes a third of a second to start: fewer items than this are not worth another one."""

_AHEAD = 16
"""So many items a worker may be done before the one that is due; their results are held in memory."""

_OBJECTS_TO_COLLECT = 50_000
"""A form read makes tens of thousands of objects and leaves no circles among them."""

_READY = "ready"

_NO_WORKER = Words(
    "Không khởi động được tiến trình đọc tệp; khởi động lại máy rồi thử lại.",
    "No worker process could be started; restart the computer and try again.",
)


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
        the machine is not laid at the file's door. Raises CchcError where no worker can be started.
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
    """An item under way: its place among all, and whether it was tried before."""

    place: int
    item: Any
    retried: bool = False


class _Worker:
    """A process and the pipe to it; at most one task is with it."""

    def __init__(self, pool: Pool[Any, Any, Any]) -> None:
        # Spawned on every system: a fork would copy the threads of a progress bar into the worker.
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, pool.work, pool.shared), daemon=True)
        self.process.start()
        theirs.close()  # so that the death of the process closes the pipe
        self.time_limit = pool.time_limit
        self.task: _Task | None = None
        self.deadline = time.monotonic() + _START_LIMIT
        self.ready = False

    def give(self, task: _Task) -> None:
        self.task = task
        if self.ready:
            self.deadline = time.monotonic() + self.time_limit
        try:
            self.connection.send(task.item)
        except OSError:
            return  # it has died; the pipe will tell

    def answer(self) -> Any:
        """What came through the pipe; a broken one means that the process has died."""
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

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.dismiss()

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self.workers if worker.task is not None]

    def _hand_out(self, waiting: Iterator[tuple[int, Any]]) -> bool:
        """Give every free worker something to do; whether there was something."""
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
        """Wait for the next answer, death or end of patience, and take note of it."""
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
            self.workers[self.workers.index(worker)] = _Worker(self.pool)
            if not task.retried:
                self.again.append(_Task(task.place, task.item, retried=True))
                return
        self.done[task.place] = answer


def _serve(connection: Connection, work: Callable[[Any, Any], Any], shared: object) -> None:
    """What a worker process does: one item after the other, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who runs the pool
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)  # what a crash prints tells a clerk nothing
    limit_memory()
    gc.freeze()  # what is loaded now stays, and need not be looked through again and again
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
