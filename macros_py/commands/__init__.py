"""The verbs of the `cchc` command, one module each: their arguments and what they print."""
