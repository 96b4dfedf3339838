"""Documents made from a schema, and documents spoiled at one place."""
# ruff: noqa: ANN401 - a document may be anything

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 4, 5, 6, 10080, 10081, 5.0, 5.5, 1.0, 2**70),
    *("", " ", "\n", "x", "x\n", " x", "on", "true", "1", "acme", "launch-2026"),
    *(
        "２０２６-11-24 09:00",
        "٢٠٢٦-١١-٢٤ ٠٩:٠٠",
        "合并即发布",
        "مرحبا",
        "👩‍👩‍👧‍👦",
        "ａｃｍｅ",
    ),
    *("2026-02-30 09:00", "2026-11-24T09:00Z", "2026-11-24 24:00", "asap\n", "é" * 26),
    *([], [[]], ["x", "x"], [1, True], {}, {"x": 1}, {"text": 1}, [{}], [None]),
)
WORDS = (
    "x",
    "合并即发布 #1",
    "Semak, gabung: terbit",
    "مرحبا",
    "👩‍👩‍👧‍👦",
    "",
    "a\nb\n",
)


def valid(schema: Mapping[str, Any], root: Mapping[str, Any], rng: Random) -> Any:
    """Something the schema says yes to, in most cases."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return valid(root["$defs"][name], root, rng)
    if "anyOf" in schema:
        return valid(rng.choice(schema["anyOf"]), root, rng)
    if "const" in schema or "enum" in schema:
        return rng.choice(schema.get("enum") or [schema["const"]])
    if "pattern" in schema:
        return rng.choice(schema["examples"])
    low, high = schema.get("minimum", -3), schema.get("maximum", 99)
    kinds: dict[str, Callable[[], Any]] = {
        "string": lambda: rng.choice(WORDS)[: schema.get("maxLength")],
        "integer": lambda: rng.randint(low, high),
        "number": lambda: rng.choice([low, float(high), 0.5, high]),
        "boolean": lambda: rng.random() < 0.5,
        "array": lambda: _array(schema, root, rng),
        "object": lambda: _object(schema, root, rng),
    }
    return kinds[schema["type"]]()


def _array(schema: Mapping[str, Any], root: Mapping[str, Any], rng: Random) -> Any:
    least = schema.get("minItems", 0)
    number = rng.randint(least, min(schema.get("maxItems", least + 2), 4))
    items = [valid(schema["items"], root, rng) for _ in range(number)]
    if schema.get("uniqueItems"):
        items = list(dict.fromkeys(items))
    return items


def _object(schema: Mapping[str, Any], root: Mapping[str, Any], rng: Random) -> Any:
    fields = schema.get("properties", {})
    named = {
        key: valid(own, root, rng)
        for key, own in fields.items()
        if key in schema.get("required", ()) or rng.random() < 0.3
    }
    more = schema.get("additionalProperties")
    if isinstance(more, Mapping):
        named.update(
            {name: valid(more, root, rng) for name in _names(schema) if rng.random()}
        )
    if "thread" in fields:
        kept = rng.choice([{"text", "media", "poll"}, {"thread"}])
        dropped = {"text", "media", "poll", "thread"} - kept
        named = {key: own for key, own in named.items() if key not in dropped}
        need = "text" if "text" in kept else "thread"
        named.setdefault(need, valid(fields[need], root, rng))
    elif "if" in schema and not named.keys() & schema["if"]["properties"]:
        need = schema["then"]["required"][0]
        named.setdefault(need, valid(fields[need], root, rng))
    return named


def _names(schema: Mapping[str, Any]) -> tuple[str, str]:
    languages = schema.get("propertyNames") == {"$ref": "#/$defs/locale"}
    return ("en", "ms") if languages else ("acme", "x1")


def spoiled(document: Any, rng: Random) -> Any:
    """A copy with one thing changed, at a random place."""
    document = copy.deepcopy(document)
    places = list(_places(document)) if isinstance(document, dict | list) else []
    if not places:
        return rng.choice(JUNK)
    where, key = rng.choice(places)
    _spoil(where, key, rng)
    return document


def _places(value: Any) -> Any:
    keys = value if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from _places(value[key])


def _spoil(where: Any, key: Any, rng: Random) -> None:
    ways = ["junk", "remove", "add"]
    if isinstance(where[key], str):
        ways += ["newline", "case", "cut"]
    way = rng.choice(ways)
    if way == "junk":
        where[key] = copy.deepcopy(rng.choice(JUNK))
    elif way == "remove":
        del where[key]
    elif way == "add" and isinstance(where, dict):
        name = rng.choice(["text", "thread", "media", "poll", "tweet", "名", "id"])
        where[name] = copy.deepcopy(rng.choice(JUNK))
    elif way == "add":
        where.append(copy.deepcopy(rng.choice([*where, *JUNK])))
    elif way == "newline":
        where[key] += rng.choice(["\n", "\u2028", "\r", "\u00a0", "\u0661"])
    elif way == "case":
        where[key] = where[key].swapcase()
    else:
        where[key] = where[key][:-1]
