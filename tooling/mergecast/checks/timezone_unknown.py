"""A time zone is the name of a place.

`timezone` takes a name like `Asia/Kuala_Lumpur`: it knows when clocks change there, now
and in years to come. Short names do not: CST is Chicago, Shanghai or Havana; EST stands
still in summer; the signs of Etc/GMT+8 are reversed (it is eight hours behind); and an
editor in London who writes GMT means British clocks, in summer too. `UTC` is accepted.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    timezone: America/Chicago
    text: It is out.

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    timezone: CST
    text: It is out.

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    timezone: Etc/GMT+8
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import TIME_TROUBLE, Context, Options, Traits
from mergecast.checks.basis.zone_hints import places, reason
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.model.schedule import TimeTrouble

ID = "timezone-unknown"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({TIME_TROUBLE})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Report a zone that names no place, the post's own or its accounts'."""
    if context.schedule.trouble is not TimeTrouble.UNKNOWN_ZONE:
        return ()
    name = context.schedule.detail
    near = places(name)
    written = " or ".join(f"'{place}'" for place in near)
    hint = f"write {written}" if near else "write it like 'Asia/Kuala_Lumpur'"
    if post.timezone is not None:
        return (Remark(post.span("timezone"), f"'{name}' {reason(name)}", hint),)
    return (
        Remark(
            post.span("accounts"),
            f"the time zone of its accounts, '{name}', {reason(name)}",
            f"in mergecast.yaml, {hint}",
        ),
    )
