"""A publishing time that happens twice says which one is meant.

Where clocks are set back, an hour happens twice: 01:30, and an hour later 01:30 again.
`which: first` or `which: second` says which of them is meant. (An `until` or
`not_before` in that hour means the later one.)

Passes::

    # calendar/2026/11/01-night.yaml
    id: night-owl
    accounts: [acme-us]
    publish_at: 2026-11-01 01:30
    which: second
    text: Still awake?

Fails::

    # calendar/2026/11/01-night.yaml
    id: night-owl
    accounts: [acme-us]
    publish_at: 2026-11-01 01:30
    text: Still awake?
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import TIME_TROUBLE, Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.moments import TimeHappensTwiceError, instant
from mergecast.model.post import Post
from mergecast.model.schedule import TimeTrouble

ID = "time-happens-twice"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({TIME_TROUBLE})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Name both instants and how to choose."""
    when = context.schedule
    if when.trouble is not TimeTrouble.TWICE:
        return ()
    try:
        instant(post.publish_at or "", when.zone or "")
    except TimeHappensTwiceError as twice:
        return (_both(post, twice, when.zone),)
    return ()


def _both(post: Post, twice: TimeHappensTwiceError, zone: str | None) -> Remark:
    first, second = f"{twice.first:%H:%M} UTC", f"{twice.second:%H:%M} UTC"
    return Remark(
        post.span("publish_at"),
        f"'{post.publish_at}' happens twice in {zone}: at {first} and at {second}",
        hint=f"add 'which: first' for {first}, or 'which: second' for {second}",
    )
