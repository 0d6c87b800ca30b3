"""Settling of doubles: each form counts once, and where returns differ nothing wins silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from cchc.campaign.model import Campaign
from cchc.findings.finding import Finding, finding
from cchc.returns.attribution import Attribution
from cchc.returns.receipt import REJECTED, SKIPPED, WITH_REMARKS, Receipt, remarks_of

Reading = TypeVar("Reading")


@dataclass(frozen=True)
class Doubles(Generic[Reading]):
    """What a kind of form says about doubles: whether two returns say the `same`; the finding on one that
    only repeats an earlier one (its file), and that on returns that differ (the names of all).
    """

    same: Callable[[Reading, Reading], bool]
    repeated: Callable[[str], Finding]
    differing: Callable[[str], Finding]

    def are_same(self, one: Receipt[Reading], other: Receipt[Reading]) -> bool:
        """Whether two returns say the same, and nothing is remarked on one that is not remarked on the other."""
        assert one.reading is not None and other.reading is not None
        if one.sha256 == other.sha256:
            return True
        same_remarks = remarks_of(one.findings) == remarks_of(other.findings)
        return self.same(one.reading, other.reading) and same_remarks


def settle(
    receipts: Iterable[Receipt[Reading]],
    doubles: Doubles[Reading],
    attributions: Mapping[str, Attribution] | None = None,
) -> list[Receipt[Reading]]:
    """Let each form count once: identical returns are one; differing ones are all rejected until a person
    decides. `attributions` are what persons decided, by SHA-256.
    """
    settled = sorted(receipts, key=lambda each: (each.file, each.sha256))
    by_form: dict[Any, list[int]] = {}
    for place, receipt in enumerate(settled):
        if receipt.reading is not None:
            by_form.setdefault(receipt.form, []).append(place)
    for places in by_form.values():
        returns = [settled[place] for place in places]
        for place, each in zip(places, _settled(returns, doubles, attributions or {}), strict=True):
            settled[place] = each
    return settled


def _settled(
    returns: list[Receipt[Reading]], doubles: Doubles[Reading], attributions: Mapping[str, Attribution]
) -> list[Receipt[Reading]]:
    """The returns of one form, settled."""
    first, *again = returns
    if all(doubles.are_same(first, each) for each in again):
        return [first, *(each.concluded(SKIPPED, doubles.repeated(first.file)) for each in again)]
    chosen = _chosen(returns, attributions)
    if chosen is None:
        why = doubles.differing(", ".join(each.file for each in returns))
        return [each.concluded(REJECTED, why) for each in returns]
    return [_by_choice(each, chosen, attributions[chosen.sha256]) for each in returns]


def _chosen(
    returns: list[Receipt[Reading]], attributions: Mapping[str, Attribution]
) -> Receipt[Reading] | None:
    """The return a person chose while all the present returns were already there; None where there is none."""
    here = {each.sha256 for each in returns}
    chosen = [
        each
        for each in returns
        if (said := attributions.get(each.sha256))
        and said.unit == each.unit_code
        and here <= {each.sha256, *said.over}
    ]
    return max(chosen, key=lambda each: attributions[each.sha256].number, default=None)


def _by_choice(receipt: Receipt[Reading], chosen: Receipt[Reading], said: Attribution) -> Receipt[Reading]:
    if receipt is chosen:
        return receipt.concluded(WITH_REMARKS, finding("UNIT_RETURN_CHOSEN", said.who, said.reason))
    return receipt.concluded(SKIPPED, finding("UNIT_RETURN_NOT_CHOSEN", said.reason, chosen.file))


def for_authority(
    receipts: Iterable[Receipt[Reading]], campaign: Campaign, authority: str
) -> list[Receipt[Reading]]:
    """The receipts as one authority's desk sees them: forms of other authorities' units are passed over,
    and each says so.
    """
    return [_passed_over(each, campaign, authority) for each in receipts]


def _passed_over(receipt: Receipt[Reading], campaign: Campaign, authority: str) -> Receipt[Reading]:
    unit = campaign.unit_by_code.get(receipt.unit_code)
    if unit is None or unit.authority == authority:
        return receipt
    other = finding("UNIT_OF_OTHER_AUTHORITY", campaign.authority_by_code[unit.authority].name)
    return replace(receipt, reading=None, findings=(), check_code="").concluded(SKIPPED, other)
