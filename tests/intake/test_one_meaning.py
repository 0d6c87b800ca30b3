"""One package, one meaning: what a program shows of an edited package is what is counted, or the file is refused.

`package_edits.csv` holds, for each edit, what LibreOffice shows in E14 (from its own CSV), what is counted there, and
what is said. A long test compares the first with LibreOffice; the others are compared in every run.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from cchc.returns.unit_form import UnitReceipt
from consolidator.files import ReturnedFile
from macros_py.cli import main
from tests.support.engines import saved_by_libreoffice
from tests.support.findings import recorded
from tests.support.office import Office
from tests.support.rounds import Round, full_values, start_round

from .leaves import BANDS
from .package_edits import ODS_EDITS, TRUE, XLSX_EDITS, Edit, says_other
from .packages import MAIN, TYPES, WORKBOOK, repacked, with_parts
from .proof import touched

TABLE = Path(__file__).with_name("package_edits.csv")
TEXT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
"""LibreOffice's filter for CSV, with formatted values in UTF-8."""

AS_THE_STANDARD_SAYS = {
    "relationships: an escaped target": "RFC 3986, 6.2.2.2: %31 is the digit 1",
    "relationships: a target in another case": "ISO/IEC 29500-2, 6.2.2.3: part names are the same in any case",
    "relationships: a dotted target": "RFC 3986, 5.2.4: dots are taken out",
    "types: content types in another case": "ISO/IEC 29500-2, 6.2.2.3",
}
"""Edits with one meaning by the standard, which this LibreOffice (7.4) does not find: there is no second content."""


def rows(kind: str) -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return {row["edit"]: row for row in csv.DictReader(stream) if row["format"] == kind}


def edits(kind: str) -> dict[str, Edit]:
    return {"xlsx": XLSX_EDITS, "ods": ODS_EDITS}[kind]


@pytest.fixture(scope="module")
def forms(clean: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The clean form in both formats."""
    folder = tmp_path_factory.mktemp("meaning")
    (folder / "clean.xlsx").write_bytes(clean)
    ods = saved_by_libreoffice([folder / "clean.xlsx"], folder / "ods", kind="ods")[0]
    return {"xlsx": clean, "ods": ods.read_bytes()}


def counted(outcome: UnitReceipt) -> str:
    """The figure in E14; "" if none is taken."""
    if outcome.reading is None:
        return ""
    figure = outcome.reading.claims[BANDS].figures.get("done")
    return "" if figure is None else str(figure)


def said(outcome: UnitReceipt) -> str:
    """Why the file is refused, or what is said of E14."""
    found = [each for each in outcome.findings if each.code != "FILE_OTHER_FORMAT"]
    if outcome.reading is None:
        return f"{found[0].code}: {recorded(found[0]).found}"
    here = " ".join(sorted({each.code for each in found if each.cell == "E14"}))
    return here or ("other cells" if found else "")


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_is_counted_and_said(issued_round: Round, forms: dict[str, bytes], kind: str) -> None:
    known = rows(kind)
    assert list(known) == list(edits(kind))
    differing = []
    for name, edit in edits(kind).items():
        content = edit(forms[kind])
        for in_sample in (False, True):
            outcome = issued_round.take_file(ReturnedFile(f"phieu.{kind}", content, in_sample=in_sample))
            if (counted(outcome), said(outcome)) != (known[name]["counted"], known[name]["said"]):
                differing.append((name, in_sample, counted(outcome), said(outcome)))
            assert all(recorded(each).message and recorded(each).remedy for each in outcome.findings)
            assert "FAST_READING_DIFFERS" not in {each.code for each in outcome.findings}, name
    assert differing == []


def test_nothing_is_counted_in_silence_that_a_person_does_not_see() -> None:
    """Over the whole table: what is counted is what LibreOffice shows, or the standard knows no other content."""
    every = {**rows("xlsx"), **rows("ods")}
    assert len(every) > 200
    for name, row in every.items():
        if row["counted"] and name not in AS_THE_STANDARD_SAYS:
            assert row["counted"] == row["shown"], name
        if row["counted"] not in ("", TRUE):
            assert row["said"], name
    for name in AS_THE_STANDARD_SAYS:
        assert every[name]["shown"] in ("an empty sheet", "not opened") and every[name]["counted"] == TRUE


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_libreoffice_shows(forms: dict[str, bytes], tmp_path: Path, kind: str) -> None:
    files = [tmp_path / f"{number}.{kind}" for number in range(len(edits(kind)))]
    for file, edit in zip(files, edits(kind).values(), strict=True):
        file.write_bytes(edit(forms[kind]))
    office = Office(tmp_path / "office", addin=False)
    for start in range(0, len(files), 40):
        office.converted(files[start : start + 40], tmp_path / "csv", TEXT)
    shown = {
        name: in_e14(tmp_path / "csv" / f"{file.stem}.csv")
        for name, file in zip(edits(kind), files, strict=True)
    }
    assert shown == {name: row["shown"] for name, row in rows(kind).items()}


def in_e14(path: Path) -> str:
    if not path.exists():
        return "not opened"
    with path.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    return lines[13][4] if len(lines) > 13 else "an empty sheet"


def test_a_package_without_content_types_gets_one_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` took it as a form, `consolidate` as a folder of files."""
    round_ = start_round(tmp_path / "dot", units=1)
    content = repacked(round_.form(full_values(round_.criteria)), drop=[TYPES])
    round_.put("phieu.xlsx", content)
    (tmp_path / "phieu.xlsx").write_bytes(content)
    printed = []
    for command in (
        ["check", str(tmp_path / "phieu.xlsx")],
        ["check", str(tmp_path / "phieu.xlsx"), "--campaign", str(round_.root)],
        ["consolidate", str(round_.root)],
    ):
        with pytest.raises(SystemExit) as ended:
            main(command)
        assert ended.value.code == 1
        printed.append(capsys.readouterr().out)
    assert ["[Content_Types].xml." in text for text in printed] == [True] * 3
    lines = (round_.root / "ket-qua" / "phat-hien.jsonl").read_text(encoding="utf-8").splitlines()
    about = [each for each in map(json.loads, lines) if each["file"].startswith("phieu.xlsx")]
    assert [(each["code"], each["file"]) for each in about] == [("FILE_DAMAGED", "phieu.xlsx")]


def test_every_part_in_utf_16_is_a_clean_form(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    outcome = issued_round.take(XLSX_EDITS["encodings: all in UTF-16"](clean))
    assert outcome.findings == () and touched(outcome, clean_outcome) == set()
    assert outcome.check_code == clean_outcome.check_code


def test_a_form_under_another_root_counts_what_that_says(issued_round: Round, clean: bytes) -> None:
    """A workbook of another name, to which the package leads, is the form; what lies beside it is not."""
    assert MAIN in zipfile.ZipFile(io.BytesIO(clean)).namelist()
    content = XLSX_EDITS["relationships: the root leads to another workbook, the first not declared"](clean)
    outcome = issued_round.take(content)
    direct = issued_round.take(with_parts(clean, {MAIN: says_other}))
    assert counted(outcome) == counted(direct) == "30"
    assert WORKBOOK in zipfile.ZipFile(io.BytesIO(content)).namelist()
