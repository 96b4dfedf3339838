"""What is live is not edited, and stays live whatever becomes of its file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checks.asking import a_post
from checks.example_workspace import NOW, context, posts

from mergecast.checks import live_post_changed, live_post_dropped
from mergecast.checks.base import AsOf, AsOfCheck
from mergecast.findings import Remark

URL = "https://x.com/acme_hq/status/1"
EDITED = AsOf(NOW, new=False, live={"acme": URL}, edited=frozenset({"acme"}))


def said(check: AsOfCheck, as_of: AsOf = EDITED, **fields: str) -> list[Remark]:
    (post,) = posts(a_post(**fields))
    return list(check.check(post, context(post), as_of))


def test_an_edit_of_what_is_live_says_where_it_is_and_both_ways_on() -> None:
    (found,) = said(live_post_changed)

    assert URL in found.message
    assert "`mergecast retract launch-2026`" in found.hint
    assert "use a new id" in found.hint
    assert found.place.route == ("text",)


@pytest.mark.parametrize(
    ("fields", "route"),
    [
        ({"text": "", "thread": "[a, b]"}, ("thread",)),
        ({"variants": "{acme: {text: hi}}"}, ("variants", "acme")),
        ({"variants": "{x: {text: hi}}"}, ("text",)),
    ],
)
def test_it_points_at_the_words_that_the_account_got(
    fields: dict[str, str], route: tuple[str, ...]
) -> None:
    (found,) = said(live_post_changed, EDITED, **fields)

    assert found.place.route == route


@pytest.mark.parametrize(
    "as_of",
    [
        replace(EDITED, live={}),
        replace(EDITED, edited=frozenset()),
        replace(EDITED, edited=frozenset({"acme-my"})),
        replace(EDITED, gone=True),
    ],
)
def test_only_a_change_on_an_account_where_it_is_live_is_one(as_of: AsOf) -> None:
    assert said(live_post_changed, as_of, accounts="[acme, acme-my]") == []


def test_a_post_that_is_taken_back_may_say_what_it_likes() -> None:
    assert said(live_post_changed, retract="wrong date") == []


def test_a_live_post_whose_file_goes_is_said_to_stay_live() -> None:
    (found,) = said(live_post_dropped, replace(EDITED, gone=True))

    assert found.message.startswith("'launch-2026' is live, and stays live without its")
    assert "mergecast retract launch-2026" in found.hint


def test_an_account_that_is_taken_out_is_named() -> None:
    (found,) = said(live_post_dropped, accounts="[acme-my]")

    assert "without account 'acme'" in found.message
    assert found.place.route == ("accounts",)


def test_what_is_not_live_may_go() -> None:
    gone = replace(EDITED, live={}, gone=True)

    assert said(live_post_dropped, gone) == []
    assert said(live_post_dropped) == []
