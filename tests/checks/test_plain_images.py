"""What is a plain image is fine by every check that then is not asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.checks import table
from mergecast.checks.base import MEDIA_DOUBT, Context
from mergecast.checks.basis.plain_images import (
    PLAIN_BYTES,
    PLAIN_ENDINGS,
    PLAIN_SIDE,
    doubtful,
)
from mergecast.model.media import MediaFact, MediaState, Tells
from mergecast.model.post import Media, Part, Post
from mergecast.model.settings import Account, Settings
from mergecast.model.workspace import Workspace
from mergecast.networks import NETWORKS
from mergecast.networks.limits import by_tier

UNASKED = [each for each in table.POST_CHECKS if MEDIA_DOUBT in each.TRAITS]
ACCOUNTS = {
    f"{network}-{number}": Account(f"{network}-{number}", network, "acme", tier=tier)
    for network in NETWORKS
    for number, tier in enumerate(by_tier(network))
}
SPACE = Workspace(Settings(accounts=ACCOUNTS))
PLAIN = MediaFact(MediaState.FILE, 10, "image/png", 64, 64, sha256="0" * 64)
NAME = "media/a.png"
FACTS = st.builds(
    MediaFact,
    st.sampled_from(MediaState),
    size=st.sampled_from((0, 1, PLAIN_BYTES, PLAIN_BYTES + 1, 10**9)),
    type=st.sampled_from((*PLAIN_ENDINGS, "image/gif", "image/webp", None)),
    width=st.sampled_from((1, PLAIN_SIDE, PLAIN_SIDE + 1, 10**6)),
    height=st.sampled_from((1, PLAIN_SIDE, 10**6)),
    frames=st.sampled_from((1, 2, 10**4)),
    tells=st.sampled_from(((), (Tells.PLACE,), (Tells.CAMERA,))),
    seems=st.none(),
    whole=st.booleans(),
)


def _said(name: str, fact: MediaFact) -> list[str]:
    shown = Media(("media", 0), name, "A square")
    part = Part(("text",), "It is out.", (shown,))
    post = Post("calendar/2026/11/24-a.yaml", "a-2026", tuple(ACCOUNTS), (part,))
    context = Context(SPACE, media={name: fact})
    return [each.ID for each in UNASKED for _ in each.check(post, context)]


def test_eight_checks_are_asked_about_doubtful_images_alone() -> None:
    assert sorted(each.ID for each in UNASKED) == [
        "media-missing",
        "media-not-a-file",
        "media-outside",
        "media-tells-more",
        "media-tells-place",
        "media-too-large",
        "media-too-many-pixels",
        "media-wrong-type",
    ]


@given(st.sampled_from((NAME, "media/a.jpg", "media/a.JPG", "media/a", "a.gif")), FACTS)
def test_nothing_is_said_of_a_plain_image(name: str, fact: MediaFact) -> None:
    if not doubtful({name: fact}):
        assert _said(name, fact) == []


@pytest.mark.parametrize(
    "fact",
    [
        replace(PLAIN, state=MediaState.MISSING),
        replace(PLAIN, tells=(Tells.PLACE,)),
        replace(PLAIN, size=10**8),
        replace(PLAIN, width=10**5, height=10**5),
        replace(PLAIN, type="image/jpeg"),
        replace(PLAIN, type=None),
    ],
)
def test_one_doubtful_image_among_plain_ones_is_looked_at(fact: MediaFact) -> None:
    assert not doubtful({NAME: PLAIN})
    assert doubtful({"media/b.png": PLAIN, NAME: fact})
    assert _said(NAME, fact)
