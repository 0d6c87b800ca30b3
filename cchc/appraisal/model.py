"""What an appraisal is made of: rows put before somebody, and what came back for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from cchc.core import roles
from cchc.identity import FINGERPRINT_DIGITS, Identity
from cchc.returns.scorebook import Claim


class Party(NamedTuple):
    """To whom a form goes: an agency of an authority (`who` is its code), a unit (its code), or the
    authority's board ("").
    """

    authority: str
    unit_type: str
    who: str

    @property
    def text(self) -> str:
        """As identities carry it: HON-QUAN/commune/VP. Codes hold no slash."""
        return "/".join(self)


class Slot(NamedTuple):
    """One place for one opinion: who, in which round, on which leaf of which unit. Who carries its authority
    and the type of its units: two authorities may have an agency of the same code each, and a unit that moves
    to the other is appraised there anew.
    """

    round: str
    authority: str
    unit_type: str
    who: str
    unit: str
    code: str

    @classmethod
    def of(cls, form: IssuedForm, row: Row) -> Slot:
        """The place of a row of an issued form."""
        return cls(form.round, *form.party, row.unit, row.code)

    @property
    def party(self) -> Party:
        """To whom the form with this place went."""
        return Party(self.authority, self.unit_type, self.who)


class Verdict(NamedTuple):
    """What a leaf is worth in somebody's opinion. Not applicable has no score."""

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
        """What of a claim is put before an appraiser."""
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
        """What the unit says the leaf is worth, None where it has said nothing."""
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
        """Whether it says anything: an empty answer accepts the reduction."""
        return bool(self.text or self.evidence)


@dataclass(frozen=True)
class Row:
    """One leaf of one unit, put before somebody with all that was known at that time."""

    unit: str
    code: str
    claim: ShownClaim
    first: tuple[Opinion, ...] = ()
    explained: Explained | None = None
    second: tuple[Opinion, ...] = ()

    @property
    def previous(self) -> Verdict | None:
        """What the agencies found last, each in its latest round; None where they differ or none did."""
        latest = {each.who: each.verdict for each in (*self.first, *self.second)}
        found = set(latest.values())
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True)
class IssuedForm:
    """A form as it went out: what comes back is read against this, whatever has changed since.

    `texts` are those of the control workbook that it prints, `units` the names of its units.
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
    """What a returned form says on one row, and where it stood.

    A round that scores fills `score`, `applicable`, `remark`; an explanation fills `remark` and
    `evidence`.
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
        """What counts when two entries are compared: not where it stood."""
        return (self.score, self.applicable, self.remark, self.evidence)

    @property
    def is_empty(self) -> bool:
        """Whether it is an explanation form's row on which nothing was written."""
        return self.said == (None, True, "", "")

    @property
    def opinion(self) -> Opinion:
        return Opinion(self.slot.who, self.score, self.applicable, self.remark)
