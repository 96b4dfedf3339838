"""What to write where another type is wanted: a list, a number, true or false."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from unicodedata import normalize

from mergecast.loading.shape_words import LONGEST_EXAMPLE, flow, is_plain

_YES = {"yes", "y", "on", "true", "ja", "sí", "si", "ya", "oui", "是"}
_NO = {"no", "n", "off", "false", "nein", "tidak", "non", "否"}
_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10080}
_SHORT = 40


def how_to_write(key: str, value: object, rule: Mapping[str, Any]) -> str:
    """The hint for a value of the wrong type, for the field ``key``."""
    if value is None:
        return "write something after it, or remove the line"
    if "anyOf" in rule:
        words = rule["description"]
        return f"write {words[0].lower()}{words[1:].removesuffix('.')}"
    return _BY_TYPE[rule["type"]](key, value, rule)


def _list(key: str, value: object, rule: Mapping[str, Any]) -> str:
    if isinstance(value, dict):
        return "put '- ' before its first key, and two spaces before the others"
    held = rule["items"]
    named = held.get("type") != "object" or "required" in held
    if not isinstance(value, str) or "\n" in value or len(value) > _SHORT or not named:
        return "write a list: one item a line, each after '- '"
    if held.get("type") == "object":
        first = next(iter(held["required"]))
        return f"write a list: {key}: {flow([{first: value}])}"
    items = [item.strip() for item in value.split(",")]
    whole = items if all(map(is_plain, items)) else [value]
    return f"write a list: {key}: {flow(whole)}"


def _boolean(key: str, value: object, rule: Mapping[str, Any]) -> str:
    del key, rule
    word = str(value).strip().casefold()
    if word in _YES or word == "1":
        return "write true, without quotes"
    if word in _NO or word == "0":
        return "write false, without quotes"
    return "write true or false"


def _number(key: str, value: object, rule: Mapping[str, Any]) -> str:
    del key
    if isinstance(value, str):
        text = normalize("NFKC", value).strip()
        plain = re.sub(r"(?<=\d)[ ,_'](?=\d{3}\b)", "", text)
        if re.fullmatch(r"-?\d{1,15}", plain):
            return f"write {int(plain)}, without quotes"
        amount = re.fullmatch(r"(\d{1,6}) ?([mhdw])[a-z]*", plain, re.IGNORECASE)
        if amount is not None and rule.get("title", "").startswith("Minutes"):
            return f"write {int(amount[1]) * _MINUTES[amount[2].casefold()]}"
        if rule["type"] == "number" and re.fullmatch(r"\d{1,15}\.\d{1,9}", plain):
            return f"write {plain}, without quotes"
    examples = rule.get("examples", (1,))
    return f"write digits only, like {examples[0]}"


def _text(key: str, value: object, rule: Mapping[str, Any]) -> str:
    del rule
    if isinstance(value, list):
        if key == "text":
            return "several parts are a 'thread': write thread: instead of text:"
        if len(value) == 1 and isinstance(value[0], str) and is_plain(value[0]):
            return f"write it without brackets: {value[0]}"
        return "write one value, not a list"
    if isinstance(value, dict):
        return "write the words after it; where they have ': ' in them, put '|' first"
    return "put it in quotes"


def _example(key: str, value: object, rule: Mapping[str, Any]) -> str:
    examples = rule.get("examples")
    fields = [*rule.get("required", ()), *rule.get("properties", ())]
    if not examples and fields and isinstance(value, str) and len(value) <= _SHORT:
        return f"write {flow({fields[0]: value})[1:-1]}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "remove the '- ' before its keys"
    shown = flow(examples[0]) if examples else ""
    if not 0 < len(shown) <= LONGEST_EXAMPLE:
        return "write 'key: value' lines, two spaces further in"
    return f"write it like this: {key}: {shown}"


_BY_TYPE: Mapping[str, Callable[[str, object, Mapping[str, Any]], str]] = {
    "array": _list,
    "boolean": _boolean,
    "integer": _number,
    "number": _number,
    "object": _example,
    "string": _text,
}
