"""The forms of the appraisal: first and second appraisal, the board's workbook, a unit's explanation."""
