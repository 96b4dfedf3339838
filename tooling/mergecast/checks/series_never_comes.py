"""A series comes at least once.

A series whose last day is before its first, whose rule names a day that no calendar
has, or whose every day is left out would look planned and never go out.

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
    until: 2026-11-23
    texts:
      - One.
      - Two.

Fails::

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30
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
    except: [2026-11-24]
    texts:
      - One.
      - Two.
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.series_days import days, days_of_rule
from mergecast.findings import Remark, Severity
from mergecast.model.series import Series
from mergecast.planning.day_rule import DayRuleError, parse_rule
from mergecast.planning.recurrence import too_long

ID = "series-never-comes"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(series: Series, context: Context) -> Iterable[Remark]:
    """Say why none of its days comes."""
    del context
    if days(series) or too_long(series) or not _is_rule(series.rule):
        return ()
    if series.last_day < series.first_day:
        said = f"it ends on {series.until}, before it starts"
        place, hint = "until", "write a later day, or an earlier 'starts'"
    elif days_of_rule(series):
        said = "every day of its rule is left out"
        place, hint = "except", "leave one of them in, or remove the file"
    else:
        said = f"from {series.starts[:10]} to {series.until} the rule names no day"
        place, hint = "rule", "look at its days and months, or end it later"
    return (Remark(series.span(place), f"it never comes: {said}", hint=hint),)


def _is_rule(text: str) -> bool:
    try:
        parse_rule(text)
    except DayRuleError:
        return False
    return True
