"""What a kind of form declares about itself. Issuing, intake and return boards are written once against this."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from cchc.criteria.model import CriteriaSet
from cchc.identity import Identity, Sealer
from cchc.returns.receipt import Receipt
from workbook_templates.sheet_plan import WorkbookPlan

Record = TypeVar("Record")

UNDATED = datetime(2020, 1, 1)
"""When a workbook says it was made, where nothing else is known: the same input gives the same bytes."""


def dated_as(criteria: CriteriaSet) -> datetime:
    """The date in the properties of forms of a criteria set: that of its decision."""
    return datetime.combine(criteria.header.decision_date, datetime.min.time())


def _no_identity(record: Any) -> Identity | None:
    return None


def _undated(record: Any) -> datetime:
    return UNDATED


def _no_master(record: Any) -> Hashable:
    return None


@dataclass(frozen=True)
class FormKind(Generic[Record]):
    """A kind of form. A `Record` is what one form of it is made from, and read against when it comes back.

    `key` is sealed into its forms; `folder` is where they are issued, below the campaign's folder. `plan` lays a form
    out; `texts` are the texts in which forms of the same plan differ, by the names of slots; `title` stands in
    the document's properties, made from the record and all texts. `created` is the date in the properties.
    `identity` is what a form carries, None for one that does not come back. Forms whose `master` is equal and not
    None have the same plan: they are stamped from one.

    `said` is the type of what is read from a returned form. `remedies` names the remedies of findings (a
    constant of `cchc.findings.catalogue`, "" for those of a unit's form). `board` are the columns of the kind's
    return board behind file, SHA-256 and verdict, each with the text it shows of a receipt.
    """

    key: str
    folder: str
    plan: Callable[[Record], WorkbookPlan]
    texts: Callable[[Record], Mapping[str, str]]
    title: Callable[[Record, Mapping[str, str]], str]
    identity: Callable[[Record], Identity | None] = _no_identity
    created: Callable[[Record], datetime] = _undated
    master: Callable[[Record], Hashable] = _no_master
    said: type[object] | None = None
    remedies: str = ""
    board: Mapping[str, Callable[[Receipt[Any]], str]] = field(default_factory=dict)

    @property
    def comes_back(self) -> bool:
        """Whether its forms are filled in and returned."""
        return self.said is not None

    def sealed_texts(self, record: Record, sealer: Sealer) -> dict[str, str]:
        """All texts of a form: those of its identity, sealed, and its own."""
        identity = self.identity(record)
        seal = {} if identity is None else sealer.texts(identity)
        return {**seal, **self.texts(record)}


def issue_text(receipt: Receipt[Any]) -> str:
    """The issue that a return answers, as boards show it."""
    return "" if receipt.issue is None else str(receipt.issue)
