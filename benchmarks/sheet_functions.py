"""Measures one array call over many rows, and the calls of a form's live panel, in each layer: the core, xlwings' real
call_udf, LibreOffice's recalculation, xlwings Server.

uv run python -m benchmarks.sheet_functions [ROWS]
uv run --extra server python -m benchmarks.sheet_functions [ROWS] --server
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from cchc.criteria.declaration import load_criteria_set
from cchc.criteria.model import Criterion
from tests.support import fake_com
from tests.support.office import Office
from workbook_templates.checks import call
from workbook_templates.library import set_folders
from xl_addin.server.app import ORIGINS, SHORTEST_TOKEN, TOKEN, application
from xl_addin.windows.wrappers import XLWINGS_VERSION


def arguments(rows: int) -> dict[str, tuple[list[list[object]], ...]]:
    """Arguments of a few functions, `rows` long."""

    def column(make: Callable[[int], object]) -> list[list[object]]:
        return [[make(row)] for row in range(rows)]

    one, blank = column(lambda _: 1.0), column(lambda _: None)
    counts = column(lambda row: float(row % 40))
    return {
        "INDEX": (column(lambda row: row % 5 / 4), column(lambda _: 1.5)),
        "SCORE": (
            column(lambda _: "proportional(from 80%)"),
            one,
            blank,
            counts,
            column(lambda _: 40.0),
            blank,
            blank,
        ),
        "RANK": (
            column(lambda row: row % 97 + 0.25),
            column(lambda row: row % 9),
            blank,
            [[2]],
            [["displayed"]],
            [["1,1,3"]],
        ),
    }


def timed(act: Callable[[], object]) -> float:
    """The time of the fastest of three runs, in milliseconds."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def of_panel() -> dict[str, tuple[list[list[object]], ...]]:
    """The array calls of a live panel, for a form of 122 lines, 71 of which are scored."""
    folder = next(path for name, path in set_folders() if name.endswith("phu-luc-iii"))
    criteria = load_criteria_set(folder)
    lines: list[Criterion] = list(criteria.lines)
    own = {code: leaf for code, leaf in criteria.leaf_by_code.items() if leaf.by_unit}

    def column(values: Iterable[object]) -> list[list[object]]:
        return [[value] for value in values]

    rules = column(own[line.code].leaf.rule_text if line.code in own else None for line in lines)
    possible = column(float(line.max_points) if line.code in own else None for line in lines)
    kinds = column(
        own[line.code].leaf.not_applicable or None if line.code in own else None for line in lines
    )
    counts, totals, blank = (column([value] * len(lines)) for value in (30.0, 40.0, None))
    codes, domains = column(line.code for line in lines), column(line.code for line in criteria.domains)
    points = column(float(line.max_points) for line in lines)
    return {
        "SCORE": (
            rules,
            points,
            blank,
            counts,
            totals,
            blank,
            kinds,
        ),
        "COMPONENTS": (codes, possible, possible, domains),
        "INDEX": (possible, possible),
    }


def in_libreoffice(calls: Mapping[str, tuple[list[list[object]], ...]]) -> dict[str, float]:
    """Milliseconds of a recalculation with one array call in it, by function."""
    import xlsxwriter

    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder) / "office")
        files = []
        for name, given in calls.items():
            files.append(Path(folder) / f"{name}.xlsx")
            with xlsxwriter.Workbook(str(files[-1])) as workbook:
                sheet = workbook.add_worksheet()
                ranges = []
                for at, grid in enumerate(given):
                    for row, (value,) in enumerate(grid):
                        if value is not None:
                            sheet.write(row, at, value)
                    letters = chr(ord("A") + at)
                    ranges.append(f"{letters}1:{letters}{len(grid)}")
                sheet.write_array_formula(
                    0, 9, len(given[0]) - 1, 9, f"{{=CCHC.{name}({','.join(ranges)})}}"
                )
        office.saved(files, Path(folder) / "saved")
        return dict(zip(calls, office.milliseconds, strict=True))


def on_server(calls: Mapping[str, tuple[list[list[object]], ...]]) -> dict[str, float]:
    """Milliseconds of a call over HTTP within the process; empty where xlwings Server is not installed."""
    if importlib.util.find_spec("xlwings_server") is None:
        return {}
    os.environ.update({TOKEN: "t" * SHORTEST_TOKEN, ORIGINS: "https://localhost"})
    os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")
    os.environ["XLWINGS_LOG_LEVEL"] = "ERROR"
    from fastapi.testclient import TestClient

    client: Any = TestClient(application())

    def answer(name: str) -> None:
        body = {"client": "Office.js", "func_name": f"CCHC_{name}", "args": calls[name]}
        sent = {**body, "version": XLWINGS_VERSION, "runtime": "1.4"}
        reply = client.post(
            "/xlwings/custom-functions-call", json=sent, headers={"Authorization": os.environ[TOKEN]}
        )
        assert reply.status_code == 200, reply.text

    return {name: timed(lambda name=name: answer(name)) for name in calls}  # type: ignore[misc]


def main() -> None:
    """Print a line per function: the large calls, then those of a live panel. With `--server` the calls
    go to xlwings Server, which cannot run in one process with the classic functions.
    """
    given = [each for each in sys.argv[1:] if each != "--server"]
    rows = int(given[0]) if given else 10_000
    sets = {f"{rows} rows": arguments(rows), "panel": of_panel()}
    if "--server" in sys.argv:
        for title, calls in sets.items():
            for name, server in on_server(calls).items():
                print(f"{title:12} {name:12} server {server:7.1f} ms")
        return
    fake_com.install()
    for title, calls in sets.items():
        office = in_libreoffice(calls)
        for name, grids in calls.items():
            ranges = [{"range": grid} for grid in grids]
            core = timed(lambda name=name, grids=grids: call(name, grids))  # type: ignore[misc]
            udf = timed(lambda name=name, ranges=ranges: fake_com.answer(f"CCHC_{name}", ranges))  # type: ignore[misc]
            print(
                f"{title:12} {name:12} core {core:7.1f} ms, call_udf {udf:7.1f} ms, "
                f"LibreOffice {office[name]:7.1f} ms"
            )


if __name__ == "__main__":
    main()
