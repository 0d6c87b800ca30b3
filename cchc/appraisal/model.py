"""The data of an appraisal: rows issued to a party, and the answer to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from cchc.core import roles
from cchc.identity import FINGERPRINT_DIGITS, Identity
from cchc.returns.scorebook import Claim


class Party(NamedTuple):
    """To whom a form goes: an agency of an authority (`who` is its code), a unit (`who` is its code), or
    the authority's board (`who` is "").
    """

    authority: str
    unit_type: str
    who: str

    @property
    def text(self) -> str:
        """The text in an identity, such as HON-QUAN/commune/VP. Codes contain no slash."""
        return "/".join(self)


class Slot(NamedTuple):
    """The key of one opinion: which party, in which round, on which leaf of which unit.

    The key includes the authority and the unit type: two authorities may each have an agency with the same
    code, and a unit that moves to another authority is appraised again there.
    """

    round: str
    authority: str
    unit_type: str
    who: str
    unit: str
    code: str

    @classmethod
    def of(cls, form: IssuedForm, row: Row) -> Slot:
        """The slot of a row of an issued form."""
        return cls(form.round, *form.party, row.unit, row.code)

    @property
    def party(self) -> Party:
        """The party that got the form with this slot."""
        return Party(self.authority, self.unit_type, self.who)


class Verdict(NamedTuple):
    """A result of a leaf in somebody's opinion. A leaf that is not applicable has no score."""

    score: Fraction | None
    applicable: bool


@dataclass(frozen=True)
class ShownClaim:
    """A unit's claim on a leaf as an appraisal form shows it."""

    choice: str = ""
    done: Fraction | None = None
    total: Fraction | None = None
    score: Fraction | None = None
    applicable: bool = True
    remark: str = ""

    @classmethod
    def of(cls, claim: Claim) -> ShownClaim:
        """The parts of a claim that an appraiser is shown."""
        figures = claim.figures
        done, total = figures.get(roles.DONE), figures.get(roles.TOTAL)
        return cls(
            choice=str(figures.get(roles.CHOICE, "")),
            done=done if isinstance(done, Fraction) else None,
            total=total if isinstance(total, Fraction) else None,
            score=claim.self_score,
            applicable=claim.applicable,
            remark=claim.remark,
        )

    @property
    def verdict(self) -> Verdict | None:
        """The unit's own verdict on the leaf, None where it made no claim."""
        if not self.applicable:
            return Verdict(None, False)
        return None if self.score is None else Verdict(self.score, True)


@dataclass(frozen=True)
class Opinion:
    """What an agency found, as later forms print it."""

    who: str
    score: Fraction | None
    applicable: bool
    remark: str = ""

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.score, self.applicable)


@dataclass(frozen=True)
class Explained:
    """A unit's answer to a reduced score."""

    text: str = ""
    evidence: str = ""

    @property
    def contests(self) -> bool:
        """Whether it contains anything: an empty answer accepts the reduction."""
        return bool(self.text or self.evidence)


@dataclass(frozen=True)
class Row:
    """One leaf of one unit on an issued form, with all that was known when it was issued."""

    unit: str
    code: str
    claim: ShownClaim
    first: tuple[Opinion, ...] = ()
    explained: Explained | None = None
    second: tuple[Opinion, ...] = ()

    @property
    def previous(self) -> Verdict | None:
        """The agencies' common verdict, each taken from its latest round; None where they differ or none
        has answered.
        """
        latest = {each.who: each.verdict for each in (*self.first, *self.second)}
        found = set(latest.values())
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True)
class IssuedForm:
    """A form as it was issued. Returned files are read against this, whatever has changed since. `texts`
    are the texts of the control workbook that it prints, `units` the names of its units.
    """

    campaign: str
    round: str
    party: Party
    issue: int
    criteria_set: str
    version: str
    fingerprint: str
    file: str
    rows: tuple[Row, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def identity(self, kind: str) -> Identity:
        """The identity the form carries."""
        return Identity(
            campaign=self.campaign,
            unit=self.party.text,
            criteria_set=self.criteria_set,
            version=self.version,
            fingerprint=self.fingerprint[:FINGERPRINT_DIGITS],
            kind=kind,
            issue=self.issue,
        )


@dataclass(frozen=True)
class Entry:
    """The answer of a returned form on one row, and the place it was read from.

    A round that scores fills `score`, `applicable`, `remark`; an explanation fills `remark` and `evidence`.
    """

    slot: Slot
    score: Fraction | None = None
    applicable: bool = True
    remark: str = ""
    evidence: str = ""
    issue: int = 0
    file: str = ""
    sha256: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def said(self) -> tuple[Fraction | None, bool, str, str]:
        """The content that is compared between two entries, without file and cell."""
        return (self.score, self.applicable, self.remark, self.evidence)

    @property
    def is_empty(self) -> bool:
        """Whether the row was left empty (only rows of an explanation form can be)."""
        return self.said == (None, True, "", "")

    @property
    def opinion(self) -> Opinion:
        return Opinion(self.slot.who, self.score, self.applicable, self.remark)
