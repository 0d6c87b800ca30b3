"""Where the faults of one declared file are gathered."""

from __future__ import annotations

from cchc.findings.finding import Finding, finding


class Faults:
    """Faults of one file. `structural` says that the file could not be read as a table or header
    at all, so that checks of the whole would only raise echoes.
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
        """Note a fault at a line and column (0 and "" where there is none)."""
        place = ":".join(part for part in (str(line) if line else "", column) if part)
        self.findings.append(
            finding(code, found, expected, file=self.file, cell=place, criterion_code=criterion_code)
        )

    def structure(
        self, code: str, line: int = 0, column: str = "", found: object = "", expected: object = ""
    ) -> None:
        """Note a fault of the file's structure."""
        self.structural = True
        self.add(code, line, column, "", found, expected)
