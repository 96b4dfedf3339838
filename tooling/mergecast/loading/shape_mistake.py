"""One value that one rule of a schema refused, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from mergecast.findings import Remark
from mergecast.loading.shape_words import label
from mergecast.source import Place

Said: TypeAlias = tuple[str, Remark]
"""The id of a check, and what it says."""


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
