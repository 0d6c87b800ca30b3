"""diem.csv of a whole province shows the counts and totals that 1877/QĐ-UBND prints for its three appendices."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal

import pytest

from macros_py.demo.run import DemoReport, run_demo

Row = dict[str, str]

BY_DOMAIN = {
    "department": ["8/10", "4/11", "5/15", "3/12", "6/18", "3/14", "3/14", "2/5"],
    "district": ["9/12", "4/11", "5/16", "3/11", "6/18", "3/14", "4/17", "4/9"],
    "commune": ["9/11", "3/7", "5/15", "3/2", "5/11", "3/10", "3/14", "4/9"],
}
"""Criteria and sub-criteria of each domain: 1877/QĐ-UBND, III.1.a, III.2.a, III.3.a."""
SURVEY_POINTS = {"department": 34, "district": 34, "commune": 21}
SURVEY_DOMAINS = {"department": "2 4 5 6 7 8", "district": "2 4 5 6 7 8", "commune": "5 6 7 8"}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    """One unit of each type of the province."""
    return run_demo(tmp_path_factory.mktemp("tinh") / "demo", units=3, seed=1)


@pytest.fixture(scope="module")
def lines(report: DemoReport) -> dict[str, list[Row]]:
    """The rows of diem.csv by unit type."""
    types = {result.unit.code: result.unit.unit_type for result in report.done.results.units}
    with (report.root / "ket-qua" / "diem.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {name: [row for row in rows if types[row["unit_code"]] == name] for name in BY_DOMAIN}


def test_the_demo_finds_exactly_what_it_planted(report: DemoReport) -> None:
    assert report.succeeded


@pytest.mark.parametrize("unit_type", BY_DOMAIN)
def test_counts_of_each_domain(lines: dict[str, list[Row]], unit_type: str) -> None:
    counted = Counter((row["criterion_code"].partition(".")[0], row["level"]) for row in lines[unit_type])
    found = [f"{counted[str(domain), '2']}/{counted[str(domain), '3']}" for domain in range(1, 9)]
    assert found == BY_DOMAIN[unit_type]
    assert Counter(row["level"] for row in lines[unit_type])["1"] == 8


@pytest.mark.parametrize("unit_type", BY_DOMAIN)
def test_a_hundred_points_and_who_gives_them(lines: dict[str, list[Row]], unit_type: str) -> None:
    domains = [Decimal(row["max_points"]) for row in lines[unit_type] if row["level"] == "1"]
    surveyed = [row for row in lines[unit_type] if row["source"] not in ("", "self")]
    assert sum(domains) == 100
    assert sum(Decimal(row["max_points"]) for row in surveyed) == SURVEY_POINTS[unit_type]
    assert " ".join(sorted({row["criterion_code"][0] for row in surveyed})) == SURVEY_DOMAINS[unit_type]
    assert {row["criterion_code"][:3] for row in surveyed if row["criterion_code"][0] == "8"} == {"8.1"}
