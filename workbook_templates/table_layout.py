"""What tables of settings look like in every workbook: a label, its value, what it means."""

from __future__ import annotations

LABEL_COLUMN, VALUE_COLUMN, HELP_COLUMN = range(3)
