"""The checks, in one visible table each for what they look at.

To add a check: write ``checks/<name>.py`` (see ``base``) and add it here. Its
examples become tests and its docstring becomes its page by themselves.
"""

from __future__ import annotations

from mergecast.checks import (
    account_unknown,
    asap_without_until,
    campaign_outside,
    campaign_unknown,
    embargo_broken,
    ignore_unknown,
    owner_unknown,
    path_day_mismatch,
    publish_at_missing,
    queue_with_time,
    time_happens_twice,
    time_not_real,
    time_skipped,
    timezone_missing,
    timezone_unknown,
    until_before_publish,
    variant_unknown,
    variant_unused,
    which_without_need,
)
from mergecast.checks.base import (
    AsOfCheck,
    CalendarCheck,
    Check,
    FileCheck,
    PostCheck,
)

POST_CHECKS: tuple[PostCheck, ...] = (
    account_unknown,
    asap_without_until,
    campaign_outside,
    campaign_unknown,
    embargo_broken,
    ignore_unknown,
    owner_unknown,
    path_day_mismatch,
    publish_at_missing,
    queue_with_time,
    time_happens_twice,
    time_not_real,
    time_skipped,
    timezone_missing,
    timezone_unknown,
    until_before_publish,
    variant_unknown,
    variant_unused,
    which_without_need,
)

CALENDAR_CHECKS: tuple[CalendarCheck, ...] = ()

AS_OF_CHECKS: tuple[AsOfCheck, ...] = ()

FILE_CHECKS: tuple[FileCheck, ...] = ()

HARD_LIMITS: tuple[PostCheck, ...] = ()
"""Looked at once more just before publishing; style never holds an approved post."""


def every_check() -> tuple[Check, ...]:
    """All checks, for lists and docs."""
    return (*POST_CHECKS, *CALENDAR_CHECKS, *AS_OF_CHECKS, *FILE_CHECKS)
