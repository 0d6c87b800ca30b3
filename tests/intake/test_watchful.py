"""What a run says beyond what returned files hold."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import cchc.clock as clock
from cchc.consent import NotAgreed, agree
from macros_py.steps.consolidate import consolidate, read_returns
from tests.support.findings import recorded
from tests.support.rounds import TODAY, Round

from .proof import Found, proves, see


def unlistable(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Take the right to list a folder away, as from an ordinary user."""
    real = os.scandir

    def scandir(path: Any = ".") -> Iterator[os.DirEntry[str]]:
        if isinstance(path, str | Path) and Path(path).name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)


@proves("FOLDER_UNREADABLE")
def test_a_folder_that_cannot_be_listed(
    fresh_round: Round, clean: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its returns are not seen; that stands on the board, in the balance, and nothing is withdrawn unasked."""
    fresh_round.put("usb/phieu.xlsx", clean)
    fresh_round.put("b.txt", b"x")
    fresh_round.consolidate()
    unlistable(monkeypatch, "usb")
    with pytest.raises(NotAgreed):
        fresh_round.consolidate()
    done = consolidate(fresh_round.root, TODAY, ask=agree)
    see(
        [each for each in done.findings if each.file == "usb/"],
        Found("FOLDER_UNREADABLE", "", "", "không có quyền đọc hoặc ghi"),
    )
    assert {each.file: each.verdict for each in done.receipts} == {"b.txt": "rejected", "usb/": "rejected"}
    assert done.reconciliation.balances and done.reconciliation.files == 2


@proves("UNIT_RETURN_REMOVED")
def test_a_return_that_went(fresh_round: Round, clean: bytes) -> None:
    fresh_round.put("a.xlsx", clean)
    fresh_round.consolidate()
    (fresh_round.opened.folder.returned / "a.xlsx").unlink()
    found = [each for each in read_returns(fresh_round.root, TODAY).findings if "REMOVED" in each.code]
    see(found, Found("UNIT_RETURN_REMOVED", "", "", "a.xlsx"))


@proves("UNIT_FILLED_WHERE_ISSUED")
def test_entries_in_the_form_as_it_lies_in_phat_hanh(fresh_round: Round, clean: bytes) -> None:
    (path,) = (fresh_round.root / "phat-hanh").rglob(f"{fresh_round.units[0]}-*.xlsx")
    path.write_bytes(clean)
    found = [each for each in read_returns(fresh_round.root, TODAY).findings if "FILLED_WHERE" in each.code]
    see(found, Found("UNIT_FILLED_WHERE_ISSUED"))


@proves("CLOCK_DOUBTFUL")
def test_a_clock_before_the_last_run(fresh_round: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh_round.consolidate()
    now = datetime.now().astimezone()
    monkeypatch.setattr(clock, "_now", lambda: now - timedelta(days=2))
    found = [
        each for each in read_returns(fresh_round.root, TODAY).findings if each.code == "CLOCK_DOUBTFUL"
    ]
    shown = (now - timedelta(days=2)).strftime("%d/%m/%Y %H:%M")
    see(found, Found("CLOCK_DOUBTFUL", "", "", shown, recorded(found[0]).expected))
