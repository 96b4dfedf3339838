"""The clocks of an incident: what is to be done by when, and what was done in time.

Those of the playbook count from the opening (`record`: from the closing), those of the
matrix from the instant at which its level was reached. `notify` is done once all are
told whom the matrix names at that level; so it, too, counts from there. Once one of
them is told it has as long as the slowest: nobody is woken for what can wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.model.crisis import Playbook, Row


@dataclass(frozen=True, slots=True)
class Times:
    """When what was done in an incident.

    Args:
        opened: when it began.
        graded: when it got the level that it has.
        closed: when it was closed.
        done: by phase, when it was done first.
        told: by role, when somebody with it was told first.
    """

    opened: datetime
    graded: datetime
    closed: datetime | None
    done: Mapping[str, datetime]
    told: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Clock:
    """One thing that has its time: ``owner`` is the role whose it is.

    ``backup`` is the role that is called when it is late.
    """

    name: str
    owner: str
    due: datetime
    done: datetime | None = None
    backup: str | None = None

    def left(self, now: datetime) -> timedelta:
        """How long there is still; negative where it is late, or was."""
        return self.due - (self.done or now)

    def breached(self, now: datetime) -> bool:
        """Whether it was not done in its time."""
        return self.left(now) < timedelta(0)


def clocks(times: Times, playbook: Playbook | None, row: Row | None) -> Sequence[Clock]:
    """Every clock, in the order in which they end."""
    found = [*_of_playbook(times, playbook, row), *_of_matrix(times, row)]
    return sorted(found, key=lambda clock: (clock.due, clock.name))


def _of_playbook(
    times: Times, playbook: Playbook | None, row: Row | None
) -> Iterator[Clock]:
    for name, phase in playbook.phases.items() if playbook else ():
        start, done = _span(name, times, row)
        if start is None:
            continue
        cell = row.cells.get(phase.owner) if row else None
        backup = cell.backup if cell else None
        within = max(phase.within, _slowest(row, times)) if name == "notify" else None
        due = start + (within or phase.within)
        yield Clock(name, phase.owner, due, done, backup)


def _span(
    name: str, times: Times, row: Row | None
) -> tuple[datetime | None, datetime | None]:
    """From when on a phase counts, and when it was done; None where it is not yet."""
    if name == "identify":
        return times.opened, times.opened
    if name == "record":
        return times.closed, times.done.get(name)
    if name != "notify" or row is None or not row.cells:
        return times.opened, times.done.get(name)
    told = [times.told[role] for role in row.cells if role in times.told]
    return times.graded, max(told) if len(told) == len(row.cells) else None


def _slowest(row: Row | None, times: Times) -> timedelta:
    """How long the slowest role of a row has, once one of them is told."""
    cells = list(row.cells.values()) if row else []
    told = any(cell.role in times.told for cell in cells)
    return max((cell.within for cell in cells if told), default=timedelta(0))


def _of_matrix(times: Times, row: Row | None) -> Iterator[Clock]:
    for cell in row.cells.values() if row else ():
        due = times.graded + cell.within
        name = f"tell {cell.role}"
        yield Clock(name, cell.role, due, times.told.get(cell.role), cell.backup)
