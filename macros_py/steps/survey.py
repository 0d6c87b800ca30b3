"""Survey points: templates out, filled templates in, and the points for the score book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cchc.campaign.running import running
from cchc.core.numbers import plain
from cchc.criteria.sources import BY_KEY
from cchc.errors import BrokenInput, CchcError
from cchc.files import require_file, require_folder, slug, write_atomically
from cchc.findings.finding import Finding, finding, in_order
from cchc.language import Words
from cchc.scorebook import UnitScores
from cchc.survey.applying import unknown_units, with_survey
from cchc.survey.model import NOT_SURVEYED, Imported, Place, SurveyFigure, SurveyRecord
from cchc.survey.record import read_record, read_surveys, record_file, write_record
from cchc.survey.scope import Scope, scopes
from consolidator.files import ReturnedFile, opened, returned_files
from consolidator.survey_form.reading import SurveyDesk, SurveyReading, read_all
from macros_py.steps.campaign import OpenCampaign, open_campaign
from macros_py.steps.since_issue import require_frozen

_OTHERS = "khac"
"""Names the template with the leaves that no agency is in charge of."""
TEMPLATES, TAKEN = "mau", "da-nhap"
"""Folders below khao-sat/: templates made, and copies of the workbooks that were brought in."""

_NO_LEAF = Words(
    "Không đơn vị nào của đợt có tiêu chí chấm theo nguồn này ({source}).",
    "No unit of the campaign has criteria of this source ({source}).",
)
_YEAR = Words(
    "Đợt đánh giá năm {year}: chỉ nhập kết quả năm {year}, hoặc năm {before} để dùng khi năm {year} chưa có.",
    "The campaign is of {year}: import results of {year}, or of {before} to stand in where {year} is missing.",
)
_NO_STAND_IN = Words(
    "Sổ điều hành không cho dùng kết quả năm trước của nguồn này; sửa mục “Kết quả điều tra năm trước” ở trang Đợt.",
    "The control workbook lets no earlier year of this source stand in: see “Kết quả điều tra năm trước”, sheet Đợt.",
)
_BROKEN = Words(
    "Không nhập được tệp nào; {count} chỗ phải sửa. Chưa ghi gì.",
    "No file could be imported, {count} faults. Nothing was written.",
)
_NOTHING = Words("Không có tệp nào ở {file}.", "There is no file in {file}.")


@dataclass(frozen=True)
class TemplatesReport:
    """Templates written, and those that were there already with something else in them."""

    year: int
    written: tuple[Path, ...]
    kept: tuple[Path, ...]


@dataclass(frozen=True)
class ImportReport:
    """What was brought in: the files taken, how many figures of how many units stand in the record now."""

    record: Path
    taken: tuple[str, ...]
    refused: tuple[str, ...]
    figures: int
    units: int
    findings: tuple[Finding, ...]


def write_templates(
    root: Path, source: str, year: int | None = None, authority: str = "", replace_files: bool = False
) -> TemplatesReport:
    """Write the templates of a survey into khao-sat/mau/. A file that is there and differs may hold
    somebody's work: it stays, unless `replace_files`.

    Raises CchcError, BrokenInput.
    """
    from generator.survey_forms import survey_template

    campaign = _opened(root)
    if authority:
        campaign.require_authority(authority)
    wanted = _checked_year(campaign, source, campaign.campaign.year if year is None else year)
    found = scopes(campaign.campaign, campaign.criteria, source, wanted, authority)
    if not found:
        raise CchcError(_NO_LEAF, source=source)
    written, kept = [], []
    for scope in found:
        target = campaign.folder.surveys / TEMPLATES / template_name(scope)
        content = survey_template(campaign.campaign, campaign.criteria, scope, campaign.sealer)
        if target.exists() and not replace_files and target.read_bytes() != content:
            kept.append(target)
            continue
        write_atomically(target, content)
        written.append(target)
    return TemplatesReport(wanted, tuple(written), tuple(kept))


def template_name(scope: Scope) -> str:
    """The file name of a template; those of departments in a folder for each authority."""
    authority = slug(scope.authority) if scope.authority else ""
    source = BY_KEY[scope.source]
    if not source.is_published:
        agency = slug(scope.agency) if scope.agency else _OTHERS
        if scope.agency and agency == _OTHERS:
            agency = f"co-quan-{agency}"
        return f"nhan-xet-{scope.year}/{authority}/nhan-xet-{authority}-{agency}-{scope.year}.xlsx"
    return "-".join(part for part in (source.file_word, str(scope.year), authority) if part) + ".xlsx"


def import_surveys(
    root: Path,
    files: Sequence[Path],
    source: str,
    year: int,
    today: date | None = None,
    replace_figures: bool = False,
) -> ImportReport:
    """Take filled templates into the record of a survey, in any order, again and again.

    A file with an error is not taken at all. Figures already there stay: a file that says otherwise is
    refused unless `replace_figures`. Blank cells change nothing.

    Raises BrokenInput with every fault where no file could be taken, CchcError (Busy among them).
    """
    campaign = _opened(root)
    _checked_year(campaign, source, year)
    desk = SurveyDesk(campaign.campaign, campaign.criteria, campaign.sealer.public_key, source, year)
    readings = list(read_all(list(_files(files)), desk))
    with running(campaign.folder, "survey"):
        return _taken_in(campaign, desk, readings, today or campaign.campaign.today(), replace_figures)


def _taken_in(
    campaign: OpenCampaign,
    desk: SurveyDesk,
    readings: Sequence[SurveyReading],
    today: date,
    replace_figures: bool,
) -> ImportReport:
    source, year = desk.source, desk.year
    before = read_record(campaign.folder.surveys, source, year)
    readings = _settled(readings, before, replace_figures)
    findings = tuple(in_order([each for reading in readings for each in reading.findings]))
    taken = [reading for reading in readings if reading.is_sound]
    if not taken:
        raise BrokenInput(_BROKEN, findings, count=sum(1 for each in findings if each.severity == "error"))
    record = _merged(before, taken, today)
    for reading in taken:
        write_atomically(campaign.folder.surveys / TAKEN / _copy_name(reading), reading.content)
    if record != before:
        write_record(campaign.folder.surveys, record)
    return ImportReport(
        record_file(campaign.folder.surveys, source, year),
        tuple(reading.file for reading in taken),
        tuple(reading.file for reading in readings if not reading.is_sound),
        len(record.figures),
        len({unit for unit, _ in record.figures}),
        findings,
    )


def survey_points(
    campaign: OpenCampaign, books: Sequence[UnitScores], whole: bool = True
) -> tuple[list[UnitScores], list[Finding]]:
    """The score book with what was brought in for this year and last, and findings about it. `whole`:
    the book holds every unit of the campaign. Raises CchcError where a record is damaged.
    """
    year = campaign.campaign.year
    folder = campaign.folder.surveys
    require_folder(folder)
    records = [*read_surveys(folder, year - 1), *read_surveys(folder, year)]
    filled, findings = with_survey(campaign.campaign, books, records)
    return filled, findings + (unknown_units(campaign.campaign, records) if whole else [])


def _opened(root: Path) -> OpenCampaign:
    campaign = open_campaign(root)
    require_frozen(campaign, campaign.folder.read_manifest())
    return campaign


def _checked_year(campaign: OpenCampaign, source: str, year: int) -> int:
    due = campaign.campaign.year
    if year not in (due, due - 1):
        raise CchcError(_YEAR, year=due, before=due - 1)
    if year != due and source not in campaign.campaign.stand_in:
        raise CchcError(_NO_STAND_IN)
    return year


def _files(paths: Iterable[Path]) -> Iterator[ReturnedFile]:
    """Workbooks named one by one, in folders or in zip files."""
    for path in paths:
        if path.is_dir():
            found = [file for file in returned_files(path) if not file.is_leftover]
            if not found:
                raise CchcError(_NOTHING, file=path)
            yield from found
        else:
            require_file(path)
            yield from opened(ReturnedFile(path.name, path.read_bytes()))


def _settled(
    readings: Sequence[SurveyReading], before: SurveyRecord, replace_figures: bool
) -> list[SurveyReading]:
    """The readings, each told where it differs from another of this run or from what was there."""
    said: dict[Place, list[SurveyFigure]] = {}
    for reading in (each for each in readings if each.is_sound):
        for place, figure in reading.figures.items():
            said.setdefault(place, []).append(figure)
    settled = []
    for reading in readings:
        told = list(reading.findings)
        for place, figure in reading.figures.items() if reading.is_sound else ():
            others = [each for each in said[place] if each.figure != figure.figure]
            there = before.figures.get(place)
            if others:
                told.append(_differs("SURVEY_DIFFERS", place, figure, others[0]))
            elif there is not None and there.figure != figure.figure:
                code = "SURVEY_REPLACED" if replace_figures else "SURVEY_DIFFERS"
                told.append(_differs(code, place, figure, there))
        settled.append(replace(reading, findings=tuple(told)))
    return settled


def _differs(code: str, place: Place, figure: SurveyFigure, other: SurveyFigure) -> Finding:
    theirs = f"{_shown(other)} ({other.file}, {other.cell})"
    places = {"unit_code": place[0], "criterion_code": place[1], "file": figure.file}
    return finding(code, _shown(figure), theirs, sheet=figure.sheet, cell=figure.cell, **places)


def _shown(figure: SurveyFigure) -> str:
    return NOT_SURVEYED if figure.figure is None else plain(figure.figure)


def _merged(before: SurveyRecord, taken: Sequence[SurveyReading], today: date) -> SurveyRecord:
    """The record with these readings in it. What is there already keeps the place it was read from."""
    figures = dict(before.figures)
    for reading in sorted(taken, key=lambda each: each.sha256):
        for place, figure in reading.figures.items():
            there = figures.get(place)
            if there is None or (there.figure, there.note) != (figure.figure, figure.note):
                figures[place] = figure
    known = {each.sha256: each for each in before.imports}
    for reading in taken:
        known.setdefault(reading.sha256, Imported(reading.file, reading.sha256, today.isoformat()))
    imports = sorted(known.values(), key=lambda each: (each.day, each.file, each.sha256))
    return replace(before, imports=tuple(imports), figures=figures)


def _copy_name(reading: SurveyReading) -> str:
    stem = Path(reading.file.rpartition("/")[2]).stem
    return f"{slug(stem)}-{reading.sha256[:12]}.xlsx"
