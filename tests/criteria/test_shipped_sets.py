"""The criteria sets that come along keep what they promise; everything is counted anew from the CSV."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cchc.core.expressions import Value
from cchc.criteria.declaration import load_criteria_set
from cchc.criteria.model import ScoredLine
from workbook_templates.library import set_folders

FOLDERS = dict(set_folders())
every_set = pytest.mark.parametrize("folder", FOLDERS.values(), ids=list(FOLDERS))

Rows = list[dict[str, str]]


class Appendix(NamedTuple):
    """What 1877/QĐ-UBND says of an appendix. `domains` are (criteria, sub-criteria) each."""

    domains: list[tuple[int, int]]
    by_unit: int
    by_survey: int
    survey_domains: set[str]


APPENDICES = {
    "Phụ lục I": Appendix(
        [(8, 10), (4, 11), (5, 15), (3, 12), (6, 18), (3, 14), (3, 14), (2, 5)],
        66,
        34,
        {"2", "4", "5", "6", "7", "8"},
    ),
    "Phụ lục II": Appendix(
        [(9, 12), (4, 11), (5, 16), (3, 11), (6, 18), (3, 14), (4, 17), (4, 9)],
        66,
        34,
        {"2", "4", "5", "6", "7", "8"},
    ),
    "Phụ lục III": Appendix(
        [(9, 11), (3, 7), (5, 15), (3, 2), (5, 11), (3, 10), (3, 14), (4, 9)], 79, 21, {"5", "6", "7", "8"}
    ),
}
"""1877/QĐ-UBND, III.1.a, III.2.a and III.3.a."""


@cache
def rows_of(folder: Path) -> Rows:
    """The lines of a set straight from its table."""
    with (folder / "criteria.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def header_of(folder: Path) -> dict[str, Any]:
    """The header of a set straight from its file."""
    return tomllib.loads((folder / "set.toml").read_text(encoding="utf-8-sig"))


@cache
def leaves_of(folder: Path) -> tuple[ScoredLine, ...]:
    """The leaves of a set as the tool reads them."""
    return load_criteria_set(folder).leaves


FROM_1877 = [folder for folder in FOLDERS.values() if header_of(folder)["decision"] == "1877/QĐ-UBND"]
every_appendix = pytest.mark.parametrize("folder", FROM_1877, ids=lambda folder: folder.name)


def appendix_of(folder: Path) -> Appendix:
    """What the decision says of this set."""
    return APPENDICES[header_of(folder)["appendix"]]


def leaf_rows(folder: Path) -> Rows:
    """The lines no other line stands below."""
    parents = {row["code"].rpartition(".")[0] for row in rows_of(folder)}
    return [row for row in rows_of(folder) if row["code"] not in parents]


def points(rows: Rows) -> Decimal:
    """The max points of lines, added up."""
    return sum((Decimal(row["max_points"]) for row in rows), Decimal(0))


def test_a_set_comes_along() -> None:
    """Appendix III at least: the tests below would pass over an empty library."""
    assert "vinh-long-1877-2023-phu-luc-iii" in FOLDERS
    assert FROM_1877


@every_set
def test_it_loads_under_its_id(folder: Path) -> None:
    """Without a fault."""
    assert FOLDERS[load_criteria_set(folder).header.id] == folder


@every_set
def test_its_title_says_that_it_is_an_illustration(folder: Path) -> None:
    """Nobody may take it for the official appendix."""
    assert "minh họa, không phải Phụ lục chính thức" in header_of(folder)["title"]


@every_appendix
def test_each_domain_has_as_many_lines_as_the_decision_says(folder: Path) -> None:
    """Criteria and sub-criteria, domain by domain."""
    levels = Counter((row["code"].split(".")[0], row["code"].count(".")) for row in rows_of(folder))
    domains = [row["code"] for row in rows_of(folder) if "." not in row["code"]]
    assert domains == [str(number) for number in range(1, 9)]
    assert [(levels[code, 1], levels[code, 2]) for code in domains] == appendix_of(folder).domains
    assert max(row["code"].count(".") for row in rows_of(folder)) == 2


@every_appendix
def test_points_are_split_between_unit_and_survey_as_the_decision_says(folder: Path) -> None:
    """79 and 21 for communes, 66 and 34 for departments and districts; 100 together."""
    by_unit = points([row for row in leaf_rows(folder) if row["source"] == "self"])
    by_survey = points([row for row in leaf_rows(folder) if row["source"] != "self"])
    assert by_unit == appendix_of(folder).by_unit
    assert by_survey == appendix_of(folder).by_survey
    assert by_unit + by_survey == 100


@every_appendix
def test_survey_leaves_lie_in_the_domains_the_decision_names(folder: Path) -> None:
    """And the satisfaction survey is criterion 8.1, nothing else is."""
    surveyed = [row for row in leaf_rows(folder) if row["source"] != "self"]
    assert {row["code"].split(".")[0] for row in surveyed} == appendix_of(folder).survey_domains
    for row in leaf_rows(folder):
        assert (row["source"] == "sipas") == f"{row['code']}.".startswith("8.1."), row["code"]


@pytest.mark.parametrize("number", ["i", "iii"])
def test_the_sets_of_2025_differ_in_words_alone(number: str) -> None:
    """Two levels instead of three: other superiors and agencies, the same tree, points, sources and figures."""
    of_2023, of_2025 = (FOLDERS[f"vinh-long-1877-{year}-phu-luc-{number}"] for year in (2023, 2025))
    kept = ("code", "max_points", "source", "unit", "not_applicable")
    before, now = ([[row[key] for key in kept] for row in rows_of(each)] for each in (of_2023, of_2025))
    assert now == before
    rules = [[scored.leaf.rule.kind for scored in leaves_of(each)] for each in (of_2023, of_2025)]
    assert rules[0] == rules[1]
    assert (header_of(of_2023)["year"], header_of(of_2025)["year"]) == (2023, 2025)
    told = " ".join(text for row in rows_of(of_2025) for text in row.values()).casefold()
    assert "huyện" not in told and "thị trấn" not in told
    agencies = header_of(of_2025)["agencies"]
    assert {row["agency"] for row in leaf_rows(of_2025)} <= set(agencies)
    assert not [name for name in agencies.values() if name.startswith("Phòng") or "huyện" in name]


@every_set
def test_points_add_up_on_every_level(folder: Path) -> None:
    """Children to their parent, domains to the declared total."""
    below: dict[str, Rows] = {}
    for row in rows_of(folder):
        below.setdefault(row["code"].rpartition(".")[0], []).append(row)
    for row in rows_of(folder):
        if row["code"] in below:
            assert points(below[row["code"]]) == Decimal(row["max_points"]), row["code"]
    assert points(below[""]) == Decimal(header_of(folder)["expected"]["points"])


@every_set
def test_the_header_says_of_the_table_what_is_there(folder: Path) -> None:
    """Counts by level and by domain, points by source."""
    expected, rows = header_of(folder)["expected"], rows_of(folder)
    levels = Counter(row["code"].count(".") for row in rows)
    assert expected["counts"] == [levels[level] for level in sorted(levels)]
    sources: dict[str, Decimal] = {}
    for row in leaf_rows(folder):
        sources[row["source"]] = sources.get(row["source"], Decimal(0)) + Decimal(row["max_points"])
    assert {source: Decimal(text) for source, text in expected["split"].items()} == sources


def alike(names: list[str], limit: float = 0.93) -> list[tuple[str, str]]:
    """Pairs of names that say nearly the same; a differing number (a year, a quarter) is enough to part
    them."""
    pairs = []
    for one, other in combinations(names, 2):
        matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
        close = (
            matcher.real_quick_ratio() > limit and matcher.quick_ratio() > limit and matcher.ratio() > limit
        )
        if close and digits(one) == digits(other):
            pairs.append((one, other))
    return pairs


def digits(text: str) -> str:
    """The digits of a text, in their order."""
    return "".join(filter(str.isdigit, text))


@every_set
def test_every_line_is_about_something_of_its_own(folder: Path) -> None:
    """No two names are the same, or the same but for a word."""
    names = [row["name"] for row in rows_of(folder)]
    assert len({" ".join(name.casefold().split()) for name in names}) == len(names)
    assert alike(names) == []


def test_names_that_are_nearly_the_same_are_seen() -> None:
    """The comparison above does find what it looks for."""
    plan = "Ban hành kế hoạch cải cách hành chính năm của đơn vị"
    assert alike([plan, plan.replace("Ban hành", "Ban  hành") + "."]) != []
    assert alike([plan + " 2023", plan + " 2024"]) == []
    assert alike([plan, "Tỷ lệ hồ sơ giải quyết đúng hạn"]) == []


@every_set
def test_rules_are_made_for_their_criteria(folder: Path) -> None:
    """Many kinds, none for more than half of the leaves, no text for more than a fifth: no boilerplate."""
    rules = [row["rule"] for row in leaf_rows(folder) if row["source"] == "self"]
    kinds = Counter(rule.partition("(")[0] for rule in rules)
    texts = Counter(rules)
    assert len(kinds) >= 6
    assert max(kinds.values()) <= len(rules) / 2
    assert max(texts.values()) <= len(rules) / 5


@every_set
def test_no_two_leaves_ask_for_the_same_counts(folder: Path) -> None:
    """Two rates of the same two counts would score one thing twice."""
    measures = Counter(
        (row["measure_done"], row["measure_total"]) for row in leaf_rows(folder) if row["measure_total"]
    )
    assert [pair for pair, times in measures.items() if times > 1] == []


@every_set
def test_every_leaf_of_the_unit_can_earn_full_points_and_lose_some(folder: Path) -> None:
    """Over figures a unit may enter: the best give the max points, the worst 0, none gives anything."""
    counts: tuple[Value, ...] = tuple(Fraction(count) for count in (0, 60, 75, 100, 250))
    for scored in leaves_of(folder):
        if not scored.by_unit:
            continue
        choices: tuple[Value, ...] = (None, *scored.choices)
        entered = [
            {"choice": choice, "done": done, "total": Fraction(100), "score": score}
            for choice, done, score in product(choices, counts, (Fraction(0), scored.max_points))
        ]
        scores = (scored.self_score(figures) for figures in entered)
        found = [score for score in scores if score is not None]
        assert max(found) == scored.max_points, scored.code
        assert min(found) == 0, scored.code
        assert scored.self_score({}) is None, scored.code
