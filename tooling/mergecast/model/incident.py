"""A crisis as it was handled (``playbooks/incidents/``), with what was learnt."""

from __future__ import annotations

from dataclasses import dataclass

FOLDER = "playbooks/incidents"

OPEN, CLOSE, REOPEN = "open", "close", "reopen"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; ``at`` is a wall clock in the zone of the file."""

    at: str
    step: str
    what: str
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What changes after an incident, and in which file."""

    do: str
    who: str
    due: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Retro:
    """What was learnt: at least one change, or why there is none."""

    day: str
    well: tuple[str, ...] = ()
    badly: tuple[str, ...] = ()
    why: str | None = None
    changes: tuple[Change, ...] = ()
    no_change_because: str | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident file; while it runs, the record is in the ledger."""

    id: str
    path: str
    title: str
    playbook: str
    level: str
    timeline: tuple[Entry, ...]
    timezone: str = "UTC"
    owner: str | None = None
    retro: Retro | None = None

    @property
    def closed(self) -> bool:
        """Whether the last word on it is that it is over."""
        said = [each.step for each in self.timeline if each.step in _ENDS]
        return bool(said) and said[-1] == CLOSE


_ENDS = frozenset({OPEN, REOPEN, CLOSE})
