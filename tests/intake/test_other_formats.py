"""Forms that come back as .ods or .xls: read, with a remark, where every value is beyond doubt."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from consolidator.intake import WITH_REMARKS, Outcome
from tests.support.engines import saved_by_libreoffice
from tests.support.rounds import Round, best_values, full_values

from .packages import repacked
from .proof import Found, proves, see, see_refused
from .spoiling import with_text

pytestmark = pytest.mark.libreoffice

KINDS = {"ods": "OpenDocument (.ods)", "xls": "Excel 97–2003 (.xls)"}


@pytest.fixture(scope="module")
def saved(issued_round: Round, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The clean form and some others saved by LibreOffice in both formats, by name."""
    folder = tmp_path_factory.mktemp("formats")
    full = issued_round.form(full_values(issued_round.criteria))
    forms = {
        "clean": full,
        "half": issued_round.form(best_values(issued_round.criteria, issued_round.criteria.leaves[0].code)),
        "text": with_text(full, "E14", "0,5x"),
    }
    for name, content in forms.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    files = [folder / f"{name}.xlsx" for name in forms]
    found = {}
    for kind in KINDS:
        for path in saved_by_libreoffice(files, folder / kind, kind=kind):
            found[path.name] = path.read_bytes()
    return found


def said(outcome: Outcome) -> list[str]:
    return [each.code for each in outcome.findings]


@pytest.mark.parametrize("kind", KINDS)
@proves("FILE_OTHER_FORMAT")
def test_a_form_in_another_format_is_read_with_one_remark(
    issued_round: Round, clean_outcome: Outcome, saved: dict[str, bytes], kind: str
) -> None:
    outcome = issued_round.take(saved[f"clean.{kind}"], f"phieu.{kind}")
    see(outcome.findings, Found("FILE_OTHER_FORMAT", "", "", KINDS[kind]))
    assert outcome.verdict == WITH_REMARKS and outcome.unit_code == issued_round.units[0]
    assert outcome.reading is not None and clean_outcome.reading is not None
    assert outcome.reading.claims == clean_outcome.reading.claims
    assert outcome.check_code == clean_outcome.check_code


@pytest.mark.parametrize("kind", KINDS)
def test_blank_is_blank_and_text_is_no_number(
    issued_round: Round, saved: dict[str, bytes], kind: str
) -> None:
    half = issued_round.take(saved[f"half.{kind}"])
    assert half.reading is not None and said(half) == ["FILE_OTHER_FORMAT"]
    scored = [code for code, claim in half.reading.claims.items() if claim.self_score is not None]
    assert scored == [issued_round.criteria.leaves[0].code]
    text = issued_round.take(saved[f"text.{kind}"])
    assert "VALUE_NOT_A_NUMBER" in said(text)


def test_an_ods_with_a_cell_repeated_to_the_end_is_refused(
    issued_round: Round, saved: dict[str, bytes]
) -> None:
    with zipfile.ZipFile(io.BytesIO(saved["clean.ods"])) as package:
        content = package.read("content.xml")
    value = b'office:value-type="float" office:value="40"'
    assert value in content
    swollen = content.replace(value, b'table:number-columns-repeated="16000" ' + value, 1)
    spoilt = repacked(saved["clean.ods"], add=[("content.xml", swollen)], drop=["content.xml"])
    outcome = issued_round.take(spoilt)
    assert said(outcome) == ["FILE_UNSAFE"]


def test_an_ods_with_a_program_says_so(issued_round: Round, saved: dict[str, bytes]) -> None:
    """The empty library that LibreOffice puts into every file is none."""
    added = [("Basic/Standard/script-lb.xml", b"<library/>")]
    assert said(issued_round.take(repacked(saved["clean.ods"], add=added))) == ["FILE_OTHER_FORMAT"]
    added.append(("Basic/Standard/Module1.xml", b"<module/>"))
    spoilt = issued_round.take(repacked(saved["clean.ods"], add=added))
    assert said(spoilt) == ["FILE_OTHER_FORMAT", "FORM_HAS_MACROS"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_refused(issued_round: Round, saved: dict[str, bytes], kind: str) -> None:
    content = saved[f"clean.{kind}"]
    for cut in (len(content) // 2, len(content) // 8, 600):
        outcome = issued_round.take(content[:cut])
        assert outcome.reading is None and said(outcome) == ["FILE_DAMAGED"], cut


def test_an_encrypted_ods_says_so(issued_round: Round) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        package.writestr("content.xml", b"\x01\x02\x03")
    see_refused(issued_round.take(held.getvalue()), Found("FILE_ENCRYPTED"))


def test_the_path_matters_not(saved: dict[str, bytes], issued_round: Round, tmp_path: Path) -> None:
    """An .ods renamed .xlsx is read as what it is."""
    assert said(issued_round.take(saved["clean.ods"], "phieu.xlsx")) == ["FILE_OTHER_FORMAT"]
