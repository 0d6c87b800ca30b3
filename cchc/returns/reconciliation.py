"""The last check of every run: nothing that came in has gone astray.

Files seen = accepted + with remarks + rejected + skipped; typed values = in results + in findings.
Counted from both ends: from what lay in the folder and on the sheets, and from what the score book holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cchc.language import Words
from cchc.returns.receipt import VERDICTS
from cchc.returns.scorebook import UnitScores
from cchc.returns.unit_form import Accounts, UnitReceipt

_FILE_LOST = Words("Tệp {file} không có kết luận.", "File {file} has no verdict.")
_FILE_TWICE = Words("Tệp {file} có nhiều kết luận.", "File {file} has several verdicts.")
_VERDICT_UNKNOWN = Words("Tệp {file}: kết luận lạ {verdict}.", "File {file}: unknown verdict {verdict}.")
_UNTOLD = Words(
    "Tệp {file} không được tính mà không nói vì sao.", "File {file} does not count, and nothing says why."
)
_VALUE_LOST = Words(
    "Tệp {file}: ô {cell} có số liệu nhưng không vào kết quả, không có phát hiện.",
    "File {file}: cell {cell} holds a value that is neither in the results nor in a finding.",
)
_BOOK_DIFFERS = Words(
    "Đơn vị {unit}: phiếu có {read} giá trị được nhận, bảng điểm có {kept}.",
    "Unit {unit}: {read} values were taken from the form, the score book holds {kept}.",
)


@dataclass(frozen=True)
class Reconciliation:
    """The two sums, and every fault in them; without faults the run balances."""

    files: int
    verdicts: Counter[str]
    values: Accounts
    faults: tuple[str, ...]

    @property
    def balances(self) -> bool:
        verdicts = sum(self.verdicts[each] for each in VERDICTS)
        typed = self.values.in_results + self.values.in_findings
        return not self.faults and self.files == verdicts and self.values.typed == typed


def reconcile(
    names: Sequence[str], receipts: Sequence[UnitReceipt], books: Iterable[UnitScores]
) -> Reconciliation:
    """Balance what was seen (`names` of files) against what became of it."""
    counted = [each for each in receipts if _counts(each)]
    values = sum((_values(each) for each in receipts), Accounts())
    faults = [*_file_faults(names, receipts), *_value_faults(receipts), *_book_faults(counted, books)]
    return Reconciliation(len(names), Counter(each.verdict for each in receipts), values, tuple(faults))


def _counts(receipt: UnitReceipt) -> bool:
    return receipt.reading is not None and receipt.counts


def _values(receipt: UnitReceipt) -> Accounts:
    """A file's values; the values of a form that does not count are accounted for by the finding on the form."""
    if receipt.reading is None:
        return Accounts()
    accounts = receipt.reading.accounts
    if _counts(receipt):
        return accounts
    return Accounts(accounts.typed, 0, accounts.in_results + accounts.in_findings, accounts.lost)


def _file_faults(names: Sequence[str], receipts: Sequence[UnitReceipt]) -> Iterable[str]:
    seen, reported = Counter(names), Counter(each.file for each in receipts)
    yield from (_FILE_LOST.say(file=name) for name in (seen - reported).elements())
    yield from (_FILE_TWICE.say(file=name) for name in (reported - seen).elements())
    for each in receipts:
        if each.verdict not in VERDICTS:
            yield _VERDICT_UNKNOWN.say(file=each.file, verdict=each.verdict)
        elif not _counts(each) and not each.findings:
            yield _UNTOLD.say(file=each.file)


def _value_faults(receipts: Iterable[UnitReceipt]) -> Iterable[str]:
    for each in receipts:
        if each.reading is not None:
            yield from (_VALUE_LOST.say(file=each.file, cell=cell) for cell in each.reading.accounts.lost)


def _book_faults(counted: Iterable[UnitReceipt], books: Iterable[UnitScores]) -> Iterable[str]:
    read = {each.unit_code: each.reading.accounts.in_results for each in counted if each.reading}
    kept = {book.unit.code: _kept(book) for book in books}
    for unit in sorted(read.keys() | kept.keys()):
        if read.get(unit, 0) != kept.get(unit, 0):
            yield _BOOK_DIFFERS.say(unit=unit, read=read.get(unit, 0), kept=kept.get(unit, 0))


def _kept(book: UnitScores) -> int:
    claims = [row.claim for row in book.rows.values()]
    return sum(len(claim.figures) + bool(claim.remark) for claim in claims)
