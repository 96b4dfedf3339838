"""A series has an end that people can look at.

Reviewers say yes to every day of a series at once. So it goes on for ten years at most,
and comes 2,000 times at most; of one that is longer no day goes out.

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
    rule: FREQ=YEARLY
    starts: 2026-11-24 09:00
    timezone: Asia/Kuala_Lumpur
    until: 2046-11-24
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
from mergecast.planning.recurrence import MOST, too_long

ID = "series-too-long"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(series: Series, context: Context) -> Iterable[Remark]:
    """Report a series that is longer than anybody plans."""
    del context
    if too_long(series):
        said = "it goes on for more than ten years, so that none of its days goes out"
    elif series.count is None and len(days_of_rule(series)) >= MOST:
        said = f"it comes {MOST} times or more; what comes after that never goes out"
    else:
        return ()
    hint = "end it earlier; when that day is near, a change makes it go on"
    return (Remark(series.span("until"), said, hint=hint),)
