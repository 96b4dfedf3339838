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
    "verb", [verb for verb in Verb if verb not in {"publish", "wait", "frozen"}]
)
def test_what_no_run_will_send_costs_nothing(verb: Verb) -> None:
    assert still_to_go(Decision(target(), verb, "")) == ()


def test_a_sample_and_what_cannot_be_read_cost_nothing() -> None:
    each = target()
    sample = replace(each, account=replace(each.account, sample=True))
    unread = replace(each, payload=None)

    assert in_all(Decision(one, Verb.WAIT, "") for one in (sample, unread)) == ()
    assert total(in_all([Decision(each, Verb.WAIT, "")] * 3)) == 45_000
