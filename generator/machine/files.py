"""The machine-readable results: CSV files and one file of JSON lines, as specified in docs/reference.

CSV is UTF-8 with BOM, comma, dot decimals; JSON lines are UTF-8 without BOM. An empty score is
"not scored", never 0.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from cchc.core.numbers import machine_text
from cchc.criteria.model import CriteriaSet
from cchc.findings.finding import Finding
from cchc.findings.rendering import as_record
from cchc.results.model import Results, UnitResult
from cchc.returns.receipt import Receipt
from workbook_templates.forms.kind import FormKind

RANKING_FILE = "xep-hang.csv"
SCORES_FILE = "diem.csv"
SURVEYS_FILE = "dieu-tra.csv"
FINDINGS_FILE = "phat-hien.jsonl"
BOARD_FILE = "so-nhan.csv"
APPRAISAL_BOARD_FILE = "so-nhan.csv"

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet reads a text that begins with one of these as a formula."""

_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What JSON allows in a text but some readers take for the end of a line, as escapes."""

RANKING_COLUMNS = [
    "block",
    "rank",
    "unit_code",
    "unit_name",
    "unit_type",
    "self_points",
    "achieved_points",
    "max_points",
    "index",
    "class",
    "status",
]
SCORES_COLUMNS = [
    "unit_code",
    "criterion_code",
    "level",
    "max_points",
    "applicable",
    "self_score",
    "first_appraisal",
    "final_score",
    "survey_score",
    "source",
]
SURVEY_COLUMNS = ["unit_code", "criterion_code", "source", "year", "survey_score"]


def ranking_csv(results: Results) -> bytes:
    """A row per unit, block by block, in the order of the ranking."""
    rows = (
        _ranking_row(result) for block in results.campaign.blocks for result in results.block(block.code)
    )
    return _csv(RANKING_COLUMNS, rows)


def scores_csv(results: Results) -> bytes:
    """A row per unit and line of its tree. There may be a million rows, so most cells are made once for many rows."""
    stream = io.BytesIO(_csv(SCORES_COLUMNS, ()))
    stream.seek(0, io.SEEK_END)
    known: dict[str, _Lines] = {}
    for result in results.units:
        criteria = result.criteria
        if criteria.fingerprint not in known:
            known[criteria.fingerprint] = _Lines.of(criteria)
        stream.write(_score_rows(result, known[criteria.fingerprint]).encode())
    return stream.getvalue()


def findings_jsonl(findings: Iterable[Finding]) -> bytes:
    """The findings, one on each line."""
    lines = (json.dumps(as_record(each), ensure_ascii=False) for each in findings)
    return "".join(line.translate(_LINE_ENDS) + "\n" for line in lines).encode()


def board_columns(kind: FormKind[Any]) -> list[str]:
    """The columns of the return board of a kind of form."""
    return ["file", "sha256", "verdict", *kind.board, "saved_by"]


def board_csv(kind: FormKind[Any], receipts: Iterable[Receipt[Any]]) -> bytes:
    """A returned file of a kind a line."""
    rows = (
        (
            _harmless(each.file),
            each.sha256,
            each.verdict,
            *(text_of(each) for text_of in kind.board.values()),
            _no_formula(each.saved_by),
        )
        for each in receipts
    )
    return _csv(board_columns(kind), rows)


def surveys_csv(results: Results) -> bytes:
    """A row per known survey figure, with its year: last year's figure may be used in place of this year's."""
    return _csv(SURVEY_COLUMNS, (row for result in results.units for row in _survey_rows(result)))


def _harmless(file: str) -> str:
    """A file name from outside. If a spreadsheet would read it as a formula, it is written as `./name`."""
    return f"./{file}" if file.startswith(_FORMULA_SIGNS) else file


def _no_formula(text: str) -> str:
    """A text from outside without the leading characters by which a spreadsheet would read it as a formula."""
    return text.lstrip("".join((*_FORMULA_SIGNS, " ")))


def _ranking_row(result: UnitResult) -> Sequence[str]:
    whole = result.whole
    return (
        result.unit.block,
        "" if result.rank is None else str(result.rank),
        result.unit.code,
        result.unit.name,
        result.unit.unit_type,
        machine_text(whole.self_score),
        machine_text(whole.achieved),
        machine_text(whole.possible),
        machine_text(result.index),
        result.class_name or "",
        "|".join(result.status),
    )


class _Lines(NamedTuple):
    """The cells that are the same for all units of a criteria set, as CSV texts, one for each line of the tree."""

    codes: tuple[str, ...]
    levels: tuple[str, ...]
    maxima: tuple[str, ...]
    sources: tuple[str, ...]

    @classmethod
    def of(cls, criteria: CriteriaSet) -> _Lines:
        lines = criteria.lines
        return cls(
            tuple(_cell(line.code) for line in lines),
            tuple(str(line.level) for line in lines),
            tuple(machine_text(line.max_points) for line in lines),
            tuple(_cell(line.leaf.source) if line.leaf else "" for line in lines),
        )


def _score_rows(result: UnitResult, lines: _Lines) -> str:
    """The rows of a unit, made column by column: columns that are the same object are converted to text once."""
    nodes = result.nodes
    columns = (nodes.self_score, nodes.first_appraisal, nodes.final_score, nodes.survey_score)
    distinct = {id(column): column for column in columns}
    texts = {key: [machine_text(figure) for figure in column] for key, column in distinct.items()}
    rows = zip(
        repeat(_cell(result.unit.code)),
        lines.codes,
        lines.levels,
        lines.maxima,
        ("true" if applies else "false" for applies in nodes.applicable),
        *(texts[id(column)] for column in columns),
        lines.sources,
        strict=False,  # columns have one more value, the total, which has no row
    )
    return "".join(",".join(row) + "\n" for row in rows)


def _cell(text: str) -> str:
    """A text as a CSV cell, quoted if necessary."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerow((text, ""))
    return stream.getvalue()[:-2]


def _survey_rows(result: UnitResult) -> Iterator[Sequence[str]]:
    for scored in result.criteria.leaves:
        figure = result.scores.rows[scored.code].survey_figure
        if figure is not None:
            score = machine_text(result.nodes[scored.code].survey_score)
            yield (result.unit.code, scored.code, scored.leaf.source, str(figure.year), score)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_one_kind_of_line_end(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _one_kind_of_line_end(text: str) -> str:
    """A text without carriage returns: Python's CSV does not quote them, and many readers end the row there."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
