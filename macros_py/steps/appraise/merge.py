"""Merges returned forms of any round, in any order. Merging can be repeated."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cchc.appraisal.consents import withdrawals
from cchc.appraisal.merging import Change, Merge, changes, merge
from cchc.appraisal.returned import AppraisalReceipt, entries_of
from cchc.appraisal.rounds import FIRST
from cchc.appraisal.state import Appraisal, appraisal_of
from cchc.appraisal.unread import note_read
from cchc.campaign.running import running
from cchc.campaign.since_issue import require_frozen
from cchc.command_line import command_line
from cchc.consent import Ask, nobody, require_consent
from cchc.errors import CchcError
from cchc.findings.finding import Finding, in_order
from cchc.history.journal import journal
from cchc.language import Words
from cchc.together import write_together
from cchc.withdrawals import OPINIONS
from consolidator.appraisal_form.intake import AppraisalIntakeContext
from consolidator.files import ReturnedFile, names_by_hash, returned_files
from consolidator.take_in import settle_returns, take_in_all
from generator.machine.files import (
    APPRAISAL_BOARD_FILE,
    FINDINGS_FILE,
    board_csv,
    findings_jsonl,
)
from macros_py.steps.campaign import open_campaign
from macros_py.steps.noting import results_stand
from macros_py.steps.progress import Progress, silent, with_progress
from workbook_templates.forms.appraisal import APPRAISAL

_NOTHING_OUT = Words(
    "Đợt này chưa phát hành phiếu thẩm định. Chạy trước: {command}",
    "No form of the appraisal is out yet. Run first: {command}",
)


@dataclass(frozen=True)
class MergeReport:
    """What a merge read: a receipt per file, what changed since the last merge (entries that count, and
    entries withdrawn), how many entries count, and findings.
    """

    receipts: tuple[AppraisalReceipt, ...]
    changes: tuple[Change, ...]
    entries: int
    findings: tuple[Finding, ...]

    @property
    def verdicts(self) -> Counter[str]:
        return Counter(receipt.verdict for receipt in self.receipts)


@dataclass(frozen=True)
class PlannedMerge:
    """The result of merging the files in tham-dinh/nop-ve/, before anything is written."""

    appraisal: Appraisal
    files: tuple[ReturnedFile, ...]
    receipts: tuple[AppraisalReceipt, ...]
    merged: Merge

    @property
    def after(self) -> Appraisal:
        """The appraisal as it would be after the merge."""
        return replace(self.appraisal, entries=self.merged.recorded)

    @property
    def changes(self) -> list[Change]:
        return changes(self.appraisal.entries, self.merged.recorded)

    @property
    def withdrawals(self) -> list[str]:
        """Sentences on the opinions that would be withdrawn; a person must agree to them beforehand."""
        return withdrawals(self.appraisal, self.changes)

    def write(self, today: date) -> MergeReport:
        """Write the merge into the record. Raises CannotWrite."""
        found = [each for receipt in self.receipts for each in receipt.findings]
        findings = in_order([*found, *self.merged.findings, *self.after.rest_findings()])
        record, changed = self.appraisal.record, self.changes
        # The file of changes is written first: if a run is interrupted in between, the next run repeats lines,
        # but none is lost.
        record.add_changes(changed, today)
        record.write_entries(self.merged.recorded)
        contents = {
            FINDINGS_FILE: findings_jsonl(findings),
            APPRAISAL_BOARD_FILE: board_csv(APPRAISAL[FIRST.key], self.receipts),
        }
        folder = self.appraisal.opened.folder
        write_together(folder.appraisal, contents, written=folder.written())
        opinions = self.after.opinions_by_unit
        stood = {unit.code: opinions.get(unit.code, 0) for unit in self.appraisal.opened.campaign.units}
        with results_stand(folder.appraisal), journal(folder.history_file) as book:
            note_read(folder, names_by_hash(self.files))
            book.end(book.begin("appraise merge"), stood={OPINIONS: stood})
        resting = self.merged.resting
        reported = [each for each in changed if each.now is None or each.now.slot not in resting]
        return MergeReport(self.receipts, tuple(reported), len(self.merged.entries), tuple(findings))


def merge_forms(
    root: Path, today: date | None = None, progress: Progress = silent, ask: Ask = nobody
) -> MergeReport:
    """Read tham-dinh/nop-ve/ and record what counts, what changed, and what was found. `ask` is called
    before opinions that count are withdrawn.

    Raises CchcError (nothing issued, damaged record, NotAgreed), BrokenInput; never because of a file's contents.
    """
    opened = open_campaign(root)
    with running(opened.folder, "appraise merge"):
        appraisal = appraisal_of(opened)
        if not appraisal.forms:
            raise CchcError(_NOTHING_OUT, command=command_line("appraise", root, "issue"))
        require_frozen(opened, opened.folder.read_manifest())
        plan = plan_merge(appraisal, progress)
        require_consent(ask, plan.withdrawals)
        return plan.write(today or opened.campaign.today())


def plan_merge(appraisal: Appraisal, progress: Progress = silent) -> PlannedMerge:
    """The merge of the files in tham-dinh/nop-ve/, not written yet. Raises CchcError where they cannot be listed."""
    files = tuple(returned_files(appraisal.opened.folder.appraisal_returned))
    taken = with_progress(take_in_all(files, AppraisalIntakeContext.of(appraisal)), progress, len(files))
    receipts = tuple(settle_returns(FIRST.kind, taken))
    returned = [each for receipt in receipts for each in entries_of(receipt)]
    merged = merge(returned, appraisal.forms, appraisal.permissions, appraisal.entries)
    return PlannedMerge(appraisal, files, receipts, merged)
