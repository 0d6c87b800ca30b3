"""What was loosened, added or taken away around the cells: said, and no figure moved by it."""

from __future__ import annotations

import re

from cchc.returns.receipt import ACCEPTED, WITH_REMARKS
from cchc.returns.unit_form import UnitReceipt
from tests.support.rounds import Round
from workbook_templates.unit_form.plan import unit_form_plan

from .leaves import BANDS, LEVELS
from .packages import (
    MAIN,
    RELATIONS,
    STYLES,
    TYPES,
    WORKBOOK,
    repacked,
    replacing,
    with_parts,
)
from .proof import Found, proves, see, touched
from .spoiling import address

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def unprotected(part: bytes) -> bytes:
    return re.sub(rb"<sheetProtection [^>]*/>", b"", part, count=1)


def reordered(part: bytes) -> bytes:
    start, end = part.index(b"<sheets>") + 8, part.index(b"</sheets>")
    sheets = re.findall(rb"<sheet [^>]*/>", part[start:end])
    return part[:start] + b"".join(reversed(sheets)) + part[end:]


@proves("SHEET_UNPROTECTED")
def test_the_lock_lifted(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    """Protection is a hand-rail: its absence is no fault, what was changed without it is."""
    outcome = issued_round.take(with_parts(clean, {MAIN: unprotected}))
    see(outcome.findings, Found("SHEET_UNPROTECTED"))
    assert outcome.findings[0].sheet == issued_round.sheet.name
    assert outcome.verdict == ACCEPTED
    assert touched(outcome, clean_outcome) == set()


def unlocked(issued: Round, content: bytes, names: list[str]) -> bytes:
    """The form with a style more, which leaves cells open, on some of its cells."""

    def one_more(part: bytes) -> bytes:
        count = int(re.search(rb'<cellXfs count="(\d+)"', part).group(1))  # type: ignore[union-attr]
        assert part.count(b"</cellXfs>") == 1
        style = b'<xf numFmtId="0" applyProtection="1"><protection locked="0"/></xf></cellXfs>'
        counted.append(count)
        return part.replace(b"</cellXfs>", style)

    def restyled(part: bytes) -> bytes:
        for name in names:
            cell = address(issued, name).encode()
            part, done = re.subn(rb'(<c r="%b" s=")\d+' % cell, rb"\g<1>%d" % counted[0], part)
            assert done == 1, name
        return part

    counted: list[int] = []
    return with_parts(with_parts(content, {STYLES: one_more}), {MAIN: restyled})


@proves("CELLS_UNLOCKED")
def test_cells_unlocked(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    """A few are named one by one, many in one finding; inputs were open from the start."""
    few = [f"{BANDS}:max", f"{LEVELS}:name"]
    outcome = issued_round.take(unlocked(issued_round, clean, few))
    cells = {name: address(issued_round, name) for name in few}
    see(
        sorted(outcome.findings, key=lambda each: each.criterion_code != BANDS),
        Found("CELLS_UNLOCKED", cells[few[0]], BANDS, cells[few[0]]),
        Found("CELLS_UNLOCKED", cells[few[1]], LEVELS, cells[few[1]]),
    )
    assert outcome.verdict == ACCEPTED
    assert touched(outcome, clean_outcome) == set()

    many = [f"{scored.code}:max" for scored in issued_round.criteria.leaves[:9]]
    first, last = (address(issued_round, name) for name in (many[0], many[-1]))
    outcome = issued_round.take(unlocked(issued_round, clean, many))
    see(outcome.findings, Found("CELLS_UNLOCKED", first, "", f"{first} … {last} (9)"))


@proves("FORM_HAS_MACROS")
def test_macros_added(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    kinds = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0", "xl/macrosheets/sheet1.xml": b"<xm:macrosheet/>"}
    for part, content in kinds.items():
        outcome = issued_round.take(repacked(clean, add=[(part, content)]))
        see(outcome.findings, Found("FORM_HAS_MACROS"))
        assert outcome.verdict == WITH_REMARKS
        assert touched(outcome, clean_outcome) == set()


def linked(content: bytes, targets: list[str]) -> bytes:
    """The form with links to other workbooks, as Excel stores them."""
    parts = []
    for number, target in enumerate(targets, 1):
        relation = (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" Target="{target}" TargetMode="External"/>'
            "</Relationships>"
        )
        link = (
            '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f'<externalBook xmlns:r="{OFFICE}" r:id="rId1"/></externalLink>'
        )
        parts.append((f"xl/externalLinks/externalLink{number}.xml", link.encode()))
        parts.append((f"xl/externalLinks/_rels/externalLink{number}.xml.rels", relation.encode()))
    numbers = range(1, len(targets) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    references = "".join(f'<externalReference r:id="rId9{number}"/>' for number in numbers)
    relations = "".join(
        f'<Relationship Id="rId9{number}" Type="{OFFICE}/externalLink" '
        f'Target="externalLinks/externalLink{number}.xml"/>'
        for number in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/externalLinks/externalLink{number}.xml" ContentType="{kind}"/>'
        for number in numbers
    )
    edits = {
        WORKBOOK: replacing("</sheets>", f"</sheets><externalReferences>{references}</externalReferences>"),
        RELATIONS: replacing("</Relationships>", f"{relations}</Relationships>"),
        TYPES: replacing("</Types>", f"{overrides}</Types>"),
    }
    return repacked(with_parts(content, edits), add=parts)


@proves("FORM_HAS_LINKS")
def test_links_to_other_files(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    one = issued_round.take(linked(clean, ["file:///D:/So%20lieu/tong-hop.xlsx"]))
    see(one.findings, Found("FORM_HAS_LINKS", "", "", "file:///D:/So%20lieu/tong-hop.xlsx"))
    assert one.verdict == WITH_REMARKS
    assert touched(one, clean_outcome) == set()

    many = issued_round.take(linked(clean, [f"{number}.xlsx" for number in range(5)]))
    see(many.findings, Found("FORM_HAS_LINKS", "", "", "0.xlsx, 1.xlsx, 2.xlsx (+2)"))


@proves("FORM_SHEETS_REORDERED")
def test_the_sheets_in_another_order(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    names = [sheet.name for sheet in unit_form_plan(issued_round.criteria).sheets]
    outcome = issued_round.take(with_parts(clean, {WORKBOOK: reordered}))
    see(
        outcome.findings,
        Found("FORM_SHEETS_REORDERED", "", "", ", ".join(reversed(names)), ", ".join(names)),
    )
    assert outcome.verdict == ACCEPTED
    assert touched(outcome, clean_outcome) == set()


@proves("FORM_SHEET_HIDDEN")
def test_a_sheet_hidden(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    name = issued_round.sheet.name
    hidden = replacing(f'<sheet name="{name}"', f'<sheet name="{name}" state="hidden"')
    outcome = issued_round.take(with_parts(clean, {WORKBOOK: hidden}))
    see(outcome.findings, Found("FORM_SHEET_HIDDEN", "", "", name))
    assert outcome.verdict == ACCEPTED
    assert touched(outcome, clean_outcome) == set()


@proves("FORM_SHEET_TAKEN_OUT")
def test_a_sheet_taken_out(issued_round: Round, clean: bytes, clean_outcome: UnitReceipt) -> None:
    """The guide, which holds nothing of the unit's."""
    gone = lambda part: re.sub(rb'<sheet name="H\xc6\xb0\xe1[^>]*/>', b"", part, count=1)  # noqa: E731
    outcome = issued_round.take(with_parts(clean, {WORKBOOK: gone}))
    see(outcome.findings, Found("FORM_SHEET_TAKEN_OUT", "", "", "Hướng dẫn"))
    assert outcome.verdict == ACCEPTED
    assert touched(outcome, clean_outcome) == set()
