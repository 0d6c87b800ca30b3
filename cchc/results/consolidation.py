"""All that one consolidation of a campaign found."""

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
    """All that one consolidation found. `findings` stand gravest first."""

    opened: OpenCampaign
    receipts: tuple[UnitReceipt, ...]
    results: Results
    findings: tuple[Finding, ...]
    reconciliation: Reconciliation
    kept: tuple[Kept, ...] = ()
    """Files in the folder of results that this program did not write, or that were changed since."""

    @property
    def verdicts(self) -> Counter[str]:
        return Counter(receipt.verdict for receipt in self.receipts)
