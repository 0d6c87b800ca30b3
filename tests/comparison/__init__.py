"""What every workbook and every file for machines holds, compared with what it held before a change."""
