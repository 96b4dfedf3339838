"""What is looked at once more just before publishing.

On its own, since a tick that has something to send needs these and no other check.
"""

from __future__ import annotations

from mergecast.checks import (
    alt_text_too_long,
    cashtags_too_many,
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
from mergecast.checks.base import PostCheck

HARD_LIMITS: tuple[PostCheck, ...] = (
    alt_text_too_long,
    cashtags_too_many,
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
