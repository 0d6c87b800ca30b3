"""Reads a declared criteria set: `set.toml` (the header) and `criteria.csv` (one row per line).

Reading collects every error with its line and column; checks of the whole tree are in `checks`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from cchc.beside import copies_of
from cchc.core import roles
from cchc.core.indices import parent_code
from cchc.core.numbers import ZERO, exact
from cchc.core.rules.base import RuleFault
from cchc.criteria.checks import check_tree
from cchc.criteria.faults import Faults
from cchc.criteria.header import read_header
from cchc.criteria.model import (
    BASE,
    EXCLUDE,
    FULL,
    PENALTY,
    SECTIONS,
    CriteriaSet,
    Criterion,
    Header,
    Leaf,
)
from cchc.criteria.scoring import parse_rule
from cchc.criteria.sources import BY_KEY, OWN_SOURCES, SOURCES
from cchc.errors import BrokenInput, CchcError
from cchc.language import Words
from cchc.names import some_of

_NOT_UTF8 = Words("không phải văn bản UTF-8", "it is no UTF-8 text")
_NO_TOML = Words("sai cú pháp TOML ở dòng {line}", "malformed TOML in line {line}")
_NO_CSV = Words("sai cú pháp CSV ở dòng {line}", "malformed CSV in line {line}")
_TIDY = Words(
    "chữ dựng sẵn (NFC), không có dấu trống ở đầu và cuối", "composed letters (NFC), no blanks at its ends"
)
_BLANK = Words("(trống)", "(blank)")
_TOML_PLACE = re.compile(r"line ([0-9]+)")

HEADER_FILE = "set.toml"
LINES_FILE = "criteria.csv"

LEAF_COLUMNS = (
    "source",
    "rule",
    "measure_done",
    "measure_total",
    "unit",
    "not_applicable",
    "evidence",
    "agency",
    "note",
    "clause",
)
REQUIRED_COLUMNS = ("code", "name", "max_points", *LEAF_COLUMNS)
OPTIONAL_COLUMNS = ("section",)

NAME_LIMIT = 250
MEASURE_LIMIT = 160

BROKEN_SET = Words(
    "Bộ tiêu chí {name} có {count} lỗi, chưa dùng được.",
    "The criteria set {name} has {count} faults and cannot be used yet.",
)
NO_SET = Words(
    "Không thấy bộ tiêu chí ở {folder}: cần {header} và {lines}.",
    "There is no criteria set in {folder}: {header} and {lines} are needed.",
)
NO_SET_BUT = Words(
    "Không thấy bộ tiêu chí ở {folder}: cần {header} và {lines}; ở đó có: {found}. Nếu là tệp ấy: lưu lại đúng tên và dạng "
    "(văn bản UTF-8), hoặc nhập sổ Excel bằng cchc criteria import.",
    "There is no criteria set in {folder}: {header} and {lines} are needed; there is: {found}. If that is it, save it under "
    "the right name and as UTF-8 text, or import the Excel workbook by cchc criteria import.",
)


@dataclass(frozen=True)
class _Row:
    """One data row of the table: its line in the file and its cells by column."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def load_criteria_set(folder: Path) -> CriteriaSet:
    """Read and check the criteria set declared in a folder.

    Raises BrokenInput with all errors at once, CchcError where there is no set.
    """
    header_file, lines_file = folder / HEADER_FILE, folder / LINES_FILE
    if not header_file.is_file() or not lines_file.is_file():
        found = sorted({name for file in (header_file, lines_file) for name in copies_of(file)})
        words, found_text = (NO_SET_BUT, some_of(found).say()) if found else (NO_SET, "")
        raise CchcError(words, folder=folder, header=HEADER_FILE, lines=LINES_FILE, found=found_text)
    return read_criteria_set(header_file.read_bytes(), lines_file.read_bytes(), folder.name)


def read_criteria_set(header_bytes: bytes, lines_bytes: bytes, name: str) -> CriteriaSet:
    """Read and check a set from the bytes of its two files. Raises BrokenInput."""
    header_faults, line_faults = Faults(HEADER_FILE), Faults(LINES_FILE)
    header = read_header(_parse_toml(header_bytes, header_faults), header_faults)
    rows = _parse_table(lines_bytes, line_faults)
    lines, unread = _read_lines(rows, header, line_faults)
    if header is not None and not line_faults.structural:
        check_tree(header, lines, unread, line_faults, header_faults)
    findings = [*header_faults.findings, *line_faults.findings]
    if findings or header is None:
        raise BrokenInput(BROKEN_SET, findings, name=name, count=len(findings))
    return CriteriaSet(header, lines, fingerprint(header_bytes, lines_bytes))


def fingerprint(header_bytes: bytes, lines_bytes: bytes) -> str:
    """SHA-256 over both files with unified line ends. It identifies the set that a form was issued from."""
    digest = hashlib.sha256()
    for content in (header_bytes, lines_bytes):
        unified = content.replace(b"\r\n", b"\n")
        digest.update(len(unified).to_bytes(8, "big") + unified)
    return digest.hexdigest()


def _parse_toml(content: bytes, faults: Faults) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        faults.structure("SET_UNREADABLE", found=_NOT_UTF8)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = place.group(1) if place else content.count(b"\n") + 1
        faults.structure("SET_UNREADABLE", found=_NO_TOML.filled(line=line))
    return None


def _parse_table(content: bytes, faults: Faults) -> list[_Row]:
    try:
        text = content.decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        columns = next(reader, [])
        if not _columns_stand(columns, faults):
            return []
        rows = []
        last_line = reader.line_num
        for cells in reader:
            line, last_line = last_line + 1, reader.line_num
            if not any(cells):
                continue
            if len(cells) != len(columns):
                faults.structure("SET_ROW_LENGTH", line, found=len(cells), expected=len(columns))
                continue
            rows.append(_Row(line, dict(zip(columns, cells, strict=True))))
        return rows
    except UnicodeDecodeError:
        faults.structure("SET_UNREADABLE", found=_NOT_UTF8)
    except csv.Error:
        faults.structure("SET_UNREADABLE", found=_NO_CSV.filled(line=reader.line_num))
    return []


def _columns_stand(columns: list[str], faults: Faults) -> bool:
    known = (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)
    for column in columns:
        if column not in known:
            faults.structure("SET_KEY_UNKNOWN", 1, found=column, expected=", ".join(known))
    for column in sorted({each for each in columns if columns.count(each) > 1}):
        faults.structure("SET_KEY_DUPLICATE", 1, column, found=column)
    for column in REQUIRED_COLUMNS:
        if column not in columns:
            faults.structure("SET_KEY_MISSING", 1, expected=column)
    return not faults.structural


def _read_lines(
    rows: list[_Row], header: Header | None, faults: Faults
) -> tuple[tuple[Criterion, ...], frozenset[str]]:
    """The lines, and the codes of those whose max points could not be read (their max points are 0)."""
    parents = {parent_code(row["code"]) for row in rows} - {""}
    sections = {row["code"]: row["section"] for row in rows if row["section"] in SECTIONS}
    lines = []
    unread = set()
    for row in rows:
        for column, text in row.cells.items():
            if text != unicodedata.normalize("NFC", text).strip():
                faults.add("SET_VALUE_MALFORMED", row.line, column, row["code"], text, _TIDY)
        max_points = _max_points(row, faults)
        if max_points is None:
            unread.add(row["code"])
        if not row["name"]:
            faults.add("SET_LEAF_INCOMPLETE", row.line, "name", row["code"], "", "name")
        _check_length(row, "name", NAME_LIMIT, faults)
        if row["section"] not in SECTIONS or (row["section"] and "." in row["code"]):
            faults.add(
                "SET_VALUE_MALFORMED",
                row.line,
                "section",
                row["code"],
                row["section"],
                ", ".join(filter(None, SECTIONS)),
            )
        leaf = None
        section = sections.get(row["code"].partition(".")[0], BASE)
        if row["code"] in parents:
            _refuse_leaf_cells(row, faults)
        else:
            leaf = _read_leaf(row, max_points, header, section, faults)
        points = ZERO if max_points is None else max_points
        lines.append(Criterion(row["code"], row["name"], points, row.line, leaf, section))
    return tuple(lines), frozenset(unread)


def _max_points(row: _Row, faults: Faults) -> Fraction | None:
    try:
        points = exact(row["max_points"])
    except ValueError:
        points = ZERO
    if points <= 0:
        found = row["max_points"]
        faults.add("SET_VALUE_MALFORMED", row.line, "max_points", row["code"], found, "0.5, 1, 2.25")
        return None
    return points


def _refuse_leaf_cells(row: _Row, faults: Faults) -> None:
    for column in LEAF_COLUMNS:
        if row[column]:
            faults.add("SET_CELL_SUPERFLUOUS", row.line, column, row["code"], row[column])


def _read_leaf(
    row: _Row, max_points: Fraction | None, header: Header | None, section: str, faults: Faults
) -> Leaf | None:
    if row["source"] not in SOURCES:
        faults.add(
            "SET_VALUE_MALFORMED", row.line, "source", row["code"], row["source"], ", ".join(SOURCES)
        )
        return None
    try:
        rule = parse_rule(row["rule"], max_points)
    except RuleFault as fault:
        faults.add(fault.code, row.line, "rule", row["code"], fault.found, fault.expected)
        return None
    leaf = Leaf(
        source=row["source"],
        rule=rule,
        rule_text=row["rule"],
        **{column: row[column] for column in LEAF_COLUMNS[2:]},
    )
    _check_leaf(row, leaf, header, section, faults)
    return leaf


def _check_section_leaf(row: _Row, leaf: Leaf, section: str, faults: Faults) -> None:
    """Checks a leaf of a bonus or penalty section: the unit claims it, and it starts from 0. Refused are
    surveys as the source, full points for a leaf that is not applicable, and rules that start from full
    points: the last two would give points for nothing.
    """
    if leaf.source not in OWN_SOURCES:
        faults.add("SET_SECTION_LEAF", row.line, "source", row["code"], leaf.source, ", ".join(OWN_SOURCES))
    if leaf.not_applicable == FULL:
        faults.add("SET_SECTION_LEAF", row.line, "not_applicable", row["code"], FULL, EXCLUDE)
    if leaf.rule.starts_full:
        faults.add("SET_SECTION_LEAF", row.line, "rule", row["code"], leaf.rule_text, "per_item(…)")


def _check_leaf(row: _Row, leaf: Leaf, header: Header | None, section: str, faults: Faults) -> None:
    if section:
        _check_section_leaf(row, leaf, section, faults)
    source = BY_KEY[leaf.source]
    by_unit = source.by_unit
    if not source.takes(leaf.rule):
        expected = source.rule_kind or "yes_no, levels, …"
        faults.add("SET_SOURCE_RULE", row.line, "rule", row["code"], leaf.rule_text, expected)
    allowed = ("", EXCLUDE, FULL) if by_unit else ("",)
    if leaf.not_applicable not in allowed:
        faults.add(
            "SET_VALUE_MALFORMED",
            row.line,
            "not_applicable",
            row["code"],
            leaf.not_applicable,
            " | ".join(allowed) or _BLANK,
        )
    if by_unit != bool(leaf.evidence) and not (by_unit and section == PENALTY):
        code = "SET_LEAF_INCOMPLETE" if by_unit else "SET_CELL_SUPERFLUOUS"
        faults.add(code, row.line, "evidence", row["code"], leaf.evidence, "evidence")
    if header is not None and leaf.agency not in header.agencies:
        known = ", ".join(header.agencies)
        faults.add("SET_VALUE_MALFORMED", row.line, "agency", row["code"], leaf.agency, known)
    _check_measures(row, leaf, faults)


def _check_measures(row: _Row, leaf: Leaf, faults: Faults) -> None:
    by_unit = BY_KEY[leaf.source].by_unit
    asked = leaf.rule.figures if by_unit else ()
    for column, figure in (("measure_done", roles.DONE), ("measure_total", roles.TOTAL)):
        if figure in asked and not row[column]:
            faults.add("SET_LEAF_INCOMPLETE", row.line, column, row["code"], "", column)
        elif figure not in asked and row[column] and by_unit:
            faults.add("SET_CELL_SUPERFLUOUS", row.line, column, row["code"], row[column])
        _check_length(row, column, MEASURE_LIMIT, faults)


def _check_length(row: _Row, column: str, limit: int, faults: Faults) -> None:
    if len(row[column]) > limit:
        faults.add("SET_TEXT_LENGTH", row.line, column, row["code"], len(row[column]), limit)
