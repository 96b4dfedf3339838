"""The calendar as people look at it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest
from planning.calendar_posts import SETTINGS, post, shown

from mergecast.model.event import EventKind
from mergecast.model.ledger_state import KeyState, PartState
from mergecast.planning.agenda import Stage, Wanted, entry, in_order, keys, stage

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def _state(key: str, state: PartState, url: str | None = None) -> KeyState:
    return KeyState(
        key=key,
        state=state,
        kind=EventKind.POSTED,
        seq=1,
        at=AT,
        nonce="n",
        event="sha256:0",
        url=url,
    )


def _states(*each: PartState | None) -> list[KeyState | None]:
    return [None if one is None else _state("k", one) for one in each]


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ([None], Stage.SCHEDULED),
        ([PartState.OPEN], Stage.SCHEDULED),
        ([PartState.POSTED, PartState.POSTED], Stage.LIVE),
        ([PartState.POSTED, None], Stage.PARTLY),
        ([PartState.POSTED, PartState.CANCELLED], Stage.PARTLY),
        ([PartState.POSTED, PartState.HELD], Stage.HELD),
        ([PartState.UNKNOWN], Stage.HELD),
        ([PartState.MISSED, PartState.POSTED], Stage.MISSED),
        ([PartState.MANUAL], Stage.BY_HAND),
        ([PartState.CLAIMED], Stage.GOING),
        ([PartState.SENDING, PartState.POSTED], Stage.GOING),
        ([PartState.RETRACTED, PartState.RETRACTED], Stage.RETRACTED),
        ([PartState.CANCELLED], Stage.CANCELLED),
    ],
)
def test_one_word_says_how_a_post_stands(
    states: list[PartState | None], told: Stage
) -> None:
    assert stage(_states(*states), queued=False) is told


def test_what_needs_a_person_is_never_hidden_by_what_is_live() -> None:
    asks = {PartState.HELD, PartState.UNKNOWN, PartState.MISSED, PartState.MANUAL}
    for one, other in product(PartState, PartState):
        told = stage(_states(one, other), queued=False)
        if {one, other} & asks:
            assert told in {Stage.HELD, Stage.MISSED, Stage.BY_HAND}, (one, other)


def test_a_draft_in_the_queue_is_an_idea_without_a_time() -> None:
    found = shown(post("later", None))

    assert (found.stage, found.at) == (Stage.IDEA, None)


def test_a_post_stands_at_its_instant_whatever_zone_it_was_written_in() -> None:
    found = shown(post("launch", "2026-11-24 09:00"))

    assert found.at == AT
    assert found.zone == "Asia/Kuala_Lumpur"


def test_what_goes_as_soon_as_possible_stands_at_its_last_moment() -> None:
    found = shown(post("flood", "asap", until="2026-11-24 09:00"))

    assert found.asap
    assert found.at == AT


def test_a_thread_on_two_accounts_has_a_key_for_each_part_and_account() -> None:
    each = post("why", thread=["one", "two"], accounts=["acme", "acme-uk", "nobody"])

    assert [str(key) for key in keys(each, SETTINGS)] == [
        "why@acme:1",
        "why@acme:2",
        "why@acme-uk:1",
        "why@acme-uk:2",
    ]


def test_where_it_can_be_seen_comes_from_the_record() -> None:
    url = "https://x.com/acme_hq/status/7"
    states = {"launch@acme:1": _state("launch@acme:1", PartState.POSTED, url)}

    found = entry(post("launch"), SETTINGS, states)

    assert (found.stage, found.url) == (Stage.LIVE, url)


def test_what_is_on_record_and_cannot_be_read_is_not_taken_for_scheduled() -> None:
    found = entry(post("launch"), SETTINGS, {"launch@acme:1": None})

    assert found.stage is Stage.UNREAD


def test_the_title_is_the_first_line_that_says_something() -> None:
    assert (
        shown(post("launch", text="\n  \n 维护已经完成 👩‍👩‍👧\nmore")).title
        == "维护已经完成 👩‍👩‍👧"
    )
    assert shown(post("picture", text="")).title == "picture"


def test_the_soonest_comes_first_and_ideas_last() -> None:
    each = [
        post("c", None),
        post("b", "2026-11-24 10:00"),
        post("a", "2026-11-24 10:00"),
        post("d", "2026-11-23 10:00"),
    ]

    assert [one.post.id for one in in_order(map(shown, each))] == ["d", "a", "b", "c"]


def test_all_that_is_asked_for_has_to_hold() -> None:
    each = post("launch", bucket="evergreen", campaign="first", owner="mei")

    assert Wanted().holds(each)
    assert Wanted("acme", "mei", "first", "evergreen").holds(each)
    for other in (
        Wanted(account="acme-uk"),
        Wanted(person="tom"),
        Wanted(campaign="second"),
        Wanted("acme", "mei", "first", "reactive"),
    ):
        assert not other.holds(each)
