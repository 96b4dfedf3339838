"""The time of a series is there on each of its days, and once.

Where clocks are set forward an hour is skipped, and where they are set back one
happens twice. A series meets such a night sooner or later. Its time is never shifted:
on a night on which it does not exist nothing could go out, so reviewers are told now.

Passes::

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=WEEKLY;BYDAY=TU
    starts: 2026-11-24 09:00
    timezone: Europe/Berlin
    until: 2027-04-30
    texts:
      - One.
      - Two.

Passes::

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=DAILY
    starts: 2026-10-20 02:30
    timezone: Europe/Berlin
    until: 2026-11-01
    which: first
    texts:
      - One.
      - Two.

Fails::

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=DAILY
    starts: 2027-03-20 02:30
    timezone: Europe/Berlin
    until: 2027-04-01
    texts:
      - One.
      - Two.

Fails::

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=DAILY
    starts: 2026-10-20 02:30
    timezone: Europe/Berlin
    until: 2026-11-01
    texts:
      - One.
      - Two.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.series_days import days
from mergecast.findings import Remark, Severity
from mergecast.model.moments import (
    NoSuchTimeError,
    TimeHappensTwiceError,
    UnknownZoneError,
    instant,
)
from mergecast.model.series import Series

ID = "series-time-odd"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(series: Series, context: Context) -> Iterator[Remark]:
    """Name the first night that skips its time, and the first that has it twice."""
    del context
    which = series.data.get("which")
    told: set[type[Exception]] = set()
    for turn in days(series):
        try:
            instant(
                f"{turn.text} {series.clock}",
                series.timezone,
                which if isinstance(which, str) else None,
            )
        except UnknownZoneError:
            return  # that is another finding
        except NoSuchTimeError as error:
            if type(error) not in told:
                told.add(type(error))
                yield _skipped(series, turn.text, error.after)
        except TimeHappensTwiceError as error:
            if type(error) not in told:
                told.add(type(error))
                yield _twice(series, turn.text)


def _skipped(series: Series, day: str, after: str) -> Remark:
    return Remark(
        series.span("starts"),
        f"on {day} clocks in {series.timezone} go from before {series.clock} to "
        f"{after[11:]}: that time does not exist",
        hint=f"choose another time of day, or leave {day} out under 'except'",
    )


def _twice(series: Series, day: str) -> Remark:
    return Remark(
        series.span("starts"),
        f"on {day} clocks in {series.timezone} show {series.clock} twice",
        hint="write 'which: first' or 'which: second', or choose another time of day",
    )
