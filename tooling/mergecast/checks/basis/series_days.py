"""The days of a series; none of one whose rule is wrong, which a check names."""

from __future__ import annotations

from mergecast.model.series import Series
from mergecast.planning.day_rule import DayRuleError
from mergecast.planning.recurrence import Turn, rule_days, turns


def days(series: Series) -> tuple[Turn, ...]:
    """The days on which it comes; none where its rule is wrong."""
    try:
        return tuple(turns(series))
    except DayRuleError:
        return ()


def days_of_rule(series: Series) -> tuple[Turn, ...]:
    """The same with those that are left out."""
    try:
        return rule_days(series)
    except DayRuleError:
        return ()
