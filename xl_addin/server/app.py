"""The application: xlwings Server with this project's functions only.

    CCHC_SERVER_TOKEN=… CCHC_SERVER_ORIGINS=https://cchc.example.gov.vn uvicorn xl_addin.server.app:application --factory

It does not start without a token: by default xlwings Server would let everybody in.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from workbook_templates.udf_catalogue import CATALOGUE, PREFIX

TOKEN, ORIGINS = "CCHC_SERVER_TOKEN", "CCHC_SERVER_ORIGINS"
SHORTEST_TOKEN = 24
_PROVIDER = "cchc"


class NotSetUp(RuntimeError):
    """The server's settings are missing or invalid."""


def settings_of(environment: Mapping[str, str]) -> dict[str, str]:
    """The settings of xlwings Server from the environment: names of functions, who may call, and from
    where.

    Raises NotSetUp where the token is missing or short, or an origin is not an https address.
    """
    if len(environment.get(TOKEN, "")) < SHORTEST_TOKEN:
        raise NotSetUp(
            f"{TOKEN}: cần một mã bí mật từ {SHORTEST_TOKEN} ký tự (a secret of so many letters)"
        )
    origins = [each.strip() for each in environment.get(ORIGINS, "").split(",") if each.strip()]
    if not origins or not all(each.startswith("https://") and "*" not in each for each in origins):
        raise NotSetUp(
            f"{ORIGINS}: cần địa chỉ https, cách nhau bằng dấu phẩy (https addresses, by commas)"
        )
    return {
        "XLWINGS_ON_SERVER": "true",
        "XLWINGS_FUNCTIONS_NAMESPACE": PREFIX,
        "XLWINGS_AUTH_PROVIDERS": json.dumps([_PROVIDER]),
        "XLWINGS_CORS_ALLOW_ORIGINS": json.dumps(origins),
        "XLWINGS_ENABLE_EXAMPLES": "false",
        "XLWINGS_ENABLE_SOCKETIO": "false",
        "XLWINGS_ENVIRONMENT": "prod",
    }


def application() -> Any:
    """The ASGI application. Raises NotSetUp; ImportError without xlwings Server."""
    os.environ.update(settings_of(os.environ))
    # xlwings looks for pyodide at every call. If it learns at once that there is none, 10,000 rows take a
    # tenth of the time.
    sys.modules["pyodide"] = None  # type: ignore[assignment]
    for name, module in _modules().items():
        sys.modules[name] = module
    from xlwings_server.main import main_app  # untyped, and installed only where somebody hosts it

    return main_app


def _modules() -> dict[str, ModuleType]:
    """The modules that xlwings Server imports by these names from a project folder: functions, scripts,
    authentication.
    """
    functions, scripts = ModuleType("custom_functions"), ModuleType("custom_scripts")
    import xl_addin.udfs

    for each in CATALOGUE:
        setattr(functions, each.excel_name, getattr(xl_addin.udfs, each.excel_name))
    package, provider = ModuleType("auth"), ModuleType(f"auth.{_PROVIDER}")
    package.__path__ = []
    provider.__dict__["validate_token"] = _validate
    modules = {"custom_functions": functions, "custom_scripts": scripts}
    return {**modules, "auth": package, f"auth.{_PROVIDER}": provider}


async def _validate(given: str) -> Any:
    """The user of a token. Raises HTTPException (401)."""
    from fastapi.exceptions import HTTPException
    from xlwings_server.models import User

    token = os.environ[TOKEN]
    if not secrets.compare_digest(given.removeprefix("Bearer ").encode(), token.encode()):
        raise HTTPException(status_code=401, detail="CCHC: sai mã truy cập (wrong token)")
    return User(id=_PROVIDER, name=_PROVIDER)
