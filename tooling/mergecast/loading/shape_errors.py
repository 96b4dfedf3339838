"""Turn what jsonschema says of a document into remarks that a person can act on.

Of several forms that a value may have, only the one that it nearly has is explained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from mergecast.findings import Edit, Remark
from mergecast.loading import shape_keys
from mergecast.loading.shape_repairs import repair
from mergecast.loading.shape_types import how_to_write
from mergecast.loading.shape_words import (
    CHOICES,
    TYPES,
    folded,
    label,
    nearest,
    shown,
    type_name,
)
from mergecast.schemas.accepts.numeric import is_integer
from mergecast.source import Place, Route

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Said: TypeAlias = tuple[str, Remark]


@dataclass(frozen=True, slots=True)
class File:
    """The file that is looked at, its data, and the schema of its kind."""

    path: str
    kind: str
    data: Any
    root: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One value that one rule of the schema refused.

    ``rule`` is the schema that the rule stands in, ``wanted`` what the rule says.
    """

    file: File
    place: Place
    value: Any
    wanted: Any
    rule: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What the value is called in a sentence."""
        return label(self.place.route, self.file.kind)

    def at(self, *route: str | int, on_key: bool = False) -> Place:
        """A place inside the value."""
        return Place(self.file.path, (*self.place.route, *route), on_key=on_key)


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


def _unknown(mistake: Mistake) -> Iterator[Said]:
    fields = mistake.rule["properties"]
    for key in mistake.value:
        if key not in fields:
            message = f"'{shown(key)}' is not a key of {mistake.name}"
            hint = shape_keys.instead_of(key, mistake.value, fields, mistake.file.root)
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


def _choice(mistake: Mistake) -> Iterator[Said]:
    if not isinstance(mistake.value, str):
        return  # its type is wrong, and that is said already
    among = {folded(each).replace("_", ""): each for each in mistake.wanted}
    own = folded(mistake.value).replace("_", "")
    same = among.get(own)
    near = same or among.get(CHOICES.get(own, "")) or nearest(own, among)
    choices = ", ".join(mistake.wanted)
    hint = f"did you mean '{near}'?" if near else f"use one of: {choices}"
    fix = Edit(mistake.place, same) if same else None
    yield "schema-bad-value", Remark(mistake.place, _cannot(mistake), hint, fix)


def _constant(mistake: Mistake) -> Iterator[Said]:
    if not is_integer(mistake.value):
        return  # as above
    hint = f"write {mistake.wanted}"
    yield "schema-bad-value", Remark(mistake.place, _cannot(mistake), hint)


def _pattern(mistake: Mistake) -> Iterator[Said]:
    name = shape_keys.pattern_name(
        mistake.wanted, mistake.place.route, mistake.file.root
    )
    found = repair(name, mistake.wanted, mistake.value)
    message = _cannot(mistake)
    if found.why or not mistake.value:
        message += f": {found.why or 'it is empty'}"
    usual = mistake.rule["patternErrorMessage"]
    hint = found.hint or usual
    if found.text is not None:
        hint = f"write {found.text}{'' if found.sure else ', if that is meant'}"
    sure = found.sure and found.text is not None and not mistake.place.on_key
    fix = Edit(mistake.place, found.text) if sure else None
    yield "schema-bad-value", Remark(mistake.place, message, hint, fix)


def _cannot(mistake: Mistake) -> str:
    if mistake.place.on_key:
        return f"a key cannot be '{shown(mistake.value)}'"
    return f"{mistake.name} cannot be '{shown(mistake.value)}'"


def _limit(mistake: Mistake) -> Iterator[Said]:
    low, high = (mistake.rule.get(end) for end in ("minimum", "maximum"))
    hint = f"write {low} or more" if high is None else f"write {low} to {high}"
    message = f"{mistake.name} is {shown(mistake.value)}, "
    too_low = mistake.value < low if low is not None else False
    message += f"less than {low}" if too_low else f"more than {high}"
    yield "schema-out-of-range", Remark(mistake.place, message, hint)


def _size(mistake: Mistake) -> Iterator[Said]:
    size = len(mistake.value)
    text = isinstance(mistake.value, str)
    what = "characters" if text else "items"
    if not size:
        message, hint = f"{mistake.name} is empty", "fill it, or remove the line"
    elif size < mistake.wanted:
        message = f"{mistake.name} has {size} of at least {mistake.wanted} {what}"
        hint = f"add {mistake.wanted - size} more"
    else:
        message = f"{mistake.name} has {size} of at most {mistake.wanted} {what}"
        hint = f"{'shorten it by' if text else 'remove'} {size - mistake.wanted}"
    yield "schema-out-of-range", Remark(mistake.place, message, hint)


def _repeated(mistake: Mistake) -> Iterator[Said]:
    seen = set()
    for index, item in enumerate(mistake.value):
        own = repr(item)
        if own in seen:
            message = f"'{shown(item)}' stands in {mistake.name} twice"
            hint = "remove one of them"
            yield "schema-repeated-item", Remark(mistake.at(index), message, hint)
        seen.add(own)


_EXPLAIN: Mapping[str, Callable[[Mistake], Iterator[Said]]] = {
    "None": _together,  # the schema of the field is `false`
    "additionalProperties": _unknown,
    "anyOf": _type,
    "const": _constant,
    "enum": _choice,
    "maxItems": _size,
    "maxLength": _size,
    "maximum": _limit,
    "minItems": _size,
    "minLength": _size,
    "minProperties": _size,
    "minimum": _limit,
    "pattern": _pattern,
    "required": _missing,
    "type": _type,
    "uniqueItems": _repeated,
}
