"""The server tier: settings that shut strangers out, and calls as Excel's Office.js sends them."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.addin.cases import ERRORS, random_calls
from tests.addin.test_parity import plain
from workbook_templates.checks import call
from xl_addin.server.app import ORIGINS, TOKEN, NotSetUp, settings_of

SECRET = "x" * 30
GOOD = {TOKEN: SECRET, ORIGINS: "https://cchc.example.gov.vn"}
ERROR = "an error"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "changed",
    [
        {TOKEN: ""},
        {TOKEN: "short"},
        {ORIGINS: ""},
        {ORIGINS: "*"},
        {ORIGINS: "https://*.example.gov.vn"},
        {ORIGINS: "http://cchc.example.gov.vn"},
    ],
)
def test_it_does_not_start_open(changed: dict[str, str]) -> None:
    with pytest.raises(NotSetUp):
        settings_of({**GOOD, **changed})


def test_settings_name_the_namespace_and_where_calls_may_come_from() -> None:
    made = settings_of(GOOD)
    assert made["XLWINGS_FUNCTIONS_NAMESPACE"] == "CCHC"
    assert json.loads(made["XLWINGS_CORS_ALLOW_ORIGINS"]) == ["https://cchc.example.gov.vn"]
    assert json.loads(made["XLWINGS_AUTH_PROVIDERS"]) == ["cchc"]


CLIENT = """
import json, sys, warnings
warnings.simplefilter("ignore")
from fastapi.testclient import TestClient
from xl_addin.server.app import application
client = TestClient(application())
for line in sys.stdin:
    token, name, arguments = json.loads(line)
    body = {"client": "Office.js", "func_name": name, "args": arguments, "version": "0.37.8", "runtime": "1.4"}
    answer = client.post("/xlwings/custom-functions-call", json=body, headers={"Authorization": token})
    print(json.dumps([answer.status_code, answer.json() if answer.status_code == 200 else answer.text]), flush=True)
"""


@pytest.mark.skipif(
    importlib.util.find_spec("xlwings_server") is None,
    reason="xlwings Server is not installed (extra 'server'): the server tier was NOT called",
)
def test_calls_of_office_js_give_what_the_core_gives() -> None:
    """Figures, texts, blanks and dates; a wrong token is refused."""
    calls = [each for each in random_calls(440, seed=8) if not each.has_error]
    sent = [[SECRET, f"CCHC_{each.name}", [plain(rows) for rows in each.arguments]] for each in calls]
    sent.append(["wrong", "CCHC_INDEX", [[[8]], [[10]]]])
    done = subprocess.run(
        [sys.executable, "-c", CLIENT],
        input="\n".join(json.dumps(each) for each in sent),
        text=True,
        encoding="utf-8",
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **GOOD, "XLWINGS_LICENSE_KEY": "noncommercial"},
        timeout=300,
        check=True,
    )
    *replies, (status, _) = [json.loads(line) for line in done.stdout.splitlines()]
    assert status == 401
    for each, (code, reply) in zip(calls, replies, strict=True):
        assert code == 200, (each, reply)
        expected = call(each.name, [plain(rows) for rows in each.arguments])
        assert [[_cell(cell) for cell in row] for row in reply["result"]] == [
            [ERROR if cell in ERRORS else cell for cell in row] for row in expected
        ], each


def _cell(cell: object) -> object:
    """A cell of a reply: errors come as errors, not as texts."""
    return ERROR if isinstance(cell, dict) and cell["type"] == "Error" else cell
