"""Which keys a schema knows where, and what an unknown one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from mergecast.loading.shape_words import (
    LONGEST_EXAMPLE,
    flow,
    meant,
    strange_letter,
)
from mergecast.source import Route

Schema = Mapping[str, Any]
_FEW = 12
_MANY = 50


def resolved(own: Schema, root: Schema) -> Schema:
    """A schema with what it refers to; its own words stay."""
    if "$ref" not in own:
        return own
    return {**root["$defs"][own["$ref"].removeprefix("#/$defs/")], **own}


def fields_at(route: Route, root: Schema) -> Schema:
    """The properties that the schema knows at a place where a mapping is."""
    fields: Schema = _node_at(route, root).get("properties", {})
    return fields


def excluded_at(route: Route, root: Schema) -> Iterator[str]:
    """The properties that cannot stand beside another one, as the schema says."""
    then = _node_at(route, root).get("then", {})
    yield from (key for key, own in then.get("properties", {}).items() if own is False)


def _node_at(route: Route, root: Schema) -> Schema:
    node = root
    for step in route:
        node = resolved(_mapping(node, root), root)
        more = node.get("additionalProperties")
        if isinstance(step, int):
            node = node["items"]
        elif step in node.get("properties", {}):
            node = node["properties"][step]
        elif isinstance(more, Mapping):
            node = more
    return resolved(_mapping(node, root), root)


def _mapping(node: Schema, root: Schema) -> Schema:
    """Of several forms the one that is a mapping."""
    node = resolved(node, root)
    forms = [resolved(one, root) for one in node.get("anyOf", ())]
    return next((one for one in forms if one["type"] == "object"), node)


def meant_by_unknown(value: Schema, fields: Schema) -> set[str]:
    """The known keys that the unknown ones in ``value`` were probably meant to be."""
    unknown = (key for key in value if key not in fields)
    return {meant(key, fields) or "" for key in islice(unknown, _MANY)}


def instead_of(key: str, value: Schema, fields: Schema, root: Schema) -> str:
    """What to do with a key that is unknown where it stands."""
    suggestion = meant(key, fields)
    if suggestion is not None:
        letter = strange_letter(key)
        hint = f"did you mean '{suggestion}'?"
        if suggestion in value:
            hint = f"'{suggestion}' is there already; keep one of the two"
        return f"{hint} ({letter})" if letter else hint
    home = dict(homes(root, root)).get(key)
    if home is not None:
        where = f"under '{home}'" if home else "at the top of the file, not further in"
        return f"it belongs {where}"
    if len(fields) <= _FEW:
        return f"use one of: {', '.join(fields)}"
    return "run `mergecast schema` to see all keys, or remove it"


def homes(node: Schema, root: Schema, above: str = "") -> Iterator[tuple[str, str]]:
    """Each key that the schema knows, with the key under which it belongs.

    What stands further up comes last, so that it wins in a mapping.
    """
    node = resolved(node, root)
    for own in (node.get("items"), node.get("additionalProperties")):
        if isinstance(own, Mapping):
            yield from homes(own, root, above)
    for own in node.get("anyOf", ()):
        yield from homes(own, root, above)
    fields = {key: own for key, own in node.get("properties", {}).items() if own}
    for key, own in fields.items():
        yield from homes(own, root, key)
    for key in fields:
        yield key, above


def example(key: str, rule: Schema) -> str:
    """How a missing key could be written."""
    examples = rule.get("examples") or rule.get("enum") or ["..."]
    shown = flow(examples[0])
    return f"write {key}: {shown if len(shown) <= LONGEST_EXAMPLE else '...'}"


def pattern_name(pattern: str, route: Route, root: Schema) -> str:
    """The name of the definition with this pattern, else of the field."""
    for name, own in root["$defs"].items():
        if own.get("pattern") == pattern:
            return str(name)
    return str(route[-1]) if route else ""
