"""A series does not say the same again within days.

X refuses a post whose words an account posted a short while ago ("You are not allowed
to create a Tweet with duplicate content"), and readers notice, too. A day that is
refused is held for a person. So a series that comes often needs enough texts. Letter
case and white space make no difference.

Options: `days` (7): how far apart the same words are at least.

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

Passes::

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=DAILY
    starts: 2026-11-24 09:00
    timezone: Asia/Kuala_Lumpur
    until: 2026-12-15
    texts:
      - Tip 1.
      - Tip 2.
      - Tip 3.
      - Tip 4.
      - Tip 5.
      - Tip 6.
      - Tip 7.

Fails::

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=DAILY
    starts: 2026-11-24 09:00
    timezone: Asia/Kuala_Lumpur
    until: 2026-12-15
    texts:
      - The only tip.

Fails::

    # calendar/recurring/tips.yaml
    id: tips
    accounts: [acme]
    rule: FREQ=DAILY
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
from mergecast.checks.basis.series_days import days
from mergecast.findings import Remark, Severity
from mergecast.model.series import Series
from mergecast.planning.recurrence import Turn

ID = "series-words-repeat"
SEVERITY = Severity.WARNING
OPTIONS: Options = {"days": 7}


def check(series: Series, context: Context) -> Iterable[Remark]:
    """Name the first two days with the same words that are too close."""
    asked = context.options.get("days", 7)
    least = asked if isinstance(asked, int) else 7
    last: dict[str, Turn] = {}
    close: list[tuple[Turn, Turn]] = []
    for turn in days(series):
        words = _words(series, turn)
        before = last.get(words) if words else None
        if before is not None and (turn.day - before.day).days < least:
            close.append((before, turn))
        last[words] = turn
    if not close:
        return ()
    one, other = close[0]
    apart = (other.day - one.day).days
    more = f", and {len(close) - 1} times more" if len(close) > 1 else ""
    return (
        Remark(
            series.span("texts", series.index(other.number)),
            f"{one.text} and {other.text} say the same, {apart} d apart{more}; X "
            "refuses the words of a recent post as a duplicate",
            hint="add texts that say it in other words, or let it come less often",
        ),
    )


def _words(series: Series, turn: Turn) -> str:
    parts = series.texts[series.index(turn.number)]
    return "\0".join("".join(part.text.casefold().split()) for part in parts)
