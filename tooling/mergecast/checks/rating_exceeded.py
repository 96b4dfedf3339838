"""A post is suitable for the readers of its accounts.

`rating` says whom a post suits: G is for everyone, PG may need guidance, PG-13 is not
for children; without one it is G. The highest that an account may use stands in
styleguide/rating.yaml.

Passes::

    # styleguide/rating.yaml
    most: PG
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    rating: PG
    text: It is out.

Fails::

    # styleguide/rating.yaml
    most: PG
    accounts: {acme: G}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    rating: PG
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.guide import RATINGS
from mergecast.model.post import Post

ID = "rating-exceeded"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Compare the post's rating with that of each account."""
    rating = context.workspace.guide.rating
    own = post.text("rating")
    if rating is None or own not in RATINGS:
        return
    for account in post.accounts:
        most = rating.of(account)
        if RATINGS.index(own) > RATINGS.index(most):
            yield Remark(
                post.span("rating"),
                f"this is rated {own}, and '{account}' goes up to {most}",
                hint="tone it down, or take the account out",
            )
