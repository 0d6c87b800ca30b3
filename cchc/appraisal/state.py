"""The state of a campaign's appraisal: issued forms, entries, and who may score what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cchc.appraisal.cases import Case, cases
from cchc.appraisal.counting_opinions import counting
from cchc.appraisal.latest import latest_rows
from cchc.appraisal.model import Entry, IssuedForm, Slot
from cchc.appraisal.permission import Permissions
from cchc.appraisal.record import AppraisalRecord
from cchc.appraisal.resting import Rest, rest_findings, rests
from cchc.appraisal.rounds import ROUNDS
from cchc.campaign.opened import OpenCampaign
from cchc.criteria.declaration import load_criteria_set
from cchc.criteria.model import CriteriaSet
from cchc.errors import CchcError
from cchc.findings.finding import Finding
from cchc.language import Words
from cchc.returns.scorebook import UnitScores

_RECORD_GONE = Words(
    "Không thấy hồ sơ thẩm định {folder}, trong khi đã có phiếu thẩm định phát hành ({file}). Khôi phục cả thư mục "
    "{folder} từ bản sao lưu.",
    "The record of the appraisal {folder} is gone, though appraisal forms were issued ({file}). Restore the whole "
    "folder {folder} from a backup.",
)


@dataclass(frozen=True)
class Appraisal:
    """The appraisal of an open campaign. `entries` are all recorded entries, including those that do not
    count under the present control workbook.
    """

    opened: OpenCampaign
    record: AppraisalRecord
    forms: tuple[IssuedForm, ...]
    entries: Mapping[Slot, Entry]
    permissions: Permissions

    def cases(self, books: Iterable[UnitScores]) -> list[Case]:
        """One case for every leaf that returned units score themselves."""
        return list(self.each_case(books))

    def each_case(self, books: Iterable[UnitScores]) -> Iterator[Case]:
        """The same as an iterator: a whole campaign has many cases."""
        return cases(books, self.forms, self.entries, self.permissions)

    @cached_property
    def sets(self) -> Mapping[str, CriteriaSet]:
        """The criteria sets that forms were issued from, by fingerprint: the present sets, and the saved
        copies of sets that no unit uses any more.
        """
        sets = {each.fingerprint: each for each in self.opened.criteria.values()}
        for form in self.forms:
            if form.fingerprint not in sets:
                kept = self.opened.folder.frozen_set(form.criteria_set, form.fingerprint)
                if kept.is_dir():
                    sets[form.fingerprint] = load_criteria_set(kept)
        return sets

    @cached_property
    def rests(self) -> list[Rest]:
        """Issued rows that do not count, because the control workbook has changed since."""
        return rests(self.forms, self.entries, self.permissions)

    @cached_property
    def opinions_by_unit(self) -> Mapping[str, int]:
        """How many opinions count on each unit under the present control workbook."""
        slots = counting(self.entries, latest_rows(self.forms), self.permissions)
        return Counter(slot.unit for slot in slots)

    def rest_findings(self) -> list[Finding]:
        """One finding for each group of resting rows."""
        return rest_findings(self.rests, self.opened.campaign)


def appraisal_of(opened: OpenCampaign) -> Appraisal:
    """The appraisal as recorded. Raises CchcError where the record is damaged or missing."""
    record = AppraisalRecord(opened.folder.appraisal_record)
    forms, entries = record.read()
    if not forms:
        _require_none_issued(opened)
    permissions = Permissions.of(opened.campaign, opened.criteria)
    return Appraisal(opened, record, forms, entries, permissions)


def _require_none_issued(opened: OpenCampaign) -> None:
    """Raise CchcError where the folder of issued forms holds files although no form is recorded."""
    for round_ in ROUNDS:
        for file in sorted((opened.folder.appraisal_issued / round_.folder).glob("*/*.xlsx")):
            raise CchcError(
                _RECORD_GONE,
                folder=opened.folder.appraisal_record,
                file=file.relative_to(opened.folder.root).as_posix(),
            )


def opinions_by_unit(opened: OpenCampaign) -> Mapping[str, int]:
    """How many opinions of the appraisal count on each unit. Raises CchcError where the record is damaged."""
    return appraisal_of(opened).opinions_by_unit
