"""Ask one check about examples, and read what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from checks.example_workspace import NOW, context, posts, workspace

from mergecast.checks.base import (
    AsOf,
    AsOfCheck,
    CalendarCheck,
    Context,
    PostCheck,
    Row,
)
from mergecast.checks.basis.rows import row
from mergecast.findings import Remark


def of_post(check: PostCheck, example: str, **options: object) -> list[Remark]:
    """What a post check says of the one post of an example."""
    (post,) = posts(example)
    return list(check.check(post, context(post, **{**check.OPTIONS, **options})))


def of_rows(
    check: CalendarCheck, rows: Sequence[Row], space: Context | None = None
) -> list[Remark]:
    """What a calendar check says of rows, in the example workspace by default."""
    return list(check.check(rows, space or Context(workspace(), options=check.OPTIONS)))


def of_calendar(check: CalendarCheck, example: str) -> list[Remark]:
    """What a calendar check says of the posts of an example."""
    settings = workspace().settings
    rows = [row(post, context(post).schedule, settings) for post in posts(example)]
    return of_rows(check, rows)


def of_now(
    check: AsOfCheck,
    example: str,
    *,
    now: datetime = NOW,
    new: bool = True,
    moved: bool = False,
    recorded: frozenset[str] = frozenset(),
) -> list[Remark]:
    """What an as-of check says of the one post of an example."""
    (post,) = posts(example)
    as_of = AsOf(now, new, recorded, moved)
    return list(check.check(post, context(post), as_of))


def a_post(path: str = "calendar/2026/11/24-launch.yaml", **fields: str) -> str:
    """An example with the fields that every post has, unless they are given."""
    known = {
        "id": "launch-2026",
        "accounts": "[acme]",
        "publish_at": "2026-11-24 09:00",
        "text": "It is out.",
        **fields,
    }
    lines = [f"{name}: {value}" for name, value in known.items() if value]
    return "\n".join([f"# {path}", *lines, ""])
