"""The day on which each file was received."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from cchc.campaign.model import Campaign
from cchc.returns.receipt import REJECTED, Receipt

Reading = TypeVar("Reading")


def date_returns(
    receipts: Iterable[Receipt[Reading]], campaign: Campaign, first_seen: Mapping[str, str], today: date
) -> list[Receipt[Reading]]:
    """Give every receipt the day the file was received: the register's entry, else the day on which the file was
    first seen here; of identical returns the first day counts. The date stored in a file is not used.
    """
    receipts = list(receipts)

    def seen(receipt: Receipt[Reading]) -> date:
        day = first_seen.get(receipt.sha256)
        return date.fromisoformat(day) if day else today

    counted: dict[str, date] = {}
    for receipt in receipts:
        if receipt.reading is not None and receipt.verdict != REJECTED:
            unit = receipt.unit_code
            counted[unit] = min(seen(receipt), counted.get(unit, date.max))

    def day_of(receipt: Receipt[Reading]) -> date:
        entry = campaign.registered.get(receipt.unit_code)
        if entry:
            return entry.received
        return counted[receipt.unit_code] if receipt.counts else seen(receipt)

    return [replace(receipt, received=day_of(receipt)) for receipt in receipts]
