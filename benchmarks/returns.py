"""Fills in and returns the forms of a made-up campaign, each one differently, in several processes.

A filled form has to be written by XlsxWriter, which takes a hundred times as long as stamping one. So a campaign has at
most `FILLINGS` different fillings; in larger campaigns units share a filling, stamped with their own texts.
"""

from __future__ import annotations

import os
import random
import signal
import threading
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing
from functools import lru_cache
from multiprocessing import get_context, parent_process
from pathlib import Path

from cchc.campaign.model import Unit
from cchc.campaign.opened import OpenCampaign
from generator.lock import campaign_lock
from generator.render import Typed
from generator.stamping import Stamper
from macros_py.demo.filler import filled_in, returned_form
from macros_py.steps.campaign import open_campaign
from macros_py.steps.progress import Progress, silent
from workbook_templates.forms.unit import UNIT, UnitRecord

FILLINGS = 1024
"""The number of different fillings in a campaign; up to this number of units, no two returns are filled alike."""

_SEED = 1877
_FILLINGS_A_PROCESS = 8
"""The fewest fillings for which another process is started, since starting one takes a second."""

_MOST_PROCESSES = 61
"""The limit of Windows for processes that are waited for at the same time."""


def write_returns(root: Path, progress: Progress = silent, processes: int | None = None) -> None:
    """Put the return of every unit into nop-ve/ of the campaign at `root`. The contents of a return depend on
    its unit only, not on the number of `processes` (by default one for each core).
    """
    shares = list(sharing(open_campaign(root)))
    units, done = sum(map(len, shares)), 0
    progress(0, units)
    with closing(_written(root, shares, processes or _suitable(len(shares)))) as writing:
        for written in writing:
            done += written
            progress(done, units)


def sharing(opened: OpenCampaign) -> Iterator[Sequence[str]]:
    """For each filling the codes of the units that share it; they have the same criteria set."""
    of_set: dict[str, list[list[str]]] = defaultdict(list)
    seen: dict[str, int] = defaultdict(int)
    for number, unit in enumerate(opened.campaign.units):
        criteria_set = opened.set_of(unit).fingerprint
        shares = of_set[criteria_set]
        if number < FILLINGS or not shares:
            shares.append([unit.code])
        else:
            shares[seen[criteria_set] % len(shares)].append(unit.code)
        seen[criteria_set] += 1
    for shares in of_set.values():
        yield from shares


def _suitable(fillings: int) -> int:
    return max(1, min(os.cpu_count() or 1, _MOST_PROCESSES, fillings // _FILLINGS_A_PROCESS))


def _written(root: Path, shares: Sequence[Sequence[str]], processes: int) -> Generator[int, None, None]:
    """Yield the number of returns written for each share, as it is done."""
    if processes == 1:
        yield from (_write(root, codes) for codes in shares)
        return
    # Processes are spawned on every system, as on Windows.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin)
    try:
        for done in as_completed([pool.submit(_write, root, codes) for codes in shares]):
            yield done.result()
    finally:  # not `with`: after an interrupt it would still do the waiting work
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Ignore Ctrl+C in a worker, since the parent process handles it, and end the worker if the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _write(root: Path, codes: Sequence[str]) -> int:
    """Write the returns of units that share a filling, and return their number."""
    opened = _campaign_at(root)
    units = [opened.campaign.unit_by_code[code] for code in codes]
    values = filled_in(opened.set_of(units[0]), random.Random(f"{_SEED} {codes[0]}"))
    for unit, form in zip(units, _forms(opened, units, values), strict=True):
        (opened.folder.returned / f"{unit.code}.xlsx").write_bytes(form)
    return len(units)


def _forms(opened: OpenCampaign, units: Sequence[Unit], values: Mapping[str, Typed]) -> Iterator[bytes]:
    """The units' forms, with these values typed into each."""
    if len(units) == 1:  # making a master for stamping takes longer than writing one form
        yield returned_form(opened, units[0], values)
        return
    stamper = Stamper(UNIT, campaign_lock(opened.sealer), values)
    for unit in units:
        record = UnitRecord.now(opened, unit, 1)
        yield stamper.form(record, UNIT.sealed_texts(record, opened.sealer))


@lru_cache(maxsize=1)
def _campaign_at(root: Path) -> OpenCampaign:
    """The campaign, opened once per process."""
    return open_campaign(root)
