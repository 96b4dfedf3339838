"""A series starts on a day of its rule.

The first text belongs to the first day that the rule names, and calendar programs do
not agree on whether the day of the start counts where the rule does not name it. Here
it does not; a start on a day of the rule leaves no doubt.

Passes::

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

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=WEEKLY;BYDAY=TU
    starts: 2026-11-25 09:00
    timezone: Asia/Kuala_Lumpur
    until: 2026-12-15
    texts:
      - One.
      - Two.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.series_days import days_of_rule
from mergecast.findings import Remark, Severity
from mergecast.model.series import Series

ID = "series-start-differs"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(series: Series, context: Context) -> Iterable[Remark]:
    """Name the day on which it really comes first."""
    del context
    found = days_of_rule(series)
    if not found or found[0].day == series.first_day:
        return ()
    first = found[0]
    return (
        Remark(
            series.span("starts"),
            f"the rule does not name {series.first_day:%a} {series.starts[:10]}: "
            f"it comes first on {first.day:%a} {first.text}",
            hint=f"write '{first.text} {series.clock}', or change the rule",
        ),
    )
