"""Words become an order, or none; never more than one, and never another's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.alarms.events import asked
from mergecast.alarms.orders import Order, Verb, of_button, of_comment
from mergecast.model.key import Key
from mergecast.model.ledger_state import Resolution
from mergecast.renderers.acted import HELP, Next, resolved_answer
from mergecast.renderers.resolved import ResolvedReport
from mergecast.renderers.sinks import MARKDOWN, PLAIN

PART = Key("launch-2026", None, "acme", 2)


@pytest.mark.parametrize(
    ("body", "order"),
    [
        ("/resend", Order(Verb.RESEND, "resend")),
        ("  \n/Resend.\r\n", Order(Verb.RESEND, "Resend")),
        ("/resend\u00a0not there", Order(Verb.RESEND, "resend", reason="not there")),
        ("／resend 不在", Order(Verb.RESEND, "resend", reason="不在")),
        ("/resend not there", Order(Verb.RESEND, "resend", reason="not there")),
        (
            "/cancel\nold news\n旧闻",
            Order(Verb.CANCEL, "cancel", reason="old news 旧闻"),
        ),
        (
            "/resend launch-2026@acme:2 no",
            Order(Verb.RESEND, "resend", PART, reason="no"),
        ),
        (
            "/cancel launch-2026 is old",
            Order(Verb.CANCEL, "cancel", reason="launch-2026 is old"),
        ),
        ("/resend\n\n> it is held\n> why", Order(Verb.RESEND, "resend")),
        ("/posted", Order(Verb.POSTED, "posted")),
        (
            "/posted <https://x.com/a/status/1> seen",
            Order(Verb.POSTED, "posted", url="https://x.com/a/status/1", reason="seen"),
        ),
        (
            "/posted launch-2026@acme:2 https://x.com/a/status/1",
            Order(Verb.POSTED, "posted", PART, url="https://x.com/a/status/1"),
        ),
        ("/freeze", Order(Verb.FREEZE, "freeze")),
        ("/freeze flood", Order(Verb.FREEZE, "freeze", reason="flood")),
        (
            "/freeze account:acme hacked",
            Order(Verb.FREEZE, "freeze", scope="account:acme", reason="hacked"),
        ),
        ("/thaw all", Order(Verb.THAW, "thaw", scope="all")),
        (
            "/move 2026-11-25T09:00 rain",
            Order(Verb.MOVE, "move", when="2026-11-25 09:00", reason="rain"),
        ),
        ("/move tomorrow", Order(Verb.MOVE, "move", reason="tomorrow")),
        ("/launch", Order(None, "launch")),
    ],
)
def test_a_comment_is_an_order(body: str, order: Order) -> None:
    assert of_comment(body) == order


@pytest.mark.parametrize(
    "body",
    ["", "resend", "> /resend", "/ resend", "//resend", "/1", "see /help", "/../etc"],
)
def test_all_else_is_talk(body: str) -> None:
    assert of_comment(body) is None


def test_a_form_is_an_order() -> None:
    assert of_button("cancel", "launch-2026", "old") == Order(
        Verb.CANCEL, "cancel", Key("launch-2026"), reason="old"
    )
    assert of_button("thaw", "account:acme", "").scope == "account:acme"
    assert of_button("", "", "").verb is Verb.HELP
    assert of_button("cancel", "no such; rm -rf /", "").verb is None


PAGE = Path(__file__).parents[2] / "docs/how-to/phone.md"


@pytest.mark.parametrize("text", [PAGE.read_text("utf-8"), HELP(MARKDOWN)])
def test_the_page_and_the_answer_list_every_word_that_can_be_written(
    text: str,
) -> None:
    rows = re.findall(r"^\| `(/[a-z]+)[^`]*` \|", text, re.MULTILINE)
    listed = {order.verb for row in rows if (order := of_comment(row))}

    assert listed | {Verb.HELP} == {*Verb}
    assert None not in listed


def test_what_the_page_shows_as_answers_is_what_is_answered() -> None:
    report = ResolvedReport(
        Key.parse("launch-2026@acme:1"), Resolution.RESEND, written=True, risky=True
    )
    said = resolved_answer(report, Next())(PLAIN)

    page = PAGE.read_text("utf-8")
    for line in filter(None, said.splitlines()):
        assert line.replace("'", "") in page


@given(st.text())
def test_no_words_are_too_odd(text: str) -> None:
    for body in (
        text,
        f"/{text}",
        f"/resend {text}",
        f"/posted {text}",
        f"/move {text}",
    ):
        order = of_comment(body)
        if order is not None:
            assert len(order.reason) <= 500
            assert "\n" not in order.reason
            assert order.key is None or order.key.whole
    of_button(text, text, text)


PERSON = {"login": "mei", "id": 1001, "type": "User"}
COMMENT = {
    "id": 9,
    "body": "/resend",
    "user": PERSON,
    "created_at": "2026-11-24T01:20:00Z",
}


def event(**more: object) -> dict[str, object]:
    return {
        "action": "created",
        "issue": {"number": 7},
        "comment": COMMENT,
        "sender": PERSON,
        "repository": {"full_name": "acme/social"},
        **more,
    }


def test_a_comment_that_was_just_written_is_asked_by_its_author() -> None:
    found = asked(event())

    assert found is not None
    assert (found.login, found.issue, found.comment) == ("mei", 7, 9)


@pytest.mark.parametrize(
    "change",
    [
        {"action": "edited"},
        {"action": "deleted"},
        {"sender": {"login": "mallory", "id": 7, "type": "User"}},
        {"sender": {"login": "mei", "id": 1001, "type": "Bot"}},
        {"sender": {"login": "mei", "id": "1001", "type": "User"}},
        {"sender": None},
        {"issue": {"number": 7, "pull_request": {}}},
        {"issue": {"number": "7"}},
        {"issue": []},
        {"repository": {}},
        {"comment": {"id": 9, "body": "/resend", "user": None}},
        {"comment": None},
        {"sender": {"login": "mei x", "id": 1001, "type": "User"}},
        {"sender": {"login": "mei", "id": -1, "type": "User"}},
        {"issue": {"number": 10**30}},
        {"comment": {**COMMENT, "id": True}},
        {"comment": {**COMMENT, "body": "/resend " + "x" * 300_000}},
        {"comment": {**COMMENT, "created_at": "2026-11-24T01:20:00"}},
        *(
            {"comment": {**COMMENT, "created_at": odd}}
            for odd in (
                *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
                *("1999-12-31T23:59:59Z", "3000-01-01T00:00:00Z", "\ud800"),
            )
        ),
        {"comment": "x"},
    ],
)
def test_anything_else_asks_for_nothing(change: dict[str, object]) -> None:
    assert asked(event(**change)) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [*event(), "inputs", "login", "user", "body", "id", "what"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_no_event_is_too_odd(told: object) -> None:
    asked(told)
    if isinstance(told, dict):
        asked(event(**{str(name): value for name, value in told.items()}))
