"""What is said of a day of a series is of a day that it has.

`except` and `retract` name days of the rule. A day that the rule does not name is
usually a slip of the pen, and the day that was meant goes out all the same.

Passes::

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=WEEKLY;BYDAY=TU
    starts: 2026-11-24 09:00
    timezone: Asia/Kuala_Lumpur
    until: 2026-12-15
    except: [2026-12-01]
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
    until: 2026-12-15
    except: [2026-12-02]
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
    until: 2026-12-15
    retract:
      2026-11-25: The date was wrong.
    texts:
      - One.
      - Two.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.series_days import days_of_rule
from mergecast.findings import Remark, Severity
from mergecast.model.series import Series

ID = "series-day-unknown"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(series: Series, context: Context) -> Iterator[Remark]:
    """Name each day that is none of its days."""
    del context
    known = [turn.text for turn in days_of_rule(series)]
    if not known:
        return
    left_out = series.data.get("except")
    told = left_out if isinstance(left_out, list) else []
    for number, day in enumerate(told):
        if day not in known:
            yield _unknown(series, day, known, "except", number)
    for day in series.retracted:
        if day not in known:
            yield _unknown(series, day, known, "retract", day)


def _unknown(series: Series, day: str, known: list[str], *route: str | int) -> Remark:
    near = min(known, key=lambda each: abs(_date(each) - _date(day)))
    why = f"did you mean {near}?"
    if route[0] == "retract":
        why += " (what went out before the rule was changed is taken back all the same)"
    return Remark(series.span(*route), f"the rule does not name {day}", hint=why)


def _date(day: str) -> date:
    return date.fromisoformat(day)
