"""The team, its leave and its rota, as they lie on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.cli.session import Session
from mergecast.errors import WorkspaceError
from mergecast.inspection.place import Where, on_disk
from mergecast.loading import paths
from mergecast.loading.public_holidays import PublicHolidays, public_holidays
from mergecast.loading.workspace import Loaded, load
from mergecast.model.rota import Rota
from mergecast.model.workspace import Workspace

_PEOPLE = frozenset({paths.TEAM, paths.AWAY, paths.ROTA})


@dataclass(frozen=True, slots=True)
class Here:
    """A workspace on disk, at an instant."""

    where: Where
    loaded: Loaded
    now: datetime

    @property
    def space(self) -> Workspace:
        """Its settings and people."""
        return self.loaded.workspace

    @property
    def rota(self) -> Rota:
        """Its rota.

        Raises:
            WorkspaceError: it has none.
        """
        if self.space.rota is None:
            raise WorkspaceError(
                f"there is no {paths.ROTA}, so nobody knows who works when",
                hint="write one: mergecast's docs/how-to/who-is-on-duty.md shows how",
            )
        return self.space.rota

    def holidays(self, start: datetime, end: datetime) -> PublicHolidays:
        """The public holidays of the rota's regions between two instants."""
        return public_holidays(self.space.rota, start, end)


def read_here(session: Session) -> Here:
    """The workspace as it is, whatever is wrong with its people.

    Raises:
        WorkspaceError: there is none.
    """
    where = on_disk(session.workspace)
    return Here(where, load(where.tree, whole=True), session.now())


def open_incidents(here: Here, recorded: Mapping[str, str]) -> list[str]:
    """The incidents that nobody has closed, on record or in a file, each once."""
    books = here.space.playbooks
    filed = {each.id: "" for each in books.incidents.values() if not each.closed}
    return [
        f"{name}: {what}" if what else name
        for name, what in {**filed, **recorded}.items()
    ]


def here(session: Session) -> Here:
    """The workspace, its people readable.

    Raises:
        WorkspaceError: there is none, or what says who is there cannot be read.
    """
    found = read_here(session)
    for file in found.loaded.files:
        if file.path in _PEOPLE and file.data is None:
            _, remark = file.said[0]
            raise WorkspaceError(
                f"{file.path} cannot be read: {remark.message}",
                hint="run `mergecast check playbooks` to see where, and what to write",
            )
    if not found.space.team.members:
        raise WorkspaceError(
            f"there is nobody in {paths.TEAM}",
            hint="write who is on the team; `mergecast schema team` says how",
        )
    return found
