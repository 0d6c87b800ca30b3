"""Writes every unit's result form: its Phụ lục with points achieved and a remark on every line.

A form is written for a unit once nothing of its appraisal is outstanding, and removed if something is
outstanding again: there is no result until the appraisal is done.
"""

from __future__ import annotations

from collections.abc import Iterator

from cchc.appraisal.state import appraisal_of
from cchc.files import slug
from cchc.results.consolidation import Consolidation
from workbook_templates.forms.result import RESULT, ResultRecord
from workbook_templates.lineage.opinions import opinions_in
from workbook_templates.result_form.texts import result_lines, result_texts

FOLDER = "phieu-ket-qua"


def result_forms(done: Consolidation) -> Iterator[tuple[str, bytes]]:
    """The result forms of all units whose result is due: path below the results (by block) and content. Each form
    is made when the iterator reaches it.
    """
    from generator.issue import issue

    appraisal = appraisal_of(done.opened)
    finished = [result for result in done.results.units if appraisal.forms and result.is_finished]
    if not finished:
        return
    opinions = opinions_in(appraisal, [result.scores for result in finished])
    for result in finished:
        lines = result_lines(done, result, opinions[result.unit.code])
        unit = result.unit
        name = f"{FOLDER}/{slug(unit.block)}/{slug(unit.name)}-{slug(unit.code)}.xlsx"
        record = ResultRecord(result.criteria, result_texts(done, result), lines)
        yield name, issue(RESULT, record, done.opened.sealer)
