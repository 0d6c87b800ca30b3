"""The answers of choice cells, as stored in forms, claims and records.

They are data: formulas compare them, records store them. Texts that describe rules are in
`workbook_templates.words`.
"""

from __future__ import annotations

from cchc.core.words import Answers

ANSWERS = Answers(yes="Có", no="Không", not_applicable="Không phát sinh", label="nhãn")
YES, NO, NOT_APPLICABLE, _ = ANSWERS
