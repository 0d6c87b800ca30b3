"""Survey points: writes templates, imports filled ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc.campaign.opened import OpenCampaign
from cchc.campaign.running import running
from cchc.campaign.since_issue import require_frozen
from cchc.errors import BrokenInput, CchcError
from cchc.files import require_file, write_atomically
from cchc.findings.finding import Finding, in_order
from cchc.language import Words
from cchc.survey.importing import compared, merged
from cchc.survey.places import TAKEN, copy_name, template_name
from cchc.survey.record import read_record, record_file, write_record
from cchc.survey.returned import SurveyReceipt
from cchc.survey.scope import checked_year, scopes
from consolidator.files import ReturnedFile, returned_files, unpacked
from consolidator.survey_form.reading import SurveyIntakeContext
from consolidator.take_in import take_in_all
from macros_py.steps.campaign import open_campaign
from workbook_templates.forms.survey import SURVEY, SurveyRecord

_NO_LEAF = Words(
    "Không đơn vị nào của đợt có tiêu chí chấm theo nguồn này ({source}).",
    "No unit of the campaign has criteria of this source ({source}).",
)
_BROKEN = Words(
    "Không nhập được tệp nào; {count} chỗ phải sửa. Chưa ghi gì.",
    "No file could be imported, {count} faults. Nothing was written.",
)
_NOTHING = Words("Không có tệp nào ở {file}.", "There is no file in {file}.")


@dataclass(frozen=True)
class TemplatesReport:
    """Templates written, and those not written because the file existed with other content."""

    year: int
    written: tuple[Path, ...]
    kept: tuple[Path, ...]


@dataclass(frozen=True)
class ImportReport:
    """What was imported: the files accepted, how many figures of how many units the record has now."""

    record: Path
    taken: tuple[str, ...]
    refused: tuple[str, ...]
    figures: int
    units: int
    findings: tuple[Finding, ...]


def write_templates(
    root: Path, source: str, year: int | None = None, authority: str = "", replace_files: bool = False
) -> TemplatesReport:
    """Write the templates of a survey into khao-sat/mau/. An existing file that differs may contain
    somebody's work: it is kept unless `replace_files`.

    Raises CchcError, BrokenInput.
    """
    from generator.issue import issue

    opened = _frozen_campaign(root)
    if authority:
        opened.require_authority(authority)
    wanted = checked_year(opened.campaign, source, opened.campaign.year if year is None else year)
    found = scopes(opened.campaign, opened.criteria, source, wanted, authority)
    if not found:
        raise CchcError(_NO_LEAF, source=source)
    written, kept = [], []
    for scope in found:
        target = opened.folder.root / SURVEY.folder / template_name(scope)
        content = issue(SURVEY, SurveyRecord(opened.campaign, opened.criteria, scope), opened.sealer)
        if target.exists() and not replace_files and target.read_bytes() != content:
            kept.append(target)
            continue
        write_atomically(target, content)
        written.append(target)
    return TemplatesReport(wanted, tuple(written), tuple(kept))


def import_surveys(
    root: Path,
    files: Sequence[Path],
    source: str,
    year: int,
    today: date | None = None,
    replace_figures: bool = False,
) -> ImportReport:
    """Import filled templates into the record of a survey, in any order. Importing can be repeated.

    A file with an error is refused as a whole. A file that contradicts recorded figures is refused unless
    `replace_figures`. Blank cells change nothing.

    Raises BrokenInput with every fault where no file could be imported, CchcError (Busy among them).
    """
    opened = _frozen_campaign(root)
    checked_year(opened.campaign, source, year)
    context = SurveyIntakeContext(opened.campaign, opened.criteria, opened.sealer.public_key, source, year)
    receipts = list(take_in_all(list(_files(files)), context))
    with running(opened.folder, "survey"):
        return _taken_in(opened, context, receipts, today or opened.campaign.today(), replace_figures)


def _taken_in(
    opened: OpenCampaign,
    context: SurveyIntakeContext,
    receipts: Sequence[SurveyReceipt],
    today: date,
    replace_figures: bool,
) -> ImportReport:
    source, year = context.source, context.year
    before = read_record(opened.folder.surveys, source, year)
    receipts = compared(receipts, before, replace_figures)
    findings = tuple(in_order([each for receipt in receipts for each in receipt.findings]))
    taken = [receipt for receipt in receipts if receipt.counts]
    if not taken:
        raise BrokenInput(_BROKEN, findings, count=sum(1 for each in findings if each.severity == "error"))
    record = merged(before, taken, today)
    for receipt in taken:
        if receipt.reading is not None:
            write_atomically(opened.folder.surveys / TAKEN / copy_name(receipt), receipt.reading.content)
    if record != before:
        write_record(opened.folder.surveys, record)
    return ImportReport(
        record_file(opened.folder.surveys, source, year),
        tuple(receipt.file for receipt in taken),
        tuple(receipt.file for receipt in receipts if not receipt.counts),
        len(record.figures),
        len({unit for unit, _ in record.figures}),
        findings,
    )


def _frozen_campaign(root: Path) -> OpenCampaign:
    opened = open_campaign(root)
    require_frozen(opened, opened.folder.read_manifest())
    return opened


def _files(paths: Iterable[Path]) -> Iterator[ReturnedFile]:
    """The workbooks at these paths, which may be files, folders or zip files."""
    for path in paths:
        if path.is_dir():
            found = [file for file in returned_files(path) if not file.is_leftover]
            if not found:
                raise CchcError(_NOTHING, file=path)
            yield from found
        else:
            require_file(path)
            yield from unpacked(ReturnedFile(path.name, path.read_bytes()))
