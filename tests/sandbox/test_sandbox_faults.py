"""Misbehaviour: by chance, by script, and by rate limits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from threading import Event

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from sandbox.signing import Client
from sandbox.stage import ACCOUNTS, Clock

from mergecast.errors import UsageError
from mergecast.sandbox import server
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.faults import (
    BY_CHANCE,
    Fault,
    FaultKind,
    Scripted,
    fault_box,
    parse_fault,
)
from mergecast.sandbox.server import RunningSandbox

STATUS = {
    FaultKind.TIMEOUT: 0,
    FaultKind.TIMEOUT_APPLIED: 0,
    FaultKind.DROP: 0,
    FaultKind.DROP_APPLIED: 0,
    FaultKind.CUT_APPLIED: 0,
    FaultKind.DRIP_APPLIED: 201,
    FaultKind.HUGE_APPLIED: 201,
    FaultKind.HTML_APPLIED: 200,
    FaultKind.NO_ID_APPLIED: 201,
    FaultKind.SLOW: 201,
    FaultKind.UNAUTHORIZED: 401,
    FaultKind.NO_CREDIT: 402,
    FaultKind.NO_CREDIT_NEW: 402,
    FaultKind.SUSPENDED: 403,
    FaultKind.UNSEEN: 403,
    FaultKind.LIMITED: 429,
    FaultKind.LIMITED_NO_RESET: 429,
    FaultKind.LIMITED_DAY: 429,
    FaultKind.BROKEN: 500,
    FaultKind.BROKEN_APPLIED: 500,
    FaultKind.UNAVAILABLE: 503,
    FaultKind.UNAVAILABLE_HTML: 503,
}
"""What a client hears of each fault; 0 is no answer."""


def script(sandbox: RunningSandbox, *entries: dict[str, object]) -> requests.Response:
    return requests.post(f"{sandbox.url}/_sandbox/faults", json=entries, timeout=5)


def texts(sandbox: RunningSandbox) -> list[str]:
    listed = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=5).json()["posts"]
    return [post["text"] for post in listed]


@pytest.mark.parametrize("kind", BY_CHANCE)
def test_each_fault_is_applied_or_not_as_its_name_says(
    sandbox: RunningSandbox, acme: Client, kind: FaultKind
) -> None:
    script(sandbox, {"on": "POST /2/tweets", "kind": kind})

    try:
        status = acme.post(text="faulty").status_code
    except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
        status = 0

    assert status == STATUS[kind]
    is_live = kind.endswith("-applied") or kind is FaultKind.SLOW
    assert texts(sandbox) == (["faulty"] if is_live else [])


def test_a_client_that_gives_up_ends_a_timeout_early(
    clock: Clock,
) -> None:
    done = Event()
    conduct = Conduct(
        hold_seconds=60, log=lambda line: done.set() if "POST /2" in line else None
    )
    with server.start(
        ":memory:", accounts=ACCOUNTS, now=clock, conduct=conduct
    ) as running:
        client = Client(running)
        script(running, {"kind": "timeout-applied"})
        began = time.monotonic()

        with pytest.raises(requests.ReadTimeout):
            client.call("POST", "/2/tweets", json={"text": "x"}, timeout=0.2)
        client.close()

        assert done.wait(5)
        assert texts(running) == ["x"]
    assert time.monotonic() - began < 10


def test_closing_does_not_wait_for_a_held_connection(clock: Clock) -> None:
    conduct = Conduct(hold_seconds=60)
    running = server.start(":memory:", accounts=ACCOUNTS, now=clock, conduct=conduct)
    client = Client(running)
    script(running, {"kind": "timeout"})
    with pytest.raises(requests.ReadTimeout):
        client.call("POST", "/2/tweets", json={"text": "x"}, timeout=0.1)
    began = time.monotonic()

    running.close()
    client.close()

    assert time.monotonic() - began < 10


def test_429_tells_the_reset_or_does_not(sandbox: RunningSandbox, acme: Client) -> None:
    script(sandbox, {"kind": "429"}, {"kind": "429-no-reset"})

    told, untold = acme.post(text="a"), acme.post(text="a")

    assert told.headers["x-rate-limit-remaining"] == "0"
    assert int(told.headers["x-rate-limit-reset"]) % 900 == 0
    assert "x-rate-limit-reset" not in untold.headers
    assert told.json() == {
        "detail": "Too Many Requests",
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
    }
    assert untold.json() == {"errors": [{"code": 88, "message": "Rate limit exceeded"}]}


def test_a_gateways_503_is_html(sandbox: RunningSandbox, acme: Client) -> None:
    script(sandbox, {"kind": "html-503"})

    answer = acme.post(text="a")

    assert answer.headers["content-type"].startswith("text/html")
    with pytest.raises(requests.JSONDecodeError):
        answer.json()


def test_a_script_is_used_up_in_order_and_by_route(
    sandbox: RunningSandbox, acme: Client
) -> None:
    script(
        sandbox,
        {"on": "POST /2/tweets", "kind": "none"},
        {"on": "POST /2/tweets", "kind": "503", "times": 2},
        {"on": "DELETE /2/tweets/:id", "kind": "500"},
    )

    statuses = [acme.post(text=f"{number}").status_code for number in range(4)]

    assert statuses == [201, 503, 503, 201]
    left = requests.get(f"{sandbox.url}/_sandbox/faults", timeout=5).json()
    assert left == {
        "faults": [{"on": "DELETE /2/tweets/:id", "kind": "500", "times": 1}]
    }
    assert acme.call("GET", "/2/users/me").status_code == 200
    assert acme.call("DELETE", "/2/tweets/7").status_code == 500


def test_a_script_can_be_forgotten(sandbox: RunningSandbox, acme: Client) -> None:
    script(sandbox, {"kind": "503", "times": 9})

    requests.delete(f"{sandbox.url}/_sandbox/faults", timeout=5)

    assert acme.post(text="fine").status_code == 201


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"kind": "earthquake"},
        {"kind": "503", "times": 0},
        {"kind": "503", "on": "tweets"},
        {"kind": "503", "colour": "red"},
    ],
)
def test_a_script_with_a_mistake_is_refused(
    sandbox: RunningSandbox, entry: dict[str, object]
) -> None:
    assert script(sandbox, entry).status_code == 400


def test_faults_never_touch_the_page_or_the_judge(clock: Clock) -> None:
    always = (Fault(FaultKind.UNAVAILABLE, 1.0),)
    with server.start(
        ":memory:", accounts=ACCOUNTS, faults=always, now=clock
    ) as running:
        assert requests.get(running.url, timeout=5).status_code == 200
        assert texts(running) == []


@pytest.fixture
def unlucky(clock: Clock) -> Iterator[RunningSandbox]:
    faults = (parse_fault("503:0.5"), parse_fault("429:0.25"))
    with server.start(
        ":memory:", accounts=ACCOUNTS, faults=faults, seed=11, now=clock
    ) as running:
        yield running


def test_the_same_seed_gives_the_same_faults(unlucky: RunningSandbox) -> None:
    client = Client(unlucky)

    seen = [client.call("GET", "/2/users/me").status_code for _ in range(12)]

    box = fault_box(unlucky.sandbox.faults.faults, 11)
    drawn = [box.draw("", "") for _ in range(12)]
    status = {FaultKind.NONE: 200, FaultKind.UNAVAILABLE: 503, FaultKind.LIMITED: 429}
    assert seen == [status[kind] for kind in drawn]
    assert set(seen) == {200, 503, 429}
    client.close()


def test_chance_keeps_to_its_probabilities() -> None:
    box = fault_box((Fault(FaultKind.DROP, 0.1), Fault(FaultKind.SLOW, 0.3)), 1)

    drawn = [box.draw("", "") for _ in range(5000)]

    assert drawn.count(FaultKind.DROP) == pytest.approx(500, rel=0.2)
    assert drawn.count(FaultKind.SLOW) == pytest.approx(1500, rel=0.1)


def test_a_scripted_fault_does_not_move_chance() -> None:
    faults = (Fault(FaultKind.DROP, 0.5),)
    plain, scripted = fault_box(faults, 3), fault_box(faults, 3)
    scripted.add([Scripted("", FaultKind.BROKEN)])

    assert scripted.draw("", "") is FaultKind.BROKEN
    plain.draw("", "")
    assert [plain.draw("", "") for _ in range(20)] == [
        scripted.draw("", "") for _ in range(20)
    ]


@given(st.sampled_from(BY_CHANCE), st.floats(0, 1))
@settings(deadline=None)
def test_a_written_fault_is_read_back(kind: FaultKind, probability: float) -> None:
    assert parse_fault(f"{kind}:{probability!r}") == Fault(kind, probability)


def test_a_fault_without_a_chance_always_happens() -> None:
    assert parse_fault("timeout") == Fault(FaultKind.TIMEOUT, 1.0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is not a kind of fault"),
        ("tiemout", "'tiemout' is not a kind of fault"),
        ("drop:", "'' is not a probability"),
        ("tiemout:0.1", "'tiemout' is not a kind of fault"),
        ("none:0.1", "'none' is not a kind of fault"),
        ("timeout:10%", "'10%' is not a probability"),
        ("timeout:1.5", "'1.5' is not a probability"),
        ("timeout:nan", "'nan' is not a probability"),
        ("timeout:-0.1", "'-0.1' is not a probability"),
    ],
)
def test_a_fault_that_cannot_be_read_says_why(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_fault(text)

    assert caught.value.message == message
    assert caught.value.hint


def test_faults_cannot_happen_more_often_than_requests() -> None:
    with pytest.raises(UsageError, match=r"add up to 1\.2"):
        fault_box((parse_fault("drop:0.6"), parse_fault("503:0.6")), 0)


def test_more_requests_than_x_allows_are_refused(acme: Client, clock: Clock) -> None:
    statuses = [acme.call("GET", "/2/users/me").status_code for _ in range(76)]

    assert statuses == [200] * 75 + [429]
    clock.advance(minutes=15)
    again = acme.call("GET", "/2/users/me")
    assert (again.status_code, again.headers["x-rate-limit-remaining"]) == (200, "74")


def test_every_answer_carries_the_rate_limit(acme: Client) -> None:
    answers = [
        acme.post(text="a"),
        acme.post(text="a"),
        acme.post(colour="red"),
        acme.call("GET", "/2/tweets/1", auth=("user", "password")),
    ]

    assert [answer.status_code for answer in answers] == [201, 403, 400, 401]
    for answer in answers:
        assert int(answer.headers["x-rate-limit-limit"]) > 0
        assert int(answer.headers["x-rate-limit-remaining"]) >= 0
        assert int(answer.headers["x-rate-limit-reset"]) == 1795511700


def test_a_day_s_limit_is_told_by_headers_of_its_own(
    sandbox: RunningSandbox, acme: Client
) -> None:
    script(sandbox, {"kind": "429-day"})

    told = acme.post(text="a").headers

    assert told["x-rate-limit-remaining"] != "0"
    assert told["x-user-limit-24hour-remaining"] == "0"
    assert int(told["x-user-limit-24hour-reset"]) == 1_795_564_800


def test_no_credit_is_said_in_two_spellings(
    sandbox: RunningSandbox, acme: Client
) -> None:
    script(sandbox, {"kind": "402"}, {"kind": "402-new"})

    said = [acme.post(text="a").json() for _ in range(2)]

    assert [problem["type"] for problem in said] == [
        "https://api.twitter.com/2/problems/credits",
        "https://api.x.com/2/problems/credits-depleted",
    ]


def test_an_answer_of_ten_megabytes_is_still_json(
    sandbox: RunningSandbox, acme: Client
) -> None:
    script(sandbox, {"kind": "huge-applied"})

    answer = acme.post(text="a")

    assert len(answer.content) == 10_000_000
    assert answer.json()["data"]["text"] == "a"


def test_an_answer_without_an_id_says_the_words(
    sandbox: RunningSandbox, acme: Client
) -> None:
    script(sandbox, {"kind": "no-id-applied"})

    assert acme.post(text="a").json() == {"data": {"text": "a"}}


def test_every_answer_of_the_api_takes_its_time(clock: Clock) -> None:
    conduct = Conduct(latency_seconds=0.15)
    with server.start(
        ":memory:", accounts=ACCOUNTS, now=clock, conduct=conduct
    ) as running:
        client = Client(running)
        began = time.monotonic()
        client.call("GET", "/2/users/me")
        took = time.monotonic() - began
        client.close()

    assert took >= 0.15


def test_a_timeline_lags_behind_and_the_judge_does_not(clock: Clock) -> None:
    conduct = Conduct(timeline_lag=timedelta(seconds=30))
    with server.start(
        ":memory:", accounts=ACCOUNTS, now=clock, conduct=conduct
    ) as running:
        client = Client(running)
        client.post_id(text="just now")
        mine = "/2/users/1000001/tweets"

        early = client.call("GET", mine).json()["meta"]["result_count"]
        assert (early, texts(running)) == (0, ["just now"])
        clock.advance(seconds=30)
        assert client.call("GET", mine).json()["meta"]["result_count"] == 1
        client.close()
