"""The table of the sources of points: who gives a leaf its points, and what follows from that.

Texts of forms about them are in `workbook_templates.words.sources`.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc.core.rules.base import Rule
from cchc.language import Words

SELF = "self"
MINISTRY_SURVEY = "ministry_survey"
SIPAS = "sipas"
DEPARTMENT_REMARKS = "department_remarks"


@dataclass(frozen=True)
class Source:
    """One source. `key` is its name in declarations and records, `name` its name in sentences.

    `by_unit`: the unit scores the leaf itself, then the appraisers do; every other source is a survey.
    `rule_kind`: the one kind of rule its leaves have, "" for any kind that units score. `is_rate`: its
    figures are satisfaction rates in percent, not points. `is_published`: an outside office publishes it
    for all units at once; otherwise every appraising authority collects it for its own units. `stands_in`:
    last year's figure is used where this year's is missing, unless the campaign says otherwise. `word`
    names it in commands, `file_word` in file names.

    Sources: 1877/QĐ-UBND, III.1.c and III.3.c.
    """

    key: str
    name: Words
    by_unit: bool = False
    rule_kind: str = "survey"
    is_rate: bool = False
    is_published: bool = False
    stands_in: bool = False
    word: str = ""
    file_word: str = ""

    def takes(self, rule: Rule) -> bool:
        """Whether leaves of this source may have this rule."""
        return rule.by_unit if self.by_unit else rule.kind == self.rule_kind


ALL = (
    Source(
        SELF, Words("tự đánh giá và thẩm định", "self-assessment and appraisal"), by_unit=True, rule_kind=""
    ),
    Source(
        MINISTRY_SURVEY,
        Words("điều tra của Bộ Nội vụ", "the Ministry's survey"),
        is_published=True,
        stands_in=True,
        word="ministry",
        file_word="bo-noi-vu",
    ),
    Source(
        SIPAS,
        Words("SIPAS", "SIPAS"),
        rule_kind="sipas",
        is_rate=True,
        is_published=True,
        word="sipas",
        file_word="sipas",
    ),
    Source(
        DEPARTMENT_REMARKS, Words("nhận xét của cơ quan chuyên môn", "departments' remarks"), word="remarks"
    ),
)
BY_KEY = {source.key: source for source in ALL}
SOURCES = tuple(BY_KEY)
SURVEYS = tuple(source for source in ALL if not source.by_unit)
SURVEY_SOURCES = tuple(source.key for source in SURVEYS)
OWN_SOURCES = frozenset(source.key for source in ALL if source.by_unit)
STAND_INS = frozenset(source.key for source in ALL if source.stands_in)
_OF_YEAR = Words("{source} năm {year}", "{source} of {year}")
BY_WORD = {source.word: source for source in SURVEYS}


def survey_of_year(source: str, year: int) -> Words:
    """The survey of a source and year, in words."""
    return _OF_YEAR.filled(source=BY_KEY[source].name, year=year)
