"""A series has a rule that says its days.

A rule is written as calendars write it (RFC 5545), and only what is understood here may
stand in it: days, weeks, months and years. What another program would pass over in
silence is refused, since a series is approved for what its rule says. The end is not in
the rule but in `until` and `count`, where reviewers look for it.

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
    rule: FREQ=WEEKLY;BYDAY=TU;COUNT=4
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
    rule: FREQ=DAILY;BYHOUR=9,17
    starts: 2026-11-24 09:00
    timezone: Asia/Kuala_Lumpur
    until: 2026-12-15
    texts:
      - One.
      - Two.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.series import Series
from mergecast.planning.day_rule import DayRuleError, parse_rule

ID = "series-rule-wrong"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(series: Series, context: Context) -> Iterable[Remark]:
    """Say what in the rule is not understood."""
    del context
    try:
        parse_rule(series.rule)
    except DayRuleError as error:
        return (Remark(series.span("rule"), error.message, hint=error.hint),)
    return ()
