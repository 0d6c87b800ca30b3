"""The roles of cells: what a cell says of its line, whatever form it stands on.

A cell's name in expression trees is its line's key and its role (`1.2.3:done`); what belongs to the whole
has a role alone (`:index`). Keys of JSON, TOML and CSV that are spelt the same are not roles.
"""

from __future__ import annotations

CHOICE = "choice"
DONE = "done"
TOTAL = "total"
SCORE = "score"
FIGURES = (CHOICE, DONE, TOTAL, SCORE)
"""What a unit may be asked for on a leaf, in the order in which sheet functions take it."""

REMARK = "remark"
"""The explanation and evidence of who fills in the row."""
SELF = "self"
"""The self score that counts: computed from the figures, or the score entered while it is sound."""

CODE = "code"
NAME = "name"
UNIT = "unit"
LEAF = "leaf"
MAX = "max"
ACHIEVED = "achieved"
NOTE = "note"
"""What the criteria set says beside a line, or a unit's note beside its survey figures."""

CHECK = "check"
"""What the form says of a row while it is filled in."""
ENTERED = "entered"
"""1 once a row needs nothing more: what progress counts."""
COUNTING = "counting"
"""The max points that count in a unit's own form."""
SHARE = "share"
"""A leaf's share in the check code."""
ACCEPTED = "accepted"
INDEX = "index"
CHECK_CODE = "check_code"
PROGRESS = "progress"

CLAIM = "claim"
EVIDENCE = "evidence"
FIRST = "first"
FIRST_REMARK = "first_remark"
EXPLAINED = "explained"
MORE_EVIDENCE = "more_evidence"
SECOND = "second"
SECOND_REMARK = "second_remark"
AGREE = "agree"
RESULT = "result"
PREVIOUS = "previous"
"""These stand on appraisal forms: what is known of a row, and what the appraiser or the unit says of it."""

COUNTED = "counted"
"""The max points that count in the result."""
LOST = "lost"
"""The points that were not achieved."""

SAID_CODE = "said_code"
SAID_NAME = "said_name"
SAID = "said"
"""A leaf on the sheet of results a unit sees: its code, its name, and what the main sheet says of it."""
KEY = "key"
"""The number that puts a leaf into the list of things to do."""

LABEL = "label"
"""A cell without a line and without a name."""
HEADING = "heading"
"""The heading of a column; its cell's code is the role of the column."""
