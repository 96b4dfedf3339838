"""What `mergecast publish --rehearse 7d` does: a span of days in a minute, not kept.

The ticks are those that would run, by the merged content and by what is on record, at
each moment at which something comes due. Only the clock, the network and the end of the
ledger are pretended.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mergecast import clock as real
from mergecast.approvals.policy import NotApproved
from mergecast.cli import wiring
from mergecast.cli.approving.approval_wiring import Approvals, forge
from mergecast.cli.approving.policy_wiring import Standing, keep
from mergecast.cli.publishing.rehearsal import Emulator, permalink, shadow
from mergecast.cli.session import Session
from mergecast.dispatch.budget import budgets_of
from mergecast.dispatch.decision import Verb
from mergecast.dispatch.tick import TickReport, tick
from mergecast.dispatch.waiting import waits
from mergecast.dispatch.world import Step, World
from mergecast.errors import WorkspaceError
from mergecast.ledger.ledger import Ledger
from mergecast.loading.due import CommitCalendar
from mergecast.model.key import Key
from mergecast.renderers.rehearsed import Moment, Rehearsed

_STRIDE, _STRIDES = timedelta(hours=1), 500
"""How far it goes at once at most, and how many such strides are enough."""


@dataclass(slots=True)
class Walking:
    """A clock that is set on; what would sleep skips ahead."""

    at: datetime
    skipped: float = 0.0

    def now(self) -> datetime:
        """The pretended instant."""
        return self.at

    def monotonic(self) -> float:
        """Real seconds, and those that were slept."""
        return real.monotonic() + self.skipped

    def sleep(self, seconds: float) -> None:
        """Be there at once."""
        self.at += timedelta(seconds=seconds)
        self.skipped += seconds


@dataclass(slots=True)
class Walk:
    """One walk: what happened on it, what parts say, and why some had to wait."""

    source: wiring.Published
    record: Ledger
    stands: Standing
    time: Walking
    emulator: Emulator
    approve: Approvals
    moments: list[Moment] = field(default_factory=list)
    words: dict[Key, str] = field(default_factory=dict)
    reasons: dict[Key, str] = field(default_factory=dict)

    def ticks(self, until: datetime) -> TickReport:
        """Tick whenever something comes due, and at the end; the last report."""
        stride = max(_STRIDE, (until - self.time.now()) / _STRIDES)
        while True:
            tree, space = self.source.tree, self.source.space
            calendar = CommitCalendar(tree, space, until - self.time.now())
            report = tick(calendar, self._world(), self._told)
            self._listen(report)
            now = self.time.now()
            if now >= until:
                return report
            # What waits for a person is too late at some moment, too.
            due = [at for at in waits(report) if at > now]
            self.time.at = min(*due, now + stride, until)

    def _listen(self, report: TickReport) -> None:
        for each in report.decisions:
            for part in each.target.payload.parts if each.target.payload else ():
                self.words[part.key] = str(part.body.get("text", ""))
                if each.verb is Verb.WAIT and each.until is None:
                    self.reasons[part.key] = each.reason

    def _told(self, step: Step) -> None:
        self.moments.append(Moment(self.time.now(), step))

    def _world(self) -> World:
        settings = self.source.space.settings
        return World(
            look=self.record.open,
            accounts=settings.accounts,
            publisher=self.emulator.keys(self.stands, self.time.now()),
            files=lambda target: wiring.files(self.source, target),
            permalink=permalink,
            approve=self.approve,
            clock=self.time,
            publishing=settings.publishing,
            budgets=budgets_of(self.source.space),
        )


def walk(session: Session, span: timedelta) -> Rehearsed:
    """What would go out from now on, and what would not; nothing is kept or sent.

    Raises:
        WorkspaceError: the workspace does not rehearse.
        MergecastError: the branch, its settings or the ledger cannot be read.
    """
    source = wiring.published(session.workspace)
    _refuse_live(source)
    began = session.now()
    time = Walking(began)
    record = shadow(source, began)
    stands, _ = keep(source, record.open(), time.now)
    approve = Approvals(source, stands.policy, time.now)
    found = source.space.settings.accounts
    accounts = {key: each for key, each in found.items() if not each.sample}
    ended, zones = began + span, {key: each.timezone for key, each in accounts.items()}
    if not accounts:
        note = "not set up: all accounts are samples"
        return Rehearsed(began, ended, (), TickReport((), (), ()), note=note)
    with contextlib.closing(Emulator(accounts)) as emulator:
        walked = Walk(source, record, stands, time, emulator, approve)
        last = walked.ticks(ended)
    _refuse_blind(source, stands, last)
    moments, words, reasons = tuple(walked.moments), walked.words, walked.reasons
    return Rehearsed(began, ended, moments, last, words, reasons, zones, stands.note)


def _refuse_blind(source: wiring.Published, stands: Standing, last: TickReport) -> None:
    """Posts that nobody could be asked about are not missed: nothing is known of them.

    Raises:
        WorkspaceError: there are posts, and no way to their approvals.
    """
    asked = forge(source, stands.policy) if last.decisions else None
    if isinstance(asked, NotApproved):
        raise WorkspaceError(
            asked.reason,
            hint="to look at the calendar alone: `mergecast plan --worktree`",
            not_done="nothing was rehearsed",
        )


def _refuse_live(source: wiring.Published) -> None:
    if not source.rehearses:
        raise WorkspaceError(
            "only a workspace with `live: false` rehearses",
            hint="see what goes out with `mergecast plan --days 7`",
            not_done="nothing was rehearsed",
        )
