"""Write plain Python that says yes or no to a document, from its JSON Schema.

jsonschema takes some 200 us for a valid post, which would be two seconds of a check
of 10,000. The functions written here take a few, and answer the same question with
the same answer; what they refuse is explained by jsonschema, later and once.

Only the keywords that our schemas use are known. Any other stops the generator, so
that no rule is ever left out in silence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from mergecast.schemas.layout import Writer, define, module

Schema: TypeAlias = Mapping[str, Any]

ANNOTATIONS = frozenset(
    {
        *("$schema", "$defs", "title", "description", "examples", "default"),
        "patternErrorMessage",
    }
)
"""What editors show and nobody has to obey."""


class UnknownKeywordError(ValueError):
    """A schema says something that the generator cannot say in Python."""


def source(kind: str, schema: Schema) -> str:
    """A module whose ``accept`` says yes to what ``schema`` says yes to."""
    # There are many posts and one file of settings: only for posts does it pay to
    # compile patterns that may never be asked.
    writer = Writer(schema, compiled=kind == "post")
    _function(writer, schema, "accept")
    return module(kind, writer)


def _function(writer: Writer, schema: Schema, name: str) -> str:
    """The name of the function for ``schema``; equal schemas share one."""
    if "$ref" in schema:
        return _function(writer, *_referred(writer, schema))
    meaning = json.dumps(_rules(schema), sort_keys=True)
    if meaning not in writer.names:
        if name in writer.functions:
            raise UnknownKeywordError(f"two different schemas would be called {name}")
        writer.names[meaning] = name
        writer.functions[name] = ""  # keeps its place before the ones it needs
        writer.functions[name] = _write(writer, schema, name)
    return writer.names[meaning]


def _rules(schema: Schema) -> dict[str, Any]:
    return {key: own for key, own in schema.items() if key not in ANNOTATIONS}


def _referred(writer: Writer, schema: Schema) -> tuple[Schema, str]:
    if _rules(schema).keys() != {"$ref"}:
        raise UnknownKeywordError("$ref stands beside something else that is a rule")
    name = schema["$ref"].removeprefix("#/$defs/")
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    return writer.root["$defs"][name], f"_{snake}"


def _write(writer: Writer, schema: Schema, name: str) -> str:
    if "anyOf" in schema:
        _know(schema, "anyOf", name)
        either = [
            _function(writer, one, f"{name}_{number}")
            for number, one in enumerate(schema["anyOf"], start=1)
        ]
        return define(name, [" or ".join(f"{one}(v)" for one in either)])
    known, terms, statements = _TYPES[schema["type"]]
    _know(schema, f"type {known}", name)
    lines = list(statements(writer, schema, name)) if statements else []
    return define(name, list(terms(writer, schema, name)), lines)


def _know(schema: Schema, known: str, name: str) -> None:
    unknown = _rules(schema).keys() - set(known.split())
    if unknown:
        raise UnknownKeywordError(f"{name}: {', '.join(sorted(unknown))}")


def _fields(writer: Writer, schema: Schema, name: str) -> Iterator[str]:
    """What an object does with its fields before the terms of its last line."""
    if "properties" not in schema:
        return
    if schema.get("additionalProperties") not in {None, False}:
        raise UnknownKeywordError(f"{name}: properties beside additionalProperties")
    closed = schema.get("additionalProperties") is False
    yield "if not isinstance(v, dict):"
    yield "    return False"
    yield "for key, value in v.items():"
    yield f"    field = {_table(writer, schema, name)}.get(key)"
    wrong = "field is None or not" if closed else "field is not None and not"
    yield f"    if {wrong} field(value):"
    yield "        return False"
    if "if" in schema and not _one_of_several(schema):
        yield f"if {_presence(schema['if'])}:"
        yield f"    together = {_presence(schema.get('then', {}))}"
        yield "else:"
        yield f"    together = {_presence(schema.get('else', {}))}"


def _table(writer: Writer, schema: Schema, name: str) -> str:
    table = f"_{name.strip('_').upper()}_FIELDS"
    stem = "" if name == "accept" else name
    rows = "".join(
        f'    "{key}": {_function(writer, own, f"{stem}_{key}")},\n'
        for key, own in schema["properties"].items()
    )
    kind = "dict[str, Callable[[object], bool]]"
    writer.tables[table] = f"{table}: {kind} = {{\n{rows}}}\n"
    return table


def _presence(schema: Schema) -> str:
    """Which fields are there and which are not: all that a condition may speak of."""
    _know(schema, "required properties", "a condition")
    fields = schema.get("properties", {})
    if any(own is not False for own in fields.values()):
        raise UnknownKeywordError("a condition speaks of values")
    there = [f'"{key}" in v' for key in schema.get("required", ())]
    absent = [f'"{key}" not in v' for key in fields]
    return " and ".join(there + absent) or "True"


def _object(writer: Writer, schema: Schema, name: str) -> Iterator[str]:
    if "properties" not in schema:
        yield "isinstance(v, dict)"
    yield from (f'"{key}" in v' for key in schema.get("required", ()))
    if "minProperties" in schema:
        yield f"len(v) >= {schema['minProperties']}"
    if "propertyNames" in schema:
        own = _function(writer, schema["propertyNames"], f"{name}_name")
        yield f"all(map({own}, v))"
    more = schema.get("additionalProperties")
    if isinstance(more, Mapping):
        yield f"all(map({_function(writer, more, f'{name}_entry')}, v.values()))"
    if several := _one_of_several(schema):
        alone = not schema.keys() & {"required", "minProperties", "propertyNames"}
        yield several if alone else f"({several})"
    elif "if" in schema:
        yield "together"


def _one_of_several(schema: Schema) -> str:
    """The term for a schema that asks for one key where others are not there."""
    without, then = schema.get("if", {}), schema.get("then", {})
    required = then.get("required", ())
    if "else" in schema or "required" in without or then.keys() != {"required"}:
        return ""
    _presence(without)
    if len(required) != 1:
        return ""
    names = [*required, *without["properties"]]
    return " or ".join(f'"{name}" in v' for name in names)


def _array(writer: Writer, schema: Schema, name: str) -> Iterator[str]:
    yield "isinstance(v, list)"
    if "minItems" in schema:
        yield f"len(v) >= {schema['minItems']}"
    if "maxItems" in schema:
        yield f"len(v) <= {schema['maxItems']}"
    yield f"all(map({_function(writer, schema['items'], f'{name}_item')}, v))"
    if schema.get("uniqueItems"):
        items = schema["items"]
        items = _referred(writer, items)[0] if "$ref" in items else items
        if items.get("type") != "string":  # a set would find 1, 1.0 and True the same
            raise UnknownKeywordError(f"{name}: uniqueItems of other than strings")
        yield "len(set(v)) == len(v)"


def _string(writer: Writer, schema: Schema, name: str) -> Iterator[str]:
    yield "isinstance(v, str)"
    if "minLength" in schema:
        yield f"len(v) >= {schema['minLength']}"
    if "maxLength" in schema:
        yield f"len(v) <= {schema['maxLength']}"
    if "enum" in schema:
        values = [json.dumps(each) for each in schema["enum"]]
        many = "".join(f"    {value},\n" for value in values)
        short, long = f"{{{', '.join(values)}}}", f"{{\n{many}}}"
        yield f"v in {writer.constant(name, '_VALUES', short, long)}"
    if "pattern" in schema:
        raw = f'r"{schema["pattern"]}"'
        if '"' in schema["pattern"] or not schema["pattern"].endswith("$"):
            raise UnknownKeywordError(f"{name}: {raw} cannot be written as it is")
        short, long = writer.pattern(raw)
        yield f"{writer.constant(name, '', short, long)}(v) is not None"


def _number(writer: Writer, schema: Schema, name: str) -> Iterator[str]:
    del name
    function = f"is_{schema['type']}"
    writer.imports.add(function)
    yield f"{function}(v)"
    if "const" in schema:
        yield f"v == {schema['const']}"
    if "minimum" in schema:
        yield f"v >= {schema['minimum']}"
    if "maximum" in schema:
        yield f"v <= {schema['maximum']}"


def _boolean(writer: Writer, schema: Schema, name: str) -> Iterator[str]:
    del writer, schema, name
    yield "isinstance(v, bool)"


Terms: TypeAlias = Callable[[Writer, Schema, str], Iterator[str]]

_OBJECT = (
    "properties required additionalProperties propertyNames minProperties if then else"
)
# For each type: the rules it may have, the terms and the statements that say them.
_TYPES: Mapping[str, tuple[str, Terms, Terms | None]] = {
    "array": ("items minItems maxItems uniqueItems", _array, None),
    "boolean": ("", _boolean, None),
    "integer": ("const minimum maximum", _number, None),
    "number": ("minimum maximum", _number, None),
    "object": (_OBJECT, _object, _fields),
    "string": ("enum pattern minLength maxLength", _string, None),
}
