"""What workbooks and reports say: sentences, lines of arithmetic, names of sources, words of rules by kind."""
