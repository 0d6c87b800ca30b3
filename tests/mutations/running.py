"""Runs mutations by the thousand on every core, and counts what became of them."""

from __future__ import annotations

import faulthandler
import random
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from cchc.returns.unit_form import UnitReceipt
from consolidator.files import ReturnedFile, unpacked
from tests.support.rounds import Round, start_round

from .bases import Base, filled_form, mutated_bases, zipped_bases
from .in_bytes import mutate_bytes
from .in_xml import mutate_xml
from .judging import faults_of
from .semantic import faults_of_semantic_case

HANG_SECONDS = 60
"""No mutated form takes a second; one that takes so long hangs."""

CHUNK = 100

EVERY = 1000
"""After so many cases a long run says where it stands."""


@dataclass
class Tally:
    """What became of many mutated forms. `faults` name their case: kind and seed make it again."""

    verdicts: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, other: Tally) -> None:
        self.verdicts += other.verdicts
        self.codes += other.codes
        self.faults += other.faults
        self.slowest = max(self.slowest, other.slowest)

    def report(self, kind: str) -> str:
        """The figures in words, for the log of a long run."""
        verdicts = ", ".join(f"{count} {name}" for name, count in self.verdicts.most_common())
        codes = ", ".join(f"{name} {count}" for name, count in self.codes.most_common())
        return (
            f"{kind}: {verdicts}; slowest {self.slowest:.2f} s; wrong {len(self.faults)}\n"
            f"  findings: {codes}\n" + "\n".join(f"  {fault}" for fault in self.faults[:50])
        )


class Case:
    """Everything a case needs that is made once in a process."""

    def __init__(self, issued: Round) -> None:
        self.issued = issued
        self.bases = mutated_bases(issued)
        self.zipped = zipped_bases(self.bases[:2])

    def in_bytes(self, chance: random.Random) -> Iterator[tuple[UnitReceipt, list[str]]]:
        base = chance.choice(self.bases + self.zipped)
        content = mutate_bytes(base.content, chance)
        for file in unpacked(ReturnedFile("phieu.xlsx", content)):
            yield self._taken(file, base)

    def in_xml(self, chance: random.Random) -> Iterator[tuple[UnitReceipt, list[str]]]:
        base = chance.choice(self.bases)
        yield self._taken(ReturnedFile("phieu.xlsx", mutate_xml(base.content, chance)), base)

    def semantic(self, chance: random.Random) -> Iterator[tuple[UnitReceipt, list[str]]]:
        base = filled_form(self.issued, chance.randrange(10**6))
        yield faults_of_semantic_case(self.issued, base, chance)

    def _taken(self, file: ReturnedFile, base: Base) -> tuple[UnitReceipt, list[str]]:
        outcome = self.issued.take_file(file)
        return outcome, faults_of(self.issued, base, outcome, file.content)


KINDS: dict[str, Callable[[Case, random.Random], Iterator[tuple[UnitReceipt, list[str]]]]] = {
    "bytes": Case.in_bytes,
    "xml": Case.in_xml,
    "semantic": Case.semantic,
}


def run(case: Case, kind: str, seeds: range) -> Tally:
    """These cases, one by one. A case that hangs ends the process."""
    tally = Tally()
    for seed in seeds:
        start = time.monotonic()
        faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
        try:
            for outcome, faults in KINDS[kind](case, random.Random(f"{kind} {seed}")):
                tally.verdicts[outcome.verdict] += 1
                tally.codes.update({each.code for each in outcome.findings})
                tally.faults += [f"{kind} {seed}: {fault}" for fault in faults]
        except Exception:
            tally.faults.append(f"{kind} {seed}: {traceback.format_exc(limit=-4)}")
        finally:
            faulthandler.cancel_dump_traceback_later()
        tally.slowest = max(tally.slowest, time.monotonic() - start)
    return tally


def run_many(kind: str, count: int, jobs: int, first: int = 0) -> Tally:
    """So many cases in several processes. A process that dies is a fault of the cases it was given."""
    tally = Tally()
    chunks = [range(seed, min(seed + CHUNK, first + count)) for seed in range(first, first + count, CHUNK)]
    while chunks:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            running = [(chunk, pool.submit(_run_here, kind, chunk)) for chunk in chunks]
            broken: list[range] = []
            for chunk, future in running:
                try:
                    tally.add(future.result())
                    if chunk.stop % EVERY == 0:
                        print(f"… {kind} to seed {chunk.stop - 1}: {tally.report(kind)}", flush=True)
                except BrokenProcessPool:
                    broken.append(chunk)
        chunks = _without_killer(kind, broken, tally)
    return tally


def _without_killer(kind: str, broken: list[range], tally: Tally) -> list[range]:
    """The chunks to run again after a process died, but for the first: it, or one beside it, did it."""
    if broken:
        tally.faults.append(f"{kind} {broken[0]}: the process died")
    return broken[1:]


@cache
def _case_here() -> Case:
    return Case(start_round(Path(tempfile.mkdtemp(prefix="cchc-mutations-")) / "dot"))


def _run_here(kind: str, seeds: range) -> Tally:
    return run(_case_here(), kind, seeds)
