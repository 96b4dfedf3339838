"""A machine ticks what it has seen; people get only what they alone can answer."""

from __future__ import annotations

import pytest

from mergecast.checks import table
from mergecast.findings import Finding, Severity
from mergecast.loading import build
from mergecast.review.checklist import AT_ITS_TIME, KNOWN, Item, checklist
from mergecast.source import Span

QUIET: dict[str, object] = {"id": "tip-one", "accounts": ["acme"], "text": "A tip"}


def _open(**more: object) -> list[str]:
    post = build.post("calendar/queue/tip.yaml", QUIET | more)
    return [item.text for item in checklist(post, ()) if not item.done]


def test_every_check_that_the_list_names_exists() -> None:
    known = {
        check.ID
        for table in (
            *(table.POST_CHECKS, table.CALENDAR_CHECKS),
            *(table.AS_OF_CHECKS, table.FILE_CHECKS),
        )
        for check in table
    }

    assert sorted(KNOWN - known) == []


def test_a_quiet_post_asks_one_question() -> None:
    assert _open() == [
        "it says what we mean, and would still be right if the day turns bad"
    ]


@pytest.mark.parametrize(
    ("more", "question"),
    [
        ({"text": "see https://example.org"}, "the links lead"),
        ({"paid": True}, "the partner has agreed"),
        ({"source": {"consent": "https://x"}}, "whoever made it"),
        ({"reply_to": "launch-2026"}, "in this conversation"),
        ({"locale": "ms"}, "someone who reads ms has read it"),
        ({"rating": "PG"}, "nobody is hurt"),
        ({"statement": "outage"}, "someone is there when it goes out"),
    ],
)
def test_what_a_post_is_decides_what_is_asked(
    more: dict[str, object], question: str
) -> None:
    assert any(question in each for each in _open(**more))


def test_an_error_leaves_its_box_open() -> None:
    post = build.post("calendar/queue/tip.yaml", QUIET)
    finding = Finding(
        "text-too-long", Severity.ERROR, post.path, Span(1, 1, 1, 2), "too long"
    )

    first, *_ = checklist(post, [finding])

    assert first == Item("text and length", machine=True)


def test_a_warning_about_something_else_leaves_only_the_last_box_open() -> None:
    post = build.post("calendar/queue/tip.yaml", QUIET)
    finding = Finding(
        "owner-unknown", Severity.WARNING, post.path, Span(1, 1, 1, 2), "who is that"
    )

    machine = [item for item in checklist(post, [finding]) if item.machine]

    assert [item.done for item in machine] == [True, True, False]


def test_a_new_time_asks_about_the_time_alone() -> None:
    post = build.post("calendar/queue/tip.yaml", QUIET | {"text": "https://x.org"})

    told = checklist(post, [], moved=True)

    assert [item.text for item in told if not item.machine] == [AT_ITS_TIME]
