"""What `mergecast sandbox` does: start the stand-in with a workspace's accounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import click

from mergecast import clock
from mergecast.cli.session import Session
from mergecast.errors import MergecastError
from mergecast.loading.workspace import usable
from mergecast.model.settings import Account
from mergecast.repository.trees import WorkTree
from mergecast.sandbox.accounts import DEFAULT_ACCOUNTS, SandboxAccount, parse_account
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.faults import parse_fault
from mergecast.sandbox.server import serve, start, startup_lines
from mergecast.sandbox.store import MEMORY


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `sandbox`."""

    port: int
    data: Path | None
    accounts: tuple[str, ...]
    faults: tuple[str, ...]
    seed: int
    read_only: bool = False
    no_self_replies: bool = False
    latency: float = 0.0
    lag: float = 0.0


def run(session: Session, wanted: Wanted) -> None:
    """Serve until Ctrl-C.

    Raises:
        UsageError: an account or a fault is not one.
        WorkspaceError: the port is taken.
    """
    now = session.pinned
    running = start(
        wanted.data or MEMORY,
        port=wanted.port,
        accounts=_accounts(session, wanted),
        faults=tuple(parse_fault(text) for text in wanted.faults),
        seed=wanted.seed,
        now=(lambda: now) if now else clock.now,
        conduct=Conduct(
            log=click.echo if session.verbose else None,
            read_only=wanted.read_only,
            latency_seconds=wanted.latency,
            timeline_lag=timedelta(seconds=wanted.lag),
        ),
    )
    for line in startup_lines(running):
        click.echo(line)
    serve(running)


def _accounts(session: Session, wanted: Wanted) -> tuple[SandboxAccount, ...]:
    found = _named(session, wanted.accounts)
    if not wanted.no_self_replies:
        return found
    return tuple(replace(each, self_replies=False) for each in found)


def _named(session: Session, named: tuple[str, ...]) -> tuple[SandboxAccount, ...]:
    if named:
        return tuple(map(parse_account, named))
    try:
        settings = usable(WorkTree(session.workspace)).settings
    except MergecastError:
        return DEFAULT_ACCOUNTS
    found = [each for each in settings.accounts.values() if each.network == "x"]
    return tuple(map(_stand_in, found)) or DEFAULT_ACCOUNTS


def _stand_in(account: Account) -> SandboxAccount:
    """The sandbox's profile for an account of the workspace."""
    user_id = f":{account.user_id}" if account.user_id else ""
    made = parse_account(f"{account.user}{user_id}")
    answers = account.data.get("self_replies") != "refused"
    return replace(made, name=account.key, tier=account.tier, self_replies=answers)
