"""The settings of the live panel of a form: the campaign's classes and decimals, or no panel."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction

from cchc.campaign.model import Campaign
from cchc.core.numbers import plain


@dataclass(frozen=True)
class Panel:
    """A panel's settings: decimals of the index, and each class with its lowest index, best first."""

    decimals: int
    classes: tuple[tuple[str, Fraction], ...]

    @property
    def text(self) -> str:
        """The settings as text, as the record of an issued form stores them."""
        classes = [[name, plain(lowest, ".")] for name, lowest in self.classes]
        return json.dumps([self.decimals, classes], ensure_ascii=False)


def panel_of(campaign: Campaign) -> Panel | None:
    """The panel of a campaign's forms; None where it is switched off."""
    if not campaign.panel:
        return None
    return Panel(campaign.ranking.decimals, tuple((each.name, each.lowest) for each in campaign.classes))


def panel_from(text: str) -> Panel | None:
    """The panel settings from the record of an issued form; None for ""."""
    if not text:
        return None
    decimals, classes = json.loads(text)
    return Panel(decimals, tuple((name, Fraction(lowest)) for name, lowest in classes))
