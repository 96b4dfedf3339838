"""The letters by which accounts are told apart at a glance."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.pages.letters import letters


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (["project", "project-zh", "project-ms"], ["P", "ZH", "MS"]),
        (["acme", "acme-uk"], ["A", "UK"]),
        (["acme"], ["A"]),
        (["acme-zh"], ["A"]),
        (["acme-support", "acme-sales"], ["SU", "SA"]),
        (["news", "notes-de"], ["NE", "NO"]),
        (["main-east", "main-easter"], ["E1", "E2"]),
        (["公司", "公司_新闻"], ["公", "新"]),
        (["👨‍👩‍👧", "🎉"], ["👨‍👩‍👧", "🎉"]),
        ([], []),
    ],
)
def test_what_accounts_share_says_nothing_and_what_differs_does(
    keys: list[str], shown: list[str]
) -> None:
    assert list(letters(keys).values()) == shown


@settings(max_examples=60)
@given(st.lists(st.text("ab-1é新👨‍👩‍👧", min_size=1, max_size=5), max_size=12))
def test_no_two_accounts_look_alike_and_each_has_something(keys: list[str]) -> None:
    found = letters(keys)

    assert set(found) == set(keys)
    assert len(set(found.values())) == len(found)
    assert all(found.values())
