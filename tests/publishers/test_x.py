"""Talk to the sandbox over real HTTP: what is sent arrives, and faults are named."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from publishers.stopped_clock import StoppedClock

from mergecast.dispatch.ports import NotReadyError, Prepared, Unreadable
from mergecast.errors import WorkspaceError
from mergecast.loading import build
from mergecast.loading.media import describe
from mergecast.loading.post_media import with_media
from mergecast.loopback import is_loopback
from mergecast.model.outcome import NotSent, Posted, Rejected, Unknown
from mergecast.model.settings import Account
from mergecast.payload import PartPayload, payload
from mergecast.publishers.endpoint import endpoint
from mergecast.publishers.x import Credentials, XPublisher, client, request_body
from mergecast.publishers.x_session import Patience
from mergecast.sandbox import server
from mergecast.sandbox.accounts import SandboxAccount, credentials
from mergecast.sandbox.context import Conduct
from mergecast.sandbox.server import RunningSandbox

ACME = Account("acme", "x", "acme_hq")
IMAGE = Path(__file__).parents[2] / "calendar/media/four-steps.png"


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    conduct = Conduct(hold_seconds=0.1, slow_seconds=0.01)
    account = SandboxAccount("acme_hq", "1000001", "Acme")
    with server.start(":memory:", accounts=(account,), conduct=conduct) as running:
        yield running


def publisher(url: str, patience: Patience | None = None) -> XPublisher:
    return publisher_of("acme_hq", url, patience)


def publisher_of(handle: str, url: str, patience: Patience | None = None) -> XPublisher:
    own = credentials(handle)
    keys = Credentials(
        own.consumer_key,
        own.consumer_secret,
        own.access_token,
        own.access_token_secret,
    )
    return XPublisher(client(keys, url, patience), StoppedClock().pace())


def part(**fields: object) -> PartPayload:
    data = {"id": "launch-2026", "accounts": ["acme"], "text": "已经发布 🎉", **fields}
    post = build.post("calendar/2026/11/24-launch.yaml", data)
    facts = {
        item.file: describe(IMAGE.read_bytes())
        for each in post.parts
        for item in each.media
    }
    return payload(with_media(post, facts), ACME).parts[0]


def live(sandbox: RunningSandbox) -> list[dict[str, Any]]:
    connection = HTTPConnection(urlsplit(sandbox.url).netloc)
    connection.request("GET", "/_sandbox/posts")
    posts: list[dict[str, Any]] = json.loads(connection.getresponse().read())["posts"]
    connection.close()
    return posts


def misbehave(
    sandbox: RunningSandbox, kind: str, on: str = "POST /2/tweets", times: int = 1
) -> None:
    connection = HTTPConnection(urlsplit(sandbox.url).netloc)
    script = [{"on": on, "kind": kind, "times": times}]
    kind_of_body = {"Content-Type": "application/json"}
    connection.request("POST", "/_sandbox/faults", json.dumps(script), kind_of_body)
    assert connection.getresponse().status < 300
    connection.close()


def test_a_post_arrives_as_written_and_its_id_comes_back(
    sandbox: RunningSandbox,
) -> None:
    outcome = publisher(sandbox.url).send(part(), Prepared(), {})

    posts = live(sandbox)
    assert outcome == Posted(posts[0]["id"])
    assert posts[0]["text"] == "已经发布 🎉"


def test_an_image_arrives_byte_for_byte_with_its_alt_text(
    sandbox: RunningSandbox,
) -> None:
    each = part(media=[{"file": "media/four-steps.png", "alt": "Empat kad"}])
    digest = each.body["media"][0]["sha256"]
    talker = publisher(sandbox.url)
    talker.send(each, talker.prepare(each, {digest: IMAGE.read_bytes()}), {})

    media = live(sandbox)[0]["media"]
    assert [(item["sha256"], item["alt_text"]) for item in media] == [
        (digest, "Empat kad")
    ]


def test_poll_flags_and_reply_rule_arrive(sandbox: RunningSandbox) -> None:
    each = part(
        poll={"options": ["ya", "tidak"], "minutes": 60},
        paid=True,
        made_with_ai=True,
        reply_settings="mentioned",
    )
    publisher(sandbox.url).send(each, Prepared(), {})

    post = live(sandbox)[0]
    assert post["poll"]["options"] == ["ya", "tidak"]
    assert (post["paid_partnership"], post["made_with_ai"]) == (True, True)
    assert post["reply_settings"] == "mentionedUsers"


def test_a_reply_to_an_own_post_becomes_the_network_s_id(
    sandbox: RunningSandbox,
) -> None:
    talker = publisher(sandbox.url)
    first = talker.send(part(), Prepared(), {})
    assert isinstance(first, Posted)
    links = {"first-post": first.id}
    talker.send(part(text="two", reply_to="first-post"), Prepared(), links)

    assert live(sandbox)[1]["reply_to"] == first.id


def test_a_reply_to_a_link_takes_the_id_out_of_it() -> None:
    url = "https://x.com/acme_hq/status/1234567890?s=20"

    body = request_body(part(reply_to=url).body, (), {})
    assert body["reply"] == {"in_reply_to_tweet_id": "1234567890"}


@pytest.mark.parametrize(
    ("kind", "expected", "posts"),
    [
        ("429", NotSent, 0),
        ("429-no-reset", NotSent, 0),
        ("429-day", NotSent, 0),
        ("401", NotSent, 0),
        ("402", NotSent, 0),
        ("402-new", NotSent, 0),
        ("403-suspended", NotSent, 0),
        ("500", Unknown, 0),
        ("500-applied", Unknown, 1),
        ("503", Unknown, 0),
        ("html-503", Unknown, 0),
        ("drop", Unknown, 0),
        ("drop-applied", Unknown, 1),
        ("timeout", Unknown, 0),
        ("timeout-applied", Unknown, 1),
        ("cut-applied", Unknown, 1),
        ("drip-applied", Unknown, 1),
        ("huge-applied", Unknown, 1),
        ("html-applied", Unknown, 1),
        ("no-id-applied", Unknown, 1),
        ("slow", Posted, 1),
    ],
)
def test_a_fault_is_named_for_what_it_proves(
    sandbox: RunningSandbox, kind: str, expected: type, posts: int
) -> None:
    misbehave(sandbox, kind)
    talker = publisher(sandbox.url, Patience(whole=0.5))
    outcome = talker.send(part(), Prepared(), {})

    assert isinstance(outcome, expected), outcome
    assert len(live(sandbox)) == posts


def test_what_a_tier_may_not_do_is_rejected_in_x_s_words() -> None:
    """A quote, an answer that nobody asked for, two cashtags, a long text, a thread."""
    mute = SandboxAccount("acme_hq", "1000001", "Acme", self_replies=False)
    other = SandboxAccount("other_hq", "1000002", "Other", "enterprise")
    with server.start(":memory:", accounts=(mute, other)) as running:
        news = publisher(running.url).send(part(text="news"), Prepared(), {})
        assert isinstance(news, Posted)
        theirs = publisher_of("other_hq", running.url).send(part(), Prepared(), {})
        assert isinstance(theirs, Posted)
        links = {"news": news.id}
        refused = [
            part(text="a", quote=f"https://x.com/other_hq/status/{theirs.id}"),
            part(text="b", reply_to=f"https://x.com/other_hq/status/{theirs.id}"),
            part(text="c $ACME $OTHR"),
            part(text="long " * 100),
            part(text="part 2", reply_to="news"),
        ]
        outcomes = [publisher(running.url).send(p, Prepared(), links) for p in refused]

        assert [type(outcome) for outcome in outcomes] == [Rejected] * len(refused)
        assert len(live(running)) == 2


def test_what_is_answered_and_not_seen_yet_is_not_sent(sandbox: RunningSandbox) -> None:
    talker = publisher(sandbox.url)
    first = talker.send(part(), Prepared(), {})
    assert isinstance(first, Posted)
    misbehave(sandbox, "403-unseen")
    each = part(text="two", reply_to="first-post")
    outcome = talker.send(each, Prepared(), {"first-post": first.id})

    assert isinstance(outcome, NotSent)
    assert not outcome.account


def test_a_rate_limit_says_until_when(sandbox: RunningSandbox) -> None:
    misbehave(sandbox, "429")
    outcome = publisher(sandbox.url).send(part(), Prepared(), {})

    assert isinstance(outcome, NotSent)
    assert outcome.until is not None


def test_the_same_words_again_are_unknown_since_a_twin_is_live(
    sandbox: RunningSandbox,
) -> None:
    talker = publisher(sandbox.url)
    talker.send(part(), Prepared(), {})

    assert isinstance(talker.send(part(), Prepared(), {}), Unknown)
    assert len(live(sandbox)) == 1


def test_words_over_the_limit_are_rejected(sandbox: RunningSandbox) -> None:
    outcome = publisher(sandbox.url).send(part(text="长" * 200), Prepared(), {})

    assert isinstance(outcome, Rejected)


def test_wrong_keys_wait_for_better_ones(sandbox: RunningSandbox) -> None:
    keys = Credentials("a", "b", "c", "d")
    outcome = XPublisher(client(keys, sandbox.url)).send(part(), Prepared(), {})

    assert isinstance(outcome, NotSent)
    assert live(sandbox) == []


def test_nobody_listening_is_certainly_not_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        outcome = publisher(url).send(part(), Prepared(), {})

    assert outcome == NotSent("X could not be reached")


def test_a_timeline_behind_nobody_says_that_x_was_not_reached() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        seen = publisher(url).look_up(datetime.now(tz=UTC))

    reason = "the timeline cannot be read: X could not be reached"
    assert seen == Unreadable(reason)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>ok</p>",
        b'HTTP/1.1 201 Created\r\nContent-Length: 13\r\n\r\n{"errors":[]}',
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{",
        b"garbage\r\n\r\n",
        b"",
    ],
    ids=["html", "errors only", "redirect", "cut off", "not http", "closed"],
)
def test_an_answer_without_an_id_is_unknown(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        outcome = publisher(url).send(part(), Prepared(), {})
        thread.join()

    assert isinstance(outcome, Unknown)


def test_a_failed_upload_is_not_ready_and_posts_nothing(
    sandbox: RunningSandbox,
) -> None:
    each = part(media=[{"file": "media/four-steps.png", "alt": "Empat kad"}])
    files = {each.body["media"][0]["sha256"]: IMAGE.read_bytes()}
    misbehave(sandbox, "503", on="POST /2/media/upload", times=3)

    with pytest.raises(NotReadyError, match="503"):
        publisher(sandbox.url).prepare(each, files)
    assert live(sandbox) == []


def test_keys_are_in_no_representation() -> None:
    assert "secret" not in repr(Credentials("key", "secret", "token", "secret"))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "http://127.0.0.1.example.org",
        "ftp://127.0.0.1",
        "https://user:pw@api.x.com",
        "127.0.0.1:8000",
        "http://localhost.example.org:80",
    ],
)
def test_signed_requests_go_nowhere_else(url: str) -> None:
    with pytest.raises(WorkspaceError, match="not an address"):
        endpoint(url, hosts=["api.x.com"], variable="MERGECAST_X_API_BASE")


def test_without_a_word_requests_go_to_the_network() -> None:
    assert endpoint("", hosts=["api.x.com"], variable="V") == "https://api.x.com"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8377", "http://[::1]:1", "http://localhost:80/"]
)
def test_this_machine_is_loopback(url: str) -> None:
    assert is_loopback(url)
    assert endpoint(url, hosts=["api.x.com"], variable="V") == url.rstrip("/")
