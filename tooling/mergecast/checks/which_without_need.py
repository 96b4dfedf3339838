"""`which` stands only where it is needed.

It chooses between two moments on the one night of the year on which clocks are set
back. Anywhere else it says nothing, and it usually stayed behind when the post moved.
It does no harm, and `mergecast check --fix` removes it.

Passes::

    # calendar/2026/11/01-night.yaml
    id: night-owl
    accounts: [acme-us]
    publish_at: 2026-11-01 01:30
    which: first
    text: Still awake?

Fails::

    # calendar/2026/11/02-night.yaml
    id: night-owl
    accounts: [acme-us]
    publish_at: 2026-11-02 01:30
    which: first
    text: Still awake?
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Edit, Remark, Severity
from mergecast.model.moments import TimeHappensTwiceError, instant
from mergecast.model.post import ASAP, Post

ID = "which-without-need"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"which"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Report a ``which`` that chooses between nothing."""
    if "which" not in post.data or context.schedule.trouble is not None:
        return ()
    if _happens_twice(post, context.schedule.zone):
        return ()
    place = post.span("which")
    return (
        Remark(
            place,
            f"'{post.publish_at or 'a draft'}' does not happen twice, "
            "so 'which' says nothing",
            hint="remove it",
            fix=Edit(place, None),
        ),
    )


def _happens_twice(post: Post, zone: str | None) -> bool:
    if post.publish_at is None or post.publish_at == ASAP or zone is None:
        return False
    try:
        instant(post.publish_at, zone)
    except TimeHappensTwiceError:
        return True
    return False
