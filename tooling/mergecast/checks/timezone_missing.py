"""A post on accounts in different zones says whose clock it goes by.

All targets of a post go out at the same moment. Where its accounts share a time zone,
its times are read by that clock; where they do not, `timezone` has to say which one is
meant. A draft without any time needs none yet.

Passes::

    id: launch-2026
    accounts: [acme, acme-de]
    publish_at: 2026-11-24 09:00
    timezone: Europe/Berlin
    text: It is out.

Passes::

    # calendar/queue/someday.yaml
    id: someday
    accounts: [acme, acme-de]
    text: One day it will be out.

Fails::

    id: launch-2026
    accounts: [acme, acme-de]
    publish_at: 2026-11-24 09:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import TIME_TROUBLE, Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.model.schedule import TimeTrouble

ID = "timezone-missing"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({TIME_TROUBLE})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Report a schedule that has several zones to choose from."""
    if context.schedule.trouble is not TimeTrouble.ZONES_DIFFER:
        return ()
    known = context.workspace.settings.accounts
    clocks = [
        f"{key} by {known[key].timezone}" for key in post.accounts if key in known
    ]
    zones = dict.fromkeys(known[key].timezone for key in post.accounts if key in known)
    return (
        Remark(
            post.span("accounts"),
            f"these accounts go by different clocks: {', '.join(clocks)}",
            hint=f"add 'timezone:' with the clock you mean: {' or '.join(zones)}",
        ),
    )
