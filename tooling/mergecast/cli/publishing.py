"""What `mergecast publish` does: ticks over the real adapters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from signal import SIG_IGN, SIGHUP, SIGINT, SIGTERM, getsignal, signal
from threading import Event

from mergecast import clock
from mergecast.cli import wiring
from mergecast.cli.approval_wiring import Approvals
from mergecast.cli.identifying import own_keys
from mergecast.cli.policy_wiring import FindPolicy, keep, look
from mergecast.cli.pretending import refuse_pretended_time
from mergecast.cli.reaching import ledger
from mergecast.cli.session import Session
from mergecast.dispatch.identity import OwnKeys
from mergecast.dispatch.pace import decisions, rules_of
from mergecast.dispatch.tick import TickReport, tick
from mergecast.dispatch.waiting import Job, attend, settled_tick
from mergecast.dispatch.world import Step, World
from mergecast.errors import UsageError, WorkspaceError
from mergecast.ledger.followed_store import FollowedStore
from mergecast.ledger.signing import refuse_keyless
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.due import CommitCalendar
from mergecast.model.settings import Account
from mergecast.renderers.tick import PublishReport
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
            report = attend(desk.job(), wait)
        done = report if desk.is_set_up else None
        return PublishReport(done, desk.note, dry_run=dry_run)


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
    _source: wiring.Published | None = None
    _store: FollowedStore | None = None
    _keys: OwnKeys | None = None

    def job(self) -> Job:
        """The ticks, as a job that may stay."""
        time = wiring.session_clock(self.session) or clock
        return Job(self.tick, self.moved, time, self.stopping)

    @property
    def reads(self) -> str:
        """What the last tick read, in words."""
        source = self._source
        return f"{source.branch} at {source.commit[:10]}" if source else "nothing"

    def tick(self) -> TickReport:
        """Publish what is due now, by what is merged and on record now."""
        opened = self._open(keep)
        report = tick(*opened, self.told) if opened else _NOTHING
        renamed = self._keys.renamed() if self._keys else ()
        self.note = "; ".join(filter(None, (self.note, *renamed)))
        return report

    def rehearse(self) -> TickReport:
        """What a tick would decide now; nothing is sent or written."""
        opened = self._open(look)
        if opened is None:
            return _NOTHING
        calendar, world = opened
        view = world.look()
        found = calendar.read(view.tick(), world.clock.now())
        each = decisions(found.targets, view, rules_of(world))
        return TickReport((), each, found.broken)

    def moved(self) -> bool:
        """Whether a branch is elsewhere than where the last tick saw or left it."""
        source, store = self._source, self._store
        if source is None:
            return True
        seen = {source.branch: source.commit}
        if store is not None and store.last is not None:
            seen[source.space.settings.ledger.branch] = store.last
        return tips(source.git, source.remote, [*seen]) != seen

    def _open(self, find: FindPolicy) -> tuple[CommitCalendar, World] | None:
        """What is merged and on record now; None where nothing is set up."""
        self._source = self._store = self._keys = None
        source = self._source = wiring.published(self.session.workspace)
        settings = source.space.settings
        self.is_set_up = not all(each.sample for each in settings.accounts.values())
        if not self.is_set_up:
            self.note = "not set up: all accounts are samples"
            return None
        found = ledger(self.session, source)
        store = self._store = FollowedStore(found.access.store)
        record = replace(found, access=replace(found.access, store=store))
        view = record.open()
        refuse_pretended_time(self.session, source, view)
        mixed = refuse_mixed_worlds(view, live=settings.live)
        if find is keep:
            refuse_keyless(view.keys, view.access.ring)
        time = wiring.session_clock(self.session) or clock
        stands, view = find(source, view, time.now)
        self.note = "; ".join(filter(None, (mixed, stands.note)))
        calendar = CommitCalendar(source.tree, source.space, timedelta(0))
        approve = Approvals(source, stands.policy, time.now)
        keys = self._keys = own_keys(self.session, stands, settings.accounts)
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
            permalink=_permalink,
            approve=approve,
            clock=wiring.session_clock(self.session) or clock,
            publishing=settings.publishing,
            stopping=self.stopping,
            moved=lambda: _main(source) != source.commit,
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


def refuse_mixed_worlds(view: Snapshot, *, live: bool) -> str:
    """A rehearsal never reaches a network, and a network never a rehearsal's rules.

    Returns:
        What a person should know of an unusual but harmless set-up.

    Raises:
        WorkspaceError: a sandbox ledger or ``live: false`` with a real network.
    """
    if wiring.on_loopback():
        return "" if view.sandbox else "posts go to a local sandbox, not to a network"
    if view.sandbox:
        raise WorkspaceError(
            "this ledger was made to rehearse, and the network is a real one",
            hint="start a sandbox and set MERGECAST_X_API_BASE, or go live with a "
            "ledger of its own",
            not_done="nothing was posted",
        )
    if not live:
        raise WorkspaceError(
            "`live: false` in mergecast.yaml: this workspace only rehearses",
            hint="set MERGECAST_X_API_BASE to a sandbox, or merge `live: true`",
            not_done="nothing was posted",
        )
    return ""
