"""A new post does not go out on a day on which nothing does.

`calendar/blackouts.yaml` names days of mourning and other closed days, for regions,
networks, accounts or buckets. A day is one where the readers of the account are. Such a
day stops every post at its time, also one that was approved before the day was named;
`check --process` lists those. A post that has to go out is named under `except`.

Passes::

    # calendar/blackouts.yaml
    days:
      - {name: State funeral, kind: mourning, from: 2026-11-26, regions: [MY]}
    # calendar/2026/11/27-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-27 00:00
    text: It is out.

Passes::

    # calendar/blackouts.yaml
    days:
      - name: State funeral
        kind: mourning
        from: 2026-11-26
        except: [{post: condolence-2026, because: our condolences}]
    # calendar/2026/11/26-condolence.yaml
    id: condolence-2026
    accounts: [acme]
    publish_at: 2026-11-26 09:00
    text: Our thoughts are with the family.

Fails::

    # calendar/blackouts.yaml
    days:
      - {name: State funeral, kind: mourning, from: 2026-11-26, regions: [MY]}
    # calendar/2026/11/26-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-26 09:00
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import AsOf, Context, Options
from mergecast.checks.basis.closed_days import accounts_of, goes_out, who
from mergecast.checks.basis.newcomers import is_newcomer
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.planning.blackouts import of_post

ID = "blackout-hit"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(post: Post, context: Context, as_of: AsOf) -> Iterable[Remark]:
    """Compare the time of a new post with what is closed on each of its accounts."""
    closed = context.workspace.blackouts
    at = goes_out(post, context, as_of.now)
    if not closed.days or at is None or not is_newcomer(post, context, as_of):
        return
    for account in accounts_of(post.accounts, context):
        for blackout, closure in of_post(closed, account, post):
            if blackout.force.stops and closure.holds(at):
                yield Remark(
                    post.span("publish_at"),
                    f"on '{account.key}' it falls into {closure.reason}{who(blackout)}",
                    hint="choose another time; if it has to go out then, name "
                    f"'{post.id}' under 'except' in calendar/blackouts.yaml",
                )
