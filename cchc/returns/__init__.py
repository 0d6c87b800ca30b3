"""What became of returned files, whatever kind of form they are: it knows no workbook."""
