"""Issuing forms again: what becomes void, and how to undo it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from cchc.appraisal.state import appraisal_of, opinions_by_unit
from cchc.campaign.earlier_issues import EarlierIssue, EarlierIssues
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.running import running
from cchc.command_line import command_line
from cchc.consent import Ask, nobody, require_consent
from cchc.errors import CchcError
from cchc.files import write_atomically
from cchc.history.journal import journal_copy
from cchc.language import Words
from cchc.names import some_of
from consolidator.files import returned_files
from macros_py.steps.campaign import open_campaign

_RETURNS = Words(
    "{count} đơn vị đã nộp phiếu và được tính; phiếu đã nộp sẽ không còn giá trị, các đơn vị phải nộp lại: {names}.",
    "{count} units have returned forms that count; these will be void, and the units must return again: {names}.",
)
_UNREAD = Words(
    "Trong nop-ve/ còn {count} tệp chưa tổng hợp; tệp nào là phiếu của các đơn vị được phát hành lại thì không còn giá trị.",
    "In nop-ve/ lie {count} files that were not consolidated yet; forms of the units concerned among them will be void.",
)
_APPRAISAL = Words(
    "{forms} phiếu thẩm định đã phát hành có các đơn vị này; {opinions} ý kiến thẩm định đã nhận sẽ không được tính cho "
    "đến khi đơn vị nộp lại đúng số liệu cũ.",
    "{forms} appraisal forms that are out show these units; {opinions} opinions will not count until the units return "
    "the same claims again.",
)
_UNDO = Words(
    "Có thể quay lại lần phát hành trước bằng: {command}",
    "The issue before can be brought back with: {command}",
)
_NOTHING = Words(
    "Đợt này chưa phát hành lại lần nào (hoặc đã quay lại hết).",
    "Nothing was issued again in this campaign, or all of it was undone.",
)


def voided(opened: OpenCampaign, units: Collection[str]) -> list[str]:
    """A sentence for each kind of work that would become void if these units' forms were issued again (returns,
    unread files, appraisal forms and opinions); empty where there is none. Raises CchcError.
    """
    with journal_copy(opened.folder.history_file) as book:
        counted, seen = book.counted_before(), book.days_seen()
    issued = opened.folder.read_manifest()
    returned = [unit for unit in units if unit in counted and counted[unit].issue == issued[unit].issue]
    files = [file for file in returned_files(opened.folder.returned) if not file.is_leftover]
    unread = sum(1 for file in files if file.loaded().sha256 not in seen)
    appraisal = appraisal_of(opened)
    forms = sum(1 for form in appraisal.forms if any(row.unit in units for row in form.rows))
    opinions = sum(count for unit, count in opinions_by_unit(opened).items() if unit in units)
    said = []
    if returned:
        said.append(_RETURNS.say(count=len(returned), names=_names(opened, returned)))
    if unread:
        said.append(_UNREAD.say(count=unread))
    if forms:
        said.append(_APPRAISAL.say(forms=forms, opinions=opinions))
    undo = command_line("generate", opened.folder.root, "--undo-reissue")
    return [*said, _UNDO.say(command=undo)] if said else []


def undo_reissue(root: Path, ask: Ask = nobody) -> EarlierIssue:
    """Restore the forms and the register as they were before forms were last issued again. The forms issued
    since are kept, too, and their issue numbers are not used again.

    Raises CchcError (nothing to undo, NotAgreed, Busy among them), BrokenInput.
    """
    opened = open_campaign(root)
    folder = opened.folder
    with running(folder, "generate"):
        earlier = EarlierIssues(folder)
        issue = earlier.last()
        if issue is None:
            raise CchcError(_NOTHING)
        register = folder.read_manifest()
        units = [unit for unit in issue.renewed if unit in issue.register and unit in register]
        require_consent(ask, voided(opened, units))
        earlier.mark_undone(earlier.keep(register, units))
        for unit in units:
            entry, now = issue.register[unit], register[unit]
            if issue.form(entry).exists():
                write_atomically(folder.root / entry.file, issue.form(entry).read_bytes())
            if now.file != entry.file:
                (folder.root / now.file).unlink(missing_ok=True)
            register[unit] = entry
        folder.write_manifest(register)
        earlier.mark_undone(issue)
    return issue


def _names(opened: OpenCampaign, units: Collection[str]) -> str:
    known = opened.campaign.unit_by_code
    return some_of([known[unit].name for unit in units if unit in known]).say()
