"""Intake of returned files, whatever their kind of form: one receipt for each, and each form once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from cchc.findings.finding import Finding, finding, has_errors
from cchc.findings.rendering import message_words
from cchc.identity import Identity
from cchc.returns.attribution import Attribution
from cchc.returns.receipt import REJECTED, SKIPPED, Receipt, verdict_on
from cchc.returns.settling import Doubles, settle
from consolidator.files import ReturnedFile
from consolidator.identity import carried_identity, find_token, own_identity
from consolidator.kind_reader import Answered, Context, Opened, Read, other_kind
from consolidator.readers import READERS
from consolidator.reading.opening import open_workbook
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import ExactWorkbook
from consolidator.saved_by import saved_by
from consolidator.supervised import Reader
from consolidator.typed import shortened
from workbook_templates.forms.table import KINDS


def take_in(file: ReturnedFile, context: Context) -> Receipt[Any]:
    """The receipt of one file, whatever it holds."""
    file = file.loaded()
    if file.is_leftover:
        note = finding("FILE_SKIPPED", file=file.name)
        return Receipt(file.name, file.sha256, SKIPPED, findings=(note,))
    coming = _Return(file, context)
    try:
        return coming.accepted(coming.read())
    except Refused as refused:
        return coming.rejected(refused.finding)


def take_in_all(files: Sequence[ReturnedFile], context: Context) -> Iterator[Receipt[Any]]:
    """The receipt of every file, in their order, each read in a supervised worker process."""
    return Reader(take_in, partial(refused_receipt, context.kinds[0])).read_all(files, context)


def refused_receipt(kind: str, file: ReturnedFile, why: Finding) -> Receipt[Any]:
    """The receipt of a file that could not be read, where forms of a kind are taken in."""
    why = why.placed(workbook=KINDS[kind].remedies)
    return Receipt(file.name, file.sha256, REJECTED, findings=(why,))


def settle_returns(
    kind: str, receipts: Iterable[Receipt[Any]], attributions: Mapping[str, Attribution] | None = None
) -> list[Receipt[Any]]:
    """Let each form of a kind count once: copies that say the same are one; where they differ, `attributions` say
    what persons decided, and all are rejected until then.
    """
    reader = READERS[kind]
    doubles = Doubles(
        reader.same,
        lambda first: finding(reader.repeated, "", first),
        lambda names: finding(reader.differing, shortened(names)),
    )
    return settle(receipts, doubles, attributions)


class _Return:
    """A returned file while it is taken in, with what is known about it so far."""

    def __init__(self, file: ReturnedFile, context: Context) -> None:
        self._file = file
        self._context = context
        self._kind = context.kinds[0]
        self._carried: Identity | None = None
        self._record: Any = None
        self._program = ""
        self._remarks: list[Finding] = []

    def read(self) -> Read[Any]:
        """Read it. Raises Refused."""
        if self._file.refused is not None:
            raise Refused(self._file.refused)
        workbook = open_workbook(self._file.content, self._file.in_sample)
        self._program = saved_by(workbook)
        identity = self._identity(workbook)
        self._kind = identity.kind
        reader = READERS[self._kind]
        self._record = reader.expected(identity, self._context)
        return reader.read(Opened(self._file, workbook), self._record, self._context)

    def accepted(self, read: Read[Any]) -> Receipt[Any]:
        """The receipt of a file that was read."""
        reader = READERS[self._kind]
        answered = reader.answers(self._record)
        findings = self._placed((*self._remarks, *read.findings), answered)
        is_rejected = reader.is_whole and has_errors(list(findings))
        return self._receipt(
            REJECTED if is_rejected else verdict_on(findings),
            findings,
            answered,
            read.said,
            reader.check_code(read.said),
        )

    def rejected(self, why: Finding) -> Receipt[Any]:
        """The receipt of a file that cannot be taken in. The form it answers is given as far as the file itself
        names it.
        """
        answered = Answered()
        if self._carried is not None:
            reader = READERS[self._kind]
            known = self._record is not None
            answered = reader.answers(self._record) if known else reader.carries(self._carried)
        return self._receipt(REJECTED, self._placed((why,), answered), answered)

    def _identity(self, workbook: ExactWorkbook) -> Identity:
        reader, context = READERS[self._kind], self._context
        try:
            token = find_token(workbook)
        except Refused as refused:
            claimed = reader.claimed(self._file, context)
            if claimed is None:
                raise
            self._remarks.append(finding("FORM_CLAIMED", message_words(refused.finding), claimed.unit))
            return claimed
        self._carried = carried_identity(token)
        identity = own_identity(token, context.campaign, context.public_key)
        if identity.kind not in context.kinds:
            raise Refused(other_kind(identity, context))
        return identity

    def _placed(self, findings: Sequence[Finding], answered: Answered) -> tuple[Finding, ...]:
        places = {
            "file": self._file.name,
            "unit_code": answered.unit_code,
            "workbook": KINDS[self._kind].remedies,
        }
        return tuple(each.placed(**places) for each in findings)

    def _receipt(
        self,
        verdict: str,
        findings: tuple[Finding, ...],
        answered: Answered,
        said: Any = None,
        check_code: str = "",
    ) -> Receipt[Any]:
        return Receipt(
            file=self._file.name,
            sha256=self._file.sha256,
            verdict=verdict,
            unit_code=answered.unit_code,
            issue=answered.issue,
            reading=said,
            findings=findings,
            check_code=check_code,
            addressee=answered.addressee,
            saved_by=self._program,
        )
