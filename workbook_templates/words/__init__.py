"""The texts of workbooks and reports: sentences, lines of arithmetic, names of sources, texts of rules by kind."""
