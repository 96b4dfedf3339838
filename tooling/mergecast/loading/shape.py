"""Does a document have the form of its kind? If not: what is wrong, in plain words.

The fast answer comes from ``schemas.accepts``. Only what it refuses is looked at with
jsonschema: first to take numbers as text where text is wanted (the schema decides
types, not the writer's quotes), then to explain what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from mergecast.errors import WorkspaceError
from mergecast.findings import Remark
from mergecast.loading.document import Document
from mergecast.loading.shape_errors import File, Said, explain
from mergecast.loading.shape_table import SHAPES
from mergecast.loading.spans import raw_scalar
from mergecast.schemas import schema
from mergecast.schemas.accepts import acceptor
from mergecast.source import Place, Route

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

__all__ = ["SHAPES", "VERSION", "refuse_newer", "shape"]

VERSION = 1
"""The version of the workspace that this mergecast reads and writes."""

MOST = 50
"""More mistakes of one file than this help nobody; they are only counted."""


def shape(document: Document, kind: str) -> tuple[Any, tuple[Said, ...]]:
    """The document's data if it has the form of ``kind``, else what is wrong with it.

    Returns:
        ``(data, ())`` or ``(None, remarks)``, each remark with its id in ``SHAPES``.

    Raises:
        WorkspaceError: these are settings of a newer version.
    """
    if kind == "settings":
        refuse_newer(document.data)
    accept = acceptor(kind)
    if accept(document.data):
        return document.data, ()
    data = _as_written(document, kind)
    if accept(data):
        return data, ()
    file = File(document.path, kind, data, schema(kind))
    return None, _bounded(explain(_validator(kind).iter_errors(data), file), file)


def refuse_newer(data: object) -> None:
    """Stop where a newer mergecast has written the workspace.

    Raises:
        WorkspaceError: the version is newer than ``VERSION``.
    """
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, str) and version.isdecimal():
        version = int(version[:9])
    if isinstance(version, int) and version > VERSION:
        raise WorkspaceError(
            f"mergecast.yaml has version {version}; this mergecast knows {VERSION}: "
            "the workspace was written for a newer mergecast",
            hint="upgrade mergecast: `pip install --upgrade mergecast`",
            not_done="nothing was read further",
        )


@cache
def _validator(kind: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - 80 ms, only on doubt

    return Draft202012Validator(schema(kind))


def _as_written(document: Document, kind: str) -> object:
    """The data with numbers and true/false as text where the schema wants text."""
    data = deepcopy(document.data)
    for error in _validator(kind).iter_errors(document.data):
        for one in _all_errors(error):
            if one.validator == "type" and one.validator_value == "string":
                route = tuple(one.absolute_path)
                text = _written(document.text, route, one.instance)
                if text is not None:
                    _set(data, route, text)
    return data


def _all_errors(error: ValidationError) -> Iterator[ValidationError]:
    yield error
    for one in error.context:
        yield from _all_errors(one)


def _written(text: str, route: Route, value: object) -> str | None:
    """A number or true/false as its file has it; None for anything else."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value:
        return str(value)
    # 1.50 and 1.5 are one number, and -0 is 0: what was written is in the file alone.
    return raw_scalar(text, route) if isinstance(value, (int, float)) else None


def _set(data: Any, route: Route, value: str) -> None:  # noqa: ANN401 - any document
    *way, last = route
    for step in way:
        data = data[step]
    data[last] = value


def _bounded(said: Iterator[Said], file: File) -> tuple[Said, ...]:
    first = tuple(islice(dict.fromkeys(said), MOST + 1))
    if len(first) <= MOST:
        return first
    more = "there are more mistakes than these"
    hint = "correct them first, and check again"
    last = ("schema-more-mistakes", Remark(Place(file.path), more, hint))
    return (*first[:MOST], last)
