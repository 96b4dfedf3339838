"""What `mergecast publish` does: ticks over the real adapters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from signal import SIG_IGN, SIGHUP, SIGINT, SIGTERM, getsignal, signal
from threading import Event

import click

from mergecast import clock
from mergecast.cli import wiring
from mergecast.cli.approving.approval_wiring import Approvals
from mergecast.cli.approving.policy_wiring import FindPolicy, keep, look
from mergecast.cli.publishing.rehearsal import permalink, record_of_run, ways
from mergecast.cli.session import Session
from mergecast.cli.times.duration import AS_SET
from mergecast.cli.times.pretending import refuse_mixed_worlds, refuse_pretended_time
from mergecast.dispatch.budget import budgets_of, purse
from mergecast.dispatch.identity import OwnKeys
from mergecast.dispatch.pace import decisions, rules_of
from mergecast.dispatch.tick import TickReport, tick
from mergecast.dispatch.waiting import Job, attend, settled_tick
from mergecast.dispatch.world import Step, World
from mergecast.errors import UsageError
from mergecast.ledger.followed_store import FollowedStore
from mergecast.ledger.signing import refuse_keyless
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.due import CommitCalendar
from mergecast.model.settings import Account
from mergecast.renderers.tick import REHEARSAL, PublishReport
from mergecast.repository.tips import tips

Told = Callable[[Step], None]
_NOTHING = TickReport((), (), ())


def _nobody(step: Step) -> None:
    del step


def run(
    session: Session,
    *,
    dry_run: bool,
    wait: timedelta | None = None,
    told: Told = _nobody,
) -> PublishReport:
    """Publish what is due; with ``wait``, also what is due within that time.

    ``AS_SET`` is as long as settings say.

    Asked to stop (SIGTERM, or Ctrl-C once), it finishes the part in flight. ``told`` is
    called with each step at once: should it fail later, what was done has been said.

    Raises:
        MergecastError: see each; nothing was posted but what was told.
    """
    if wait is not None:
        refuse_to_wait_at_a_pretended_time(session)
    with asked_to_stop() as stopping:
        desk = Desk(session, stopping, told)
        if dry_run:
            report = desk.rehearse()
        elif wait is None:
            report = settled_tick(desk.job())
        else:
            report = attend(desk.job(), lambda: desk.stay if wait is AS_SET else wait)
        done = report if desk.is_set_up else None
        return PublishReport(done, desk.note, dry_run=dry_run, rehearsal=desk.rehearses)


def refuse_to_wait_at_a_pretended_time(session: Session) -> None:
    """With ``--now``, time stands still.

    Raises:
        UsageError: it was given.
    """
    if session.pinned is not None:
        raise UsageError(
            "--now pretends a time that stands still, so there is no waiting for it",
            hint="leave out --now, --wait or --loop",
            not_done="nothing was posted",
        )


@contextmanager
def asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Whether somebody asked this process to end; asked twice, it ends at once.

    The end of its terminal asks, too, unless `nohup` told it not to listen.
    """
    asked = Event()

    def note(_signal: int, _frame: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    heard = [one for one in (SIGTERM, SIGINT, SIGHUP) if getsignal(one) is not SIG_IGN]
    before = {each: signal(each, note) for each in heard}
    try:
        yield asked.is_set
    finally:
        for each, handler in before.items():
            signal(each, handler)


@dataclass(slots=True)
class Desk:
    """Where ticks are made; it remembers where the branches were at the last one.

    ``note`` is what a person should know of how things are set up.
    """

    session: Session
    stopping: Callable[[], bool]
    told: Told = _nobody
    note: str = ""
    is_set_up: bool = True
    rehearses: bool = False
    _said: bool = False
    _source: wiring.Published | None = None
    _store: FollowedStore | None = None
    _keys: OwnKeys | None = None

    def job(self) -> Job:
        """The ticks, as a job that may stay."""
        time = wiring.session_clock(self.session) or clock
        return Job(self.tick, self.moved, time, self.stopping)

    @property
    def stay(self) -> timedelta:
        """How long a run may stay, as the settings that the last tick read say."""
        source = self._source
        return source.space.settings.publishing.wait if source else timedelta(0)

    @property
    def reads(self) -> str:
        """What the last tick read, in words."""
        source = self._source
        return f"{source.branch} at {source.commit[:10]}" if source else "nothing"

    def tick(self) -> TickReport:
        """Publish what is due now, by what is merged and on record now."""
        with ExitStack() as stack:
            opened = self._open(keep, stack)
            report = tick(*opened, self.told) if opened else _NOTHING
        renamed = self._keys.renamed() if self._keys else ()
        self.note = "; ".join(filter(None, (self.note, *renamed)))
        return report

    def rehearse(self) -> TickReport:
        """What a tick would decide now; nothing is sent or written."""
        with ExitStack() as stack:
            opened = self._open(look, stack)
            if opened is None:
                return _NOTHING
            calendar, world = opened
            view = world.look()
            now = world.clock.now()
            world = replace(world, purse=purse(world.budgets, view, now))
            found = calendar.read(view.tick(), now)
            each = decisions(found.targets, view, rules_of(world))
            return TickReport((), each, found.broken)

    def moved(self) -> bool:
        """Whether a branch is elsewhere than where the last tick saw or left it."""
        source, store = self._source, self._store
        if source is None:
            return True
        seen = {source.branch: source.commit}
        if store is not None and store.last is not None:
            seen[source.space.settings.record.branch] = store.last
        return tips(source.git, source.remote, [*seen]) != seen

    def _open(
        self, find: FindPolicy, stack: ExitStack
    ) -> tuple[CommitCalendar, World] | None:
        """What is merged and on record now; None where nothing is set up."""
        self._source = self._store = self._keys = None
        source = self._source = wiring.published(self.session.workspace)
        settings = source.space.settings
        self.is_set_up = not all(each.sample for each in settings.accounts.values())
        if not self.is_set_up:
            self.note = "not set up: all accounts are samples"
            return None
        self.rehearses = settings.rehearses
        if self.rehearses and not self._said:
            self._said = True
            click.echo(REHEARSAL, err=True)
        found = record_of_run(self.session, source, writes=find is keep)
        store = self._store = FollowedStore(found.access.store)
        record = replace(found, access=replace(found.access, store=store))
        view = record.open()
        refuse_pretended_time(self.session, source, view)
        mixed = refuse_mixed_worlds(view, settings)
        if find is keep:
            refuse_keyless(view.keys, view.access.ring)
        time = wiring.session_clock(self.session) or clock
        stands, view = find(source, view, time.now)
        self.note = "; ".join(filter(None, (mixed, stands.note)))
        keys = self._keys = ways(self.session, source, view, stands, stack)
        calendar = CommitCalendar(source.tree, source.space, timedelta(0))
        approve = Approvals(source, stands.policy, time.now)
        return calendar, self._world(source, _first(view, record.open), approve, keys)

    def _world(
        self,
        source: wiring.Published,
        look: Callable[[], Snapshot],
        approve: Approvals,
        keys: OwnKeys,
    ) -> World:
        settings = source.space.settings
        return World(
            look=look,
            accounts=settings.accounts,
            publisher=keys,
            files=lambda target: wiring.files(source, target),
            permalink=permalink if self.rehearses else _permalink,
            approve=approve,
            clock=wiring.session_clock(self.session) or clock,
            publishing=settings.publishing,
            stopping=self.stopping,
            moved=lambda: _main(source) != source.commit,
            budgets=budgets_of(source.space),
        )


def _main(source: wiring.Published) -> str | None:
    return tips(source.git, source.remote, [source.branch]).get(source.branch)


def _first(view: Snapshot, look: Callable[[], Snapshot]) -> Callable[[], Snapshot]:
    """The view at hand for the first look, then fresh ones."""
    waiting = [view]
    return lambda: waiting.pop() if waiting else look()


def _permalink(account: Account, remote_id: str) -> str:
    from mergecast.networks import NETWORKS  # noqa: PLC0415 - only after a send

    return NETWORKS[account.network].permalink(account.user, remote_id)
