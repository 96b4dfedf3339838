"""What is planned fits into the budget.

`wait` under `budget` in mergecast.yaml, or in the file of a campaign, is what nothing
goes over: a post that would waits, and is missed once it is later than its `late`
allows. So it is said in review, at the posts that would wait: those with which the sum
of all that is planned goes over. A branch is told of each post that it makes wait, also
of one that it did not touch. It is an error since the post would not go out as things
stand; a higher `wait` in the same pull request settles it. Posts of an incident wait
for no money, and are not told.

Passes::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
    budget: {accounts: {acme: {wait: 0.20}}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out, at https://example.org/launch

Fails::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
    budget: {accounts: {acme: {wait: 0.20}}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out, at https://example.org/launch
    # calendar/2026/11/25-thanks.yaml
    id: launch-thanks
    accounts: [acme]
    publish_at: 2026-11-25 09:00
    text: Thank you all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mergecast.checks.base import Context, Options, Row
from mergecast.checks.basis.budgets import crossed
from mergecast.findings import Remark, Severity
from mergecast.networks.charges import dollars

ID = "budget-exceeded"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(rows: Sequence[Row], context: Context) -> Iterator[Remark]:
    """Add up what is planned, and tell the posts that would wait."""
    for each in crossed(rows, context):
        wait = each.threshold.wait
        if wait is None or each.amount <= wait:
            continue
        ways = ", leave out a link, or move it to another month"
        if not each.monthly:
            ways = ", or leave out a link"
        yield Remark(
            each.row.span("publish_at"),
            f"with this post {each.of} goes over the {dollars(wait)} of its budget, so "
            "it would not go out",
            hint=f"it comes to {dollars(each.amount)} here: give it more {each.where}"
            f"{ways}",
        )
