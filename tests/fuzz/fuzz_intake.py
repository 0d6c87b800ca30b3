"""Coverage-guided mutations of returned files: Linux only.

    uv run --group fuzz python -m tests.fuzz.fuzz_intake CORPUS -max_total_time=3600 -timeout=30 -rss_limit_mb=4096

An input is one byte that says what the rest is (a whole file, or one part of a filled form), then the
rest. Seeds are put into CORPUS when it is empty. Anything but a verdict ends the run and leaves its
input behind (`crash-…`), and so does an accepted figure that is neither the truth nor named.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["consolidator", "cchc.identity", "cchc.core.numbers"]):
    import consolidator.take_in  # noqa: F401  before anything else imports it: only then it is followed
    from consolidator.files import ReturnedFile, unpacked

from tests.intake.packages import CORE, CUSTOM, MAIN, RELATIONS, STRINGS, STYLES, WORKBOOK, zipped
from tests.mutations.bases import Base, filled_form
from tests.mutations.judging import faults_of
from tests.support.rounds import Round, start_round

PARTS = (MAIN, STRINGS, STYLES, WORKBOOK, RELATIONS, CORE, CUSTOM)
LARGEST = 300_000
"""Bytes: the largest part of a form is a little smaller."""


class Target:
    """Takes in what the fuzzer makes, against a form whose truth is known."""

    def __init__(self, issued: Round) -> None:
        self.issued = issued
        self.base: Base = filled_form(issued, 1)
        with zipfile.ZipFile(io.BytesIO(self.base.content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    def seeds(self) -> dict[str, bytes]:
        """The inputs to begin with: a form, a zip of it, and each of its parts."""
        whole = {"form": self.base.content, "zip": zipped({"a/b.xlsx": self.base.content})}
        parts = {str(place): self.parts[name] for place, name in enumerate(PARTS)}
        return {
            **{name: bytes([len(PARTS)]) + content for name, content in whole.items()},
            **{f"part-{place}": bytes([int(place)]) + content for place, content in parts.items()},
        }

    def __call__(self, data: bytes) -> None:
        if not data:
            return
        for file in unpacked(ReturnedFile("phieu.xlsx", self._file(data[0], data[1:]))):
            outcome = self.issued.take_file(file)
            faults = faults_of(self.issued, self.base, outcome, file.content)
            if faults:
                raise AssertionError(faults)

    def _file(self, sort: int, rest: bytes) -> bytes:
        if sort >= len(PARTS):
            return rest
        result = io.BytesIO()
        with zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as package:
            for name, content in {**self.parts, PARTS[sort]: rest}.items():
                package.writestr(name, content)
        return result.getvalue()


def main() -> None:
    """Fuzz until the time given, or a fault, ends it."""
    with tempfile.TemporaryDirectory(prefix="cchc-fuzz-") as folder:
        target = Target(start_round(Path(folder) / "dot"))
        for argument in sys.argv[1:]:
            if not argument.startswith("-"):
                corpus = Path(argument)
                corpus.mkdir(parents=True, exist_ok=True)
                if not any(corpus.iterdir()):
                    for name, seed in target.seeds().items():
                        (corpus / name).write_bytes(seed)
        # Every seed is kept: all parts of a sound form go through the same lines of ours.
        atheris.Setup([*sys.argv, f"-max_len={LARGEST}", "-keep_seed=1", "-len_control=0"], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
