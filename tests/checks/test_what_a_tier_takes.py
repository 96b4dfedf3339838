"""What the network would refuse is found in review, with the way out."""

from __future__ import annotations

import pytest
from checks.asking import a_post, of_post
from checks.made_posts import made, said, thread

from mergecast.checks import (
    cashtags_too_many,
    mentions_too_many,
    quote_refused,
    reply_uninvited,
    thread_refused,
    thread_unproved,
)

THEIRS = "https://x.com/partner/status/1720000000000000000"


def test_a_quote_is_refused_by_the_tier_and_a_person_can_post_it() -> None:
    (remark,) = of_post(quote_refused, a_post(quote=THEIRS))

    assert remark.place.route == ("quote",)
    assert remark.message == "X takes no quotes from the tier 'self-serve'"
    assert remark.hint == "add `manual: true`, and a person posts it by hand"
    assert of_post(quote_refused, a_post(quote=THEIRS, manual="true")) == []


@pytest.mark.parametrize(
    ("target", "found"),
    [
        (THEIRS, 1),
        ("https://twitter.com/partner/status/17", 1),
        ("https://x.com/ACME_HQ/status/17", 0),
        ("launch-2026@acme", 0),
        ("https://x.com/status", 1),
    ],
)
def test_only_answers_to_others_need_an_invitation(target: str, found: int) -> None:
    assert len(of_post(reply_uninvited, a_post(reply_to=target))) == found


def test_the_second_cashtag_is_the_one_that_is_named() -> None:
    (remark,) = said(cashtags_too_many, made("Look: $ACME and $OTHR 合并"))

    assert remark.place.within == (16, 21)
    assert remark.message.startswith("the text has 2 cashtags; X takes 1 from")


@pytest.mark.parametrize("text", ["$5 and $10", "$ACME", "$$ $ 100$", "US$1,000 $ACME"])
def test_money_is_no_cashtag(text: str) -> None:
    assert said(cashtags_too_many, made(text)) == []


def test_many_names_look_like_spam_and_the_first_too_many_is_shown() -> None:
    (remark,) = said(mentions_too_many, made("看 @one @two @three @four @five"))

    assert remark.place.within == (19, 24)
    assert remark.message.startswith("the text names 5 people; more than 3 unasked")


@pytest.mark.parametrize(
    "text",
    [
        "@one @two @three",
        "@one @ONE @one @One @two",
        "@acme_hq @one @two @three",
        "mail a@b.org c@d.org e@f.org g@h.org",
    ],
)
def test_few_names_and_the_teams_own_are_fine(text: str) -> None:
    assert said(mentions_too_many, made(text)) == []


def test_an_answer_may_name_whom_it_answers() -> None:
    text = "@one @two @three @four thank you"

    assert said(mentions_too_many, made(text, reply_to=THEIRS)) == []


def test_a_thread_says_that_nobody_has_tried_yet() -> None:
    (remark,) = said(thread_unproved, thread("One", "Two", accounts=["acme"]))

    assert remark.place.route == ("thread", 1)
    assert remark.message == "nobody has seen yet that X lets 'acme' answer itself"
    assert said(thread_unproved, made("One")) == []
    assert said(thread_refused, thread("One", "Two", accounts=["acme"])) == []


def test_a_thread_by_hand_needs_no_proof() -> None:
    assert said(thread_unproved, thread("One", "Two", manual=True)) == []
