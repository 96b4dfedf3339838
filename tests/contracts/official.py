"""X's own OpenAPI description, whole: it is no part of this repository.

It is looked for in the folder that ``MERGECAST_TEST_DATA`` names, and in
``../shared/data`` beside the repository.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

NAME = "x-openapi.json"
MISSING = (
    f"{NAME} is not here; put https://api.x.com/2/openapi.json into a folder"
    " and name it in MERGECAST_TEST_DATA"
)


def place() -> Path | None:
    """Where the description is."""
    root = Path(__file__).parents[2]
    named = os.environ.get("MERGECAST_TEST_DATA")
    folders = [Path(named)] if named else []
    wanted = [folder / NAME for folder in (*folders, root.parent / "shared/data")]
    return next((file for file in wanted if file.is_file()), None)


@cache
def description(file: Path) -> dict[str, Any]:
    """The description, read once."""
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def without_security(described: dict[str, Any]) -> dict[str, Any]:
    """The same without who may: prism does not know OAuth 1.0a; the emulator does."""
    copied: dict[str, Any] = json.loads(json.dumps(described))
    copied.pop("security", None)
    for operations in copied["paths"].values():
        for operation in operations.values():
            if isinstance(operation, dict):
                operation.pop("security", None)
    return copied
