"""Every finding can be shown in both languages, to whoever reads it, and neither language stands in the other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc.findings.catalogue import CATALOGUE, REMEDIES
from cchc.findings.finding import Finding, finding
from cchc.findings.rendering import AUDIENCES, as_record, message, remedy
from cchc.language import Words
from tests.support.findings import recorded

ROOT = Path(__file__).parents[2]
ROOMS = ("cchc", "workbook_templates", "generator", "consolidator", "macros_py")
ASIDE = "Ghi chú"
"""Stands for what a person wrote: it is shown as it is, in either language."""

WORDS = Words("lời của chương trình", "words of the program")
PLACES = {"unit_code": "25327", "file": "a.xlsx", "sheet": "s", "cell": "A1", "criterion_code": "1.1"}

_VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
_ENGLISH = re.compile(
    r"\b(the|is|are|was|of|and|not|this|file|cannot|must|with|done|invalid|expected|found)\b"
)
_LABELS = (
    "Không phát sinh",
    "Không khảo sát",
    "Cơ quan phụ trách",
    "Điều tra xã hội học",
    "Năm đánh giá",
    "sheet Đợt",
    "sheet Đơn vị",
    "{năm}",
)
"""What stands in workbooks and is typed as it is, whoever reads of it."""


def english(text: str) -> str:
    """A text without what is quoted from workbooks."""
    for label in _LABELS:
        text = text.replace(label, "")
    return text


def vietnamese(text: str) -> str:
    """A text without commands and names of files, which are English or neither."""
    return re.sub(
        r"cchc [\w-]+(?: …)?(?: (?:issue|merge|template))?|--[\w-]+|[\w./-]+\.(?:toml|xlsx|csv)|\([^)]*→[^)]*\)",
        "",
        text,
    )


@pytest.mark.parametrize("code", CATALOGUE)
def test_neither_language_stands_in_the_other(code: str) -> None:
    for circumstance in REMEDIES[code]:
        made = finding(code, WORDS, WORDS, **PLACES, workbook=circumstance)
        for audience in AUDIENCES:
            told = {"vi": (message(made, "vi"), remedy(made, "vi", audience))}
            told["en"] = (message(made, "en"), remedy(made, "en", audience))
            assert all(told["vi"]) and all(told["en"])
            for text in told["en"]:
                assert not _VIETNAMESE.search(english(text)), text
                assert WORDS.vi not in text and "{found" not in text and "{expected" not in text
            for text in told["vi"]:
                assert _VIETNAMESE.search(text)
                assert not _ENGLISH.search(vietnamese(text)), text


@pytest.mark.parametrize("code", CATALOGUE)
def test_what_a_person_wrote_is_shown_as_it_is(code: str) -> None:
    made = finding(code, ASIDE, ASIDE, **PLACES)
    for mark, entry in (("{found}", CATALOGUE[code].message), ("{expected}", CATALOGUE[code].message)):
        if mark in entry.en:
            assert ASIDE in message(made, "en") and ASIDE in message(made, "vi")


def test_a_record_is_vietnamese_and_has_its_columns() -> None:
    made = finding("FILE_STOPS_READING", WORDS, **PLACES)
    columns = "code,severity,unit_code,file,sheet,cell,criterion_code,found,expected,message,remedy"
    assert ",".join(as_record(made)) == columns
    assert recorded(made).found == WORDS.vi and WORDS.vi in recorded(made).message


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every place where a finding is made, and every note of a fault in a declaration or workbook."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and (code := _code_of(node)):
                    yield f"{path.relative_to(ROOT)}:{node.lineno} {code}", node


def _code_of(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    named = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return first.value if named and first.value in CATALOGUE else ""  # type: ignore[union-attr]


def test_no_text_of_one_language_and_no_exception_is_handed_to_a_finding() -> None:
    """Texts are `Words`, or come from a file; an exception says what it says in English."""
    made = list(calls())
    assert len(made) > 150
    for place, call in made:
        for part in (*call.args[1:], *(each.value for each in call.keywords)):
            for node in ast.walk(part):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    assert not _VIETNAMESE.search(node.value), place
                    assert " " not in node.value or not _ENGLISH.search(node.value), place
                if "FILE_NOT_UNDERSTOOD" not in place:  # what our own fault says goes to our maintainers
                    assert not (isinstance(node, ast.Name) and node.id == "error" and part is node), place


def test_words_of_modules_that_read_are_not_one_language_alone() -> None:
    """A constant of letters with Vietnamese signs, in the rooms that read files, is one side of `Words` or a label."""
    alone = []
    for path in sorted((ROOT / "consolidator").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        sides = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Words"
            for part in ast.walk(node)
        }
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and id(node) not in sides and _VIETNAMESE.search(text):
                alone.append(f"{path.relative_to(ROOT)}:{node.lineno}")  # type: ignore[attr-defined]
    assert alone == []


def test_a_form_that_stops_its_reader_is_told_to_whom_it_concerns() -> None:
    """A worker that ends leaves a finding of its own: it speaks of the form that was read, not of a unit's."""
    from cchc.identity import FIRST_APPRAISAL_FORM, SURVEY_TEMPLATE
    from consolidator.files import ReturnedFile
    from consolidator.take_in import refused_receipt

    file = ReturnedFile("a.xlsx", b"PK")
    stopped = finding("FILE_STOPS_READING", WORDS, file="a.xlsx")
    of_appraisal = refused_receipt(FIRST_APPRAISAL_FORM, file, stopped).findings[0]
    of_survey = refused_receipt(SURVEY_TEMPLATE, file, stopped).findings[0]
    assert "đơn vị" in recorded(stopped).remedy
    assert (
        "phiếu thẩm định" in recorded(of_appraisal).remedy and "đơn vị" not in recorded(of_appraisal).remedy
    )
    assert "mẫu điều tra" in recorded(of_survey).remedy and "đơn vị" not in recorded(of_survey).remedy


def test_a_finding_is_placed_once() -> None:
    made = Finding("FILE_EMPTY", "error", workbook="").placed(file="a.xlsx", workbook="survey_template")
    assert made.placed(file="b.xlsx", workbook="") == made
    assert remedy(made, "vi") != remedy(Finding("FILE_EMPTY", "error"), "vi")


def test_what_is_found_never_hangs_on_the_look_of_a_cell() -> None:
    """The names of styles are free to change: readers decide by what the plan declares of a cell."""
    looks = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "consolidator").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "style"
    ]
    assert looks == []
