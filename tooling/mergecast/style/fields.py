"""Read the keys of a rule one by one, and note what is wrong or was not read.

Values are texts, lists and mappings as written: what a word means (``yes``, ``3``) is
decided by the key that it stands under.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from mergecast.source import Route, Span

_TRUE = frozenset({"true", "yes", "on", "y"})
_FALSE = frozenset({"false", "no", "off", "n", "", "null", "~"})


class Trouble(NamedTuple):
    """What is wrong with a rule: where, what, what to do, and its id in the table.

    ``span`` is set where the file has no value to point at.
    """

    route: Route
    message: str
    hint: str = ""
    id: str = "rule-invalid"
    span: Span | None = None


@dataclass(slots=True)
class Fields:
    """The keys of one rule."""

    data: Mapping[str, object]
    troubles: list[Trouble] = field(default_factory=list)
    _read: set[str] = field(default_factory=set)

    def wrong(self, key: str, message: str, hint: str = "") -> None:
        """Note that the value of a key makes no sense."""
        self.troubles.append(Trouble((key,) if key in self.data else (), message, hint))

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        value = self._value(key)
        if value is None or isinstance(value, str):
            return default if value is None else value
        self.wrong(key, f"'{key}' is a list or a mapping, not a text")
        return default

    def needed(self, key: str) -> str:
        """A text that has to be there."""
        value = self.text(key)
        if not value:
            self.wrong(key, f"the rule has no '{key}'", f"add '{key}'")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text is a list of one."""
        value = self._value(key)
        if value is None or value == "":
            return ()
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self.wrong(key, f"'{key}' is not a list of texts", "write one text an item")
        return ()

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A mapping of texts, or a list of such mappings."""
        value = self._value(key)
        maps = value if isinstance(value, list) else [value or {}]
        found: list[tuple[str, str]] = []
        for each in maps:
            if not isinstance(each, Mapping):
                self.wrong(key, f"'{key}' is not a mapping of texts", "write 'a: b'")
                return ()
            for name, own in each.items():
                if not isinstance(own, str):
                    self.wrong(key, f"'{key}' has no text under '{name}'")
                    return ()
                found.append((name, own))
        return tuple(found)

    def mapping(self, key: str) -> Mapping[str, object] | None:
        """A mapping of anything."""
        value = self._value(key)
        if value is None or isinstance(value, Mapping):
            return value
        self.wrong(key, f"'{key}' is not a mapping")
        return None

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no."""
        word = self.text(key, str(default)).lower()
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
        self.wrong(key, f"'{key}' is '{word}', not true or false")
        return default

    def number(self, key: str, default: float = 0.0) -> float:
        """A number that is not below zero."""
        word = self.text(key)
        try:
            value = float(word) if word else default
        except ValueError:
            value = -1.0
        if not 0 <= value < 1e9:
            self.wrong(key, f"'{key}' is '{word}', not a number from 0 on")
            return default
        return value

    def count(self, key: str) -> int:
        """A whole number that is not below zero; 0 where it is not said."""
        value = self.number(key)
        if not value.is_integer():
            self.wrong(key, f"'{key}' is {value}, not a whole number")
        return int(value)

    def unread(self) -> list[str]:
        """Keys that nothing asked for."""
        return [key for key in self.data if key not in self._read]

    def _value(self, key: str) -> object:
        self._read.add(key)
        return self.data.get(key)
