"""Two independent readings of a workbook, after a quick check of its package."""
