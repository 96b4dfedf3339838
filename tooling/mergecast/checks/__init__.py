"""The checks, in one visible table each for what they look at.

To add a check: write ``checks/<name>.py`` (see ``base``) and add it here. Its
examples become tests and its docstring becomes its page by themselves.
"""

from __future__ import annotations

from mergecast.checks import (
    account_unknown,
    alt_text_missing,
    alt_text_too_long,
    alt_text_useless,
    approval_name_unknown,
    approval_role_unheld,
    approval_unmeetable,
    approver_unknown,
    asap_without_until,
    campaign_outside,
    campaign_unknown,
    codeowners_stale,
    content_file_name,
    content_hidden,
    content_python,
    day_too_full,
    embargo_broken,
    id_duplicate,
    id_reused,
    ignore_unknown,
    link_dangerous,
    live_post_changed,
    live_post_dropped,
    locale_unread,
    media_missing,
    media_not_a_file,
    media_outside,
    media_too_large,
    media_too_many,
    media_too_many_pixels,
    media_wrong_type,
    owner_unknown,
    path_day_mismatch,
    poll_invalid,
    publish_at_missing,
    queue_with_time,
    reference_unknown,
    spacing_too_close,
    stand_in_unknown,
    text_bidi_controls,
    text_empty,
    text_invisible_characters,
    text_look_alikes,
    text_not_nfc,
    text_repeated,
    text_same_on_accounts,
    text_too_long,
    thread_too_long,
    time_happens_twice,
    time_just_passed,
    time_not_real,
    time_passed,
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
    WorkspaceCheck,
)

POST_CHECKS: tuple[PostCheck, ...] = (
    account_unknown,
    alt_text_missing,
    alt_text_too_long,
    alt_text_useless,
    asap_without_until,
    campaign_outside,
    campaign_unknown,
    embargo_broken,
    ignore_unknown,
    link_dangerous,
    locale_unread,
    media_missing,
    media_not_a_file,
    media_outside,
    media_too_large,
    media_too_many,
    media_too_many_pixels,
    media_wrong_type,
    owner_unknown,
    path_day_mismatch,
    poll_invalid,
    publish_at_missing,
    queue_with_time,
    text_bidi_controls,
    text_empty,
    text_invisible_characters,
    text_look_alikes,
    text_not_nfc,
    text_too_long,
    thread_too_long,
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

CALENDAR_CHECKS: tuple[CalendarCheck, ...] = (
    day_too_full,
    id_duplicate,
    reference_unknown,
    spacing_too_close,
    text_repeated,
    text_same_on_accounts,
)

AS_OF_CHECKS: tuple[AsOfCheck, ...] = (
    id_reused,
    live_post_changed,
    live_post_dropped,
    time_just_passed,
    time_passed,
)

FILE_CHECKS: tuple[FileCheck, ...] = (
    content_file_name,
    content_hidden,
    content_python,
)

WORKSPACE_CHECKS: tuple[WorkspaceCheck, ...] = (
    approval_name_unknown,
    approval_role_unheld,
    approval_unmeetable,
    approver_unknown,
    codeowners_stale,
    stand_in_unknown,
)

HARD_LIMITS: tuple[PostCheck, ...] = (
    alt_text_too_long,
    media_missing,
    media_not_a_file,
    media_outside,
    media_too_large,
    media_too_many,
    media_too_many_pixels,
    media_wrong_type,
    poll_invalid,
    text_empty,
    text_too_long,
    thread_too_long,
)
"""Looked at once more just before publishing; style never holds an approved post."""


def every_check() -> tuple[Check, ...]:
    """All checks, for lists and docs."""
    return (
        *POST_CHECKS,
        *CALENDAR_CHECKS,
        *AS_OF_CHECKS,
        *FILE_CHECKS,
        *WORKSPACE_CHECKS,
    )
