"""A series ends before its approval does.

An approval counts for as long as `approval.valid_for` in mergecast.yaml says. A series
that goes on for longer is approved again on the way, or its later days wait, and are
missed.

Passes::

    # mergecast.yaml
    approval: {valid_for: 90d}
    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=WEEKLY;BYDAY=TU
    starts: 2026-11-24 09:00
    timezone: Asia/Kuala_Lumpur
    until: 2026-12-15
    texts:
      - One.
      - Two.

Fails::

    # mergecast.yaml
    approval: {valid_for: 90d}
    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=WEEKLY;BYDAY=TU
    starts: 2026-11-24 09:00
    timezone: Asia/Kuala_Lumpur
    until: 2027-11-23
    texts:
      - One.
      - Two.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.series import Series

ID = "series-outlives-approval"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(series: Series, context: Context) -> Iterable[Remark]:
    """Say from which day on it would have to be approved again."""
    policy = context.workspace.settings.approval
    valid_for = policy.valid_for if policy else None
    if valid_for is None:
        return ()
    end = series.first_day + valid_for
    if series.last_day <= end:
        return ()
    return (
        Remark(
            series.span("until"),
            f"it goes on to {series.until}, and an approval counts for "
            f"{valid_for.days} d: approved on its first day, it waits from {end} on",
            hint=f"end it on {end}, or plan to have it approved again before that",
        ),
    )
