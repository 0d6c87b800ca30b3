"""Workbooks encrypted with the password that all programs know: nobody is asked for one, so nobody is told of one."""

from __future__ import annotations

import io
import re
import time
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from cchc.criteria.sources import SIPAS
from cchc.returns.receipt import WITH_REMARKS
from cchc.survey.returned import figures_of
from consolidator.control import read_control
from consolidator.reading.default_password import without_default_password
from generator.control_workbook import control_workbook
from generator.render import Typed
from tests.support.engines import saved_by_libreoffice
from tests.support.old_excel import encrypted
from tests.support.rounds import Round
from tests.survey.filling import campaign_of, leaves_of, read, row_of, said, scope_of, template
from workbook_templates.library import preset

from .proof import Found, see_refused

DEFAULT = "VelvetSweatshop"


def new_encrypted(content: bytes, password: str) -> bytes:
    """An .xlsx as Excel encrypts it."""
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, made)
    return made.getvalue()


@pytest.fixture(scope="module")
def old(clean: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A filled form saved as .xls."""
    folder = tmp_path_factory.mktemp("old")
    (folder / "phieu.xlsx").write_bytes(clean)
    return saved_by_libreoffice([folder / "phieu.xlsx"], folder / "saved", kind="xls")[0].read_bytes()


@pytest.mark.libreoffice
def test_an_xls_with_a_locked_structure_as_excel_saves_it(issued_round: Round, old: bytes) -> None:
    """The same claims and the same remark as the .xls without encryption."""
    usual, outcome = issued_round.take(old), issued_round.take(encrypted(old, DEFAULT))
    assert outcome.verdict == WITH_REMARKS
    assert outcome.reading is not None and usual.reading is not None
    assert outcome.reading.claims == usual.reading.claims
    assert [each.code for each in outcome.findings] == ["FILE_OTHER_FORMAT"]


@pytest.mark.libreoffice
def test_an_xls_with_a_password_of_ones_own(issued_round: Round, old: bytes) -> None:
    see_refused(issued_round.take(encrypted(old, "mat khau")), Found("FILE_ENCRYPTED"))


def test_an_xlsx_with_the_default_password(issued_round: Round, clean: bytes) -> None:
    outcome = issued_round.take(new_encrypted(clean, DEFAULT))
    assert (outcome.verdict, outcome.findings) == ("accepted", ())
    assert outcome.reading is not None
    assert outcome.reading.claims == issued_round.take(clean).reading.claims  # type: ignore[union-attr]


def test_an_encrypted_package_of_two_meanings(issued_round: Round, clean: bytes) -> None:
    """What is checked of a package is checked of the one inside, too."""
    two = clean + b"PK\x05\x06" + clean
    plain = issued_round.take(two)
    outcome = issued_round.take(new_encrypted(two, DEFAULT))
    assert plain.verdict == outcome.verdict == "rejected"
    assert (
        [each.code for each in outcome.findings]
        == [each.code for each in plain.findings]
        == ["FILE_UNSAFE"]
    )


def test_hashing_without_end_is_not_begun(issued_round: Round, clean: bytes) -> None:
    """A file may ask for the password to be hashed thousands of millions of times."""
    content = new_encrypted(clean, DEFAULT)
    slow = re.sub(rb'spinCount="[0-9]+"', b'spinCount="999999"', content)
    begun = time.monotonic()
    assert without_default_password(slow) is None
    see_refused(issued_round.take(slow), Found("FILE_ENCRYPTED"))
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("place", range(600, 6000, 450))
def test_damaged_encryption_is_a_refusal(issued_round: Round, clean: bytes, place: int) -> None:
    content = bytearray(new_encrypted(clean, DEFAULT))
    content[place : place + 200] = bytes(200)
    assert issued_round.take(bytes(content)).verdict in ("rejected", "accepted")


@pytest.mark.libreoffice
def test_a_survey_template(tmp_path: Path) -> None:
    """Plain and encrypted .xls are one and the same to the import."""
    opened = campaign_of(tmp_path / "dot")
    scope, leaves = scope_of(SIPAS), leaves_of(opened, SIPAS)
    values: dict[str, Typed] = {}
    for unit in opened.campaign.units:
        values |= row_of(unit.code, leaves, ["85.5", "80", "77.25", "60", "91"])
    (tmp_path / "dieu-tra.xlsx").write_bytes(template(opened, scope, values))
    file = saved_by_libreoffice([tmp_path / "dieu-tra.xlsx"], tmp_path / "saved", kind="xls")[0]
    contents = (file.read_bytes(), encrypted(file.read_bytes(), DEFAULT))
    plain, locked = (read(opened, scope, content, file.name) for content in contents)
    assert locked.verdict == plain.verdict == WITH_REMARKS and said(locked.findings) == said(plain.findings)
    figures = [
        {key: each.figure for key, each in figures_of(receipt).items()} for receipt in (plain, locked)
    ]
    assert figures[0] == figures[1] and len(figures[0]) > 10


@pytest.mark.libreoffice
def test_the_control_workbook(tmp_path: Path) -> None:
    path = tmp_path / "so-dieu-hanh.xlsx"
    path.write_bytes(control_workbook(preset("hon-quan-2023").tables))
    usual = read_control(path)
    saved = saved_by_libreoffice([path], tmp_path / "saved", kind="xls")[0].read_bytes()
    path.write_bytes(new_encrypted(path.read_bytes(), DEFAULT))
    assert read_control(path) == usual
    path.write_bytes(encrypted(saved, DEFAULT))
    assert read_control(path) == usual
