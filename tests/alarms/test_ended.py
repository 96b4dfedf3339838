"""How a thing was settled; what nobody knows is not settled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from alarms.made import KEY, NOW, mark

from mergecast.alarms.ended import Ended
from mergecast.dispatch.decision import Verb
from mergecast.dispatch.standing import Standing
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import KeyState, PartState

DUE = Standing(KEY, Verb.PUBLISH, "due", "a.yaml", NOW)


def state(of: PartState) -> KeyState:
    kind = EventKind.POSTED
    url = "https://x.com/acme_hq/status/9"
    return KeyState(str(KEY), of, kind, 1, NOW, "n", "e", url=url)


def ended(of: PartState | None, *standings: Standing, name: str = "") -> str | None:
    found = None if of is None else state(of)
    asked = mark(id=name) if name else mark()
    return Ended(standings, lambda _key: found, NOW)(asked)


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (PartState.POSTED, "it is live since 2026-11-24 01:20 UTC: https://x.com/"),
        (PartState.RETRACTED, "it is deleted"),
        (PartState.CANCELLED, "it is cancelled"),
    ],
)
def test_what_is_over_is_said(of: PartState, said: str) -> None:
    assert (ended(of) or "").startswith(said)


@pytest.mark.parametrize(
    "of", sorted(set(PartState) - {"posted", "retracted", "cancelled", "open"})
)
def test_what_waits_or_is_under_way_is_not_settled(of: PartState) -> None:
    assert ended(of) is None


def test_what_may_go_out_is_settled_only_when_its_time_lies_ahead() -> None:
    later = Standing(KEY, Verb.WAIT, "later", "a.yaml", NOW + timedelta(days=1))

    assert ended(PartState.OPEN, DUE) is None
    assert ended(None, DUE) is None
    assert ended(PartState.OPEN, later) == "it goes out at 2026-11-25 01:20 UTC"


def test_a_post_that_is_gone_needs_nobody() -> None:
    assert ended(PartState.OPEN) == "its post is not due any more"


@pytest.mark.parametrize(
    "name",
    [
        "account:acme",
        "freeze:post:x",
        "file:a:b.yaml",
        "runs",
        "ledger",
        "publishing",
    ],
)
def test_what_is_no_alarm_any_more_is_over(name: str) -> None:
    assert ended(None, name=name)


def test_posts_that_wait_for_no_money_any_more_need_nobody() -> None:
    said = "nothing of it waits for money any more"

    assert ended(None, name="budget:acme") == said
