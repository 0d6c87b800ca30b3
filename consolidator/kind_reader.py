"""How the returned forms of a kind are read. Intake is written once against this contract."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from cchc.campaign.model import Campaign
from cchc.findings.catalogue import IN_UNIT_FORM
from cchc.findings.finding import Finding, finding
from cchc.identity import SEALED_KINDS, UNIT_FORM, Identity
from cchc.language import joined
from consolidator.files import ReturnedFile
from consolidator.reading.workbook import ExactWorkbook
from workbook_templates.forms.table import KINDS

Record = TypeVar("Record")
Said = TypeVar("Said")


class Context(Protocol):
    """What the files of one folder are read against. It can be handed to a worker process.

    `kinds` are the keys of the kinds that are taken in there; the first one speaks for files of no kind.
    """

    @property
    def kinds(self) -> tuple[str, ...]: ...

    @property
    def campaign(self) -> Campaign: ...

    @property
    def public_key(self) -> str: ...


ContextOfKind = TypeVar("ContextOfKind", bound=Context)


class Opened(NamedTuple):
    """A returned file, opened."""

    file: ReturnedFile
    workbook: ExactWorkbook


class Answered(NamedTuple):
    """Which form a return answers, as its receipt says it (`Receipt.form`)."""

    unit_code: str = ""
    issue: int | None = None
    addressee: tuple[str, ...] = ()


class Read(NamedTuple, Generic[Said]):
    """The content of a form, and the findings on it. Findings have no file yet."""

    said: Said
    findings: Sequence[Finding]


def _answers_nothing(known: Any) -> Answered:
    return Answered()


def _claimed_by_nobody(file: ReturnedFile, context: Any) -> Identity | None:
    return None


def _no_code(said: Any) -> str:
    return ""


def other_kind(identity: Identity, context: Context) -> Finding:
    """The finding on a form of another kind than those that are taken in here; its remedy says where it belongs."""
    theirs = SEALED_KINDS[identity.kind].name
    names = [SEALED_KINDS[kind].name for kind in context.kinds]
    expected = names[0] if len(names) == 1 else joined(", ", names)
    belongs = IN_UNIT_FORM if identity.kind == UNIT_FORM else KINDS[identity.kind].remedies
    return finding("FORM_OTHER_KIND", theirs, expected, workbook=belongs)


@dataclass(frozen=True)
class KindReader(Generic[Record, ContextOfKind, Said]):
    """How the forms of a kind are read.

    `expected` finds the record that a form with this identity is read against; it raises Refused for a form that
    is not one of those that are out. `read` reads the form; it raises Refused where it cannot be taken in at
    all. `same` is whether two returns say the same, `repeated` and `differing` the codes of the findings on returns of
    one form that do and that do not. `answers` says which form a return answers, from the record; `carries` the same of
    a refused one, whose record is not known, from the identity it carries. `claimed` is the identity that a user
    says a file without one has. Where it `is_whole`, a form with an error is rejected: nothing of it is taken.
    """

    expected: Callable[[Identity, ContextOfKind], Record]
    read: Callable[[Opened, Record, ContextOfKind], Read[Said]]
    same: Callable[[Said, Said], bool]
    repeated: str = ""
    differing: str = ""
    answers: Callable[[Record], Answered] = _answers_nothing
    carries: Callable[[Identity], Answered] = _answers_nothing
    claimed: Callable[[ReturnedFile, ContextOfKind], Identity | None] = _claimed_by_nobody
    check_code: Callable[[Said], str] = _no_code
    is_whole: bool = False
