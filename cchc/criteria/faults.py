"""Collects the errors of one declared file."""

from __future__ import annotations

from cchc.findings.finding import Finding, finding


class Faults:
    """Errors of one file. `structural` is True where the file could not be read as a table or header at
    all; checks of the whole set would then only repeat that error.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.structural = False

    def add(
        self,
        code: str,
        line: int = 0,
        column: str = "",
        criterion_code: str = "",
        found: object = "",
        expected: object = "",
    ) -> None:
        """Add an error at a line and column (0 and "" where there is none)."""
        place = ":".join(part for part in (str(line) if line else "", column) if part)
        self.findings.append(
            finding(code, found, expected, file=self.file, cell=place, criterion_code=criterion_code)
        )

    def structure(
        self, code: str, line: int = 0, column: str = "", found: object = "", expected: object = ""
    ) -> None:
        """Add an error in the file's structure."""
        self.structural = True
        self.add(code, line, column, "", found, expected)
