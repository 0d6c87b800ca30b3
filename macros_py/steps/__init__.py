"""One function per step of a campaign. Steps know no terminal: they take paths, return reports."""
