"""What request bodies may hold, as data, and the refusals that X answers with.

The shapes follow the official OpenAPI description; a member that the description
knows and the sandbox does not play is refused too, and says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

from mergecast.sandbox.problems import invalid
from mergecast.sandbox.wire import Request


@dataclass(frozen=True, slots=True)
class Text:
    """A string of so many code points, of a pattern, or one of a few."""

    least: int = 0
    most: int | None = None
    pattern: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """An integer between two bounds."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    of: Spec
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """An object; ``unplayed`` members exist on X and not here."""

    members: Mapping[str, Spec]
    required: tuple[str, ...] = ()
    unplayed: frozenset[str] = field(default_factory=frozenset)
    open: bool = False


Spec: TypeAlias = Text | Whole | Flag | Items | Shape

_NAMES: dict[type, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
    type(None): "null",
}
_WANTED: dict[type, type] = {
    Text: str,
    Whole: int,
    Flag: bool,
    Items: list,
    Shape: dict,
}


def read_json(request: Request, shape: Shape) -> dict[str, object]:
    """The body as an object of this shape, or 400."""
    body = read_json_value(request)
    check(body, shape, "$")
    return body if isinstance(body, dict) else {}


def read_json_value(request: Request) -> object:
    """The body as any JSON that can also be written again, or 400."""
    if request.media_type != "application/json":
        raise invalid(
            "Requests with bodies must have content-type of application/json.", {}
        )
    try:
        body: object = json.loads(request.body.decode(), parse_constant=_no_constant)
        # a lone surrogate passes as JSON and can be sent nowhere
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise invalid("The request body is not valid JSON.", {}) from None
    return body


def _no_constant(name: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise ValueError(name)


def check(value: object, spec: Spec, path: str) -> None:
    """Raise the first way in which ``value`` differs from ``spec``."""
    wanted = _WANTED[type(spec)]
    if type(value) is not wanted:
        message = f"{_NAMES[type(value)]} found, {_NAMES[wanted]} expected"
        raise _wrong(path, message, value)
    if isinstance(spec, Text) and isinstance(value, str):
        _check_text(value, spec, path)
    elif isinstance(spec, Whole) and isinstance(value, int):
        if not spec.least <= value <= spec.most:
            message = f"must be between {spec.least} and {spec.most}"
            raise _wrong(path, message, value)
    elif isinstance(spec, Items) and isinstance(value, list):
        _check_items(value, spec, path)
    elif isinstance(spec, Shape) and isinstance(value, dict):
        _check_members(value, spec, path)


def _check_text(value: str, spec: Text, path: str) -> None:
    if spec.choices and value not in spec.choices:
        choices = ", ".join(spec.choices)
        raise _wrong(
            path, f"does not have a value in the enumeration [{choices}]", value
        )
    if len(value) < spec.least:
        raise _wrong(path, f"must be at least {spec.least} characters long", value)
    if spec.most is not None and len(value) > spec.most:
        raise _wrong(path, f"may only be {spec.most} characters long", value)
    if spec.pattern and not re.fullmatch(spec.pattern, value):
        raise _wrong(path, f"does not match the regex pattern {spec.pattern}", value)


def _check_items(value: list[object], spec: Items, path: str) -> None:
    if len(value) < spec.least:
        raise _wrong(path, f"there must be at least {spec.least} items", value)
    if spec.most is not None and len(value) > spec.most:
        raise _wrong(path, f"there must be at most {spec.most} items", value)
    for index, item in enumerate(value):
        check(item, spec.of, f"{path}[{index}]")


def _check_members(value: dict[str, object], spec: Shape, path: str) -> None:
    for name in spec.required:
        if name not in value:
            message = f"{path}.{name}: is missing but it is required"
            raise invalid(message, {path: [_shown(value)]})
    for name, member in value.items():
        if name in spec.unplayed:
            raise _wrong(f"{path}.{name}", "is not played by this sandbox", member)
        if name in spec.members:
            check(member, spec.members[name], f"{path}.{name}")
        elif not spec.open:
            message = (
                "is not defined in the schema and the schema does not allow"
                " additional properties"
            )
            raise _wrong(f"{path}.{name}", message, member)


def _wrong(path: str, message: str, value: object) -> Exception:
    return invalid(f"{path}: {message}", {path: [_shown(value)]})


def _shown(value: object) -> str:
    """The value as X repeats it, cut where it would flood an answer."""
    return json.dumps(value, ensure_ascii=False)[:200]
