"""The verbs of the `cchc` command, one module each: what is asked, what is said."""
