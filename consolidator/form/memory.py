"""Results of comparisons that are remembered for all forms of a plan: thousands of forms hold the same cells, so
each is compared only once. They are kept beside the plan and discarded with it.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field

from workbook_templates.cell_plan import Place
from workbook_templates.sheet_plan import SheetPlan

_LIMIT = 50_000
"""So many cells are remembered of one sheet: programs store each in several ways."""


@dataclass
class Memory:
    """`as_issued` holds the contents of locked cells that are as issued, by place. `inputs` holds the values read
    from inputs without a finding, by the cell's name and both readings.
    """

    as_issued: set[tuple[Place, object]] = field(default_factory=set)
    inputs: dict[tuple[object, ...], object] = field(default_factory=dict)

    def remember_as_issued(self, place: Place, found: object) -> None:
        """Add what was found as issued to what is known, up to a limit."""
        if len(self.as_issued) < _LIMIT:
            self.as_issued.add((place, found))

    def remember_input(self, stands: tuple[object, ...], read: object) -> None:
        """Add what was read from an input; at the limit all of them are forgotten first."""
        if len(self.inputs) >= _LIMIT:
            self.inputs.clear()
        self.inputs[stands] = read


_MEMORIES: dict[int, tuple[weakref.ref[SheetPlan], Memory]] = {}
"""By identity: a plan has no hash, and to compare two of them would take longer than what is remembered saves."""


def memory_of(plan: SheetPlan) -> Memory:
    """The memory of this process for the forms of a plan."""
    number = id(plan)
    if number not in _MEMORIES:
        forget = weakref.ref(plan, lambda _: _MEMORIES.pop(number, None))
        _MEMORIES[number] = (forget, Memory())
    return _MEMORIES[number][1]
