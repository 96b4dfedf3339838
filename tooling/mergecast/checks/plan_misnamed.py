"""A plan is named after its year, quarter, month or ISO week.

`2026.yaml`, `2026-Q4.yaml`, `2026-11.yaml` and `2026-W48.yaml` in calendar/plan/ are
read; a file of another name looks like a plan and is none. Weeks are those of ISO 8601:
most years have 52, 2026 has 53. A README and hidden files are left alone.

Passes::

    # calendar/plan/2026-W53.yaml
    week: 2026-W53

Fails::

    # calendar/plan/2026-W54.yaml
    week: 2026-W54

Fails::

    # calendar/plan/2026-11.yml
    month: 2026-11
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mergecast.checks.base import Options
from mergecast.findings import Remark, Severity
from mergecast.model.periods import Span, period, period_of
from mergecast.source import Place

ID = "plan-misnamed"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}

_HOME = "calendar/plan/"
_USUAL = "call it like 2026.yaml, 2026-Q4.yaml, 2026-11.yaml or 2026-W48.yaml"


def check(path: str, text: str) -> Iterable[Remark]:
    """Look whether a file among the plans is named after a period."""
    del text
    name = path.removeprefix(_HOME)
    if name == path or name.startswith((".", "README")):
        return ()
    stem = name.removesuffix(".yaml")
    if stem != name and period(stem) is not None:
        return ()
    hint = _weeks(stem) or _USUAL
    return (Remark(Place(path), f"'{path}' is never read as a plan", hint=hint),)


def _weeks(stem: str) -> str | None:
    """How many weeks a year has, where one was named that it has not."""
    year, _, week = stem.partition("-W")
    if not (len(year) == 4 and year.isascii() and year.isdigit() and week.isdigit()):
        return None
    if period(year) is None:
        return None
    # The 28th of December always lies in the last week (ISO 8601).
    last = period_of(Span.WEEK, date(int(year), 12, 28))
    return f"the weeks of {year} are {year}-W01 to {last.name}"
