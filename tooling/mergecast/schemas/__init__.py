"""The JSON Schemas of everything that people write, for checks and for editors.

A schema is a data file beside this one: editors read it for completion and hovers,
``accepts`` is generated from it, and ``loading.shape`` explains with it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

KINDS: Final = (
    "settings",
    "post",
    "series",
    "team",
    "away",
    "rota",
    "campaign",
    "year",
    "quarter",
    "month",
    "week",
    "blackouts",
    "levels",
    "matrix",
    "crisis",
    "statement",
    "process",
    "meeting",
    "minutes",
    "handover",
    "decision",
    "incident",
    "names",
    "voice",
    "rating",
    "branding",
    "asset",
    "conduct",
)
"""What there is a schema for, in the order in which people meet them."""


def file_name(kind: str) -> str:
    """The name of the schema's file, as editors refer to it."""
    return f"{kind}.schema.json"


@cache
def schema_text(kind: str) -> str:
    """The schema of ``kind`` as its file has it.

    Raises:
        KeyError: there is no such kind.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    return Path(__file__).with_name(file_name(kind)).read_text("utf-8")


@cache
def schema(kind: str) -> dict[str, Any]:
    """The schema of ``kind``, loaded; it is shared, so nobody may change it.

    Raises:
        KeyError: there is no such kind.
    """
    import json  # noqa: PLC0415 - accepting a document needs no schema

    loaded: dict[str, Any] = json.loads(schema_text(kind))
    return loaded
