"""Nothing that people made or that was accepted is lost, whatever way the program is run."""
