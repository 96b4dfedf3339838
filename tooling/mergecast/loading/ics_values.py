"""What single properties of an event in an iCalendar file mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from typing import Any

from mergecast.model.moments import UnknownZoneError, zone
from mergecast.planning.day_rule import DayRule, DayRuleError, parse_rule


def known_zone(name: str) -> tzinfo | None:
    """A zone by the name of a place, or as Windows calls it; None: neither."""
    try:
        return zone(name)
    except UnknownZoneError:
        from icalendar.timezone.windows_to_olson import (  # noqa: PLC0415 - an extra
            WINDOWS_TO_OLSON,
        )

        other = WINDOWS_TO_OLSON.get(name)
        return zone(other) if other else None


def leaves_free(found: Any) -> bool:  # noqa: ANN401 - icalendar's, which has many types
    """Whether an event keeps nobody busy."""
    cancelled = str(found.get("STATUS", "")).upper() == "CANCELLED"
    return cancelled or str(found.get("TRANSP", "")).upper() == "TRANSPARENT"


def categories(found: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """The categories of an event, without case."""
    lists = found.get("CATEGORIES", ())
    for each in lists if isinstance(lists, list) else [lists]:
        for name in getattr(each, "cats", ()):
            yield str(name).strip().casefold()


def rule_of(
    found: Any,  # noqa: ANN401 - as above
    start: datetime,
) -> tuple[DayRule | None, datetime | None, int | None]:
    """A rule of days, and its end.

    Raises:
        ValueError: it is none, or more than is understood.
    """
    if found is None:
        return None, None, None
    told = {str(name).upper(): value for name, value in dict(found).items()}
    until, count = told.pop("UNTIL", None), told.pop("COUNT", None)
    text = found.to_ical().decode()
    kept = [part for part in text.split(";") if part.split("=")[0].upper() in told]
    try:
        rule = parse_rule(";".join(kept))
    except DayRuleError as error:
        raise ValueError(error.message) from None
    return rule, last_moment(until, start), int(count[0]) if count else None


def last_moment(until: Any, start: datetime) -> datetime | None:  # noqa: ANN401 - as above
    """The last moment at which it begins, comparable with ``start``."""
    if not until:
        return None
    last: date | datetime = until[0]
    if not isinstance(last, datetime):
        return datetime.combine(last, time(23, 59, 59), start.tzinfo)
    if last.tzinfo is None:
        return last.replace(tzinfo=start.tzinfo)
    return last if start.tzinfo is not None else last.replace(tzinfo=None)
