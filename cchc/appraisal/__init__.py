"""From claim to decision: appraisal in rounds, the board, who may score what. Knows no workbook."""
