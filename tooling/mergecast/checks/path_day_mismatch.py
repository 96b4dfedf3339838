"""A post lies under the day it goes out.

Whoever opens `calendar/2026/11/` sees what November brings, and the publisher reads
only the days around now. So the file of a post that goes out on 24 November 2026 is
`calendar/2026/11/24-anything.yaml`: the day on the clock that the post goes by. An
`asap` post lies under the day of its `until`. `mergecast move` changes time and file
together.

Passes::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Passes::

    # calendar/2026/11/25-outage-over.yaml
    id: outage-over
    accounts: [acme]
    publish_at: asap
    until: 2026-11-25 18:00
    text: We are back.

Fails::

    # calendar/2026/11/23-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.moments import WALL_CLOCK
from mergecast.model.post import ASAP, Post
from mergecast.model.schedule import QUEUE, TimeTrouble

ID = "path-day-mismatch"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset()
OPTIONS: Options = {}

_LEADING_DAY = re.compile(r"^(?:[0-9]{4}-[0-9]{2}-)?[0-9]{1,2}(?:-|$)")


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Compare the day in the path with the day in the file."""
    field = "until" if post.publish_at == ASAP else "publish_at"
    wall_clock = post.text(field)
    if wall_clock is None or post.path.startswith(QUEUE):
        return ()
    day = wall_clock[:10]
    if _lies_under(post.path, day) or not _is_real(wall_clock, context):
        return ()
    return (
        Remark(
            post.span(field),
            f"the post goes out on {day}, but its file is not under that day"
            if field == "publish_at"
            else f"the post ends on {day}, but its file is not under that day",
            hint=f"move it to {right_path(post, day)}",
        ),
    )


def _is_real(wall_clock: str, context: Context) -> bool:
    """Whether there is such a day; if not, that is another check's business."""
    trouble = context.schedule.trouble
    return trouble is not TimeTrouble.NOT_A_TIME and bool(
        WALL_CLOCK.fullmatch(wall_clock)
    )


def _lies_under(path: str, day: str) -> bool:
    start = f"calendar/{day[:4]}/{day[5:7]}/{day[8:]}"
    rest = path[len(start) :]
    return (
        path.startswith(start)
        and rest[:1] in {"-", "."}
        and "/" not in rest
        and rest.endswith(".yaml")
    )


def right_path(post: Post, day: str) -> str:
    """Where a post of that day belongs, keeping the rest of its file name."""
    year, month, number = day.split("-")
    stem = post.path.rsplit("/", 1)[-1].removesuffix(".yaml")
    slug = _LEADING_DAY.sub("", stem) or post.id
    return f"calendar/{year}/{month}/{number}-{slug}.yaml"
