"""Counts the opinions of an appraisal that count, by unit. Comparing two counts shows what a change would
cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from cchc.appraisal.cases import cases
from cchc.appraisal.latest import LatestRows, latest_of, latest_rows
from cchc.appraisal.model import Entry, Slot
from cchc.appraisal.permission import Permissions
from cchc.appraisal.record import AppraisalRecord
from cchc.appraisal.resting import why_it_rests
from cchc.campaign.model import Campaign
from cchc.criteria.model import CriteriaSet
from cchc.returns.scorebook import UnitScores


def counting_opinions(
    campaign: Campaign,
    criteria: Mapping[str, CriteriaSet],
    record: AppraisalRecord,
    books: Iterable[UnitScores] | None = None,
) -> Counter[str]:
    """The number of opinions and explanations that count, by unit code, under the present control workbook.
    `criteria` is by unit type. With the score `books`, only opinions on the present claims are counted.
    Raises CchcError where the record is damaged.
    """
    forms, entries = record.read()
    permissions = Permissions.of(campaign, criteria)
    if books is None:
        return Counter(slot.unit for slot in counting(entries, latest_rows(forms), permissions))
    return Counter(
        case.unit
        for case in cases(books, forms, entries, permissions)
        for answers in case.said.values()
        for entry in answers.values()
        if not entry.is_empty
    )


def counting(entries: Mapping[Slot, Entry], issued: LatestRows, permissions: Permissions) -> Iterator[Slot]:
    """The slots whose entries are not empty, answer the form issued last, and come from a party that may
    answer there.
    """
    for slot, entry in entries.items():
        latest = latest_of(slot, issued)
        if latest is None or entry.issue != latest.issue or entry.is_empty:
            continue
        if not why_it_rests(slot, latest.form, permissions):
            yield slot
