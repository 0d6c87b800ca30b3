"""Takes in nop-ve/: what earlier runs took in is not read again, and a person's word on a file is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchc.campaign.folder import Issued
from cchc.campaign.opened import OpenCampaign
from cchc.errors import CchcError
from cchc.findings.finding import shown
from cchc.history.journal import FileClaim, Journal
from cchc.language import Words
from cchc.names import composed, name_below
from consolidator.files import ReturnedFile, returned_files
from consolidator.intake import Desk, Outcome
from consolidator.taken import Taken, TakenStore, take_in_all
from macros_py.steps.campaign import desk_of
from macros_py.steps.progress import Progress, told

_CLAIMABLE = {"FORM_NOT_OURS", "FORM_IDENTITIES_DIFFER"}

_NO_FILE = Words("Không có tệp “{file}” trong nop-ve/.", "There is no file “{file}” in nop-ve/.")
_NO_UNIT = Words(
    "Không có đơn vị “{unit}”, hoặc đơn vị chưa được phát hành phiếu.",
    "There is no unit “{unit}”, or no form was issued to it.",
)
_NO_REASON = Words(
    "Phải nêu lý do: --reason LÝ-DO. Lý do được ghi vào nhật ký và kết quả.",
    "A reason is needed: --reason TEXT. It is kept in the history and shown in the results.",
)
_NOT_ITS = Words(
    "Không thể xác nhận “{file}” là phiếu của {unit}: {why}",
    "“{file}” cannot be claimed for {unit}: {why}",
)
_OTHER_UNIT = Words("tệp mang mã định danh của đơn vị {unit}.", "it carries the identity of unit {unit}.")
_NOT_NEEDED = Words(
    "đơn vị chỉ nộp một bản, không phải chọn.",
    "the unit has returned it alone: there is nothing to choose.",
)


@dataclass(frozen=True)
class ClaimRequest:
    """What a person says: this file (its name in nop-ve/) is this unit's return, for this reason."""

    file: str
    unit: str
    reason: str


@dataclass(frozen=True)
class TakenIn:
    """The names of all files seen, what became of each, and what persons decided, by SHA-256."""

    names: tuple[str, ...]
    outcomes: list[Outcome]
    claims: Mapping[str, FileClaim]


def take_in_returns(
    opened: OpenCampaign,
    issued: dict[str, Issued],
    journal: Journal,
    progress: Progress,
    request: ClaimRequest | None = None,
) -> TakenIn:
    """Take in everything in nop-ve/. Raises CchcError where a claim cannot be granted."""
    if request is not None:
        _check_request(request, issued)
    files = list(returned_files(opened.folder.returned))
    claims = journal.claims()
    outcomes = _outcomes(files, desk_of(opened, issued, claims), journal, progress)
    if request is not None:
        claim = _granted(request, opened.folder.returned, outcomes)
        journal.claim(claim)
        claims = journal.claims()
        outcomes = _outcomes(files, desk_of(opened, issued, claims), journal, progress)
    return TakenIn(tuple(file.name for file in files), outcomes, claims)


def _outcomes(
    files: Sequence[ReturnedFile], desk: Desk, journal: Journal, progress: Progress
) -> list[Outcome]:
    """The outcome of every file, in their order; interrupted, what is done is kept."""
    store = TakenStore(journal.connection, desk)
    known = [_known(file, store) for file in files]
    fresh = take_in_all([file for file, each in zip(files, known, strict=True) if each is None], desk)
    try:
        outcomes = list(told(_merged(files, known, fresh, store), progress, len(files)))
    finally:
        store.flush()
    store.forget_others()
    return outcomes


def _known(file: ReturnedFile, store: TakenStore) -> Outcome | None:
    if store.is_empty or file.is_leftover or file.refused is not None:
        return None
    sha256 = file.loaded().sha256
    return store.get(file.name, sha256) if sha256 else None


def _merged(
    files: Sequence[ReturnedFile],
    known: Sequence[Outcome | None],
    fresh: Iterator[Taken],
    store: TakenStore,
) -> Iterator[Outcome]:
    for file, each in zip(files, known, strict=True):
        if each is not None:
            yield each
            continue
        taken = next(fresh)
        outcome = taken.outcome(file.name)
        if _is_lasting(outcome):
            store.keep(taken)
        yield outcome


def _is_lasting(outcome: Outcome) -> bool:
    """Whether the file's content alone made this outcome, and not its name or this machine's state."""
    passing = {"FILE_SKIPPED", "FILE_STOPS_READING", "FILE_NOT_UNDERSTOOD"}
    return not any(each.code in passing for each in outcome.findings)


def _check_request(request: ClaimRequest, issued: Mapping[str, Issued]) -> None:
    if not request.reason.strip():
        raise CchcError(_NO_REASON)
    if request.unit not in issued:
        raise CchcError(_NO_UNIT, unit=request.unit)


def _granted(request: ClaimRequest, returned: Path, outcomes: Sequence[Outcome]) -> FileClaim:
    """The claim, if the file is one whose owner a person may name. Raises CchcError."""
    outcome = _claimed_file(request.file, returned, outcomes)
    claim = FileClaim(outcome.file, outcome.sha256, request.unit, request.reason.strip())
    if outcome.reading is None:
        if any(each.code in _CLAIMABLE for each in outcome.findings):
            return claim
        why = " ".join(shown(each)[0] for each in outcome.findings)
    elif outcome.unit_code != request.unit:
        why = _OTHER_UNIT.say(unit=outcome.unit_code)
    else:
        others = {each.sha256 for each in outcomes if each.reading and each.unit_code == request.unit}
        if others != {outcome.sha256}:
            return replace(claim, over=tuple(sorted(others - {outcome.sha256})))
        why = _NOT_NEEDED.say()
    raise CchcError(_NOT_ITS, file=outcome.file, unit=request.unit, why=why)


def _claimed_file(name: str, returned: Path, outcomes: Sequence[Outcome]) -> Outcome:
    """The file a person means: named as on the return board, or by its path."""
    wanted = {composed(name.replace("\\", "/")), name_below(Path(name), returned)}
    for outcome in outcomes:
        if outcome.file in wanted:
            return outcome
    raise CchcError(_NO_FILE, file=name)
