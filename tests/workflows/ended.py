"""How jobs and their steps ended, for tests to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Step:
    """How a step ended: ``code`` None where it did not run.

    ``seconds`` went by meanwhile; for ``busy`` seconds a processor worked for it.
    """

    name: str
    code: int | None
    said: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    busy: float = 0.0


@dataclass(frozen=True, slots=True)
class Job:
    """How a job ended, and what its token was allowed."""

    workflow: str
    name: str
    ended: str
    steps: tuple[Step, ...] = ()
    rights: Mapping[str, str] = field(default_factory=dict)
    summary: str = ""

    def step(self, name: str) -> Step:
        """A step by its name."""
        return next(each for each in self.steps if each.name == name)

    @property
    def said(self) -> str:
        """All that it printed."""
        return "\n".join(each.said for each in self.steps)
