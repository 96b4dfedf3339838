"""The payload binds what readers get, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
import rfc8785
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mergecast.loading import build
from mergecast.model.post import Post
from mergecast.model.settings import Account
from mergecast.payload import MediaUnreadError, TargetPayload, payload

ACME = Account("acme", "x", "acme_hq", timezone="Asia/Kuala_Lumpur")
OTHER = Account("acme-my", "x", "acme_my", timezone="Asia/Kuala_Lumpur")
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)

BASE: dict[str, object] = {
    "id": "launch-2026",
    "accounts": ["acme"],
    "publish_at": "2026-11-24 09:00",
    "text": "It is out. 已经发布。",
}


def post(**changes: object) -> Post:
    data = {key: value for key, value in {**BASE, **changes}.items() if value != ...}
    return build.post("calendar/2026/11/24-launch.yaml", data)


def sent(**changes: object) -> TargetPayload:
    return payload(post(**changes), ACME)


def test_the_digest_is_of_the_canonical_json() -> None:
    part = sent().parts[0]

    assert part.digest == "sha256:" + sha256(rfc8785.dumps(dict(part.body))).hexdigest()
    assert part.body == {
        "payload": 1,
        "network": "x",
        "account": "acme",
        "text": "It is out. 已经发布。",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"owner": "mei"},
        {"notes": "never published"},
        {"publish_at": "2026-12-01 10:00"},
        {"timezone": "Europe/Berlin"},
        {"late": "hold"},
        {"bucket": "evergreen"},
        {"campaign": "launch"},
        {"gloss": "It is out."},
        {"locale": "zh"},
        {"text": "It is out. 已经发布。\n"},
        {"paid": False},
        {"variants": {"bluesky": {"text": "elsewhere"}}},
        {"accounts": ["acme", "acme-my"]},
    ],
    ids=str,
)
def test_what_readers_do_not_get_does_not_change_it(change: dict[str, object]) -> None:
    assert sent().digest == sent(**change).digest


@pytest.mark.parametrize(
    "change",
    [
        {"text": "It is out! 已经发布。"},
        {"text": " It is out. 已经发布。"},
        {"text": ..., "thread": ["It is out. 已经发布。"] * 2},
        {"poll": {"options": ["yes", "no"], "minutes": 60}},
        {"paid": True},
        {"made_with_ai": True},
        {"reply_settings": "following"},
        {"reply_to": "https://x.com/acme_hq/status/1"},
        {"reply_to": "first-post"},
        {"quote": "first-post"},
        {"variants": {"x": {"text": "other words"}}},
        {"variants": {"acme": {"text": "other words"}}},
    ],
    ids=str,
)
def test_anything_that_a_reader_gets_changes_it(change: dict[str, object]) -> None:
    assert sent().digest != sent(**change).digest


def test_another_account_is_another_payload() -> None:
    assert payload(post(), ACME).digest != payload(post(), OTHER).digest


def test_the_account_s_variant_wins_over_the_network_s() -> None:
    variants = {"x": {"text": "for X"}, "acme": {"text": "for Acme"}}

    assert sent(variants=variants).parts[0].body["text"] == "for Acme"


def test_a_variant_keeps_what_it_does_not_replace() -> None:
    poll = {"options": ["ya", "tidak"], "minutes": 60}
    part = sent(poll=poll, variants={"acme": {"text": "Sudah keluar."}}).parts[0]

    assert part.body["text"] == "Sudah keluar."
    assert part.body["poll"] == poll


def test_a_part_of_a_thread_replies_to_the_part_before_it() -> None:
    parts = sent(text=..., thread=["one", {"text": "two"}, "three"]).parts

    links = [part.body.get("reply_to") for part in parts]
    assert links == [None, {"key": "launch-2026@acme:1"}, {"key": "launch-2026@acme:2"}]


def test_an_occurrence_of_a_series_has_its_date_in_every_key() -> None:
    found = payload(
        replace(post(text=..., thread=["one", "two"]), date="2026-12-01"), ACME
    )

    assert [str(part.key) for part in found.parts] == [
        "launch-2026~2026-12-01@acme:1",
        "launch-2026~2026-12-01@acme:2",
    ]


def test_media_count_by_their_bytes_and_alt_text() -> None:
    def with_bytes(digest: str, alt: str) -> str:
        made = post(media=[{"file": "media/launch.png", "alt": alt}])
        part = made.parts[0]
        media = (replace(part.media[0], sha256=digest),)
        return payload(replace(made, parts=(replace(part, media=media),)), ACME).digest

    digests = {
        with_bytes(digest * 64, alt) for digest in "ab" for alt in ("a dog", "a cat")
    }
    assert len(digests) == 4


def test_media_that_were_not_read_have_no_payload() -> None:
    with pytest.raises(MediaUnreadError, match=r"media/launch\.png"):
        sent(media=[{"file": "media/launch.png", "alt": "a dog"}])


@given(text=TEXTS, notes=TEXTS)
def test_layout_and_comments_do_not_change_it(text: str, notes: str) -> None:
    data = {**BASE, "text": text}
    styles = [
        yaml.safe_dump(data, allow_unicode=True, default_style=style, width=width)
        for style in (None, '"', "'")
        for width in (20, 1000)
    ]
    loaded = [yaml.safe_load(f"# {len(styles)}\n\n{style}") for style in styles]
    digests = {
        payload(build.post("p", {**each, "notes": notes}), ACME).digest
        for each in loaded
    }

    assert digests == {payload(build.post("q", data), ACME).digest}


@given(one=TEXTS, other=TEXTS)
def test_two_texts_give_one_payload_only_if_they_are_the_same(
    one: str, other: str
) -> None:
    same = one.rstrip("\n") == other.rstrip("\n")

    assert same == (sent(text=one).digest == sent(text=other).digest)
