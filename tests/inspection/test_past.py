"""What the ledger says of posts, as checks of a branch want it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mergecast.inspection.past import Past, parts, pasts
from mergecast.loading import build
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import FILE_GONE, KeyState, PartState

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def state(key: str, here: PartState, code: str | None = None) -> KeyState:
    return KeyState(
        key,
        here,
        EventKind.CANCELLED,
        1,
        AT,
        "0" * 32,
        "sha256:" + "0" * 64,
        payload=f"payload of {key}",
        url=f"https://x.example/{key}",
        code=code,
    )


def test_what_is_live_is_told_by_account_with_what_was_sent() -> None:
    keys = ("a-post@acme:10", "a-post@acme:2", "a-post@other:1", "a-post@acme:1")
    known = {key: state(key, PartState.POSTED) for key in keys}

    assert pasts(known) == {
        "a-post": Past(
            used=True,
            live={
                "acme": "https://x.example/a-post@acme:1",
                "other": "https://x.example/a-post@other:1",
            },
            sent={
                "acme": tuple(f"payload of a-post@acme:{part}" for part in (1, 2, 10)),
                "other": ("payload of a-post@other:1",),
            },
        )
    }


@pytest.mark.parametrize(
    "here", [each for each in PartState if each is not PartState.POSTED]
)
def test_everything_else_on_record_uses_the_id_and_is_not_live(here: PartState) -> None:
    known = {"a-post@acme:1": state("a-post@acme:1", here)}

    assert pasts(known) == {"a-post": Past(used=True)}


def test_a_post_whose_file_was_gone_may_come_back_under_its_id() -> None:
    key = "a-post@acme:1"
    gone = state(key, PartState.CANCELLED, FILE_GONE)
    half = {key: state(key, PartState.POSTED), "a-post@acme:2": gone}

    assert not pasts({key: gone})["a-post"].used
    assert pasts(half)["a-post"].used


def test_a_record_whose_content_is_not_at_hand_uses_the_id_all_the_same() -> None:
    assert pasts({"a-post@acme:1": None}) == {"a-post": Past(used=True)}


def test_every_part_that_a_post_could_have_is_asked_for() -> None:
    post = build.post(
        "calendar/2026/11/24-a.yaml",
        {
            "id": "a-post",
            "accounts": ["acme", "other"],
            "text": "one",
            "variants": {"other": {"thread": ["one", "two"]}},
        },
    )

    assert list(parts([post])) == [
        Key("a-post", None, account, part)
        for account in ("acme", "other")
        for part in (1, 2)
    ]
