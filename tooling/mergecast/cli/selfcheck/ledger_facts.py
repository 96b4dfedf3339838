"""What the self-check wants to know of the ledger, and of its keys at hand."""

from __future__ import annotations

from datetime import datetime

from mergecast.cli.publishing.offline import offline_ledger
from mergecast.cli.record.keyring import keyring
from mergecast.cli.record.reaching import named
from mergecast.cli.record.verifying import Progress
from mergecast.cli.wiring import Published
from mergecast.doctor.facts import Damaged, Record
from mergecast.errors import LedgerDamagedError, MergecastError
from mergecast.ledger.all_lines import Problem
from mergecast.ledger.ledger import Ledger, NothingRehearsedError
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind
from mergecast.model.health import Away


def keys_here() -> tuple[str, ...]:
    """The names of the ledger's keys in the environment.

    Raises:
        WorkspaceError: a variable does not hold keys.
    """
    ring = keyring()
    every = (*((ring.signer,) if ring.signer else ()), *ring.retired)
    return tuple(one.key_id for one in every)


def record(
    source: Published | Away, *, offline: bool
) -> Record | Damaged | Away | None:
    """The ledger that runs write to, read whole; None where there is none yet.

    Args:
        source: the branch that is published from, whose settings name it.
        offline: whether to look at what this clone has of it.
    """
    if isinstance(source, Away):
        return source
    try:
        settings = source.space.settings
        if settings.ledger.genesis is None and not settings.rehearses:
            return None
        return _read(offline_ledger(source) if offline else named(source))
    except NothingRehearsedError:
        return None
    except LedgerDamagedError as error:
        return Damaged(error.message, error.hint)
    except MergecastError as error:
        return Away(error.message, error.hint)


def _read(ledger: Ledger) -> Record:
    from mergecast.ledger.verify import examine  # noqa: PLC0415 - needs jsonschema

    view = ledger.open()
    progress = Progress()
    found = examine(ledger, view.tip, progress)
    progress.end()
    # A rehearsal's record is begun by a run; a real one by who founds it, no run.
    ticks, born = _ticks(view, founded=not ledger.rehearsal)
    last = view.tick()
    return Record(
        genesis=view.genesis,
        sandbox=view.sandbox,
        keyed=view.keys.present,
        events=found.events,
        problems=tuple(map(_place, found.problems)),
        last=last.at if last and (ticks or not born) else None,
        runs=ticks,
    )


def _ticks(
    view: Snapshot, *, founded: bool
) -> tuple[tuple[tuple[datetime, str], ...], bool]:
    """The runs of the newest days, and whether the ledger was born in them.

    Who founds a ledger writes the first tick with it, and that was no run.
    """
    every = view.tail.events if founded else ()
    first = [one.run for one in every if one.kind is EventKind.GENESIS]
    ticks = tuple(
        (event.at, event.run)
        for event in view.tail.events
        if event.kind is EventKind.TICK and event.run and event.run not in first
    )
    return ticks, bool(first)


def _place(problem: Problem) -> str:
    where = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    return f"{where}: {problem.message}"
