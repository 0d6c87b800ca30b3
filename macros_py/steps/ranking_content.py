"""Puts together what the ranking workbook shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cchc import __version__
from cchc.language import Words
from generator.ranking.model import SOURCES, VERDICTS, BoardLine, RankingContent, rules_text

if TYPE_CHECKING:
    from macros_py.steps.consolidate import Consolidation

_LABELS = {
    "campaign": Words("Đợt", "Campaign"),
    "year": Words("Năm đánh giá", "Year"),
    "day": Words("Ngày tổng hợp", "Consolidated on"),
    "tool": Words("Công cụ", "Tool"),
    "set": Words("Bộ tiêu chí, loại đơn vị {unit_type}", "Criteria set, unit type {unit_type}"),
    "units": Words("Số đơn vị", "Units"),
    "files": Words("Số tệp nhận", "Files returned"),
    "sources": Words("Nguồn điểm được tính", "Sources counted"),
    "provisional": Words("Tính chất số liệu", "Standing of the figures"),
    "compare": Words("Cách xếp hạng, xếp loại", "How units are ranked and classed"),
    "stands_in": Words("Kết quả điều tra năm trước", "Surveys of last year"),
    "final": Words("chính thức", "final"),
    "no_finding": Words("Số phát hiện", "Findings"),
}


def ranking_content(done: Consolidation, today: date) -> RankingContent:
    """The content of the ranking workbook of a consolidation."""
    board = [
        BoardLine(
            each.file, each.verdict, each.unit_code, each.received, each.issue, each.check_code, each.sha256
        )
        for each in done.outcomes
    ]
    return RankingContent(done.results, board, done.findings, _made_from(done, today))


def _made_from(done: Consolidation, today: date) -> list[tuple[str, str]]:
    campaign, results = done.opened.campaign, done.results
    provisional = "; ".join(words.say() for words in results.provisional)
    pairs = [
        (_LABELS["campaign"], f"{campaign.id} – {campaign.title}"),
        (_LABELS["year"], str(campaign.year)),
        (_LABELS["day"], today.strftime("%d/%m/%Y")),
        (_LABELS["tool"], f"cchc {__version__}"),
        (_LABELS["units"], str(len(campaign.units))),
        (_LABELS["files"], _files(done)),
        (_LABELS["sources"], ", ".join(SOURCES[each].say() for each in sorted(results.sources))),
        (_LABELS["provisional"], provisional or _LABELS["final"].say()),
        (_LABELS["compare"], rules_text(campaign)),
        (_LABELS["no_finding"], str(len(done.findings))),
    ]
    named = [(words.say(), value) for words, value in pairs]
    content = RankingContent(results, (), (), ())
    named += [(_LABELS["stands_in"].say(), text) for text in content.stand_ins(results.units)]
    for unit_type, criteria in done.opened.criteria.items():
        header = criteria.header
        what = f"{header.title}; {header.decision}; {header.id} {header.version}; SHA-256 {criteria.fingerprint}"
        named.append((_LABELS["set"].say(unit_type=unit_type), what))
    named += [(outcome.file, f"SHA-256 {outcome.sha256}") for outcome in done.outcomes]
    return named


def _files(done: Consolidation) -> str:
    verdicts = ", ".join(
        f"{words.say().lower()} {done.verdicts[verdict]}" for verdict, words in VERDICTS.items()
    )
    return f"{len(done.outcomes)} ({verdicts})"
