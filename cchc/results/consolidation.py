"""The result of one consolidation of a campaign."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from cchc.campaign.opened import OpenCampaign
from cchc.findings.finding import Finding
from cchc.results.model import Results
from cchc.returns.reconciliation import Reconciliation
from cchc.returns.unit_form import UnitReceipt
from cchc.together import Kept


@dataclass(frozen=True)
class Consolidation:
    """The result of one consolidation. `findings` are sorted, the most severe first."""

    opened: OpenCampaign
    receipts: tuple[UnitReceipt, ...]
    results: Results
    findings: tuple[Finding, ...]
    reconciliation: Reconciliation
    kept: tuple[Kept, ...] = ()
    """Files in the result folder that this program did not write, or that were changed afterwards."""

    @property
    def verdicts(self) -> Counter[str]:
        return Counter(receipt.verdict for receipt in self.receipts)
