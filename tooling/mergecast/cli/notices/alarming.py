"""What `mergecast alarms` does: look, compare with what people were told, tell them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from mergecast.alarms.alarm import Kind
from mergecast.alarms.carry_out import carry_out
from mergecast.alarms.duty import Duty
from mergecast.alarms.ended import Ended
from mergecast.alarms.found import of_trouble
from mergecast.alarms.ports import TELLING, Issue, Place, Step
from mergecast.alarms.reconcile import Desk
from mergecast.cli.notices.sighting import Sighted, Told, packets, sighted
from mergecast.cli.publishing.statusing import refuse_short
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published, published
from mergecast.errors import GitError, MergecastError, UsageError
from mergecast.inspection.place import git_folder
from mergecast.loading.public_holidays import public_holidays
from mergecast.loopback import is_loopback
from mergecast.model.settings import Settings
from mergecast.model.workspace import Workspace
from mergecast.publishers.x_links import profile_link
from mergecast.renderers.alarm import AlarmWords
from mergecast.renderers.alarm_report import AlarmReport, step_chat

if TYPE_CHECKING:
    from mergecast.forge.github_issues import GitHubIssues

URL = "MERGECAST_ALARM_URL"
_PRIVATE = frozenset({Kind.FROZEN, Kind.OVERDUE, Kind.CLOCK})
"""What strangers are not told the reason of."""
_MOST = 10
"""A channel that hears of more at once hears nothing."""


def tell_people(
    session: Session, max_silence: timedelta, *, dry_run: bool
) -> AlarmReport:
    """Tell people what they must see, and close what is settled.

    Raises:
        MergecastError: it cannot be known how things stand, or nobody can be told.
    """
    refuse_short(max_silence)
    office = Office(session, published(session.workspace))
    place = office.place
    issues = place.all()
    found = office.found(issues, max_silence)
    if found is None:
        return AlarmReport((), (), dry_run=dry_run, left=office.left)
    desk = office.desk(found)
    steps: Sequence[Step] = desk.steps(issues, found.alarms)
    if dry_run:
        return AlarmReport(found.alarms, steps, dry_run=True, left=office.left)
    office.refuse_pretended_time()
    done: list[Step] = []
    try:
        done.extend(carry_out(steps, place, desk))
    except MergecastError:
        # What was opened before the forge failed is news all the same.
        _told(done)
        raise
    return AlarmReport(found.alarms, done, trouble=_told(done), left=office.left)


@dataclass(frozen=True)
class Office:
    """Where alarms of a workspace come from and go to."""

    session: Session
    source: Published
    _trouble: list[MergecastError] = field(default_factory=list)

    @cached_property
    def settings(self) -> Settings:
        """The settings; defaults where they cannot be read, which is an alarm."""
        try:
            return self.source.space.settings
        except GitError:
            raise
        except MergecastError as error:
            self._trouble.append(error)
            kind = "github" if os.environ.get("GITHUB_REPOSITORY") else "offline"
            return Settings(forge=kind)

    @property
    def now(self) -> datetime:
        """The instant that it is about."""
        return self.session.now()

    @cached_property
    def place(self) -> Place:
        """Where people see it."""
        if self.settings.forge == "github":
            return self.github
        from mergecast.cli.notices.told_here import Kept  # noqa: PLC0415 - only without a forge

        return Kept(git_folder(self.source.git) / "mergecast" / "alarms.json")

    @cached_property
    def github(self) -> GitHubIssues:
        """The issues of the repository."""
        from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - needs requests
        from mergecast.forge.github_issues import GitHubIssues  # noqa: PLC0415 - too

        told = self.settings.data.get("forge")
        name = told.get("repository") if isinstance(told, dict) else None
        return GitHubIssues(github(str(name) if name else None), self.now)

    @property
    def left(self) -> tuple[int, ...]:
        """Issues that are left alone, since what they are about cannot be read."""
        if self.settings.forge != "github":
            return ()
        return tuple(sorted(self.github.spoilt))

    def refuse_pretended_time(self) -> None:
        """Stop before people elsewhere are told what is not so.

        Raises:
            UsageError: time is pretended, and the forge is not on this machine.
        """
        if self.session.pinned is None or self.settings.forge != "github":
            return
        if not is_loopback(self.github.api.base):
            raise UsageError(
                "--now pretends a time, and people would be told of it",
                hint="leave out --now, or look with --dry-run",
                not_done="nobody was told",
            )

    def found(self, issues: Sequence[Issue], most: timedelta) -> Sighted | None:
        """What a person must see; None where nothing is set up yet."""
        settings = self.settings
        if self._trouble:
            return Sighted((of_trouble(self._trouble[0]),))
        told = frozenset(each.mark.id for each in issues if each.is_open)
        return sighted(self.session, self.source, settings, Told(told, most))

    def desk(self, seen: Sighted) -> Desk:
        """What decides about notices."""
        looked, settings = seen.looked, self.settings
        known = not self._trouble
        space = self.source.space if known else None
        stops = any(each.kind in _PRIVATE for each in seen.alarms)
        words = AlarmWords(
            {key: profile_link(one.user) for key, one in settings.accounts.items()},
            {key: one.timezone for key, one in settings.accounts.items()},
            dict(packets(seen)),
            discreet=stops and self._is_public(),
            rehearsal=settings.rehearses,
        )
        duty = space and Duty(
            *(space.team, settings.approval, self.now, space.rota),
            public_holidays(space.rota, self.now, self.now).known,
        )
        accounts = settings.accounts
        return Desk(
            words,
            lambda alarm: (
                (
                    *_logins(space, alarm.call),
                    *duty.ladder(accounts.get(alarm.account or ""), alarm.owner),
                )
                if duty and space
                else ()
            ),
            Ended(looked.standings, looked.view.state, looked.now)
            if looked
            else lambda _mark: None,
            self.now,
            rehearsal=settings.rehearses,
        )

    def _is_public(self) -> bool:
        """Whether strangers read it, and nobody said that they may read all."""
        if self.settings.data.get("public") is True:
            return False
        if self.settings.forge != "github":
            return False
        told = self.github.api.read()
        return not (isinstance(told, dict) and told.get("private") is True)


def _logins(space: Workspace, members: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The first rung: those who are to be called before anybody else."""
    known = (space.team.members.get(key) for key in members)
    logins = tuple(one.login for one in known if one is not None and one.login)
    return (logins,) if logins else ()


def _told(done: Sequence[Step]) -> str:
    """Tell the channel; says why it may not have heard, if so."""
    url = os.environ.get(URL, "")
    news = [step for step in done if step.did in TELLING]
    if not url or not news:
        return ""
    from mergecast.publishers.webhook import tell  # noqa: PLC0415 - only if there is one

    texts = [step_chat(step) for step in news[:_MOST]]
    if len(news) > _MOST:
        texts.append(f"and {len(news) - _MOST} more")
    for text in texts:
        if trouble := tell(url, text):
            return trouble
    return ""
