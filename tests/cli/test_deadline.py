"""Who only looks waits for an answer so long, and no longer."""

from __future__ import annotations

from threading import Event

import pytest

from mergecast.cli.publishing.deadline import within
from mergecast.errors import GitError
from mergecast.model.health import Away


def test_an_answer_in_time_is_the_answer() -> None:
    assert within(10, lambda: 7) == 7
    assert within(10, lambda: None) is None


def test_what_does_not_end_is_left_behind() -> None:
    ever = Event()
    found = within(0.05, lambda: ever.wait(20))
    ever.set()

    assert isinstance(found, Away)
    assert "within 0.05 s" in found.reason


def test_an_error_is_raised_where_it_was_asked_for() -> None:
    def fail() -> None:
        raise GitError("no")

    with pytest.raises(GitError, match="no"):
        within(10, fail)
