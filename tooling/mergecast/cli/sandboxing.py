"""What `mergecast sandbox` does: start the stand-in with a workspace's accounts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from mergecast import clock
from mergecast.cli.session import Session
from mergecast.errors import MergecastError
from mergecast.loading.workspace import usable
from mergecast.repository.trees import WorkTree
from mergecast.sandbox.accounts import DEFAULT_ACCOUNTS, SandboxAccount
from mergecast.sandbox.faults import parse_fault
from mergecast.sandbox.server import serve, start, startup_lines

_FIRST_ID = 1_000_001


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `sandbox`."""

    port: int
    data: Path | None
    accounts: tuple[str, ...]
    faults: tuple[str, ...]
    seed: int


def run(session: Session, wanted: Wanted) -> None:
    """Serve until Ctrl-C.

    Raises:
        UsageError: an account or a fault is not one.
        WorkspaceError: the port is taken.
    """
    now = session.pinned
    running = start(
        wanted.data or ":memory:",
        port=wanted.port,
        accounts=_accounts(session, wanted.accounts),
        faults=tuple(parse_fault(text) for text in wanted.faults),
        seed=wanted.seed,
        now=(lambda: now) if now else clock.now,
    )
    for line in startup_lines(running):
        click.echo(line)
    serve(running)


def _accounts(session: Session, named: tuple[str, ...]) -> tuple[SandboxAccount, ...]:
    if named:
        return tuple(
            _account(text, _FIRST_ID + number) for number, text in enumerate(named)
        )
    try:
        settings = usable(WorkTree(session.workspace)).settings
    except MergecastError:
        return DEFAULT_ACCOUNTS
    found = [each for each in settings.accounts.values() if each.network == "x"]
    return (
        tuple(
            SandboxAccount(each.user, each.user_id or str(_FIRST_ID + number), each.key)
            for number, each in enumerate(found)
        )
        or DEFAULT_ACCOUNTS
    )


def _account(text: str, number: int) -> SandboxAccount:
    handle, _, user_id = text.partition(":")
    return SandboxAccount(handle, user_id or str(number), handle)
