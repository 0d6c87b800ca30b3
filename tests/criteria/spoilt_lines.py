"""Ways to spoil `criteria.csv`, each with the fault it must give."""

from __future__ import annotations

import unicodedata

from .small_set import SMALL_SET, TABLE, WITH_SECTIONS, Declaration, Place, Spoilt


def _spoilt(what: str, declared: Declaration, code: str, cell: str) -> Spoilt:
    return Spoilt(what, declared, Place(code, "criteria.csv", cell))


def _cell(what: str, line: int, column: str, text: str, code: str) -> Spoilt:
    return _spoilt(what, SMALL_SET.with_cell(line, column, text), code, f"{line}:{column}")


UNREADABLE = (
    _spoilt("table is not UTF-8", SMALL_SET.with_table(TABLE.encode("utf-16")), "SET_UNREADABLE", ""),
    _spoilt(
        "a quote is never closed",
        SMALL_SET.with_table(TABLE.replace("Kế hoạch,3", '"Kế hoạch,3').encode()),
        "SET_UNREADABLE",
        "",
    ),
    _spoilt(
        "table has a heading only",
        SMALL_SET.with_table(TABLE.splitlines()[0].encode()),
        "SET_UNREADABLE",
        "",
    ),
    _spoilt("unknown column", SMALL_SET.with_column("weight"), "SET_KEY_UNKNOWN", "1"),
    _spoilt("missing column", SMALL_SET.without_column("clause"), "SET_KEY_MISSING", "1"),
    _spoilt("column declared twice", SMALL_SET.with_column("note"), "SET_KEY_DUPLICATE", "1:note"),
    _spoilt(
        "a comma too many",
        SMALL_SET.with_table(TABLE.replace("Ban hành kế hoạch", "Ban hành, kế hoạch").encode()),
        "SET_ROW_LENGTH",
        "4",
    ),
)

SPOILT_CELLS = (
    _cell("points with a comma", 4, "max_points", "1,0", "SET_VALUE_MALFORMED"),
    _cell("points of zero", 4, "max_points", "0", "SET_VALUE_MALFORMED"),
    _cell("negative points", 4, "max_points", "-1", "SET_VALUE_MALFORMED"),
    _cell("no points", 4, "max_points", "", "SET_VALUE_MALFORMED"),
    _cell("a blank behind the name", 4, "name", "Ban hành kế hoạch ", "SET_VALUE_MALFORMED"),
    _cell(
        "letters with their marks apart",
        4,
        "name",
        unicodedata.normalize("NFD", "Ban hành kế hoạch"),
        "SET_VALUE_MALFORMED",
    ),
    _cell("unknown permission", 4, "not_applicable", "yes", "SET_VALUE_MALFORMED"),
    _cell("permission on a survey", 16, "not_applicable", "exclude", "SET_VALUE_MALFORMED"),
    _cell("unknown agency", 4, "agency", "PTP", "SET_VALUE_MALFORMED"),
    _cell("no agency", 4, "agency", "", "SET_VALUE_MALFORMED"),
    _spoilt(
        "a section on a criterion",
        SMALL_SET.with_column("section").with_cell(7, "section", "bonus"),
        "SET_VALUE_MALFORMED",
        "7:section",
    ),
    _cell("code with a letter", 4, "code", "1.1.a", "SET_CODE_MALFORMED"),
    _cell("code with a leading zero", 4, "code", "1.1.01", "SET_CODE_MALFORMED"),
    _cell("code with a closing dot", 4, "code", "1.1.1.", "SET_CODE_MALFORMED"),
    _cell("code used before", 5, "code", "1.1.1", "SET_CODE_DUPLICATE"),
    _cell("a number left out", 6, "code", "1.1.4", "SET_CODE_ORDER"),
    _cell("name used before, in capitals", 15, "name", "Chỉ đạo  ĐIỀU HÀNH", "SET_NAME_DUPLICATE"),
    _cell("name too long", 4, "name", "a" * 251, "SET_TEXT_LENGTH"),
    _cell("what is counted too long", 7, "measure_done", "a" * 161, "SET_TEXT_LENGTH"),
    _cell("what it is counted of too long", 7, "measure_total", "a" * 161, "SET_TEXT_LENGTH"),
    _spoilt(
        "a domain with more points than its criteria",
        SMALL_SET.with_cell(11, "max_points", "4.45").with_header('points = "15"', 'points = "15.45"'),
        "SET_SUM_DIFFERS",
        "11:max_points",
    ),
    _cell("no name", 4, "name", "", "SET_LEAF_INCOMPLETE"),
    _cell("no evidence", 4, "evidence", "", "SET_LEAF_INCOMPLETE"),
    _cell("nothing said to be counted", 7, "measure_done", "", "SET_LEAF_INCOMPLETE"),
    _cell("nothing said to be counted of", 7, "measure_total", "", "SET_LEAF_INCOMPLETE"),
    _cell("a rule on a parent", 3, "rule", "yes_no", "SET_CELL_SUPERFLUOUS"),
    _cell("an agency on a domain", 2, "agency", "PNV", "SET_CELL_SUPERFLUOUS"),
    _cell("evidence for a survey", 16, "evidence", "Phiếu", "SET_CELL_SUPERFLUOUS"),
    _cell("a count where none is asked", 4, "measure_done", "Số xong", "SET_CELL_SUPERFLUOUS"),
    _cell("a total where none is asked", 12, "measure_total", "Số giao", "SET_CELL_SUPERFLUOUS"),
    _spoilt(
        "a penalty for everybody to begin with",
        WITH_SECTIONS.with_cell(22, "rule", "deduct(0.5)"),
        "SET_SECTION_LEAF",
        "22:rule",
    ),
    _cell("the unit scores by survey", 4, "rule", "survey", "SET_SOURCE_RULE"),
    _cell("a survey scores by yes and no", 16, "rule", "yes_no", "SET_SOURCE_RULE"),
    _cell("SIPAS scores by survey", 17, "rule", "survey", "SET_SOURCE_RULE"),
)

LOST_LEAVES = (
    _cell("unknown source", 4, "source", "unit", "SET_VALUE_MALFORMED"),
    _cell("no source", 4, "source", "", "SET_VALUE_MALFORMED"),
    _cell("unknown rule", 4, "rule", "all_or_nothing", "RULE_UNKNOWN"),
    _cell("no rule", 4, "rule", "", "RULE_UNKNOWN"),
    _cell("rule with a comma", 14, "rule", "steps(0,25)", "RULE_MALFORMED"),
    _cell("more than the max", 12, "rule", "per_item(2.5)", "RULE_EXCEEDS_MAX"),
    _cell("max never reached", 5, "rule", 'levels("Đúng hạn" = 0.5; "Chậm" = 0)', "RULE_CANNOT_REACH_MAX"),
    _cell("limit in no band", 7, "rule", "bands(x > 90% = 2; x < 90% = 0)", "RULE_BANDS_GAP"),
    _cell("limit in two bands", 7, "rule", "bands(x >= 90% = 2; x <= 90% = 0)", "RULE_BANDS_OVERLAP"),
)
"""Faults that leave a scored line without what scores it."""

NEGATIVE_POINTS = _cell(
    "negative points for a level",
    5,
    "rule",
    'levels("Đúng hạn" = 1; "Chậm" = -0.5)',
    "RULE_NEGATIVE_POINTS",
)
