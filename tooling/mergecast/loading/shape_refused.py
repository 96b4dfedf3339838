"""Look closer at a document that the fast answer refused, with jsonschema.

Either it only needs numbers taken as text, or every real mistake is said once.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from mergecast.findings import Remark
from mergecast.loading.document import Document
from mergecast.loading.nodes import compose, walk
from mergecast.loading.shape_errors import explain
from mergecast.loading.shape_mistake import File, Said
from mergecast.schemas import schema
from mergecast.schemas.accepts import acceptor
from mergecast.source import Place, Route

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

MOST = 50
"""More mistakes of one file than this help nobody; they are only counted."""


def look_closer(document: Document, kind: str) -> tuple[Any, tuple[Said, ...]]:
    """As ``shape``, for what ``accepts`` refused."""
    data = _as_written(document, kind)
    if acceptor(kind)(data):
        return data, ()
    file = File(document.path, kind, data, schema(kind))
    return None, _bounded(explain(_validator(kind).iter_errors(data), file), file)


@cache
def _validator(kind: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - 80 ms, only on doubt

    return Draft202012Validator(schema(kind))


def _as_written(document: Document, kind: str) -> object:
    """The data with numbers and true/false as text where the schema wants text."""
    numbers = {
        tuple(one.absolute_path): one.instance
        for error in _validator(kind).iter_errors(document.data)
        for one in _all_errors(error)
        if one.validator == "type" and one.validator_value == "string"
        if isinstance(one.instance, (int, float))
    }
    data = deepcopy(document.data)
    written: dict[Route, str] = {}
    for route, number in numbers.items():
        if isinstance(number, bool):
            text = str(number).lower()
        elif isinstance(number, int) and number:
            text = str(number)
        else:
            # 1.50 and 1.5 are one number, and -0 is 0: only the file has the form.
            written = written or _plain_scalars(document.text)
            text = written.get(route, str(number))
        _set(data, route, text)
    return data


def _all_errors(error: ValidationError) -> Iterator[ValidationError]:
    yield error
    for one in error.context:
        yield from _all_errors(one)


def _plain_scalars(text: str) -> dict[Route, str]:
    """Everything that stands in the file without quotes, as it stands there."""
    top = compose(text)
    nodes = walk(top) if top else ()
    return {route: node.value for route, node in nodes if node.style == ""}


def _set(data: Any, route: Route, value: str) -> None:  # noqa: ANN401 - any document
    *way, last = route
    for step in way:
        data = data[step]
    data[last] = value


def _bounded(said: Iterator[Said], file: File) -> tuple[Said, ...]:
    different: dict[Said, None] = {}
    for each in said:
        if len(different) == MOST and each not in different:
            break
        different[each] = None
    else:
        return tuple(different)
    more = "there are more mistakes than these"
    hint = "correct them first, and check again"
    last = ("schema-more-mistakes", Remark(Place(file.path), more, hint))
    return (*different, last)
