"""Merges returned forms of any round, in any order, again and again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc.appraisal.merging import Change, changes, merge
from cchc.campaign.running import running
from cchc.command_line import command_line
from cchc.errors import CchcError
from cchc.findings.finding import Finding, in_order
from cchc.language import Words
from cchc.together import write_together
from consolidator.appraisal_form.intake import AppraisalOutcome, settle_appraisal, take_in_all_appraisals
from consolidator.files import returned_files
from consolidator.machine_files import (
    APPRAISAL_BOARD_FILE,
    FINDINGS_FILE,
    appraisal_board_csv,
    findings_jsonl,
)
from macros_py.steps.appraise.state import Appraisal, appraisal_of
from macros_py.steps.appraise.unread import note_read
from macros_py.steps.campaign import open_campaign
from macros_py.steps.progress import Progress, silent, told
from macros_py.steps.since_issue import require_frozen

_NOTHING_OUT = Words(
    "Đợt này chưa phát hành phiếu thẩm định. Chạy trước: {command}",
    "No form of the appraisal is out yet. Run first: {command}",
)


@dataclass(frozen=True)
class MergeReport:
    """What a merge took in: an outcome per file, what changed since the merge before, and findings."""

    outcomes: tuple[AppraisalOutcome, ...]
    changes: tuple[Change, ...]
    entries: int
    findings: tuple[Finding, ...]

    @property
    def verdicts(self) -> Counter[str]:
        return Counter(outcome.verdict for outcome in self.outcomes)


def merge_forms(root: Path, today: date | None = None, progress: Progress = silent) -> MergeReport:
    """Take in tham-dinh/nop-ve/ and record what counts, what changed, and what was found.

    Raises CchcError (nothing issued, damaged record), BrokenInput; never for what a file holds.
    """
    opened = open_campaign(root)
    appraisal = appraisal_of(opened)
    if not appraisal.forms:
        raise CchcError(_NOTHING_OUT, command=command_line("appraise", root, "issue"))
    require_frozen(opened, opened.folder.read_manifest())
    with running(opened.folder, "appraise merge"):
        return merge_into(appraisal, today or opened.campaign.today(), progress)


def merge_into(appraisal: Appraisal, today: date, progress: Progress = silent) -> MergeReport:
    """The merge of an open appraisal."""
    folder = appraisal.opened.folder
    files = list(returned_files(folder.appraisal_returned)) if folder.appraisal_returned.is_dir() else []
    desk = appraisal.desk()
    taken = told(take_in_all_appraisals(files, desk), progress, len(files))
    outcomes = settle_appraisal(taken)
    returned = [each for outcome in outcomes for each in outcome.entries]
    merged = merge(returned, appraisal.forms, appraisal.permissions, appraisal.entries)
    changed = changes(appraisal.entries, merged.entries)
    found = [each for outcome in outcomes for each in outcome.findings] + list(merged.findings)
    findings = in_order(found)
    # The history first: interrupted between the two, a run repeats lines and loses none.
    appraisal.record.add_history(changed, today)
    appraisal.record.write_entries(merged.entries)
    contents = {
        FINDINGS_FILE: findings_jsonl(findings),
        APPRAISAL_BOARD_FILE: appraisal_board_csv(outcomes),
    }
    write_together(folder.appraisal, contents, written=folder.written())
    note_read(folder, files)
    return MergeReport(tuple(outcomes), tuple(changed), len(merged.entries), tuple(findings))
