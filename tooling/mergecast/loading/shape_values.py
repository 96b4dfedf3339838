"""Explain a value of the right type that is none of those that its key may have."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.findings import Edit, Remark
from mergecast.loading import shape_keys
from mergecast.loading.shape_mistake import Mistake, Said
from mergecast.loading.shape_repairs import repair
from mergecast.loading.shape_words import CHOICES, folded, nearest, shown
from mergecast.schemas.accepts.numeric import is_integer


def choice(mistake: Mistake) -> Iterator[Said]:
    """Not one of the words that there are."""
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


def constant(mistake: Mistake) -> Iterator[Said]:
    """Not the one value that there is."""
    if not is_integer(mistake.value):
        return  # as above
    hint = f"write {mistake.wanted}"
    yield "schema-bad-value", Remark(mistake.place, _cannot(mistake), hint)


def pattern(mistake: Mistake) -> Iterator[Said]:
    """Not written in the form that it has to have."""
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


def limit(mistake: Mistake) -> Iterator[Said]:
    """A number that is too small or too large."""
    low, high = (mistake.rule.get(end) for end in ("minimum", "maximum"))
    hint = f"write {low} or more" if high is None else f"write {low} to {high}"
    message = f"{mistake.name} is {shown(mistake.value)}, "
    too_low = mistake.value < low if low is not None else False
    message += f"less than {low}" if too_low else f"more than {high}"
    yield "schema-out-of-range", Remark(mistake.place, message, hint)


def size(mistake: Mistake) -> Iterator[Said]:
    """Too few or too many characters or items."""
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


def repeated(mistake: Mistake) -> Iterator[Said]:
    """An item that stands there already."""
    seen = set()
    for index, item in enumerate(mistake.value):
        own = repr(item)
        if own in seen:
            message = f"'{shown(item)}' stands in {mistake.name} twice"
            hint = "remove one of them"
            yield "schema-repeated-item", Remark(mistake.at(index), message, hint)
        seen.add(own)
