"""Every text of a series goes out.

The texts go out in turn. One whose turn never comes before the end was written, and is
reviewed, for nothing.

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
    starts: 2026-11-24 09:00
    timezone: Asia/Kuala_Lumpur
    until: 2026-11-30
    texts:
      - One.
      - Two.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.series_days import days
from mergecast.findings import Remark, Severity
from mergecast.model.series import Series

ID = "series-text-unused"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(series: Series, context: Context) -> Iterator[Remark]:
    """Name each text whose turn never comes."""
    del context
    used = {series.index(turn.number) for turn in days(series)}
    if not used:
        return
    for index in range(len(series.texts)):
        if index not in used:
            yield Remark(
                series.span("texts", index),
                f"text {index + 1} of {len(series.texts)} never goes out",
                hint="end the series later, or take the text out",
            )
