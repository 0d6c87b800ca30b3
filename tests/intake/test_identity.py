"""Whose form a file is: found where it survives, believed only under the campaign's own seal."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable
from dataclasses import astuple, replace

import openpyxl
import pytest

from cchc.identity import EXPLANATION_FORM, FIRST_APPRAISAL_FORM, UNIT_FORM, Sealer, read_token
from cchc.returns.receipt import ACCEPTED, SKIPPED, WITH_REMARKS
from cchc.returns.settling import for_authority
from cchc.returns.unit_form import UnitReceipt
from consolidator.files import ReturnedFile
from consolidator.take_in import take_in
from generator.marks import pieces
from tests.support.findings import recorded
from tests.support.issued import KIND_NAMES
from tests.support.rounds import Round, full_values
from workbook_templates.cell_plan import Slot

from .packages import CORE, CUSTOM, STRINGS, WORKBOOK, with_parts
from .proof import Found, proves, see, see_refused, touched
from .spoiling import sealed, with_text

STRANGER = Sealer(bytes(range(1, 33)))
"""A key that is not the campaign's."""

Edit = Callable[[bytes], bytes]

PLACES: dict[str, tuple[str, Edit]] = {
    "cell": (STRINGS, lambda part: re.sub(rb"CCHC1\.[\w.-]+", b"", part)),
    "keywords": (CORE, lambda part: re.sub(rb"CCHC1\.[\w.-]+", b"", part)),
    "property": (CUSTOM, lambda part: re.sub(rb'<property [^>]*name="CCHC.*?</property>', b"", part)),
    "name": (WORKBOOK, lambda part: re.sub(rb'<definedName name="CCHC_MA_PHIEU".*?</definedName>', b"", part)),
}  # fmt: skip
"""Where the stamp stands, and how it is taken from there."""


def without_stamps(content: bytes, *places: str) -> bytes:
    return with_parts(content, dict(PLACES[place] for place in places))


def token_of(issued: Round, content: bytes) -> str:
    """The token a form carries."""
    found: list[str] = []

    def look(part: bytes) -> bytes:
        found.extend(token.decode() for token in re.findall(rb"CCHC1\.[\w.-]+", part))
        return part

    with_parts(content, {CORE: look})
    return found[0]


def take_when(issued: Round, content: bytes, **now: object) -> UnitReceipt:
    """What intake makes of a file where the manifest has since changed for the first unit."""
    expected, unit = issued.context.expected, issued.units[0]
    changed = replace(expected.issued[unit], **now)  # type: ignore[arg-type]
    context = replace(issued.context, expected=replace(expected, issued={**expected.issued, unit: changed}))
    return take_in(ReturnedFile("phieu.xlsx", content), context)


@pytest.mark.parametrize("left", sorted(PLACES))
def test_one_stamp_is_enough(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, left: str
) -> None:
    """Other programs drop one or another; who the form is does not hang on any of them."""
    outcome = issued_round.take(without_stamps(clean, *(PLACES.keys() - {left})))
    assert outcome.unit_code == issued_round.units[0]
    assert touched(outcome, clean_outcome) == set()
    assert {each.code for each in outcome.findings} <= {"LOCKED_TEXT_EDITED"}


@proves("FORM_NOT_OURS")
def test_no_stamp_at_all(issued_round: Round, clean: bytes) -> None:
    see_refused(issued_round.take(without_stamps(clean, *PLACES)), Found("FORM_NOT_OURS"))


@proves("FORM_NOT_OURS")
def test_a_form_from_last_time_made_by_hand(issued_round: Round) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = issued_round.sheet.name
    book.active["A1"] = "CCHC1. Phiếu tự đánh giá"
    stream = io.BytesIO()
    book.save(stream)
    see_refused(issued_round.take(stream.getvalue()), Found("FORM_NOT_OURS"))


@pytest.mark.parametrize("place", sorted(PLACES))
@proves("FORM_IDENTITIES_DIFFER")
def test_stamps_that_differ(issued_round: Round, clean: bytes, place: str) -> None:
    """One of them copied from another unit's form: which is right nobody can know."""
    other = issued_round.form(full_values(issued_round.criteria), issued_round.units[1])
    ours, theirs = token_of(issued_round, clean), token_of(issued_round, other)
    part = PLACES[place][0]

    def exchange(content: bytes) -> bytes:
        if ours.encode() in content:
            return content.replace(ours.encode(), theirs.encode())
        return _pieces_exchanged(content, ours, theirs)

    names = " ≠ ".join(
        f"{issued_round.opened.campaign.id}/{unit}/1"
        for unit in (issued_round.units[:2] if ours < theirs else issued_round.units[1::-1])
    )
    see_refused(
        issued_round.take(with_parts(clean, {part: exchange})),
        Found("FORM_IDENTITIES_DIFFER", "", "", names),
    )


def _pieces_exchanged(content: bytes, ours: str, theirs: str) -> bytes:
    """Where the token stands in pieces: each of ours replaced by the other token's piece."""
    for mine, other in zip(pieces(ours), pieces(theirs), strict=True):
        assert mine.encode() in content
        content = content.replace(mine.encode(), other.encode())
    return content


@proves("FORM_FORGED")
def test_sealed_with_another_key(issued_round: Round) -> None:
    see_refused(issued_round.take(sealed(issued_round, STRANGER)), Found("FORM_FORGED"))


@proves("FORM_FORGED")
def test_a_stamp_changed_after_sealing(issued_round: Round, clean: bytes) -> None:
    """Another unit's code put into the stamp, the signature kept."""
    token = token_of(issued_round, clean)
    identity = replace(read_token(token), unit=issued_round.units[1])
    payload = base64.urlsafe_b64encode(json.dumps(astuple(identity)).encode()).rstrip(b"=").decode()
    changed = f"CCHC1.{payload}.{token.split('.')[2]}"
    content = without_stamps(clean, "cell", "property", "name")
    content = with_parts(content, {CORE: lambda part: part.replace(token.encode(), changed.encode())})
    see_refused(issued_round.take(content), Found("FORM_FORGED"))


@pytest.mark.parametrize("payload", ["A" * 60, "WzFd" + "A" * 60, "W1tbW1tb" * 200])
@proves("FORM_FORGED")
def test_a_stamp_that_makes_no_sense(issued_round: Round, clean: bytes, payload: str) -> None:
    token = token_of(issued_round, clean)
    nonsense = f"CCHC1.{payload}.{token.split('.')[2]}"
    content = without_stamps(clean, "cell", "property", "name")
    content = with_parts(content, {CORE: lambda part: part.replace(token.encode(), nonsense.encode())})
    see_refused(issued_round.take(content), Found("FORM_FORGED"))


@pytest.mark.parametrize("key", [None, STRANGER])
@proves("FORM_OTHER_CAMPAIGN")
def test_of_another_campaign(issued_round: Round, key: Sealer | None) -> None:
    """Whoever sealed it: what a clerk needs to know is that it belongs elsewhere."""
    ours = issued_round.opened.campaign.id
    outcome = issued_round.take(sealed(issued_round, key, campaign="KHAC-2023"))
    see_refused(outcome, Found("FORM_OTHER_CAMPAIGN", "", "", "KHAC-2023", ours))


@proves("FORM_OTHER_CAMPAIGN")
def test_of_another_year(issued_round: Round) -> None:
    """Last year's form filled in again: its campaign is another one."""
    ours = issued_round.opened.campaign.id
    last = ours.replace("2023", "2022")
    assert last != ours
    see_refused(
        issued_round.take(sealed(issued_round, campaign=last)),
        Found("FORM_OTHER_CAMPAIGN", "", "", last, ours),
    )


@pytest.mark.parametrize("version", ["0.9", "9.0"])
@proves("FORM_OTHER_SET")
def test_of_an_older_or_newer_version_of_the_set(issued_round: Round, version: str) -> None:
    header = issued_round.criteria.header
    outcome = issued_round.take(sealed(issued_round, version=version, fingerprint="0" * 32))
    theirs, ours = f"{header.id} {version}", f"{header.id} {header.version}"
    see_refused(outcome, Found("FORM_OTHER_SET", "", "", theirs, ours))


@pytest.mark.parametrize("kind", [FIRST_APPRAISAL_FORM, EXPLANATION_FORM])
@proves("FORM_OTHER_KIND")
def test_of_another_kind(issued_round: Round, kind: str) -> None:
    """A form of the appraisal, dropped where units' returns lie: not read as one, even where it names a unit."""
    outcome = issued_round.take(sealed(issued_round, kind=kind))
    see_refused(outcome, Found("FORM_OTHER_KIND", "", "", KIND_NAMES[kind].vi, KIND_NAMES[UNIT_FORM].vi))


@proves("FORM_STALE")
def test_issued_again_since(issued_round: Round, clean: bytes) -> None:
    see_refused(take_when(issued_round, clean, issue=2), Found("FORM_STALE", "", "", "1", "2"))


@proves("FORM_FUTURE")
def test_an_issue_that_has_not_been_made(issued_round: Round) -> None:
    see_refused(issued_round.take(sealed(issued_round, issue=3)), Found("FORM_FUTURE", "", "", "3", "1"))


@pytest.mark.parametrize("unit", ["99999", "", "../25327", "=1+1"])
@proves("UNIT_UNKNOWN")
def test_a_unit_that_is_not_on_the_list(issued_round: Round, unit: str) -> None:
    see_refused(issued_round.take(sealed(issued_round, unit=unit)), Found("UNIT_UNKNOWN", "", "", unit))


@proves("UNIT_UNKNOWN")
def test_a_unit_to_which_nothing_was_issued(issued_round: Round, clean: bytes) -> None:
    unit = issued_round.units[0]
    expected = issued_round.context.expected
    others = {code: each for code, each in expected.issued.items() if code != unit}
    context = replace(issued_round.context, expected=replace(expected, issued=others))
    see_refused(take_in(ReturnedFile("phieu.xlsx", clean), context), Found("UNIT_UNKNOWN", "", "", unit))


def test_the_name_of_the_file_says_nothing(issued_round: Round, clean: bytes) -> None:
    """The first unit's form under the second one's name is the first unit's."""
    outcome = issued_round.take(clean, f"{issued_round.units[1]}.xlsx")
    assert (outcome.verdict, outcome.unit_code) == (ACCEPTED, issued_round.units[0])


@proves("LOCKED_TEXT_EDITED")
def test_another_units_form_under_this_units_name(issued_round: Round) -> None:
    """A copy of the neighbour's form with one's own name typed over: it is the neighbour's, and says so."""
    mine, theirs = issued_round.units[0], issued_round.units[1]
    form = issued_round.form(full_values(issued_round.criteria), theirs)
    name = issued_round.opened.campaign.unit_by_code[mine].name
    cell = next(
        cell.address
        for cell in issued_round.sheet.cells
        if isinstance(cell.content, Slot) and cell.content.template == "{unit_upper}"
    )
    outcome = issued_round.take(with_text(form, cell, name), f"{mine}.xlsx")
    found = [each for each in outcome.findings if each.code == "LOCKED_TEXT_EDITED"]
    see(found, Found("LOCKED_TEXT_EDITED", cell, "", name, recorded(found[0]).expected))
    assert (
        issued_round.opened.campaign.unit_by_code[theirs].name.upper()
        in recorded(found[0]).expected.upper()
    )
    assert (outcome.verdict, outcome.unit_code) == (WITH_REMARKS, theirs)


@proves("UNIT_OF_OTHER_AUTHORITY")
def test_a_unit_of_another_authority(issued_round: Round, clean_outcome: UnitReceipt) -> None:
    campaign = issued_round.opened.campaign
    first = campaign.authorities[0]
    other = replace(first, code="KHAC", name="Cơ quan khác")
    campaign = replace(campaign, authorities=(*campaign.authorities, other))
    (seen,) = for_authority([clean_outcome], campaign, "KHAC")
    see(seen.findings, Found("UNIT_OF_OTHER_AUTHORITY", "", "", first.name))
    assert (seen.verdict, seen.reading) == (SKIPPED, None)
    assert for_authority([clean_outcome], campaign, first.code) == [clean_outcome]
