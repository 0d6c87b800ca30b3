"""The measured tasks. A task first prepares, which is not measured, and returns the function to be measured.

Peers import their libraries and list their files while preparing; whole verbs import while they run.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.clock import Spent, Stopwatch
from workbook_templates.forms.unit import UNIT, UnitRecord
from workbook_templates.unit_form.slots import slots_now

if TYPE_CHECKING:
    from cchc.results.consolidation import Consolidation

Run = Callable[[], Mapping[str, Spent] | None]
"""Does the work; returns the time of separately measured parts by name, or None."""

RANKING = "ranking"
"""Name of the part that makes the ranking workbook."""
BESIDES = "besides"
"""Name of everything outside the separately measured parts."""

ISSUING, CONSOLIDATING = "Issuing", "Consolidating"
_SOME = 13
_MADE = {"khoa.json", "phat-hanh.json", "bo-tieu-chi"}
"""The entries of a campaign's private folder before any return is read."""


@dataclass(frozen=True)
class Task:
    """A way to do the work. `prepare` gets the campaign's folder and the number of units. A slow task has
    `sampled`: at most this many units are done, and their mean is used for all. A task with `after` needs the
    files that another task has written.
    """

    key: str
    side: str
    label: str
    prepare: Callable[[Path, int], Run]
    sampled: int = 0
    after: str = ""


@dataclass(frozen=True)
class Part:
    """A part measured separately within the runs of the task named in its key (`consolidate.ranking`)."""

    key: str
    side: str
    label: str
    sampled: int = 0


def _generate(root: Path, units: int) -> Run:
    from cchc.campaign.folder import CampaignFolder

    folder = CampaignFolder(root)
    shutil.rmtree(folder.issued)
    folder.manifest_file.unlink()

    def run() -> None:
        from macros_py.steps.generate import issue_forms

        issue_forms(root)

    return run


def _stamping(root: Path, units: int) -> Run:
    from generator.lock import campaign_lock
    from generator.stamping import Stamper
    from macros_py.steps.campaign import open_campaign

    opened = open_campaign(root)

    def run() -> None:
        stamper = Stamper(UNIT, campaign_lock(opened.sealer))
        for unit in opened.campaign.units[:units]:
            record = UnitRecord.now(opened, unit, 1)
            stamper.form(record, UNIT.sealed_texts(record, opened.sealer))

    return run


def _xlsxwriter(root: Path, units: int) -> Run:
    from benchmarks.peers import XlsxWriterLoop
    from cchc.campaign.panel import panel_of
    from macros_py.steps.campaign import open_campaign

    opened = open_campaign(root)
    panel = panel_of(opened.campaign)
    loops = {criteria.fingerprint: XlsxWriterLoop(criteria, panel) for criteria in opened.criteria.values()}
    for unit in opened.campaign.units[:_SOME]:
        loops[opened.set_of(unit).fingerprint].form(slots_now(opened, unit.code, 1))

    def run() -> None:
        for unit in opened.campaign.units[:units]:
            loops[opened.set_of(unit).fingerprint].form(slots_now(opened, unit.code, 1))

    return run


def _openpyxl(root: Path, units: int) -> Run:
    import openpyxl  # noqa: F401 - imported beforehand

    from benchmarks.peers import OpenpyxlTemplate
    from cchc.campaign.panel import panel_of
    from macros_py.steps.campaign import open_campaign

    opened = open_campaign(root)
    panel = panel_of(opened.campaign)
    manifest = opened.folder.read_manifest()
    templates = {
        opened.set_of(unit).fingerprint: OpenpyxlTemplate(
            opened.set_of(unit), panel, (root / manifest[unit.code].file).read_bytes()
        )
        for unit in opened.campaign.units[: 10 * _SOME]
    }

    def run() -> None:
        for unit in opened.campaign.units[:units]:
            templates[opened.set_of(unit).fingerprint].form(slots_now(opened, unit.code, 1))

    return run


def _written(side_by_side: bool) -> Callable[[Path, int], Run]:
    def prepare(root: Path, units: int) -> Run:
        from cchc.files import write_atomically, write_side_by_side

        contents = [path.read_bytes() for path in _first(root / "phat-hanh", _SOME)]
        scratch = root / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        files = [
            (scratch / f"{number:05d}.xlsx", contents[number % len(contents)]) for number in range(units)
        ]

        def run() -> None:
            if side_by_side:
                assert sum(1 for _ in write_side_by_side(files)) == units
                return
            for path, content in files:
                write_atomically(path, content)

        return run

    return prepare


def _consolidate(root: Path, units: int) -> Run:
    _forget_returns(root)
    return _again(root, units)


def _again(root: Path, units: int) -> Run:
    """A second run: all returns were read before."""

    def run() -> Mapping[str, Spent]:
        from benchmarks.campaign import TODAY
        from generator.ranking import workbook
        from macros_py.steps.consolidate import consolidate

        ranking = Stopwatch()
        workbook.ranking_workbook = ranking.on(workbook.ranking_workbook)
        done = consolidate(root, TODAY)
        _require_accepted(done, units)
        assert ranking.calls == 1, "the ranking workbook was not made here: its time cannot be told apart"
        return {RANKING: ranking.spent}

    return run


def _read_returns(root: Path, units: int) -> Run:
    _forget_returns(root)

    def run() -> None:
        from benchmarks.campaign import TODAY
        from macros_py.steps.consolidate import read_returns

        _require_accepted(read_returns(root, TODAY), units)

    return run


def _require_accepted(done: Consolidation, units: int) -> None:
    """Fail unless all returns were accepted: a rejected return takes less time and would falsify the figures."""
    assert done.verdicts["accepted"] + done.verdicts["accepted_with_remarks"] == units, done.verdicts


def _forget_returns(root: Path) -> None:
    """Delete results, history and kept readings, so that the next round reads all returns again."""
    from cchc.campaign.folder import CampaignFolder

    folder = CampaignFolder(root)
    shutil.rmtree(folder.results)
    folder.results.mkdir()
    for place in folder.private.iterdir():
        if place.is_dir() and place.name not in _MADE:
            shutil.rmtree(place)
        elif place.name not in _MADE:
            place.unlink()


def _calamine(processes: int) -> Callable[[Path, int], Run]:
    def prepare(root: Path, units: int) -> Run:
        import python_calamine  # noqa: F401 - imported beforehand

        from benchmarks.calamine import rows, rows_side_by_side

        files = list(_returned(root, units))

        def run() -> None:
            found = rows(files) if processes == 1 else rows_side_by_side(files, processes)
            assert len(found) == units
            assert min(found) > 100

        return run

    return prepare


def _pandas(engine: str) -> Callable[[Path, int], Run]:
    def prepare(root: Path, units: int) -> Run:
        import pandas as pd

        from benchmarks.peers import pandas_scores

        files = list(_returned(root, units))
        pandas_scores(*files[0], engine)

        def run() -> None:
            table = pd.DataFrame([pandas_scores(file, sheet, engine) for file, sheet in files])
            assert table.sum(axis=1).sort_values(ascending=False).iloc[0] > 0

        return run

    return prepare


def _inflate(root: Path, units: int) -> Run:
    from benchmarks.peers import inflated

    files = list(_returned(root, units))

    def run() -> None:
        for file, _ in files:
            assert sum(inflated(file)) > 100_000

    return run


def _returned(root: Path, units: int) -> Iterator[tuple[Path, str]]:
    """The returned files with the names of their main sheets."""
    from benchmarks.peers import main_sheet_name
    from macros_py.steps.campaign import open_campaign

    opened = open_campaign(root)
    names = {code: main_sheet_name(criteria) for code, criteria in opened.criteria.items()}
    for unit in opened.campaign.units[:units]:
        yield opened.folder.returned / f"{unit.code}.xlsx", names[unit.unit_type]


def _first(folder: Path, count: int) -> list[Path]:
    return sorted(folder.rglob("*.xlsx"))[:count]


LINES: tuple[Task | Part, ...] = (
    Task("generate", ISSUING, "**cchc generate**, the whole step", _generate),
    Task("stamping", ISSUING, "**cchc**, the loop (nothing written)", _stamping),
    Task("xlsxwriter", ISSUING, "XlsxWriter per form, the loop", _xlsxwriter, sampled=26),
    Task("openpyxl", ISSUING, "openpyxl, template + save, the loop", _openpyxl, sampled=13),
    Task("written", ISSUING, "floor: write + fsync + rename, side by side", _written(True)),
    Task("one_by_one", ISSUING, "the same, one after another", _written(False), sampled=1000),
    Task("consolidate", CONSOLIDATING, "**cchc consolidate**, the whole step", _consolidate),
    Part(
        f"consolidate.{BESIDES}", CONSOLIDATING, "… machine files too, the ranking workbook counted apart"
    ),
    Part(f"consolidate.{RANKING}", CONSOLIDATING, "… the ranking workbook alone"),
    Task("again", CONSOLIDATING, "**cchc consolidate**, again, nothing new", _again, after="consolidate"),
    Part(f"again.{BESIDES}", CONSOLIDATING, "… again, the ranking workbook counted apart"),
    Task(
        "read_returns", CONSOLIDATING, "**cchc**, intake and computing (no results written)", _read_returns
    ),
    Task(
        "pandas",
        CONSOLIDATING,
        "pandas with openpyxl, the loop, no checks",
        _pandas("openpyxl"),
        sampled=26,
    ),
    Task(
        "pandas_calamine", CONSOLIDATING, "pandas with calamine, the loop", _pandas("calamine"), sampled=124
    ),
    Task("calamine", CONSOLIDATING, "bare calamine", _calamine(1), sampled=1000),
    Task("calamine_two", CONSOLIDATING, "bare calamine in two processes", _calamine(2), sampled=1000),
    Task("inflate", CONSOLIDATING, "floor: inflate the parts", _inflate, sampled=1000),
)
"""The lines of the table."""

TASKS = tuple(line for line in LINES if isinstance(line, Task))
TASK_BY_KEY = {task.key: task for task in TASKS}
