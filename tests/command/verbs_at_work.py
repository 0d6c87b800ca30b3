"""Every verb as it is run on a campaign or beside one, for tests that hold for all of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from cchc.history.journal import journal
from macros_py.steps.appraise.issue import issue_round
from tests.support.command_runs import ROOT
from tests.support.rounds import TODAY, Round, full_values, start_round
from tests.survey.filling import leaves_of, row_of, scope_of, template

SET = "vinh-long-1877-2023-phu-luc-iii"


@dataclass(frozen=True)
class AtWork:
    """A campaign folder, and a folder beside it with files to work on."""

    dot: Path
    aside: Path

    @property
    def unit(self) -> str:
        return "25327"

    @property
    def returned(self) -> Path:
        return self.dot / "nop-ve" / "xa.xlsx"


@dataclass(frozen=True)
class Run:
    """One way to run a verb. `made` is what then stands on the disk, None where the verb only shows something; `code`
    is the exit code on the campaign of `campaign_at_work`.
    """

    name: str
    arguments: Callable[[AtWork], list[str | Path]]
    made: Callable[[AtWork], Path] | None = None
    code: int = 0


ON_CAMPAIGN = (
    Run("generate", lambda at: ["generate", at.dot], lambda at: at.dot / "phat-hanh" / "hon-quan"),
    Run("check", lambda at: ["check", at.aside / "xa.xlsx", "--campaign", at.dot]),
    Run("consolidate", lambda at: ["consolidate", at.dot], lambda at: at.dot / "ket-qua" / "xep-hang.xlsx"),
    Run(
        "appraise issue",
        lambda at: ["appraise", at.dot, "issue"],
        lambda at: at.dot / "tham-dinh" / "phat-hanh" / "lan-1" / "hon-quan",
    ),
    Run(
        "appraise merge",
        lambda at: ["appraise", at.dot, "merge"],
        lambda at: at.dot / "tham-dinh" / "so-nhan.csv",
    ),
    Run("status", lambda at: ["status", at.dot]),
    Run(
        "survey template",
        lambda at: ["survey", at.dot, "template", "--source", "sipas"],
        lambda at: at.dot / "khao-sat" / "mau" / "sipas-2023.xlsx",
    ),
    Run(
        "survey import",
        lambda at: [
            "survey",
            at.dot,
            "import",
            at.aside / "sipas.xlsx",
            "--source",
            "sipas",
            "--year",
            "2023",
        ],
        lambda at: at.dot / "khao-sat" / "sipas-2023.json",
    ),
    Run("explain", lambda at: ["explain", at.dot, at.unit]),
    Run("explain --json", lambda at: ["explain", at.dot, at.unit, "--json"]),
    Run("history", lambda at: ["history", at.dot]),
)
BESIDE = (
    Run("init", lambda at: ["init", at.aside / "moi"], lambda at: at.aside / "moi" / "so-dieu-hanh.xlsx"),
    Run("demo", lambda at: ["demo", at.aside / "thu", "--units", "2", "--preset", "hon-quan-2023"],
        lambda at: at.aside / "thu" / "ket-qua" / "xep-hang.xlsx"),
    Run("criteria check", lambda at: ["criteria", "check", SET]),
    Run("criteria show", lambda at: ["criteria", "show", SET]),
    Run("criteria show --xlsx", lambda at: ["criteria", "show", SET, "--xlsx", at.aside / "in.xlsx"],
        lambda at: at.aside / "in.xlsx"),
    Run("criteria export", lambda at: ["criteria", "export", SET, at.aside / "bo.xlsx"], lambda at: at.aside / "bo.xlsx"),
    Run("criteria import", lambda at: ["criteria", "import", at.aside / "xuat.xlsx", at.aside / "bo"],
        lambda at: at.aside / "bo" / "criteria.csv"),
    Run("criteria diff", lambda at: ["criteria", "diff", SET, SET.removesuffix("i")], code=1),
    Run("addin build", lambda at: ["addin", "build", "--libreoffice", "--out", at.aside / "tien-ich"],
        lambda at: at.aside / "tien-ich" / "cchc.oxt"),
)  # fmt: skip
ALL = (*ON_CAMPAIGN, *BESIDE)


def named(run: Run) -> str:
    """The name of a run as a test's id."""
    return run.name


def campaign_at_work(folder: Path) -> AtWork:
    """A campaign of two units, one of which has returned, with an appraisal begun, and what the verbs need beside."""
    from macros_py.steps.criteria import export_set

    at = AtWork(folder / "dot", folder / "ben")
    round_ = start_round(at.dot, units=2)
    form = round_.form(full_values(round_.criteria))
    round_.put("xa.xlsx", form)
    issue_round(at.dot, "first", TODAY)
    with journal(round_.opened.folder.history_file):
        pass  # made, so that it can be spoilt
    out = sorted((at.dot / "tham-dinh" / "phat-hanh").rglob("*.xlsx"))[0]
    shutil.copy(out, at.dot / "tham-dinh" / "nop-ve" / "ptp.xlsx")
    at.aside.mkdir()
    (at.aside / "xa.xlsx").write_bytes(form)
    (at.aside / "sipas.xlsx").write_bytes(_survey(round_))
    export_set(SET, at.aside / "xuat.xlsx")
    return at


def copied(at: AtWork, folder: Path) -> AtWork:
    """The same campaign in another folder, to be worked on or spoilt."""
    copy = AtWork(folder / "dot", folder / "ben")
    shutil.copytree(at.dot, copy.dot)
    shutil.copytree(at.aside, copy.aside)
    return copy


_RUNS = """
import contextlib, io, json, sys
from macros_py.cli import main
for name, arguments in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as ended:
            code = ended.code
        except BaseException as error:
            code = repr(error)
    print(json.dumps([name, code, out.getvalue(), err.getvalue()]))
"""


def each_verb(
    at: AtWork, before: Sequence[str] = (), cwd: Path = ROOT
) -> dict[str, tuple[object, str, str]]:
    """Code, output and error stream of every verb on a campaign, run one after another in one process."""
    runs = [(verb.name, [str(each) for each in verb.arguments(at)]) for verb in ON_CAMPAIGN]
    done = subprocess.run(
        [*before, sys.executable, "-c", _RUNS],
        input=json.dumps(runs),
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=600,
    )
    return {name: (code, out, err) for name, code, out, err in map(json.loads, done.stdout.splitlines())}


def _survey(round_: Round) -> bytes:
    opened = round_.opened
    leaves = leaves_of(opened, "sipas")
    rates = [str(Fraction(90)) for _ in leaves]
    figures = {key: value for unit in round_.units for key, value in row_of(unit, leaves, rates).items()}
    return template(opened, scope_of("sipas"), figures)
