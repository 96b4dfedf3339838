"""A sentence for the author that is not written yet: which one, and what stands in it.

Decisions name sentences; `renderers/intake_comment.py` writes them in the language of
the form, and encodes what people wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence by its name, and its values by theirs."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)


def say(name: str, /, **values: str) -> Said:
    """A sentence."""
    return Said(name, values)


class AskBackError(Exception):
    """What somebody wrote has no one meaning: they are asked, nothing is guessed."""

    def __init__(self, name: str, /, **values: str) -> None:
        super().__init__(name)
        self.said = say(name, **values)
