"""A post lies under the day it goes out.

Whoever opens `calendar/2026/11/` sees what November brings, and the publisher reads
only the days around now. An `asap` post lies under the day of its `until`.

Passes::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    # calendar/2026/11/23-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.post import ASAP, Post

ID = "path-day-mismatch"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}

_DAY = re.compile(r"calendar/(\d{4})/(\d{2})/(\d{2})(?:-[^/]*)?\.yaml")


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Compare the day in the path with the day in the file."""
    del context
    field = "until" if post.publish_at == ASAP else "publish_at"
    wall_clock = post.text(field)
    if wall_clock is None or post.path.startswith("calendar/queue/"):
        return
    found = _DAY.fullmatch(post.path)
    day = wall_clock[:10]
    if found is not None and "-".join(found.groups()) == day:
        return
    yield Remark(
        post.span(field),
        f"the post goes out on {day}, but its file is not under that day",
        hint=f"move it to {right_path(post, day)}",
    )


def right_path(post: Post, day: str) -> str:
    """Where a post of that day belongs, keeping the rest of its file name."""
    year, month, number = day.split("-")
    name = post.path.rsplit("/", 1)[-1]
    slug = re.sub(r"^\d{2}-", "", name).removesuffix(".yaml") or post.id
    return f"calendar/{year}/{month}/{number}-{slug}.yaml"
