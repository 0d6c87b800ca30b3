"""Loads, exports, imports and prints criteria sets, by folder or by the id of a delivered one."""

from __future__ import annotations

from pathlib import Path

from cchc.campaign.folder import campaign_around
from cchc.criteria.declaration import HEADER_FILE, LINES_FILE, load_criteria_set
from cchc.criteria.model import CriteriaSet
from cchc.errors import CchcError
from cchc.files import is_there, require_file, write_atomically
from cchc.findings.finding import Finding
from cchc.language import Words
from workbook_templates.library import set_folder

_OTHER_SET = Words(
    "{folder} đang có bộ tiêu chí khác; thêm --replace để thay.",
    "{folder} holds another criteria set; add --replace to replace it.",
)
_FORMS_OUT = Words(
    "Đợt đã phát hành phiếu từ bộ tiêu chí trong {folder}, không thay được. Nhập vào thư mục khác để dùng cho đợt sau; "
    "muốn đổi ngay trong đợt thì chép tay vào bo-tieu-chi/ rồi phát hành lại bằng cchc generate --reissue.",
    "Forms are out from the set in {folder}: it cannot be replaced. Import into another folder for a later campaign; "
    "to change it within this one, copy it into bo-tieu-chi/ by hand and issue again with cchc generate --reissue.",
)
_THERE = Words(
    "Đã có tệp {file}: đổi tên hoặc xóa tệp đó, rồi chạy lại.",
    "The file {file} is there already: rename or delete it, then run again.",
)


def find_set(name_or_folder: str) -> CriteriaSet:
    """The checked set of a folder or id. Raises CchcError, BrokenInput with all faults."""
    folder = Path(name_or_folder)
    return load_criteria_set(folder if folder.is_dir() else set_folder(name_or_folder))


def export_set(name_or_folder: str, file: Path) -> None:
    """Write a set as a workbook to be edited. Raises CchcError where the file exists, because it may contain
    somebody's edits.
    """
    from generator.criteria_workbook import criteria_workbook

    if is_there(file):
        raise CchcError(_THERE, file=file)
    write_atomically(file, criteria_workbook(find_set(name_or_folder)))


def import_set(file: Path, folder: Path, replace: bool = False) -> tuple[Finding, ...]:
    """Read an edited workbook and write it into a folder as a declared set; returns the remarks of the reading.

    Raises BrokenInput with all faults by sheet and cell, CchcError where the folder has another set
    (unless `replace`) or a campaign has issued forms from it. Nothing is written then.
    """
    from consolidator.criteria_workbook.reading import read_criteria_workbook

    require_file(file)
    imported = read_criteria_workbook(file.read_bytes(), file.name)
    if _holds(folder, imported.criteria):
        return imported.remarks
    if (folder / LINES_FILE).exists():
        if _forms_are_out(folder):
            raise CchcError(_FORMS_OUT, folder=folder)
        if not replace:
            raise CchcError(_OTHER_SET, folder=folder)
    write_atomically(folder / HEADER_FILE, imported.header)
    write_atomically(folder / LINES_FILE, imported.lines)
    return imported.remarks


def _holds(folder: Path, criteria: CriteriaSet) -> bool:
    """Whether a folder declares the same set; comments may differ."""
    try:
        there = load_criteria_set(folder)
    except CchcError:
        return False
    return (there.header, there.lines) == (criteria.header, criteria.lines)


def _forms_are_out(folder: Path) -> bool:
    """Whether the folder is inside a campaign that has issued forms."""
    campaign = campaign_around(folder)
    return campaign is not None and is_there(campaign.manifest_file)


def print_set(name_or_folder: str, file: Path) -> None:
    """Write a set as a workbook to be printed and read. Raises CchcError where the path exists, BrokenInput with
    all faults of the set.
    """
    from generator.criteria_print import printed_criteria

    if is_there(file):
        raise CchcError(_THERE, file=file)
    write_atomically(file, printed_criteria(find_set(name_or_folder)))
