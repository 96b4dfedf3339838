"""When a new post goes out, and under which day its file lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from mergecast.cli.drafting.drafts import Asked, refused
from mergecast.cli.times import instants
from mergecast.cli.times.instants import Meant
from mergecast.model.post import ASAP
from mergecast.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class When:
    """The fields that say when; ``meant`` is None for a draft in the queue."""

    fields: dict[str, str] = field(default_factory=dict)
    meant: Meant | None = None

    @property
    def folder(self) -> str:
        """Where the file lies, and how its name begins."""
        if self.meant is None:
            return "calendar/queue/"
        return f"calendar/{self.meant.wall_clock[:10].replace('-', '/')}-"


def when(
    asked: Asked,
    space: Workspace,
    accounts: tuple[str, ...],
    now: datetime,
    chosen: Meant | None = None,
) -> When:
    """When the post goes out; ``chosen`` is its time where a slot was asked for.

    Raises:
        UsageError: that is not said, said twice, past, or no time at all.
    """
    _refuse_unless_one(asked)
    if asked.queue:
        return When()
    if asked.asap and asked.until is None:
        raise refused("an asap post needs an end", "add --until, its last moment")
    zone, fields = _zone(asked, space, accounts, chosen)
    end = None
    if asked.until is not None:
        end = instants.resolve_end(instants.wall_clock(asked.until), zone)
        instants.refuse_past(end, now)
    if asked.asap and end is not None:
        return When({"publish_at": ASAP, "until": end.wall_clock, **fields}, end)
    meant = chosen or instants.resolve(
        instants.wall_clock(asked.at or ""), zone, asked.which
    )
    instants.refuse_past(meant, now)
    found = {"which": meant.which, "until": end.wall_clock if end else None}
    given = {name: value for name, value in found.items() if value is not None}
    return When({"publish_at": meant.wall_clock, **given, **fields}, meant)


def _refuse_unless_one(asked: Asked) -> None:
    if bool(asked.at) + bool(asked.slot) + asked.queue + asked.asap != 1:
        raise refused(
            "a post goes out at one time" if asked.is_timed else "no time is given",
            'give one of --at "2026-11-24 09:00", --slot next, --asap with --until, '
            "or --queue",
        )


def _zone(
    asked: Asked, space: Workspace, accounts: tuple[str, ...], chosen: Meant | None
) -> tuple[str, dict[str, str]]:
    """The zone of the times, and the field that says so where accounts do not."""
    zones = {space.settings.accounts[name].timezone for name in accounts}
    if chosen is not None:
        return chosen.zone, {"timezone": chosen.zone} if zones - {chosen.zone} else {}
    if asked.zone is None and len(zones) > 1:
        raise refused(
            f"the zones of its accounts differ: {', '.join(sorted(zones))}",
            "add --zone",
        )
    zone = instants.known_zone(asked.zone or min(zones))
    return zone, {"timezone": zone} if zones - {zone} else {}
