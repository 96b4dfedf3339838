"""A series keeps the days between two that it promises.

`min_gap` is what its author promises: so many days lie between two of its days at
least. A rule may bring two closer than one thinks: the last day of a month and the
first of the next, or a Tuesday and a Thursday.

Passes::

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=WEEKLY;BYDAY=TU
    starts: 2026-11-24 09:00
    timezone: Asia/Kuala_Lumpur
    until: 2026-12-15
    min_gap: 7
    texts:
      - One.
      - Two.

Passes::

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=WEEKLY;BYDAY=TU,TH
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
    rule: FREQ=WEEKLY;BYDAY=TU,TH
    starts: 2026-11-24 09:00
    timezone: Asia/Kuala_Lumpur
    until: 2026-12-15
    min_gap: 7
    texts:
      - One.
      - Two.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.series_days import days
from mergecast.findings import Remark, Severity
from mergecast.model.series import Series

ID = "series-gap-too-small"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(series: Series, context: Context) -> Iterable[Remark]:
    """Name the first two days that are too close, and how many more there are."""
    del context
    least = series.min_gap
    if least is None:
        return ()
    close = [
        (one, other)
        for one, other in pairwise(days(series))
        if (other.day - one.day).days < least
    ]
    if not close:
        return ()
    one, other = close[0]
    apart = (other.day - one.day).days
    more = f", and {len(close) - 1} times more" if len(close) > 1 else ""
    return (
        Remark(
            series.span("min_gap"),
            f"{one.text} and {other.text} are {apart} d apart{more}; "
            f"'min_gap' wants {least}",
            hint="leave one of them out under 'except', or change the rule",
        ),
    )
