"""A user's statement of which unit a file belongs to, and when it is accepted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchc.errors import CchcError
from cchc.findings.rendering import shown
from cchc.language import Words
from cchc.names import composed, name_below
from cchc.returns.receipt import Receipt

_MAY_LACK_IDENTITY = {"FORM_NOT_OURS", "FORM_IDENTITIES_DIFFER"}
"""Reasons for refusing a file with which it may still be attributed to a unit."""

_NO_FILE = Words("Không có tệp “{file}” trong nop-ve/.", "There is no file “{file}” in nop-ve/.")
_NO_UNIT = Words(
    "Không có đơn vị “{unit}”, hoặc đơn vị chưa được phát hành phiếu.",
    "There is no unit “{unit}”, or no form was issued to it.",
)
_NO_REASON = Words(
    "Phải nêu lý do: --reason LÝ-DO. Lý do được ghi vào nhật ký và kết quả.",
    "A reason is needed: --reason TEXT. It is kept in the history and shown in the results.",
)
_NOT_ITS = Words(
    "Không thể xác nhận “{file}” là phiếu của {unit}: {why}",
    "“{file}” cannot be claimed for {unit}: {why}",
)
_OTHER_UNIT = Words("tệp mang mã định danh của đơn vị {unit}.", "it carries the identity of unit {unit}.")
_NOT_NEEDED = Words(
    "đơn vị chỉ nộp một bản, không phải chọn.",
    "the unit has returned it alone: there is nothing to choose.",
)


@dataclass(frozen=True)
class AttributionRequest:
    """A user's request: this file (its name in nop-ve/) is this unit's return, for this reason."""

    file: str
    unit: str
    reason: str


@dataclass(frozen=True)
class Attribution:
    """An accepted statement of which unit a file belongs to. `over` are the SHA-256 of the unit's other
    returns at that time; a return that arrives later is not among them. Of several statements, the one with
    the highest `number` is the latest.
    """

    file: str
    sha256: str
    unit: str
    reason: str
    over: tuple[str, ...] = ()
    who: str = ""
    recorded: str = ""
    number: int = 0


def check_request(request: AttributionRequest, issued: Collection[str]) -> None:
    """Raise CchcError where a request has no reason, or no form was `issued` to its unit."""
    if not request.reason.strip():
        raise CchcError(_NO_REASON)
    if request.unit not in issued:
        raise CchcError(_NO_UNIT, unit=request.unit)


def granted(
    request: AttributionRequest, returned: Path, receipts: Sequence[Receipt[object]]
) -> Attribution:
    """The attribution, if a user may name the file's unit: the file has lost its identity, or is one of
    several returns of the unit. `returned` is the folder of returned files. Raises CchcError.
    """
    receipt = _receipt_of(request.file, returned, receipts)
    attribution = Attribution(receipt.file, receipt.sha256, request.unit, request.reason.strip())
    if receipt.reading is None:
        if any(each.code in _MAY_LACK_IDENTITY for each in receipt.findings):
            return attribution
        why = " ".join(shown(each)[0] for each in receipt.findings)
    elif receipt.unit_code != request.unit:
        why = _OTHER_UNIT.say(unit=receipt.unit_code)
    else:
        others = {each.sha256 for each in receipts if each.reading and each.unit_code == request.unit}
        if others != {receipt.sha256}:
            return replace(attribution, over=tuple(sorted(others - {receipt.sha256})))
        why = _NOT_NEEDED.say()
    raise CchcError(_NOT_ITS, file=receipt.file, unit=request.unit, why=why)


def _receipt_of(name: str, returned: Path, receipts: Sequence[Receipt[object]]) -> Receipt[object]:
    """The receipt of the file a user means: by its name on the return board, or by its path."""
    wanted = {composed(name.replace("\\", "/")), name_below(Path(name), returned)}
    for receipt in receipts:
        if receipt.file in wanted:
            return receipt
    raise CchcError(_NO_FILE, file=name)
