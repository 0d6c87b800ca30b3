"""The faults a demo plants, each with exactly the findings it must raise."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cchc.core import roles
from cchc.criteria.model import CriteriaSet
from cchc.language import Words
from generator.package import edited, is_sheet
from generator.render import Typed
from workbook_templates.unit_form.plan import main_sheet_of, unit_form_plan

Values = dict[str, Typed]


@dataclass(frozen=True)
class Filled:
    """A filled form: the typed values, and what was done to the package afterwards."""

    values: Values
    spoil: Callable[[bytes], bytes] = bytes


def _as_it_is(form: Filled, criteria: CriteriaSet, chance: random.Random) -> Filled:
    return form


@dataclass(frozen=True)
class Fault:
    """One planted fault of one unit.

    `apply` puts the fault into a filled form. `raises` are the codes of the findings about that unit.
    With `returned` False the form is not returned, `again` returns it a second time ("same" or "other"),
    `late` enters a late day in the return register, `scraps` truncates the file.
    """

    label: Words
    raises: tuple[str, ...]
    apply: Callable[[Filled, CriteriaSet, random.Random], Filled] = _as_it_is
    returned: bool = True
    again: str = ""
    late: bool = False
    scraps: bool = False


def _number_as_words(form: Filled, criteria: CriteriaSet, chance: random.Random) -> Filled:
    code = _leaf_with(form, criteria, roles.DONE, roles.TOTAL)
    return _typed(form, f"{code}:{roles.DONE}", "khoảng mười hồ sơ")


def _comma_as_text(form: Filled, criteria: CriteriaSet, chance: random.Random) -> Filled:
    code, step = _steps_leaf(form, criteria)
    return _typed(form, f"{code}:{roles.SCORE}", str(float(step)).replace(".", ","))


def _above_max(form: Filled, criteria: CriteriaSet, chance: random.Random) -> Filled:
    code, _ = _steps_leaf(form, criteria)
    return _typed(form, f"{code}:{roles.SCORE}", criteria.by_code[code].max_points + 1)


def _off_step(form: Filled, criteria: CriteriaSet, chance: random.Random) -> Filled:
    code, step = _steps_leaf(form, criteria)
    return _typed(form, f"{code}:{roles.SCORE}", step * Fraction(2, 5))


def _date_for_number(form: Filled, criteria: CriteriaSet, chance: random.Random) -> Filled:
    code = _leaf_with(form, criteria, roles.DONE, roles.TOTAL)
    return _typed(form, f"{code}:{roles.DONE}", date(criteria.header.year, 2, 1))


def _survey_filled(form: Filled, criteria: CriteriaSet, chance: random.Random) -> Filled:
    survey = next(scored.code for scored in criteria.leaves if not scored.by_unit)
    return _typed(form, f"{survey}:{roles.SELF}", Fraction(1))


def _no_evidence(form: Filled, criteria: CriteriaSet, chance: random.Random) -> Filled:
    code = next(
        scored.code
        for scored in criteria.leaves
        if (scored.self_score(_roles(form, scored.code)) or 0) > 0
        and f"{scored.code}:{roles.REMARK}" in form.values
    )
    return _typed(form, f"{code}:{roles.REMARK}", None)


def _max_edited(form: Filled, criteria: CriteriaSet, chance: random.Random) -> Filled:
    line = criteria.leaves[0].criterion
    return _with_cell(form, criteria, f"{line.code}:{roles.MAX}", float(line.max_points + 1))


def _index_overwritten(form: Filled, criteria: CriteriaSet, chance: random.Random) -> Filled:
    return _with_cell(form, criteria, f":{roles.INDEX}", 99.5)


FAULTS: tuple[Fault, ...] = (
    Fault(Words("không nộp phiếu", "form not returned"), ("UNIT_MISSING",), returned=False),
    Fault(
        Words("ghi chữ thay cho số", "words where a number belongs"),
        ("VALUE_NOT_A_NUMBER", "UNIT_INCOMPLETE"),
        _number_as_words,
    ),
    Fault(
        Words("số lẻ gõ thành văn bản", "a decimal entered as text"),
        ("VALUE_READ_FROM_TEXT", "INDEX_DIFFERS"),
        _comma_as_text,
    ),
    Fault(
        Words("điểm vượt điểm tối đa", "a score above the max points"),
        ("VALUE_ABOVE_MAX", "UNIT_INCOMPLETE"),
        _above_max,
    ),
    Fault(
        Words("sửa điểm tối đa đã khóa", "locked max points changed"), ("MAX_POINTS_EDITED",), _max_edited
    ),
    Fault(
        Words("nộp hai phiếu khác nhau", "two differing returns"),
        ("UNIT_RETURNED_TWICE", "UNIT_RETURNED_TWICE"),
        again="other",
    ),
    Fault(
        Words("tự chấm tiêu chí điều tra xã hội học", "a survey criterion scored by the unit"),
        ("SURVEY_LEAF_FILLED",),
        _survey_filled,
    ),
    Fault(Words("nộp sau hạn", "returned late"), ("UNIT_LATE",), late=True),
    Fault(
        Words("số bị đổi thành ngày tháng", "a number turned into a date"),
        ("VALUE_IS_DATE", "UNIT_INCOMPLETE"),
        _date_for_number,
    ),
    Fault(
        Words("điểm không theo bước", "a score off the step"),
        ("VALUE_OFF_STEP", "UNIT_INCOMPLETE"),
        _off_step,
    ),
    Fault(Words("thiếu tài liệu kiểm chứng", "evidence not named"), ("EVIDENCE_MISSING",), _no_evidence),
    Fault(
        Words("chỉ số trong tệp bị sửa", "the index in the file was changed"),
        ("INDEX_DIFFERS",),
        _index_overwritten,
    ),
    Fault(
        Words("nộp trùng một phiếu hai lần", "the same form returned twice"),
        ("UNIT_RETURNED_AGAIN",),
        again="same",
    ),
    Fault(Words("tệp bị cắt cụt", "a file cut off"), ("UNIT_MISSING",), scraps=True),
)
"""In the order in which they are planted; a small demo plants the first few."""


def planted(units: int) -> Sequence[Fault]:
    """The faults for this number of units: at most six in ten units get one."""
    return FAULTS[: max(1, units * 6 // 10)] if units > 1 else ()


def _leaf_with(form: Filled, criteria: CriteriaSet, *figures: str) -> str:
    """The code of the first leaf that asks for exactly these figures and has them filled in."""
    return next(
        scored.code
        for scored in criteria.leaves
        if scored.figures == figures and all(f"{scored.code}:{role}" in form.values for role in figures)
    )


def _steps_leaf(form: Filled, criteria: CriteriaSet) -> tuple[str, Fraction]:
    for scored in criteria.leaves:
        step = scored.leaf.rule.score_step
        if step is not None and f"{scored.code}:{roles.SCORE}" in form.values:
            return scored.code, step
    raise LookupError("no leaf is scored in steps")


def _roles(form: Filled, code: str) -> dict[str, Fraction | str]:
    found = {role: form.values.get(f"{code}:{role}") for role in roles.FIGURES}
    return {role: value for role, value in found.items() if isinstance(value, Fraction | str)}


def _typed(form: Filled, name: str, value: Typed | None) -> Filled:
    values = {key: each for key, each in form.values.items() if key != name}
    if value is not None:
        values[name] = value
    return Filled(values, form.spoil)


def _with_cell(form: Filled, criteria: CriteriaSet, name: str, value: float) -> Filled:
    """Change the stored value of a locked cell, as somebody who removes the protection would."""
    cell = main_sheet_of(unit_form_plan(criteria)).by_name[name]
    pattern = re.compile(rb'(<c r="%s"[^>]*>(?:<f>[^<]*</f>)?<v>)[^<]*' % cell.address.encode())

    def edit(part: str, content: bytes) -> bytes:
        replacement = b"\\g<1>" + repr(value).encode()
        return pattern.sub(replacement, content) if is_sheet(part) and part.endswith("1.xml") else content

    return Filled(form.values, lambda package: edited(package, edit))
