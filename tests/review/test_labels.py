"""What a post carries beside its words is said before anyone approves it."""

from __future__ import annotations

import pytest

from mergecast.loading import build
from mergecast.review.labels import labels
from mergecast.schemas import schema


def told(**more: object) -> tuple[str, ...]:
    data = {"id": "launch-2026", "accounts": ["acme"], "text": "x", **more}
    return labels(build.post("calendar/queue/launch.yaml", data))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("paid", True, "labelled as a paid partnership"),
        ("made_with_ai", True, "labelled as made with AI"),
        ("reply_to", "https://x.com/a/status/1", "answers https://x.com/a/status/1"),
        ("quote", "tips-1", "quotes tips-1"),
        ("reply_settings", "verified", "only verified accounts may reply"),
    ],
)
def test_each_label_is_told(field: str, value: object, said: str) -> None:
    assert told(**{field: value}) == (said,)


def test_a_plain_post_has_none() -> None:
    assert told(paid=False, made_with_ai=False, reply_settings="everyone") == ()


def test_every_limit_on_replies_has_words() -> None:
    known = schema("post")["properties"]["reply_settings"]["enum"]

    assert [who for who in known if not told(reply_settings=who)] == ["everyone"]
