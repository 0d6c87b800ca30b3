"""Makes a campaign in a process of its own: `python -m benchmarks.making FOLDER UNITS`."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.campaign import made_campaign

if __name__ == "__main__":
    made_campaign(Path(sys.argv[1]), int(sys.argv[2]))
