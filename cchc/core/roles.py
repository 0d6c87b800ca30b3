"""The roles of cells: what a cell holds for its line, on any form.

A cell's name in expression trees is its line's key and its role (`1.2.3:done`); cells for the whole form
have only a role (`:index`). Keys of JSON, TOML and CSV with the same spelling are not roles.
"""

from __future__ import annotations

CHOICE = "choice"
DONE = "done"
TOTAL = "total"
SCORE = "score"
FIGURES = (CHOICE, DONE, TOTAL, SCORE)
"""The figures that a unit may be asked for on a leaf, in the order of the arguments of sheet functions."""

REMARK = "remark"
"""The explanation and evidence of the person who fills in the row."""
SELF = "self"
"""The self score that counts: computed from the figures, or the entered score where it is valid."""

CODE = "code"
NAME = "name"
UNIT = "unit"
LEAF = "leaf"
MAX = "max"
ACHIEVED = "achieved"
NOTE = "note"
"""The note of the criteria set beside a line, or a unit's note beside its survey figures."""

CHECK = "check"
"""The form's message about a row while it is filled in."""
ENTERED = "entered"
"""1 once a row is complete; the progress display counts these."""
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
"""Roles on appraisal forms: what is known of a row, and the answer of the appraiser or the unit."""

COUNTED = "counted"
"""The max points that count in the result."""
LOST = "lost"
"""The points that were not achieved."""

SAID_CODE = "said_code"
SAID_NAME = "said_name"
SAID = "said"
"""A leaf on the result sheet that a unit receives: its code, its name, and the message of the main sheet."""
KEY = "key"
"""The number that puts a leaf into the list of things still to do."""

LABEL = "label"
"""A cell without a line and without a name."""
HEADING = "heading"
"""The heading of a column; the code in the cell's name is the role of the column."""
