"""What is still to go out has its price; a sample, or what went out, has none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dispatch.world import target

from mergecast.dispatch.costs import in_all, still_to_go
from mergecast.dispatch.decision import Decision, Verb
from mergecast.networks.charges import Charge, total


def test_only_the_parts_that_are_still_to_go_are_counted() -> None:
    thread = target(text=..., thread=["One", "Two: example.org", "Three"])

    whole = still_to_go(Decision(thread, Verb.WAIT, "", part=1))
    rest = still_to_go(Decision(thread, Verb.PUBLISH, "", part=3))

    assert whole == (Charge("post with a link", 200_000), Charge("post", 15_000, 2))
    assert rest == (Charge("post", 15_000),)


@pytest.mark.parametrize(
    "verb", [Verb.HOLD, Verb.DONE, Verb.MISSED, Verb.MANUAL, Verb.CANCELLED]
)
def test_what_no_run_will_send_costs_nothing(verb: Verb) -> None:
    assert still_to_go(Decision(target(), verb, "")) == ()


def test_a_deletion_and_the_look_up_of_what_is_unknown_are_counted() -> None:
    thread = target(text=..., thread=["One", "Two"])

    assert still_to_go(Decision(thread, Verb.RETRACT, "", part=2)) == (
        Charge("deletion", 10_000, 2),
    )
    assert still_to_go(Decision(thread, Verb.UNKNOWN, "")) == (
        Charge("own post read", 1_000),
    )


def test_what_is_read_back_is_counted_part_by_part() -> None:
    each = target(text=..., thread=["One", "Two", "Three"])
    account = replace(each.account, data={"verify": True})

    found = still_to_go(Decision(replace(each, account=account), Verb.WAIT, "", part=2))
    assert found == (Charge("post", 15_000, 2), Charge("own post read", 1_000, 2))


def test_a_bare_domain_is_a_link_or_not_as_the_account_says() -> None:
    each = target(text="see example.org")
    plain = replace(each, account=replace(each.account, bare_domains=False))

    assert still_to_go(Decision(each, Verb.WAIT, "")) == (
        Charge("post with a link", 200_000),
    )
    assert still_to_go(Decision(plain, Verb.WAIT, "")) == (Charge("post", 15_000),)


@pytest.mark.parametrize("verb", [Verb.WAIT, Verb.FROZEN])
def test_what_a_person_posts_costs_nothing_while_it_waits_or_is_frozen(
    verb: Verb,
) -> None:
    by_policy = replace(target(), by_hand="X takes no quotes")

    assert still_to_go(Decision(by_policy, verb, "")) == ()
    assert still_to_go(Decision(target(manual=True), verb, "")) == ()


def test_a_sample_and_what_cannot_be_read_cost_nothing() -> None:
    each = target()
    sample = replace(each, account=replace(each.account, sample=True))
    unread = replace(each, payload=None)

    assert in_all(Decision(one, Verb.WAIT, "") for one in (sample, unread)) == ()
    assert total(in_all([Decision(each, Verb.WAIT, "")] * 3)) == 45_000
