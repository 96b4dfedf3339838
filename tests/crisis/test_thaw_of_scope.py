"""A thaw ends every freeze of a scope, so a yes is to the last of them."""

from __future__ import annotations

from datetime import UTC, datetime

from mergecast.crisis.thaw import of_scope
from mergecast.model.freeze import Freeze

AT = datetime(2026, 11, 24, tzinfo=UTC)
PLAIN = Freeze("all", "flood", "mei", AT, 3)
GRAVE = Freeze("all", "it leaks", "tom", AT, 7, incident="leak-2026")


def test_a_yes_to_an_earlier_freeze_does_not_end_a_later_one() -> None:
    assert of_scope(
        (PLAIN, GRAVE, Freeze("account:acme", "x", "mei", AT, 9)), "all"
    ) == (GRAVE)
    assert of_scope((PLAIN,), "account:acme") is None
