"""A post starts before it ends.

After `until` a post is not published any more, so its `publish_at` has to come first;
and where there is an embargo (`not_before`), that has to be over by then as well.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    until: 2026-11-24 18:00
    text: It is out.

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    until: 2026-11-24 08:00
    text: It is out.

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: asap
    not_before: 2026-11-25 09:00
    until: 2026-11-24 18:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "until-before-publish"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"until"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Compare the end with the publishing time and the embargo."""
    when = context.schedule
    if when.until is None:
        return ()
    starts = {"publish_at": when.at, "not_before": when.not_before}
    for field, start in starts.items():
        if start is not None and when.until <= start:
            return (
                Remark(
                    post.span("until"),
                    f"it ends at '{post.text('until')}', "
                    f"not after its '{field}' at '{post.text(field)}'",
                    hint=f"write an 'until' that is later than '{field}'",
                ),
            )
    return ()
