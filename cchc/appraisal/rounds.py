"""The rounds of an appraisal, in order.

Source: 1877/QĐ-UBND, III.1.c (appraisal, then the board) and VI.2.d (first appraisal); the explanations and
the second appraisal between the two follow the practice of provinces.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc.identity import BOARD_FORM, EXPLANATION_FORM, FIRST_APPRAISAL_FORM, SECOND_APPRAISAL_FORM
from cchc.language import Words

CLAIM = "claim"
PREVIOUS = "previous"
"""What an appraiser can choose instead of typing a score: the unit's claim, or what the agencies found in
the round before.
"""


@dataclass(frozen=True)
class Round:
    """One round. `key` is its name on the command line, `kind` the kind of its forms in identities,
    `folder` where its forms are issued. `choices` pairs CLAIM or PREVIOUS with the label in the choice
    cell.
    """

    key: str
    kind: str
    folder: str
    place: int
    name: Words
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def scores(self) -> bool:
        """Whether scores are given in this round; in the explanation round they are not."""
        return bool(self.choices)

    def label(self, reference: str) -> str:
        """The label of a choice, "" where the round does not offer it."""
        return dict(self.choices).get(reference, "")


FIRST = Round(
    "first",
    FIRST_APPRAISAL_FORM,
    "lan-1",
    1,
    Words("thẩm định lần 1", "first appraisal"),
    ((CLAIM, "Đồng ý"),),
)
EXPLANATION = Round("explanation", EXPLANATION_FORM, "giai-trinh", 2, Words("giải trình", "explanation"))
SECOND = Round(
    "second",
    SECOND_APPRAISAL_FORM,
    "lan-2",
    3,
    Words("thẩm định lần 2", "second appraisal"),
    ((CLAIM, "Đồng ý với đơn vị"), (PREVIOUS, "Giữ điểm lần 1")),
)
BOARD = Round(
    "board",
    BOARD_FORM,
    "hoi-dong",
    4,
    Words("Hội đồng thẩm định", "appraisal board"),
    ((CLAIM, "Theo đơn vị"), (PREVIOUS, "Theo thẩm định")),
)

ROUNDS = (FIRST, EXPLANATION, SECOND, BOARD)
BY_KEY = {each.key: each for each in ROUNDS}
BY_KIND = {each.kind: each for each in ROUNDS}
