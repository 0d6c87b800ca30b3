"""Puts on record what is written now: after a change of forms or results that is meant.

uv run python -m tests.comparison [FOLDER]

With FOLDER the files themselves stay there, so that those of two states can be compared by hand.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.comparison.made import MAKERS, keep, made


def main(folder: Path) -> None:
    for which in MAKERS:
        found = made(which, folder / which)
        keep(which, found)
        print(f"{which}: {len(found)} files")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory(prefix="cchc-comparison-") as place:
            main(Path(place))
