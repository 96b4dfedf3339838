"""What is planned stays below where the budget warns.

`warn` under `budget` in mergecast.yaml, or in the file of a campaign, says from when on
review says so. It is said at the posts that go over it, the earliest first; all that is
planned for the month counts, sent or not.

Passes::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
    budget: {month: {warn: 0.10}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.

Fails::

    # mergecast.yaml
    version: 1
    accounts:
      acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
    budget: {month: {warn: 0.10}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out, at https://example.org/launch
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mergecast.checks.base import Context, Options, Row
from mergecast.checks.basis.budgets import crossed
from mergecast.findings import Remark, Severity
from mergecast.networks.charges import dollars

ID = "budget-warned"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(rows: Sequence[Row], context: Context) -> Iterator[Remark]:
    """Add up what is planned, and tell the posts beyond the threshold."""
    for each in crossed(rows, context):
        warn, wait = each.threshold.warn, each.threshold.wait
        if warn is None or (wait is not None and each.amount > wait):
            continue
        yield Remark(
            each.row.span("publish_at"),
            f"with this post {each.of} goes over the {dollars(warn)} from which its "
            "budget warns",
            hint=f"it comes to {dollars(each.amount)} here: leave out a link (it makes "
            f"a post thirteen times as dear), or give it more {each.where}",
        )
