"""Every time of a post is a real date and time.

`publish_at`, `until` and `not_before` are written YYYY-MM-DD HH:MM, with a day that the
month has and an hour that the day has. February has no 30th; a post cannot go out then.

Passes::

    # calendar/2026/11/30-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-30 09:00
    text: It is out.

Fails::

    # calendar/2026/11/31-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-31 09:00
    text: It is out.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable

from mergecast.checks.base import TIME_TROUBLE, Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.model.schedule import TimeTrouble

ID = "time-not-real"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({TIME_TROUBLE})
OPTIONS: Options = {}

_DAY = re.compile(r"(2[0-9]{3})-(0[1-9]|1[0-2])-([0-9]{2})\b")


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Report a wall clock that no calendar or no clock has."""
    if context.schedule.trouble is not TimeTrouble.NOT_A_TIME:
        return ()
    field = context.schedule.field
    written = post.text(field) or ""
    return (
        Remark(
            post.span(field),
            f"'{written}' is not a real date and time",
            hint=_last_day(written) or "write it like '2026-11-24 09:00'",
        ),
    )


def _last_day(written: str) -> str | None:
    found = _DAY.match(written)
    if found is None:
        return None
    days = monthrange(int(found[1]), int(found[2]))[1]
    if 1 <= int(found[3]) <= days:
        return None
    return f"choose a day of that month: {found[1]}-{found[2]} has {days} days"
