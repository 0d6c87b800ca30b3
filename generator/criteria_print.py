"""Writes a criteria set for printing and reading, not for editing: the tree with its rules in words."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter

from cchc.criteria.model import CriteriaSet, Criterion
from cchc.criteria.sources import BY_KEY
from generator.ranking.sheet import Heading, ReportSheet, Shown
from generator.toolbox import Formats, strict, workbook_options
from workbook_templates import criteria_print as texts
from workbook_templates.words.sentences import measure_sentences, rule_sentence

_LEVEL_STYLES = {1: "domain", 2: "criterion"}
_POINT_PLACES = 2


def printed_criteria(criteria: CriteriaSet) -> bytes:
    """The workbook, A4 landscape; the same set gives the same bytes."""
    stream = io.BytesIO()
    header = criteria.header
    with strict():
        workbook = xlsxwriter.Workbook(stream, workbook_options())
        created = datetime.combine(header.decision_date, datetime.min.time())
        workbook.set_properties({"title": header.title, "author": "cchc", "created": created})
        report = ReportSheet(workbook, Formats(workbook), texts.SHEET.written(), _POINT_PLACES)
        notes = (
            (texts.DECISION.written(appendix=header.appendix, decision=header.decision), "result_heading"),
            (texts.VERSION.written(id=header.id, version=header.version, year=header.year), "report_note"),
        )
        report.title(header.title, notes)
        heading_row = report.headings(
            [Heading(words.written(), width) for words, width, _ in texts.HEADINGS]
        )
        for line in criteria.lines:
            _line(report, criteria, line)
        report.sheet.freeze_panes(heading_row + 1, 2)
        report.paper(heading_row, len(texts.HEADINGS) - 1)
        workbook.close()
    return stream.getvalue()


def _line(report: ReportSheet, criteria: CriteriaSet, line: Criterion) -> None:
    """Write one line of the tree; for lines above leaves, the columns of leaves stay empty."""
    level = "leaf" if line.is_leaf else _LEVEL_STYLES.get(line.level, "criterion")
    styles = [f"{level}_{kind}" for _, _, kind in texts.HEADINGS]
    cells: list[Shown] = [line.code, line.name, line.max_points, *_leaf_cells(criteria, line)]
    wrapped = {
        place: width for place, (_, width, kind) in enumerate(texts.HEADINGS) if kind in ("name", "text")
    }
    report.line(cells, styles, wrapped)


def _leaf_cells(criteria: CriteriaSet, line: Criterion) -> list[Shown]:
    scored = criteria.leaf_by_code.get(line.code)
    if scored is None:
        return [None] * 5
    leaf = scored.leaf
    rule = " ".join(text for text in (rule_sentence(scored), *measure_sentences(scored)) if text)
    agency = criteria.header.agencies[leaf.agency]
    return [BY_KEY[leaf.source].name.written(), rule, leaf.evidence, agency, leaf.clause]
