"""Two independent readings of a workbook, behind a cheap look at its package."""
