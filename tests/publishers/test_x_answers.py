"""Every answer of X, and every way to get none, ends in the outcome that it proves."""

from __future__ import annotations

import json
import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from publishers.scripted import dripping, http, resetting, saying, serving
from publishers.stopped_clock import StoppedClock
from publishers.test_x import IMAGE, part

from mergecast.dispatch.ports import NotReadyError, Prepared
from mergecast.model.outcome import (
    CREDIT,
    KEYS,
    LIMITED,
    SUSPENDED,
    NotSent,
    Outcome,
    Posted,
    Rejected,
    Unknown,
)
from mergecast.publishers.x import Credentials, XPublisher, client
from mergecast.publishers.x_session import Patience

PATIENCE = Patience(connect=2, silence=1, whole=2, upload=2, answer=100_000)
KEYS_OF_NOBODY = Credentials("a", "b", "c", "d")
RESET = 1_795_482_000


def publisher(url: str, patience: Patience = PATIENCE) -> XPublisher:
    return XPublisher(client(KEYS_OF_NOBODY, url, patience), StoppedClock().pace())


def sent(answer: bytes, **fields: object) -> Outcome:
    with serving(saying(answer)) as url:
        return publisher(url).send(part(**fields), Prepared(), {})


def problem(status: int, *headers: str, **fields: object) -> bytes:
    body = {"type": "about:blank", "title": "Forbidden", "status": status, **fields}
    return http(status, json.dumps(body).encode(), *headers)


def made(remote_id: object, **fields: object) -> bytes:
    return http(201, json.dumps({"data": {"id": remote_id, **fields}}).encode())


@pytest.mark.parametrize(
    ("answer", "reason", "rest"),
    [
        (
            problem(401, title="Unauthorized"),
            "does not accept the account's keys",
            KEYS,
        ),
        (http(401, b"<h1>no</h1>"), "does not accept the account's keys", KEYS),
        (
            problem(
                403,
                type="https://api.twitter.com/2/problems/oauth1-permissions",
                detail="Your client app is not configured with the appropriate oauth1 "
                "app permissions for this endpoint.",
            ),
            "the account's keys may not post",
            KEYS,
        ),
        (
            problem(
                403,
                type="https://api.twitter.com/2/problems/client-forbidden",
                reason="client-not-enrolled",
            ),
            "the account's keys may not post",
            KEYS,
        ),
        (problem(402, title="CreditsDepleted"), "has no credit left", CREDIT),
        (
            problem(
                402,
                title="Credits Depleted",
                type="https://api.x.com/2/problems/credits-depleted",
            ),
            "has no credit left",
            CREDIT,
        ),
        (
            problem(
                403,
                title="CreditsDepleted",
                detail="Your enrolled account does not have any credits to fulfill "
                "this request.",
                type="https://api.twitter.com/2/problems/credits",
            ),
            "has no credit left",
            CREDIT,
        ),
        (
            problem(
                429,
                title="UsageCapExceeded",
                type="https://api.twitter.com/2/problems/usage-capped",
            ),
            "has no credit left",
            CREDIT,
        ),
        (
            problem(
                403,
                detail="The user used for authentication is suspended",
                type="https://api.twitter.com/2/problems/user-suspended",
            ),
            "suspended or locked the account",
            SUSPENDED,
        ),
        (
            http(
                403,
                b'{"errors":[{"code":64,"message":"Your account is suspended and is '
                b'not permitted to access this feature."}]}',
            ),
            "suspended or locked the account",
            SUSPENDED,
        ),
        (
            http(
                403,
                b'{"errors":[{"code":326,"message":"To protect our users from spam and '
                b"other malicious activity, this account is temporarily locked."
                b'"}]}',
            ),
            "suspended or locked the account",
            SUSPENDED,
        ),
        (problem(429, title="Too Many Requests"), "rate limit is reached", LIMITED),
        (http(429, b""), "rate limit is reached", LIMITED),
    ],
)
def test_a_fault_of_the_whole_account_says_so_and_how_long_it_rests(
    answer: bytes, reason: str, rest: timedelta
) -> None:
    outcome = sent(answer)

    assert isinstance(outcome, NotSent), outcome
    assert reason in outcome.reason
    assert (outcome.account, outcome.rest, outcome.until) == (True, rest, None)


@pytest.mark.parametrize(
    ("headers", "until"),
    [
        ([f"x-rate-limit-reset: {RESET}"], RESET),
        ([f"x-rate-limit-reset: {RESET}", "x-rate-limit-remaining: 7"], None),
        (["x-rate-limit-reset: soon"], None),
        (["x-rate-limit-reset: -5"], None),
        (
            [
                f"x-rate-limit-reset: {RESET}",
                "x-rate-limit-remaining: 99",
                f"x-user-limit-24hour-reset: {RESET + 9000}",
                "x-user-limit-24hour-remaining: 0",
            ],
            RESET + 9000,
        ),
        (
            [
                f"x-rate-limit-reset: {RESET}",
                f"x-app-limit-24hour-reset: {RESET + 7000}",
                "x-app-limit-24hour-remaining: 0",
            ],
            RESET + 7000,
        ),
        (["x-rate-limit-reset: 1000000000"], 1_000_000_000),
        (["x-rate-limit-reset: 99999999999999999999"], 4_102_444_800),
    ],
)
def test_a_rate_limit_ends_when_its_headers_say(
    headers: list[str], until: int | None
) -> None:
    outcome = sent(problem(429, *headers))

    assert isinstance(outcome, NotSent)
    told = None if until is None else datetime.fromtimestamp(until, tz=UTC)
    assert outcome.until == told


@pytest.mark.parametrize(
    "answer",
    [
        problem(403, detail="You are not permitted to perform this action."),
        problem(400, detail="One or more parameters to your request was invalid."),
        problem(404, title="Not Found"),
        problem(413, title="Payload Too Large"),
        problem(415, title="Unsupported Media Type"),
        problem(422, title="Unprocessable Entity"),
        http(403, b'{"errors":[{"code":453,"message":"You may not reply."}]}'),
    ],
)
def test_what_x_refuses_in_its_own_words_is_rejected(answer: bytes) -> None:
    outcome = sent(answer)

    assert isinstance(outcome, Rejected), outcome
    assert outcome.reason.startswith("X answered 4")


def test_a_rejection_says_what_x_said_on_one_line_and_not_for_ever() -> None:
    body = {"detail": "no\n::error::\x1b[31m " * 99, "errors": [{"message": "text"}]}
    outcome = sent(http(400, json.dumps(body).encode()))

    assert isinstance(outcome, Rejected)
    assert "\n" not in outcome.reason
    assert len(outcome.reason) < 330


@pytest.mark.parametrize(
    "answer",
    [
        problem(500, detail="Something is broken"),
        problem(502),
        problem(503),
        problem(504),
        http(503, b"<html>over capacity</html>"),
        problem(408),
        problem(409),
        http(403, b"<html>blocked by something in between</html>"),
        http(400, b""),
        http(404, b"[]"),
        http(413, b"<html>too much for something in between</html>"),
        http(200, b"<html>welcome to our wifi</html>"),
        http(200, b'{"errors":[{"message":"no"}]}'),
        http(200, b'["data"]'),
        http(201, b'{"data":{"text":"hello"}}'),
        made(""),
        made("12<script>"),
        made(None),
        http(204, b""),
        http(301, b"", "Location: http://127.0.0.1:9/"),
        http(302, b"", "Location: http://127.0.0.1:9/"),
        http(307, b"", "Location: /2/tweets"),
        http(308, b"", "Location: /2/tweets"),
        b"HTTP/1.1 201 Created\r\nContent-Length: 900\r\n\r\n{",
        http(201, b"{}", "Content-Encoding: gzip"),
        b"no http at all\r\n\r\n",
        b"",
    ],
)
def test_what_proves_nothing_is_unknown(answer: bytes) -> None:
    assert isinstance(sent(answer), Unknown)


def test_the_same_words_are_live_already_so_somebody_has_to_look() -> None:
    detail = "You are not allowed to create a Tweet with duplicate content."
    outcome = sent(problem(403, detail=detail))

    assert isinstance(outcome, Unknown)
    assert "the same words are live already" in outcome.evidence


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("已经发布 🎉", "已经发布 🎉"),
        ("a & b < c", "a &amp; b &lt; c"),
        ("look: https://example.org/launch?a=b", "look: https://t.co/abc123"),
        ("看https://example.org/吧 好", "看https://t.co/Ab1吧 好"),
        ("with a picture", "with a picture https://t.co/abc123"),
        ("", "https://t.co/abc123"),
        ("e\u0301te\u0301 \n\n two", "été two"),
        ("long " * 100, "long " * 50 + "… https://t.co/abc"),
        ("long " * 100, ("long " * 60)[:279] + "…"),
        ("it ends…", "it ends…"),
    ],
)
def test_the_text_in_the_answer_is_ours_as_x_writes_it(ours: str, theirs: str) -> None:
    sent_text: dict[str, Any] = {"text": ours or "x"}
    answer = made("77", text=theirs if ours else "x https://t.co/abc123")

    assert sent(answer, **sent_text) == Posted("77")


@pytest.mark.parametrize("theirs", ["something else", "", "It is out of stock", "…"])
def test_an_answer_with_other_words_is_unknown(theirs: str) -> None:
    outcome = sent(made("77", text=theirs), text="It is out.")

    if theirs == "…":
        assert outcome == Posted("77")
    else:
        assert isinstance(outcome, Unknown)
        assert "post 77" in outcome.evidence


def test_an_answer_to_others_begins_with_their_names() -> None:
    reply = {"reply_to": "https://x.com/somebody/status/5", "text": "thanks"}

    assert sent(made("77", text="@somebody thanks"), **reply) == Posted("77")
    assert isinstance(sent(made("77", text="@somebody no"), **reply), Unknown)


def answered(age: timedelta) -> Outcome:
    """The answer to a reply whose parent X does not see, by the parent's age."""
    now = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    since = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
    parent = ((now - age - since) // timedelta(milliseconds=1)) << 22
    detail = "You attempted to reply to a Tweet that is deleted or not visible to you."
    answer = problem(403, f"Date: {format_datetime(now, usegmt=True)}", detail=detail)
    reply_to = f"https://x.com/acme_hq/status/{parent}"
    return sent(answer, reply_to=reply_to)


def test_a_parent_that_was_just_made_may_not_be_seen_yet() -> None:
    outcome = answered(timedelta(seconds=3))

    assert isinstance(outcome, NotSent)
    assert not outcome.account


def test_a_parent_that_was_made_long_ago_is_gone() -> None:
    assert isinstance(answered(timedelta(hours=1)), Rejected)


def test_a_connection_that_breaks_while_the_request_is_written_is_unknown() -> None:
    with serving(resetting(after_reading=False)) as url:
        outcome = publisher(url).send(part(), Prepared(), {})

    assert isinstance(outcome, Unknown)


def test_a_connection_that_breaks_after_the_request_was_read_is_unknown() -> None:
    with serving(resetting(after_reading=True)) as url:
        outcome = publisher(url).send(part(), Prepared(), {})

    assert isinstance(outcome, Unknown)


def test_silence_is_unknown() -> None:
    with serving(dripping(b"", b"", 0.1)) as url:
        outcome = publisher(url, Patience(silence=0.3)).send(part(), Prepared(), {})

    assert isinstance(outcome, Unknown)


@pytest.mark.parametrize(
    ("begun", "drop"),
    [
        (b"HTTP/1.1 201 Created\r\n", b"x-more: and more\r\n"),
        (b"HTTP/1.1 201 Created\r\n\r\n{", b" "),
        (b"HTTP/1.1 429 Too Many Requests\r\n\r\n{", b" "),
    ],
    ids=["headers", "body", "body of a refusal"],
)
def test_an_answer_that_drips_for_ever_is_cut_off(begun: bytes, drop: bytes) -> None:
    patience = Patience(connect=2, silence=5, whole=0.5)
    with serving(dripping(begun, drop, 0.05)) as url:
        started = time.monotonic()
        outcome = publisher(url, patience).send(part(), Prepared(), {})
        took = time.monotonic() - started

    assert isinstance(outcome, Unknown)
    assert took < 4


@pytest.mark.parametrize("status", [201, 403])
def test_an_answer_of_ten_megabytes_is_not_read_to_its_end(status: int) -> None:
    body = b'{"data":{"id":"77"}}' + b" " * 10_000_000

    assert isinstance(sent(http(status, body)), Unknown)


def test_a_name_that_cannot_be_found_is_certainly_not_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nowhere(*_args: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    outcome = publisher("https://api.x.com").send(part(), Prepared(), {})

    assert outcome == NotSent("X could not be reached")


def test_a_handshake_that_fails_is_certainly_not_sent() -> None:
    with serving(saying(http(201, b"{}")), scheme="https") as url:
        outcome = publisher(url).send(part(), Prepared(), {})

    assert outcome == NotSent("X could not be reached")


def test_a_connection_that_breaks_in_the_handshake_is_certainly_not_sent() -> None:
    with serving(resetting(after_reading=True), scheme="https") as url:
        outcome = publisher(url).send(part(), Prepared(), {})

    assert outcome == NotSent("X could not be reached")


def test_a_proxy_that_cannot_reach_x_is_certainly_not_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(saying(http(502, b"<h1>bad gateway</h1>"))) as url:
        monkeypatch.setenv("HTTPS_PROXY", url)
        outcome = publisher("https://api.x.com").send(part(), Prepared(), {})

    assert outcome == NotSent("X could not be reached")


@pytest.mark.parametrize(
    ("answer", "account"),
    [
        (problem(401), True),
        (problem(402), True),
        (problem(429), False),
        (problem(503), False),
        (http(200, b"{}"), False),
    ],
)
def test_an_upload_that_fails_says_whether_anything_else_would_go_out(
    answer: bytes, *, account: bool
) -> None:
    each = part(media=[{"file": "media/four-steps.png", "alt": "Empat kad"}])
    files = {each.body["media"][0]["sha256"]: IMAGE.read_bytes()}
    with serving(saying(answer)) as url, pytest.raises(NotReadyError) as failed:
        publisher(url).prepare(each, files)

    assert failed.value.account is account


def test_nothing_that_was_sent_is_in_an_outcome() -> None:
    body = json.dumps({"detail": "no"}).encode()
    for status in (400, 401, 403, 429, 500):
        outcome = sent(http(status, body))
        assert "OAuth" not in repr(outcome)
        assert "已经发布" not in repr(outcome)
