"""What is planned already is moved out of a blackout, or dropped, in time.

A day of mourning is often named when posts for it are approved already. They do not go
out on it, and are kept back when it is over; until then somebody gives each a new time
(`mergecast move`), drops it, or names it under `except` in `calendar/blackouts.yaml`.
Looked at are four weeks from now on.

Passes::

    # calendar/blackouts.yaml
    days: [{name: State funeral, kind: mourning, from: 2026-11-26}]
    # calendar/2026/11/27-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-27 09:00
    text: It is out.

Fails::

    # calendar/blackouts.yaml
    days: [{name: State funeral, kind: mourning, from: 2026-11-26}]
    # calendar/2026/11/26-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-26 09:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Present
from mergecast.checks.basis.closed_days import accounts_of, who
from mergecast.findings import Remark, Severity
from mergecast.planning.blackouts import is_meant, stretch
from mergecast.source import Place

ID = "planned-in-blackout"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Say of each planned post which blackout would stop it."""
    closed = context.workspace.blackouts
    days = [each for each in closed.days if each.force.stops]
    for post in present.planned if days else ():
        for account in accounts_of(post.accounts, context):
            for day in days:
                closure = stretch(day, account)
                if post.at is None or not closure.holds(post.at):
                    continue
                if is_meant(day, account, post.id, post.bucket):
                    yield Remark(
                        Place(post.path, ("publish_at",)),
                        f"on '{account.key}' it does not go out: it falls into "
                        f"{closure.reason}{who(day)}",
                        hint=f"run `mergecast move {post.id} TIME`, drop it, or name "
                        "it under 'except' in calendar/blackouts.yaml",
                        owner=post.owner or closed.owner or "",
                    )
