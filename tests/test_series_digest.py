"""What a series is approved for: its days and its words, and nothing else."""
# ruff: noqa: ANN401 - any field of a series

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mergecast.loading.build_series import series
from mergecast.model.settings import Account
from mergecast.payload import MediaUnreadError, payload, series_digest

ACCOUNTS = {key: Account(key, "x", key, "1", "UTC") for key in ("acme", "acme-de")}
DATA: dict[str, Any] = {
    "id": "tips",
    "accounts": ["acme"],
    "rule": "FREQ=DAILY",
    "starts": "2026-11-24 09:00",
    "timezone": "Asia/Kuala_Lumpur",
    "until": "2026-12-24",
    "texts": ["one", {"thread": ["two", "three"]}],
}


def digest(**changed: Any) -> str:
    return series_digest(
        series("calendar/recurring/tips.yaml", DATA | changed), ACCOUNTS
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"rule": "FREQ=DAILY;INTERVAL=2"},
        {"starts": "2026-11-25 09:00"},
        {"starts": "2026-11-24 09:01"},
        {"timezone": "Asia/Singapore"},
        {"until": "2026-12-25"},
        {"count": 7},
        {"except": ["2026-12-01"]},
        {"which": "first"},
        {"accounts": ["acme", "acme-de"]},
        {"texts": ["one"]},
        {"texts": [{"thread": ["two", "three"]}, "one"]},
        {"texts": ["one", {"thread": ["two", "three!"]}]},
        {
            "texts": [
                "one",
                {"text": "two", "poll": {"options": ["a", "b"], "minutes": 5}},
            ]
        },
        {"paid": True},
        {"made_with_ai": True},
        {"reply_settings": "mentioned"},
    ],
)
def test_a_change_of_days_or_words_is_another_series(changed: dict[str, Any]) -> None:
    assert digest(**changed) != digest()


@pytest.mark.parametrize(
    "changed",
    [
        {"owner": "mei"},
        {"notes": "for colleagues"},
        {"bucket": "evergreen"},
        {"late": "hold"},
        {"min_gap": 1},
        {"except": []},
        {"retract": {"2026-11-24": "it was wrong"}},
    ],
)
def test_what_readers_do_not_get_is_no_change(changed: dict[str, Any]) -> None:
    assert digest(**changed) == digest()


def test_the_order_of_days_that_are_left_out_is_no_change() -> None:
    days = ["2026-12-01", "2026-12-03"]

    assert digest(**{"except": days}) == digest(**{"except": days[::-1]})


def test_an_image_counts_by_its_bytes_and_has_to_be_read() -> None:
    data = DATA | {"texts": [{"text": "one", "media": [{"file": "media/a.png"}]}]}
    own = series("calendar/recurring/tips.yaml", data)
    read = [
        replace(
            own,
            texts=tuple(
                tuple(
                    replace(part, media=(replace(part.media[0], sha256=sha * 64),))
                    for part in text
                )
                for text in own.texts
            ),
        )
        for sha in "ab"
    ]

    assert series_digest(read[0], ACCOUNTS) != series_digest(read[1], ACCOUNTS)
    with pytest.raises(MediaUnreadError):
        series_digest(own, ACCOUNTS)


def test_the_parts_of_a_thread_answer_those_of_their_own_day() -> None:
    own = series("calendar/recurring/tips.yaml", DATA)
    found = payload(own.on(date(2026, 11, 25), 1), ACCOUNTS["acme"])

    assert [str(part.key) for part in found.parts] == [
        *("tips~2026-11-25@acme:1", "tips~2026-11-25@acme:2"),
    ]
    assert found.parts[1].body["reply_to"] == {"key": "tips~2026-11-25@acme:1"}
