"""A campaign's folder: its paths, its key, and the record of issued forms."""

from __future__ import annotations

import json
import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from cchc.beside import copies_of, other_workbooks
from cchc.command_line import command_line
from cchc.criteria.declaration import HEADER_FILE
from cchc.errors import CchcError
from cchc.files import BROKEN_RECORD, is_there, read_record, write_atomically
from cchc.identity import FINGERPRINT_DIGITS, Identity, Sealer
from cchc.language import Words
from cchc.names import some_of
from cchc.reasons import reason_of, require_working_folder
from cchc.written import Written

CONTROL_WORKBOOK = "so-dieu-hanh.xlsx"

_NO_CAMPAIGN = Words(
    "{folder} không phải thư mục của một đợt (không thấy {file}). Tạo đợt mới: {command}",
    "{folder} is no campaign folder ({file} is not there). Make one: {command}",
)
_NO_FOLDER = Words(
    "Không thấy thư mục {folder}; kiểm tra lại đường dẫn. Tạo đợt mới: {command}",
    "There is no folder {folder}; look at the path again. Make a new campaign: {command}",
)
_FILE = Words(
    "{folder} là tệp, không phải thư mục của một đợt.", "{folder} is a file and no campaign folder."
)
_KEY_UNREADABLE = Words(
    "Không đọc được mã bảo mật của đợt ({file}): {reason}. Kiểm tra quyền truy cập rồi chạy lại.",
    "The campaign's key ({file}) cannot be read: {reason}. Look at the access rights, then run again.",
)
_KEY_LOST = Words(
    "Đợt ở {folder} bị mất mã bảo mật: không thấy {file}. Các phiếu đã phát hành chỉ kiểm tra được bằng mã này. "
    "Khôi phục thư mục .cchc từ bản sao lưu; không tạo đợt mới, không phát hành lại.",
    "The campaign in {folder} has lost its key: {file} is not there. Forms that are out can only be verified with "
    "it. Restore the folder .cchc from a backup; make no new campaign and issue nothing again.",
)
_CONTROL_LOST = Words(
    "Đợt ở {folder} bị mất sổ điều hành {file}. Khôi phục tệp này từ bản sao lưu; không tạo đợt mới.",
    "The campaign in {folder} has lost its control workbook {file}. Restore it from a backup; make no new campaign.",
)
_CONTROL_ELSEWHERE = Words(
    "Không thấy sổ điều hành {file} trong {folder}, nhưng ở đó có: {found}. Nếu sổ điều hành của đợt là tệp ấy: mở ra, lưu "
    "dạng Excel (.xlsx) với tên {file} vào chính thư mục này rồi chạy lại; mọi nội dung đã sửa còn nguyên. Không dùng bản "
    "sao lưu cũ hơn, không tạo đợt mới.",
    "The control workbook {file} is not in {folder}, but there is: {found}. If that is the campaign's control workbook, "
    "open it, save it as Excel (.xlsx) under the name {file} in this very folder and run again; all edits stay. Use no "
    "older backup, make no new campaign.",
)
_CONTROL_AND_KEY_ELSEWHERE = Words(
    "Không thấy sổ điều hành {file} và thư mục .cchc trong {folder}, nhưng ở đó có: {found}. Chạy trong đúng thư mục của "
    "đợt, hoặc đưa thư mục .cchc của đợt về đây rồi lưu tệp ấy dạng Excel (.xlsx) với tên {file}; không tạo đợt mới.",
    "Neither the control workbook {file} nor the folder .cchc is in {folder}, but there is: {found}. Run in the very "
    "folder of the campaign, or bring its folder .cchc back here and save that file as Excel (.xlsx) under the name "
    "{file}; make no new campaign.",
)
_KEY_DAMAGED = Words(
    "Mã bảo mật của đợt ({file}) bị hỏng. Khôi phục thư mục .cchc từ bản sao lưu; không tạo đợt mới, không phát hành lại.",
    "The campaign's key ({file}) is damaged. Restore the folder .cchc from a backup; make no new campaign and issue "
    "nothing again.",
)


@dataclass(frozen=True)
class Issued:
    """One issued form as the manifest records it. `file` is relative to the campaign folder; `texts` are
    the texts of the control workbook that it prints, and returned forms are compared with them.
    """

    campaign: str
    unit: str
    kind: str
    issue: int
    criteria_set: str
    version: str
    fingerprint: str
    file: str
    sha256: str
    texts: Mapping[str, str]

    @property
    def identity(self) -> Identity:
        """The identity that the form carries."""
        return Identity(
            campaign=self.campaign,
            unit=self.unit,
            criteria_set=self.criteria_set,
            version=self.version,
            fingerprint=self.fingerprint[:FINGERPRINT_DIGITS],
            kind=self.kind,
            issue=self.issue,
        )


@dataclass(frozen=True)
class CampaignFolder:
    """The paths inside a campaign's folder."""

    root: Path

    @property
    def control_workbook(self) -> Path:
        return self.root / CONTROL_WORKBOOK

    @property
    def criteria(self) -> Path:
        return self.root / "bo-tieu-chi"

    @property
    def issued(self) -> Path:
        return self.root / "phat-hanh"

    @property
    def returned(self) -> Path:
        return self.root / "nop-ve"

    @property
    def surveys(self) -> Path:
        return self.root / "khao-sat"

    @property
    def results(self) -> Path:
        return self.root / "ket-qua"

    @property
    def appraisal(self) -> Path:
        return self.root / "tham-dinh"

    @property
    def appraisal_issued(self) -> Path:
        return self.appraisal / "phat-hanh"

    @property
    def appraisal_returned(self) -> Path:
        return self.appraisal / "nop-ve"

    @property
    def appraisal_record(self) -> Path:
        return self.private / "tham-dinh"

    @property
    def private(self) -> Path:
        return self.root / ".cchc"

    @property
    def key_file(self) -> Path:
        return self.private / "khoa.json"

    @property
    def manifest_file(self) -> Path:
        return self.private / "phat-hanh.json"

    def frozen_set(self, criteria_set: str, fingerprint: str) -> Path:
        """The folder that holds the copy of a criteria set from which forms were issued."""
        return self.private / "bo-tieu-chi" / f"{criteria_set}-{fingerprint[:12]}"

    @property
    def history_file(self) -> Path:
        return self.private / "nhat-ky.sqlite"

    @property
    def read_cache_file(self) -> Path:
        """A cache of what was read from returned files. It may be deleted at any time and is rebuilt."""
        return self.private / "da-doc.sqlite"

    def written(self) -> Written:
        """The record of the files that this program wrote into the folder. Raises CchcError where it is
        damaged.
        """
        return Written.read(self.root, self.private / "da-ghi.json")

    def make(self, key: bytes | None = None) -> None:
        """Make the folders and the campaign's key (a new random one unless given)."""
        rooms = (self.criteria, self.issued, self.returned, self.surveys, self.results, self.private)
        for room in (*rooms, self.appraisal_issued, self.appraisal_returned):
            room.mkdir(parents=True, exist_ok=True)
        if not self.key_file.exists():
            seed = key or secrets.token_bytes(32)
            write_atomically(self.key_file, json.dumps({"ed25519": seed.hex()}).encode())
            if os.name == "posix":  # Windows keeps the folder's own access rights
                self.key_file.chmod(0o600)

    @property
    def exists(self) -> bool:
        """Whether there is a campaign here, complete or with parts missing; `require` tells which."""
        return is_there(self.control_workbook) or is_there(self.key_file)

    def require(self) -> None:
        """Raise CchcError where this is not a campaign folder, or has lost its control workbook or key.
        Lost parts must be restored from a backup: a new campaign or key would make every issued form
        worthless.
        """
        if not is_there(self.root):
            require_working_folder(self.root)
            raise self._no_campaign(_NO_FOLDER)
        if not self.root.is_dir():
            raise CchcError(_FILE, folder=self.root)
        control, key = is_there(self.control_workbook), is_there(self.key_file)
        if control and not key:
            raise CchcError(
                _KEY_LOST, folder=self.root, file=self.key_file.relative_to(self.root).as_posix()
            )
        if not control:
            raise self._without_control(key)

    def _without_control(self, key: bool) -> CchcError:
        """What to say where there is no control workbook: another file may be it, with all that people typed."""
        found = copies_of(self.control_workbook)
        if key and not found:
            found = other_workbooks(self.root)
        if not found:
            if key:
                return CchcError(_CONTROL_LOST, folder=self.root, file=CONTROL_WORKBOOK)
            return self._no_campaign(_NO_CAMPAIGN)
        words = _CONTROL_ELSEWHERE if key else _CONTROL_AND_KEY_ELSEWHERE
        return CchcError(words, folder=self.root, file=CONTROL_WORKBOOK, found=some_of(found).say())

    def _no_campaign(self, words: Words) -> CchcError:
        init = command_line("init", self.root)
        return CchcError(words, folder=self.root, file=CONTROL_WORKBOOK, command=init)

    def sealer(self) -> Sealer:
        """The object that signs with the campaign's key. Raises CchcError where the key cannot be read or
        is damaged.
        """
        try:
            content = json.loads(self.key_file.read_text(encoding="utf-8"))
            return Sealer(bytes.fromhex(str(content["ed25519"])))
        except OSError as error:
            raise CchcError(_KEY_UNREADABLE, file=self.key_file, reason=reason_of(error)) from error
        except (KeyError, TypeError, ValueError) as error:
            raise CchcError(_KEY_DAMAGED, file=self.key_file) from error

    def read_manifest(self) -> dict[str, Issued]:
        """The latest issued form of each unit, by unit code; empty before the first issue."""
        if not is_there(self.manifest_file):
            return {}
        content = read_record(self.manifest_file)
        try:
            return {unit: self._with_year(Issued(**entry)) for unit, entry in content.items()}
        except TypeError as error:
            raise CchcError(BROKEN_RECORD, file=self.manifest_file) from error

    def _with_year(self, entry: Issued) -> Issued:
        """The entry with its year. Records of earlier versions have none; their forms print the year of
        their criteria set.
        """
        if "year" in entry.texts:
            return entry
        header = self.frozen_set(entry.criteria_set, entry.fingerprint) / HEADER_FILE
        try:
            year = str(tomllib.loads(header.read_text(encoding="utf-8-sig"))["year"])
        except (OSError, ValueError, KeyError) as error:
            raise CchcError(BROKEN_RECORD, file=header) from error
        return replace(entry, texts={**entry.texts, "year": year})

    def write_manifest(self, entries: Mapping[str, Issued]) -> None:
        """Replace the record of issued forms."""
        self._write_json(self.manifest_file, {unit: asdict(entries[unit]) for unit in sorted(entries)})

    def _write_json(self, file: Path, content: object) -> None:
        text = json.dumps(content, ensure_ascii=False, indent=1)
        write_atomically(file, text.encode())


def campaign_around(path: Path) -> CampaignFolder | None:
    """The campaign that a file or folder belongs to, None where there is none. Both the path as written and
    the target of its links are searched: folders of a campaign may be links to other drives.
    """
    for way in (Path(os.path.abspath(path)), path.resolve()):  # noqa: PTH100 – links must stay as they are
        for folder in (way, *way.parents):
            if CampaignFolder(folder).exists:
                return CampaignFolder(folder)
    return None
