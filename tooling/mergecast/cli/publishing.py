"""What `mergecast publish` does: ticks over the real adapters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from signal import SIGINT, SIGTERM, signal
from threading import Event

from mergecast import clock
from mergecast.cli import wiring
from mergecast.cli.pretending import refuse_pretended_time
from mergecast.cli.reaching import ledger
from mergecast.cli.session import Session
from mergecast.dispatch.pace import judge
from mergecast.dispatch.tick import TickReport, tick
from mergecast.dispatch.waiting import attend
from mergecast.dispatch.world import World
from mergecast.errors import UsageError, WorkspaceError
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.due import CommitCalendar
from mergecast.model.settings import Account
from mergecast.renderers.tick import PublishReport


def run(
    session: Session, *, dry_run: bool, wait: timedelta | None = None
) -> PublishReport:
    """Publish what is due; with ``wait``, also what is due within that time.

    Asked to stop (SIGTERM, or Ctrl-C once), it finishes the part in flight.

    Raises:
        MergecastError: see each; nothing was posted.
    """
    if wait is not None and session.pinned is not None:
        raise UsageError(
            "--now pretends a time that stands still, so there is no waiting for it",
            hint="leave out --now or --wait",
            not_done="nothing was posted",
        )
    with asked_to_stop() as stopping:
        first = _once(session, stopping, dry_run=dry_run)
        if wait is None or dry_run or first.tick is None:
            return first
        ready = [first.tick]

        def once() -> TickReport:
            if ready:
                return ready.pop()
            return _once(session, stopping, dry_run=False).tick or _NOTHING

        return replace(first, tick=attend(once, clock, wait, stopping))


_NOTHING = TickReport((), (), ())


@contextmanager
def asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Whether somebody asked this process to end; asked twice, it ends at once."""
    asked = Event()

    def note(_signal: int, _frame: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = {each: signal(each, note) for each in (SIGTERM, SIGINT)}
    try:
        yield asked.is_set
    finally:
        for each, handler in before.items():
            signal(each, handler)


def _once(
    session: Session, stopping: Callable[[], bool], *, dry_run: bool
) -> PublishReport:
    source = wiring.published(session.workspace)
    settings = source.space.settings
    real = [each for each in settings.accounts.values() if not each.sample]
    if not real:
        return PublishReport(None, "not set up: all accounts are samples")
    record = ledger(session, source)
    view = record.open()
    refuse_pretended_time(session, source, view)
    note = refuse_mixed_worlds(view, live=settings.live)
    world = World(
        look=_first(view, record.open),
        accounts=settings.accounts,
        publisher=lambda account: wiring.publisher(account, session.pinned),
        files=lambda target: wiring.files(source, target),
        permalink=_permalink,
        approve=wiring.Approvals(source, view.sandbox, view.birth.forge),
        clock=wiring.session_clock(session) or clock,
        publishing=settings.publishing,
        stopping=stopping,
    )
    calendar = CommitCalendar(source.tree, source.space, timedelta(0))
    if dry_run:
        return PublishReport(_rehearse(calendar, world), note, dry_run=True)
    return PublishReport(tick(calendar, world), note)


def _first(view: Snapshot, look: Callable[[], Snapshot]) -> Callable[[], Snapshot]:
    """The view at hand for the first look, then fresh ones."""
    waiting = [view]
    return lambda: waiting.pop() if waiting else look()


def _rehearse(calendar: CommitCalendar, world: World) -> TickReport:
    view = world.look()
    found = calendar.read(view.tick(), world.clock.now())
    decisions = tuple(judge(target, view, world) for target in found.targets)
    return TickReport((), decisions, found.broken)


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
