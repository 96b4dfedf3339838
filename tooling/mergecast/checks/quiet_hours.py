"""A post is planned for when its readers are awake.

`quiet_hours` under `publishing` in mergecast.yaml says when nothing should be planned;
an account may have its own. The clocks are those of each zone in the account's
`audience`, else the account's. What is realtime, of an incident or `asap` answers to
its moment and is free of them.

Passes::

    # mergecast.yaml
    publishing: {quiet_hours: {from: "22:00", to: "07:00"}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 07:00
    text: It is out.

Passes::

    # mergecast.yaml
    publishing: {quiet_hours: {from: "22:00", to: "07:00"}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 23:30
    lane: realtime
    text: It has just happened.

Fails::

    # mergecast.yaml
    publishing: {quiet_hours: {from: "22:00", to: "07:00"}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 23:30
    text: It is out.

Fails::

    # mergecast.yaml
    publishing: {quiet_hours: {from: "22:00", to: "07:00"}}
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur,
             audience: {zones: [Europe/London]}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.closed_days import accounts_of
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.planning.quiet import is_exempt, quiet

ID = "quiet-hours"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"publish_at"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Look at the clocks of the readers of each account."""
    at = context.schedule.at
    if at is None or is_exempt(post) or "retract" in post.data:
        return
    settings = context.workspace.settings
    for account in accounts_of(post.accounts, context):
        why = quiet(settings, account, at)
        if why is not None:
            yield Remark(
                post.span("publish_at"),
                f"on '{account.key}' it goes out while its readers rest: {why}",
                hint="choose a time at which its readers are awake",
            )
