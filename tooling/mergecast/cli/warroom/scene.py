"""What a step of a crisis is taken from: ledger, playbooks, people, and who asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast import clock
from mergecast.cli.record.reaching import Reached, reach
from mergecast.cli.session import Session
from mergecast.cli.settling.freezing import asked_by
from mergecast.cli.times.pretending import refuse_pretended_time
from mergecast.cli.wiring import Published, published, session_clock
from mergecast.crisis.clocks import Clock, clocks
from mergecast.crisis.rights import row
from mergecast.dispatch.writing import write
from mergecast.errors import GitError, MergecastError, UsageError
from mergecast.incidents.history import History, histories
from mergecast.incidents.steps import Deed, Rulebook, drafts
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.workspace import load
from mergecast.model.crisis import Row
from mergecast.model.team import Member
from mergecast.model.workspace import Workspace

_BACK = timedelta(days=60)
"""Incidents of that time are looked for; none goes on for longer."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is known now; ``space`` is None where nothing can be read.

    ``trouble`` is why.
    """

    session: Session
    place: Reached
    view: Snapshot
    source: Published | None
    space: Workspace | None
    trouble: str
    by: str
    member: Member | None

    @property
    def now(self) -> datetime:
        """The instant that it is about."""
        return self.session.now()

    @property
    def book(self) -> Rulebook:
        """Levels and matrix."""
        if self.space is None:
            return Rulebook()
        return Rulebook(self.space.playbooks.matrix, self.space.playbooks.levels)

    @property
    def roles(self) -> Collection[str]:
        """The roles of who asks."""
        return self.member.roles if self.member else ()

    def row(self, level: str | None) -> Row | None:
        """The row of the matrix for a level."""
        matrix = self.book.matrix
        return row(matrix, self.book.levels, level) if matrix else None

    def histories(self) -> tuple[History, ...]:
        """The incidents of the last two months."""
        since = (self.now - _BACK).date()
        found = histories(self.view.events(since))
        return tuple(one for one in found if one.steps[0].name == "open")

    def history(self, incident: str | None) -> History:
        """One incident, or the only one that is open.

        Raises:
            UsageError: there is none, or several.
        """
        found = self.histories()
        if incident is None:
            going = [one for one in found if one.is_open]
            if len(going) == 1:
                return going[0]
            names = ", ".join(one.id for one in going)
            raise UsageError(
                "several incidents are open" if going else "no incident is open",
                hint=f"name one of: {names}" if going else "open one first",
                not_done="nothing was recorded",
            )
        known = next((one for one in found if one.id == incident), None)
        if known is None:
            raise UsageError(f"there is no incident '{incident}' of the last 60 days")
        return known

    def clocks(self, history: History) -> tuple[Clock, ...]:
        """Its clocks by its playbook and its level."""
        name, level = history.playbook, history.level
        playbook = self.space.playbooks.crises.get(name or "") if self.space else None
        return tuple(clocks(history.times(), playbook, self.row(level)))

    def record(self, deed: Deed) -> Snapshot:
        """Put a step on record, with what is frozen for it.

        Raises:
            MergecastError: it cannot be done now, or not by them.
        """
        refuse_pretended_time(self.session, self.place, self.view)
        time = session_clock(self.session) or clock
        return write(self.view, lambda now: drafts(deed, self.book, now), time).view


def scene(session: Session, *, needs_space: bool = True) -> Scene:
    """Look at everything; a workspace that cannot be read is no reason not to stop.

    Raises:
        MergecastError: the ledger cannot be read; or the workspace, where it is needed.
    """
    place = reach(session.workspace)
    view = place.ledger.open()
    source: Published | None = None
    space: Workspace | None = None
    trouble = ""
    try:
        source = published(session.workspace)
        space = load(source.tree, whole=True).workspace
    except MergecastError as error:
        if needs_space:
            raise
        trouble = error.message
    by = asked_by(place.git, "")
    member = _member(place, space, by)
    by = member.key if member else by
    return Scene(session, place, view, source, space, trouble, by, member)


def _member(place: Reached, space: Workspace | None, by: str) -> Member | None:
    """Who asks, as the team knows them by login or mail address."""
    if space is None:
        return None
    try:
        ident = place.git.text("var", "GIT_AUTHOR_IDENT")
    except GitError:
        ident = ""
    mail = ident.partition(" <")[2].partition(">")[0].casefold()
    members = list(space.team.members.values())
    by_login = [one for one in members if one.login and one.login == by]
    by_mail = [one for one in members if one.email and one.email.casefold() == mail]
    by_name = [one for one in members if one.name == by]
    return next(iter([*by_login, *by_mail, *by_name]), None)
