"""What a person must see: one thing each, with a name that stays the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mergecast.model.key import Key


class Kind(StrEnum):
    """What is the matter with it."""

    HELD = "held"
    UNKNOWN = "unknown"
    MISSED = "missed"
    MANUAL = "manual"
    WAITING = "waiting"
    """A person has settled it; it is not out yet."""
    PAUSED = "paused"
    """An account cannot send: its keys, its credit, the network's refusal."""
    BUDGET = "budget"
    """Posts of an account wait because they would cost more than may be spent."""
    SILENT = "silent"
    FROZEN = "frozen"
    OVERDUE = "overdue"
    """A freeze lasts longer than whoever asked for it said."""
    KEPT_BACK = "kept-back"
    """Posts came due under a freeze that is over: each waits for a person."""
    CLOCK = "clock"
    """Something in an incident was not done in its time."""
    BROKEN = "broken"
    """A file that holds no readable post."""
    UNABLE = "unable"
    """Nothing is published at all: settings or set-up do not let the tool work."""
    DAMAGED = "damaged"


LIVE = 4
"""Something may be out that nobody knows of, or twice: look now."""

_LEVELS = {
    Kind.DAMAGED: 5,
    Kind.UNABLE: 3,
    Kind.SILENT: 3,
    Kind.PAUSED: 3,
    Kind.UNKNOWN: 2,
    Kind.HELD: 2,
    Kind.MISSED: 2,
    Kind.MANUAL: 1,
    Kind.OVERDUE: 2,
    Kind.KEPT_BACK: 2,
    Kind.CLOCK: 3,
    Kind.FROZEN: 1,
    Kind.BUDGET: 1,
    Kind.BROKEN: 1,
    Kind.WAITING: 0,
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that a person must see.

    Args:
        id: what it is about, whatever is the matter with it: ``part:KEY``,
            ``account:KEY``, ``budget:KEY``, ``freeze:SCOPE``, ``triage``,
            ``clock:INCIDENT:STEP``, ``file:PATH``, ``runs``, ``ledger`` or
            ``publishing``.
        kind: what is the matter.
        reason: why, in words that may hold anything.
        key: the part.
        account: the account's key.
        since: since when.
        may_be_live: whether it may be out.
        link: where it is out.
        by: who stopped it.
        hint: the next step that the tool itself names.
        owner: the member who owns the post.
        call: the members who are to be called before anybody else.
    """

    id: str
    kind: Kind
    reason: str = ""
    key: Key | None = None
    account: str | None = None
    since: datetime | None = None
    may_be_live: bool = False
    link: str | None = None
    by: str = ""
    hint: str = ""
    owner: str | None = None
    call: tuple[str, ...] = ()

    @property
    def level(self) -> int:
        """How bad it is; people are told again when that grows."""
        own = _LEVELS[self.kind]
        risky = self.may_be_live and self.kind in {Kind.HELD, Kind.UNKNOWN}
        return max(own, LIVE) if risky else own


def part_id(key: Key) -> str:
    """What a part's alarm is called."""
    return f"part:{key}"


def key_of(alarm: str) -> Key | None:
    """The part that an alarm is about; None where it is about something else."""
    kind, _, name = alarm.partition(":")
    return Key.parse(name) if kind == "part" else None


def scope_of(alarm: str) -> str | None:
    """The scope whose freeze an alarm is about; None where it is no freeze."""
    kind, _, name = alarm.partition(":")
    return name if kind == "freeze" else None
