"""What a look for free slots rests on: the accounts' slots, and when they post."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mergecast.cli.session import Session
from mergecast.errors import WorkspaceError
from mergecast.inspection.going_out import Goes, going_out, pace, timetables
from mergecast.inspection.place import Where, on_disk
from mergecast.loading.workspace import usable
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.settings import Account, Settings
from mergecast.model.workspace import Campaign, Workspace
from mergecast.planning.slots import slots_of
from mergecast.planning.timetable import Timetable

_DAY = timedelta(days=1)
NOT_DONE = "nothing was changed"


@dataclass(frozen=True, slots=True)
class Ground:
    """A workspace on disk, at an instant."""

    where: Where
    space: Workspace
    now: datetime

    @property
    def settings(self) -> Settings:
        """Its settings."""
        return self.space.settings

    def goes(self, first: date, last: date) -> list[Goes]:
        """What goes out from one day to another."""
        return going_out(self.where, self.settings, first, last)

    def tables(
        self, goes: Iterable[Goes], last: date, without: Container[str] = ()
    ) -> dict[str, Timetable]:
        """The timetable of each account; holidays are known until ``last``.

        Raises:
            WorkspaceError: the zone of one is none.
        """
        agreed = pace(self.space, self.now, last)
        try:
            return timetables(self.settings, agreed, goes, without)
        except UnknownZoneError as unknown:
            raise WorkspaceError(
                f"an account is in '{unknown}', and that is no time zone",
                hint="run `mergecast check mergecast.yaml`",
                not_done=NOT_DONE,
            ) from None

    def bounds(
        self, campaign: str | None, zone_name: str, ends: tuple[datetime | None, ...]
    ) -> tuple[datetime | None, datetime | None]:
        """From when on and before when a post goes out, by its campaign, too."""
        start, end = ends
        own = self.space.campaigns.get(campaign or "")
        if own is None:
            return start, end
        first, last = _days(own, zone_name)
        starts = [each for each in (start, first) if each is not None]
        stops = [each for each in (end, last) if each is not None]
        return max(starts, default=None), min(stops, default=None)


def _days(
    campaign: Campaign, zone_name: str
) -> tuple[datetime | None, datetime | None]:
    """When a campaign begins, and when it is over, by the clocks of a place."""
    place = zone(zone_name)

    def midnight(day: str, later: timedelta) -> datetime:
        return datetime.combine(date.fromisoformat(day) + later, time(), place)

    return (
        midnight(campaign.starts, timedelta()) if campaign.starts else None,
        midnight(campaign.ends, _DAY) if campaign.ends else None,
    )


def ground(session: Session) -> Ground:
    """The workspace as it is on disk.

    Raises:
        WorkspaceError: there is none, or its settings cannot be read.
    """
    where = on_disk(session.workspace)
    return Ground(where, usable(where.tree), session.now())


def refuse_slotless(accounts: Iterable[Account]) -> None:
    """Stop where there are no slots.

    Raises:
        WorkspaceError: none of the accounts has any.
    """
    named = list(accounts)
    if any(slots_of(each) for each in named):
        return
    keys = " and ".join(f"'{each.key}'" for each in named)
    if not named:
        raise WorkspaceError(
            "there are no accounts",
            hint="set one up in mergecast.yaml first",
            not_done=NOT_DONE,
        )
    example = named[0].key
    raise WorkspaceError(
        f"{keys} {'have' if len(named) > 1 else 'has'} no slots",
        hint="write them into mergecast.yaml: under "
        f'accounts, {example}: {{..., slots: ["09:00", '
        '{name: evening, at: "18:30", days: [mon, thu]}]}',
        not_done=NOT_DONE,
    )
