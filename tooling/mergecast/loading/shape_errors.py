"""Turn what jsonschema says of a document into remarks that a person can act on.

Of several forms that a value may have, only the one that it nearly has is explained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from mergecast.findings import Remark
from mergecast.loading import shape_keys, shape_values
from mergecast.loading.shape_mistake import File, Mistake, Said
from mergecast.loading.shape_types import how_to_write
from mergecast.loading.shape_words import (
    TYPES,
    shown,
    type_name,
)
from mergecast.source import Place, Route

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def explain(errors: Iterable[ValidationError], file: File) -> Iterator[Said]:
    """Remarks for all errors, in the order in which the schema finds them."""
    for error in errors:
        for one in _narrowed(error):
            yield from _EXPLAIN[str(one.validator)](_mistake(one, file))


def _narrowed(error: ValidationError) -> Iterator[ValidationError]:
    """The errors of the one form that the value nearly has."""
    if error.validator != "anyOf":
        yield error
        return
    forms: dict[object, list[ValidationError]] = {}
    for one in error.context:
        forms.setdefault(one.relative_schema_path[0], []).append(one)
    for own in forms.values():
        if not any(one.validator == "type" and not one.relative_path for one in own):
            for one in own:
                yield from _narrowed(one)
            return
    yield error


def _mistake(error: ValidationError, file: File) -> Mistake:
    route: Route = tuple(error.absolute_path)
    on_key = "propertyNames" in error.absolute_schema_path
    if on_key:
        route = (*route, str(error.instance))
    place = Place(file.path, route, on_key=on_key)
    rule = error.schema if isinstance(error.schema, Mapping) else {}
    return Mistake(file, place, error.instance, error.validator_value, rule)


def _type(mistake: Mistake) -> Iterator[Said]:
    rules = [mistake.rule]
    if "anyOf" in mistake.rule:
        rules = [shape_keys.resolved(one, mistake.file.root) for one in mistake.wanted]
    wanted = " or ".join(TYPES[rule["type"]] for rule in rules)
    key = str(mistake.place.route[-1]) if mistake.place.route else ""
    if mistake.value is None:
        message = f"{mistake.name} has no value" if key else "the file is empty"
    else:
        message = f"{mistake.name} must be {wanted}, not {type_name(mistake.value)}"
    if not key:
        hint = "write 'key: value' lines; `mergecast new` writes the first ones"
    else:
        hint = how_to_write(key, mistake.value, mistake.rule)
    yield "schema-wrong-type", Remark(mistake.place, message, hint)


_OTHERWISE: Mapping[str, tuple[tuple[str, str], ...]] = defaultdict(
    tuple,
    variants=(("texts", "write one series for each account that has its own words"),),
)
"""What to do instead of a key, in files that have another one at their top."""


def _unknown(mistake: Mistake) -> Iterator[Said]:
    fields = mistake.rule["properties"]
    for key in mistake.value:
        if key not in fields:
            message = f"'{shown(key)}' is not a key of {mistake.name}"
            root = mistake.file.root
            hints = (
                hint
                for own, hint in _OTHERWISE[key]
                if own in root.get("properties", ())
            )
            hint = next(hints, "") or shape_keys.instead_of(
                key, mistake.value, fields, root
            )
            place = mistake.at(key, on_key=True)
            yield "schema-unknown-key", Remark(place, message, hint)


_INSTEAD: Mapping[str, tuple[tuple[str, str], ...]] = defaultdict(
    tuple,
    text=(("thread", "write text: and the words, or thread: and several parts"),),
    count=(("all_of", "write all_of: or any_of: and roles, or count: and a number"),),
)
"""What to write for a key that is missing, where another would do as well."""


def _missing(mistake: Mistake) -> Iterator[Said]:
    root, route = mistake.file.root, mistake.place.route
    fields = shape_keys.fields_at(route, root)
    taken = shape_keys.meant_by_unknown(mistake.value, fields)
    for key in mistake.wanted:
        if key in mistake.value or key in taken:
            continue
        rule = shape_keys.resolved(fields[key], root)
        hints = (hint for other, hint in _INSTEAD[key] if other in fields)
        hint = next(hints, None) or shape_keys.example(key, rule)
        said = f"{mistake.name} has no '{key}'"
        yield "schema-missing-key", Remark(mistake.place, said, hint)


def _together(mistake: Mistake) -> Iterator[Said]:
    # jsonschema 4 says of a field that is `false` where its mapping is, not the field.
    route, there = mistake.place.route, mistake.file.data
    for step in route:
        there = there[step]
    for key in shape_keys.excluded_at(route, mistake.file.root):
        if key in there:
            place = Place(mistake.file.path, (*route, key), on_key=True)
            message = f"'{key}' cannot stand beside 'thread'"
            hint = f"move '{key}' into a part of the thread, or remove one of the two"
            yield "schema-not-together", Remark(place, message, hint)


_EXPLAIN: Mapping[str, Callable[[Mistake], Iterator[Said]]] = {
    "None": _together,  # the schema of the field is `false`
    "additionalProperties": _unknown,
    "anyOf": _type,
    "const": shape_values.constant,
    "enum": shape_values.choice,
    "maxItems": shape_values.size,
    "maxLength": shape_values.size,
    "maximum": shape_values.limit,
    "minItems": shape_values.size,
    "minLength": shape_values.size,
    "minProperties": shape_values.size,
    "minimum": shape_values.limit,
    "pattern": shape_values.pattern,
    "required": _missing,
    "type": _type,
    "uniqueItems": shape_values.repeated,
}
