"""Reads nop-ve/. Files read by earlier runs are not read again, and users' statements about files are recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc.campaign.folder import Issued
from cchc.campaign.opened import OpenCampaign
from cchc.history.journal import Journal
from cchc.returns.attribution import Attribution, AttributionRequest, check_request, granted
from cchc.returns.cache import ReadCache, read_cache
from cchc.returns.unit_form import UnitReceipt
from consolidator.files import ReturnedFile, returned_files
from consolidator.intake import IntakeContext
from consolidator.kept import KeptReceipts, basis_of
from consolidator.taken import Taken, take_in_all
from macros_py.steps.campaign import intake_context
from macros_py.steps.progress import Progress, with_progress


@dataclass(frozen=True)
class TakenIn:
    """The names of all files found, a receipt for each, and the users' statements about files by SHA-256."""

    names: tuple[str, ...]
    receipts: list[UnitReceipt]
    attributions: Mapping[str, Attribution]


def take_in_returns(
    opened: OpenCampaign,
    issued: dict[str, Issued],
    journal: Journal,
    progress: Progress,
    request: AttributionRequest | None = None,
    keeps: bool = False,
) -> TakenIn:
    """Read all files in nop-ve/; with `keeps` the readings are kept for later runs.

    Raises CchcError where a user's statement cannot be accepted.
    """
    if request is not None:
        check_request(request, issued)
    files = list(returned_files(opened.folder.returned))
    attributions = journal.attributions()

    def receipts() -> list[UnitReceipt]:
        context = intake_context(opened, issued, attributions)
        with read_cache(opened.folder.read_cache_file, basis_of(context), keeps) as cache:
            return _receipts(files, context, cache, progress)

    taken = receipts()
    if request is not None:
        journal.attribute(granted(request, opened.folder.returned, taken))
        attributions = journal.attributions()
        taken = receipts()
    return TakenIn(tuple(file.name for file in files), taken, attributions)


def _receipts(
    files: Sequence[ReturnedFile], context: IntakeContext, cache: ReadCache, progress: Progress
) -> list[UnitReceipt]:
    """The receipt of every file, in the files' order. If the run is interrupted, finished readings are kept."""
    kept = KeptReceipts(cache, context)
    known = [_known(file, kept) for file in files]
    fresh = take_in_all([file for file, each in zip(files, known, strict=True) if each is None], context)
    try:
        receipts = list(with_progress(_merged(files, known, fresh, kept), progress, len(files)))
    finally:
        cache.flush()
    cache.forget_others()
    return receipts


def _known(file: ReturnedFile, kept: KeptReceipts) -> UnitReceipt | None:
    if kept.is_empty or file.is_leftover or file.refused is not None:
        return None
    sha256 = file.loaded().sha256
    return kept.get(file.name, sha256) if sha256 else None


def _merged(
    files: Sequence[ReturnedFile],
    known: Sequence[UnitReceipt | None],
    fresh: Iterator[Taken],
    kept: KeptReceipts,
) -> Iterator[UnitReceipt]:
    for file, each in zip(files, known, strict=True):
        if each is not None:
            yield each
            continue
        taken = next(fresh)
        receipt = taken.receipt(file.name)
        if _is_lasting(receipt):
            kept.keep(taken)
        yield receipt


def _is_lasting(receipt: UnitReceipt) -> bool:
    """Whether this receipt depends on the file's content only, and not on its name or this computer's state."""
    passing = {"FILE_SKIPPED", "FILE_STOPS_READING", "FILE_NOT_UNDERSTOOD"}
    return not any(each.code in passing for each in receipt.findings)
