"""The canonical record of a survey under khao-sat/: one JSON file for each source and year.

UTF-8, sorted keys, figures as plain decimals in text. It is written atomically, and the same imports always
give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from cchc.core.indices import is_code
from cchc.core.numbers import exact
from cchc.criteria.sources import SURVEY_SOURCES
from cchc.errors import CchcError
from cchc.files import is_there, write_atomically
from cchc.language import Words
from cchc.reasons import reason_of
from cchc.returns.scorebook import SurveyFigure
from cchc.survey.model import Imported, SurveyRecord

_BROKEN = Words(
    "Tệp điểm điều tra {file} bị hỏng hoặc đã bị sửa tay; khôi phục từ bản sao lưu, hoặc xóa tệp và nhập lại.",
    "The survey record {file} is damaged or was edited by hand; restore it, or delete it and import again.",
)
_UNREADABLE = Words(
    "Không đọc được tệp điểm điều tra {file}: {reason}. Kiểm tra quyền truy cập rồi chạy lại.",
    "The survey record {file} cannot be read: {reason}. Look at the access rights, then run again.",
)


def record_file(folder: Path, source: str, year: int) -> Path:
    """The path of the record of a source and year below khao-sat/."""
    return folder / f"{source.replace('_', '-')}-{year}.json"


def read_record(folder: Path, source: str, year: int) -> SurveyRecord:
    """The imported figures of a source and year; empty before the first import.

    Raises CchcError where the file does not have the form in which this program writes it.
    """
    file = record_file(folder, source, year)
    if not is_there(file):
        return SurveyRecord(source, year)
    try:
        record = _parsed(json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise CchcError(_UNREADABLE, file=file, reason=reason_of(error)) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CchcError(_BROKEN, file=file) from error
    if (record.source, record.year) != (source, year):
        raise CchcError(_BROKEN, file=file)
    return record


def write_record(folder: Path, record: SurveyRecord) -> None:
    """Replace the record of a source and year. Raises CannotWrite."""
    text = json.dumps(_content(record), ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(record_file(folder, record.source, record.year), text.encode() + b"\n")


def read_surveys(folder: Path, year: int) -> Iterator[SurveyRecord]:
    """The records of every survey of a year. Raises CchcError."""
    for source in SURVEY_SOURCES:
        yield read_record(folder, source, year)


def exact_text(figure: SurveyFigure) -> str | None:
    """A figure as plain decimal text; every accepted figure is a short decimal. None: not surveyed."""
    if figure.figure is None:
        return None
    scaled, places = figure.figure, 0
    while scaled.denominator != 1:
        scaled, places = scaled * 10, places + 1
    digits = str(scaled.numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def _content(record: SurveyRecord) -> dict[str, Any]:
    units: dict[str, dict[str, Any]] = {}
    for (unit, leaf), figure in record.figures.items():
        cells = asdict(replace(figure, figure=None))
        del cells["year"], cells["file"]
        units.setdefault(unit, {})[leaf] = {**cells, "figure": exact_text(figure)}
    return {
        "source": record.source,
        "year": record.year,
        "imports": [asdict(each) for each in record.imports],
        "units": units,
    }


def _parsed(content: Mapping[str, Any]) -> SurveyRecord:
    source, year = content["source"], content["year"]
    if source not in SURVEY_SOURCES or type(year) is not int:
        raise ValueError(source)
    imports = tuple(Imported(**each) for each in content["imports"])
    files = {each.sha256: each.file for each in imports}
    figures = {
        (unit, leaf): _figure(leaf, cells, year, files)
        for unit, leaves in content["units"].items()
        for leaf, cells in leaves.items()
    }
    return SurveyRecord(source, year, imports, figures)


def _figure(leaf: str, cells: Mapping[str, Any], year: int, files: Mapping[str, str]) -> SurveyFigure:
    known = dict(cells)
    text = known.pop("figure")
    if not is_code(leaf) or not all(isinstance(each, str) for each in known.values()):
        raise ValueError(leaf)
    value = None if text is None else exact(text)
    return SurveyFigure(value, year, files[known["sha256"]], **known)
