"""One wording on accounts of two tiers is judged by each, and said once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checks.example_workspace import context
from checks.made_posts import file_fact, image, made, poll

from mergecast.checks import (
    alt_text_too_long,
    media_too_large,
    media_too_many,
    media_too_many_pixels,
    media_wrong_type,
    poll_invalid,
    text_too_long,
    thread_too_long,
)
from mergecast.checks.base import Context, PostCheck
from mergecast.checks.basis.targets import targets
from mergecast.findings import Remark
from mergecast.model.post import Post

FIVE = [image(f"media/{name}.bmp", "a" * 1001) for name in "abcde"]
THREAD = made(None, thread=["It is out."] * 26, accounts=["acme", "acme-my"])
POLL = made(poll=poll("One"), accounts=["acme", "acme-my"])
MEDIA = made(media=FIVE, accounts=["acme", "acme-my"])


def of_two_tiers(post: Post, tier: str) -> Context:
    """The example workspace, with another tier for ``acme-my``; every file is bad."""
    here = context(post)
    accounts = dict(here.workspace.settings.accounts)
    accounts["acme-my"] = replace(accounts["acme-my"], tier=tier)
    settings = replace(here.workspace.settings, accounts=accounts)
    bad = file_fact(size=10**9, width=10**5, height=10**5, type="image/bmp")
    return Context(
        replace(here.workspace, settings=settings),
        here.schedule,
        dict.fromkeys(here.media, bad),
    )


@pytest.mark.parametrize(
    ("check", "post", "number"),
    [
        (thread_too_long, THREAD, 1),
        (poll_invalid, POLL, 1),
        (media_too_many, MEDIA, 1),
        (media_too_large, MEDIA, 5),
        (media_too_many_pixels, MEDIA, 5),
        (media_wrong_type, MEDIA, 5),
        (alt_text_too_long, MEDIA, 5),
    ],
    ids=lambda value: getattr(value, "ID", None),
)
def test_the_same_trouble_on_two_tiers_is_said_once(
    check: PostCheck, post: Post, number: int
) -> None:
    found: list[Remark] = list(check.check(post, of_two_tiers(post, "premium")))

    assert len(targets(post, of_two_tiers(post, "premium"))) == 2
    assert len(found) == number


def test_a_tier_has_its_own_limit() -> None:
    long = made("a" * 300, accounts=["acme-my"])
    very_long = made("a" * 26_000, accounts=["acme", "acme-my"])

    assert list(text_too_long.check(long, of_two_tiers(long, "premium"))) == []
    assert [
        remark.message.rpartition(" of ")[2]
        for remark in text_too_long.check(very_long, of_two_tiers(very_long, "premium"))
    ] == ["280", "25,000"]


def test_a_tier_that_the_network_does_not_have_is_its_default() -> None:
    post = made("a" * 300, accounts=["acme-my"])
    (remark,) = text_too_long.check(post, of_two_tiers(post, "gold"))

    assert remark.message.endswith("the limit of 280")
