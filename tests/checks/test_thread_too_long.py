"""A thread with too many parts is found."""

from __future__ import annotations

from checks.made_posts import made, said, thread

from mergecast.checks import thread_too_long as check

PARTS = [f"Part {number}" for number in range(1, 28)]


def test_the_first_part_too_many_is_named() -> None:
    (remark,) = said(check, thread(*PARTS, accounts=["acme", "acme-my"]))

    assert remark.place.route == ("thread", 25)
    assert remark.message == "the thread has 27 parts; X takes at most 25"


def test_a_thread_at_the_limit_is_fine() -> None:
    assert said(check, thread(*PARTS[:25])) == []


def test_a_variant_is_counted_for_the_account_that_gets_it() -> None:
    (remark,) = said(check, made("Hi", variants={"acme": {"thread": PARTS}}))

    assert remark.place.route == ("variants", "acme", "thread", 25)
    assert said(check, made("Hi", variants={"acme-my": {"thread": PARTS}})) == []
