"""Every time of a post happens.

Where clocks are set forward, an hour (or half of one, or once even a whole day) is
skipped: 02:30 never comes that night. Nobody can say what an author meant by it, so it
is never guessed.

Passes::

    # calendar/2026/03/29-early.yaml
    id: early-bird
    accounts: [acme-de]
    publish_at: 2026-03-29 03:30
    text: Good morning.

Fails::

    # calendar/2026/03/29-early.yaml
    id: early-bird
    accounts: [acme-de]
    publish_at: 2026-03-29 02:30
    text: Good morning.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import TIME_TROUBLE, Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.model.schedule import TimeTrouble

ID = "time-skipped"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({TIME_TROUBLE})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Report a wall clock that its zone skips."""
    when = context.schedule
    if when.trouble is not TimeTrouble.SKIPPED:
        return ()
    return (
        Remark(
            post.span(when.field),
            f"'{post.text(when.field)}' never comes in {when.zone}: "
            "clocks are set forward over it",
            hint=f"write '{when.detail}', which is what clocks there show then, "
            "or a time before the jump",
        ),
    )
