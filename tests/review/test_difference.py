"""What a change means for readers is told apart from what it means for the team."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mergecast.loading import build
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.model.settings import Account, Settings
from mergecast.payload import payload
from mergecast.review.difference import Difference, Kind, Side, compare

ACCOUNTS = {
    "acme": Account("acme", "x", "acme_hq", timezone="Asia/Kuala_Lumpur"),
    "acme-de": Account("acme-de", "x", "acme_de", timezone="Asia/Kuala_Lumpur"),
}
SETTINGS = replace(Settings(), accounts=ACCOUNTS)
BASE: dict[str, object] = {
    "id": "launch-2026",
    "accounts": ["acme"],
    "publish_at": "2026-11-24 09:00",
    "text": "It is out. 已经发布",
    "owner": "mei",
}
PATH = "calendar/2026/11/24-launch.yaml"


def _post(data: dict[str, object], path: str = PATH) -> Post:
    return build.post(path, data)


def side(path: str = PATH, /, **changes: object) -> Side:
    data = {name: each for name, each in (BASE | changes).items() if each is not None}
    post = _post(data, path)
    accounts = tuple(ACCOUNTS[key] for key in post.accounts)
    digests = {each.key: payload(post, each).digest for each in accounts}
    return Side(post, schedule(post, SETTINGS), accounts, digests)


TOWN = "Kuala Lumpur"
AT_NINE = "Tue 24 Nov 2026 09:00"
ONE_MORE = ["1 part added"]
THREAD = {"text": None, "thread": ["one", "two"]}
MOVED_FILE = "calendar/2026/11/24-release.yaml"


@pytest.mark.parametrize(
    ("before", "after", "kind", "said"),
    [
        ({}, {"text": "It is here"}, Kind.CHANGED, ["words changed"]),
        (
            {},
            {"accounts": ["acme", "acme-de"]},
            Kind.CHANGED,
            ["goes to acme-de as well"],
        ),
        (
            {"accounts": ["acme", "acme-de"]},
            {},
            Kind.CHANGED,
            ["goes no longer to acme-de"],
        ),
        (
            {"accounts": ["acme", "acme-de"]},
            {"accounts": ["acme", "acme-de"], "variants": {"acme-de": {"text": "Da"}}},
            Kind.CHANGED,
            ["words changed on acme-de"],
        ),
        (
            THREAD,
            THREAD | {"thread": ["one", "2"]},
            Kind.CHANGED,
            ["words of part 2 changed"],
        ),
        (THREAD, THREAD | {"thread": ["one"]}, Kind.CHANGED, ["1 part removed"]),
        (
            THREAD,
            THREAD | {"thread": ["one", "two", "3"]},
            Kind.CHANGED,
            ["1 part added"],
        ),
        ({}, {"paid": True}, Kind.CHANGED, ["paid label changed"]),
        ({}, {"reply_settings": "following"}, Kind.CHANGED, ["who may reply changed"]),
        (
            {},
            {"publish_at": "2026-11-24 11:00"},
            Kind.MOVED,
            [
                f"moved 2 h later: {AT_NINE} → Tue 24 Nov 2026 11:00 {TOWN}",
                "words unchanged",
            ],
        ),
        (
            {},
            {"publish_at": "2026-11-23 08:30"},
            Kind.MOVED,
            [
                f"moved 1 d 30 min earlier: {AT_NINE} → Mon 23 Nov 2026 08:30 {TOWN}",
                "words unchanged",
            ],
        ),
        (
            {"publish_at": None},
            {},
            Kind.MOVED,
            [
                f"moved: no time yet → {AT_NINE} {TOWN}",
                "words unchanged",
            ],
        ),
        (
            {},
            {"owner": "tom", "notes": "x"},
            Kind.QUIET,
            ["owner: mei → tom", "notes changed", "nothing that readers get changed"],
        ),
        (
            {"campaign": "launch"},
            {"bucket": "evergreen"},
            Kind.QUIET,
            [
                "bucket: none → evergreen",
                "campaign: launch → none",
                "nothing that readers get changed",
            ],
        ),
        (
            {},
            {"timezone": "Asia/Singapore"},
            Kind.QUIET,
            [
                "goes by the clock of Singapore, no longer of Kuala Lumpur",
                "nothing that readers get changed",
            ],
        ),
        (
            {},
            {"timezone": "Asia/Tokyo"},
            Kind.MOVED,
            [
                f"moved 1 h earlier: {AT_NINE} {TOWN} → {AT_NINE} Tokyo",
                "words unchanged",
                "goes by the clock of Tokyo, no longer of Kuala Lumpur",
            ],
        ),
        ({}, {"retract": "wrong"}, Kind.CHANGED, ["is to be taken back"]),
        (
            {"retract": "wrong"},
            {"retract": "very wrong"},
            Kind.CHANGED,
            ["why it is taken back changed"],
        ),
        (
            {"retract": "wrong"},
            {},
            Kind.CHANGED,
            ["is no longer to be taken back"],
        ),
    ],
)
def test_each_change_is_told_in_words(
    before: dict[str, object], after: dict[str, object], kind: Kind, said: list[str]
) -> None:
    found = compare(side(PATH, **before), side(PATH, **after))

    assert found == Difference(kind, tuple(said))
    assert found.readers is (kind is Kind.CHANGED)


def test_a_moved_file_is_the_same_post() -> None:
    found = compare(side(), side(MOVED_FILE))

    assert found.kind is Kind.QUIET
    assert found.said[0] == f"file moved from {PATH}"


def test_the_same_minute_in_another_zone_is_no_move() -> None:
    there = side(publish_at="2026-11-24 02:00", timezone="Europe/Berlin")

    assert compare(side(), there).kind is Kind.QUIET


def test_new_and_dropped_posts_are_told_as_such() -> None:
    assert compare(None, side()) == Difference(Kind.NEW, ())
    assert compare(side(), None).said == (
        "dropped: it was to go out on Tue 24 Nov 2026 09:00 Kuala Lumpur",
    )
    with pytest.raises(ValueError, match="nothing to compare"):
        compare(None, None)


def test_what_readers_get_is_decided_by_payloads_alone() -> None:
    """Another image under the same name, in a field that nobody named here."""
    drifted = replace(side(), payloads={"acme": "sha256:" + "f" * 64})

    assert compare(side(), drifted).said == ("what readers get changed",)
