"""Reads returned files of any kind of form in supervised workers.

Every file gets a result, and one file does not stop the others: a worker that ends or hangs, and an error of this
program on one file, both give a finding on that file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Generic, TypeVar

from cchc.findings.finding import Finding, finding
from cchc.language import Words
from consolidator.files import ReturnedFile
from consolidator.pool import Pool, Stopped
from consolidator.reading.ways import EVERY

Context = TypeVar("Context")
Result = TypeVar("Result")

_WHY_STOPPED = {
    "time": Words("quá thời gian cho phép", "it took too long"),
    "memory": Words("quá bộ nhớ cho phép", "it took too much memory"),
    "death": Words("chương trình đọc bị dừng đột ngột", "the reading process ended"),
}


@dataclass(frozen=True)
class Reader(Generic[Context, Result]):
    """How one kind of form is read: `read` reads a file in a context, `refused` makes the result of a file that is
    refused for a reason. Both are module-level functions, because they are sent to workers.
    """

    read: Callable[[ReturnedFile, Context], Result]
    refused: Callable[[ReturnedFile, Finding], Result]

    def read_all(self, files: Sequence[ReturnedFile], context: Context) -> Iterator[Result]:
        """The result of every file, in the order of the files. Raises CchcError if no worker can be started."""
        files = list(_with_sample(files))
        pool = Pool(read_safely, (self, context))
        for file, result in zip(files, pool.run(files, len(files)), strict=True):
            if isinstance(result, Stopped):
                why = finding("FILE_STOPS_READING", _WHY_STOPPED[result.why], file=file.name)
                yield self.refused(file.loaded(), why)
            else:
                yield result


def _with_sample(files: Iterable[ReturnedFile]) -> Iterator[ReturnedFile]:
    """The files, every fiftieth of those that are read being marked for the sample, the first one among them. Files
    that are skipped or could not be opened do not count: else a small round might have no sample.
    """
    numbers = count()
    for file in files:
        is_read = file.refused is None and not file.is_leftover
        yield replace(file, in_sample=is_read and next(numbers) % EVERY == 0)


def read_safely(shared: tuple[Reader[Context, Result], Context], file: ReturnedFile) -> Result:
    """Read a file in a worker. An error of the program itself becomes a finding that says so."""
    reader, context = shared
    try:
        return reader.read(file, context)
    except Exception as error:
        why = finding("FILE_NOT_UNDERSTOOD", f"{type(error).__name__}: {error}"[:200], file=file.name)
        return reader.refused(file.loaded(), why)
