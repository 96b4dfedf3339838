"""The HTTP server: who is answered, what is refused, starting and stopping."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Thread

import pytest
import requests
from sandbox.signing import Client
from sandbox.stage import ACCOUNTS, Clock

from mergecast.errors import UsageError, WorkspaceError
from mergecast.sandbox import server
from mergecast.sandbox.accounts import (
    SandboxAccount,
    credentials,
    environment,
    parse_account,
)
from mergecast.sandbox.server import RunningSandbox, start, startup_lines


def raw(sandbox: RunningSandbox, request: bytes) -> bytes:
    """What the server says to these very bytes before it closes."""
    port = int(sandbox.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_it_listens_on_the_loopback_interface_only(sandbox: RunningSandbox) -> None:
    assert sandbox.url.startswith("http://127.0.0.1:")
    assert sandbox._server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8080", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:80", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:8080", 421),
        ("evil.example@127.0.0.1", 421),
        ("", 421),
    ],
)
def test_only_loopback_names_are_answered(
    sandbox: RunningSandbox, host: str, status: int
) -> None:
    answer = requests.get(sandbox.url, headers={"Host": host}, timeout=5)

    assert answer.status_code == status
    assert ("This is not X." in answer.text) == (status == 200)


def test_pages_of_other_sites_cannot_send(sandbox: RunningSandbox) -> None:
    url = f"{sandbox.url}/_sandbox/faults"
    script = [{"kind": "503"}]

    foreign = requests.post(
        url, json=script, headers={"Origin": "https://evil.example"}, timeout=5
    )
    simple = requests.post(
        url, data=b'[{"kind":"503"}]', headers={"Content-Type": "text/plain"}, timeout=5
    )
    own = requests.post(url, json=script, headers={"Origin": sandbox.url}, timeout=5)

    assert [a.status_code for a in (foreign, simple, own)] == [403, 400, 200]
    assert "access-control-allow-origin" not in own.headers


def test_every_answer_has_the_security_headers(
    sandbox: RunningSandbox, acme: Client
) -> None:
    answers = [
        requests.get(f"{sandbox.url}{path}", timeout=5)
        for path in ("/", "/style.css", "/nowhere", "/2/users/me", "/_sandbox/posts")
    ]
    answers += [acme.post(text="a"), requests.put(sandbox.url, timeout=5)]

    for answer in answers:
        assert answer.headers["content-security-policy"].startswith(
            "default-src 'none'"
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "Python" not in answer.headers["server"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/2/tweets/abc", 404),
        ("GET", "/2/tweets/1/2", 404),
        ("GET", "/../etc/passwd", 404),
        ("GET", "/media/../style.css", 404),
        ("POST", "/", 405),
        ("DELETE", "/2/users/me", 405),
    ],
)
def test_other_addresses_and_methods_are_refused(
    sandbox: RunningSandbox, method: str, path: str, status: int
) -> None:
    port = int(sandbox.url.rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path)
    answer = connection.getresponse()

    assert answer.status == status
    assert b"about:blank" in answer.read()
    connection.close()


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"POST /2/tweets HTTP/1.1\r\nHost: localhost\r\nContent-Length: x", 411),
        (b"POST /2/tweets HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1", 411),
        (
            b"POST /2/tweets HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked",
            411,
        ),
        (b"POST /2/tweets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000", 413),
        (
            (
                b"POST /2/media/upload HTTP/1.1\r\nHost: localhost\r\n"
                b"Content-Length: 90000000"
            ),
            413,
        ),
        (b"NONSENSE", 400),
        (b"GET / HTTP/9.9\r\nHost: localhost", 505),
        (b"BREW / HTTP/1.1\r\nHost: localhost", 501),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost", 414),
    ],
)
def test_what_is_no_proper_request_is_refused_without_a_trace(
    sandbox: RunningSandbox, head: bytes, status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = raw(sandbox, head + b"\r\n\r\n")

    assert f" {status} ".encode() in answer.partition(b"\r\n")[0]
    assert capfd.readouterr() == ("", "")


def test_a_client_that_goes_away_leaves_no_trace(
    sandbox: RunningSandbox, acme: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    raw(sandbox, b"POST /2/tweets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n")

    assert acme.post(text="still there").status_code == 201
    assert capfd.readouterr() == ("", "")


def test_a_body_that_is_too_large_is_told_so(acme: Client) -> None:
    answer = acme.call("POST", "/2/tweets", json={"text": "x" * 300_000})

    assert answer.status_code == 413


def test_the_log_has_no_text_no_query_and_no_secret(
    acme: Client, log: list[str]
) -> None:
    acme.post(text="embargoed until noon")
    acme.call("GET", "/2/users/me?user.fields=name")
    acme.call("GET", "/2/embargoed")

    assert log == [
        "POST /2/tweets 201 @acme_hq",
        "GET /2/users/me 200 @acme_hq",
        "unknown route 404",
    ]


def test_a_bug_is_a_500_whose_log_quotes_nothing(
    sandbox: RunningSandbox,
    acme: Client,
    log: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("embargoed until noon")

    monkeypatch.setattr("mergecast.sandbox.connection.respond", broken)

    answer = acme.post(text="embargoed until noon")

    assert answer.status_code == 500
    assert any(line.startswith("bug: RuntimeError") for line in log)
    assert "embargoed" not in " ".join(log)
    assert sandbox.accounts == ACCOUNTS


def test_posts_outlive_a_restart(tmp_path: Path, clock: Clock) -> None:
    database = tmp_path / "sandbox.db"
    with start(database, now=clock) as first:
        client = Client(first)
        client.post_id(text="still here")
        client.close()

    with start(database, now=clock) as second:
        listed = requests.get(f"{second.url}/_sandbox/posts", timeout=5).json()
        client = Client(second)
        assert client.post(text="still here").status_code == 403
        client.close()

    assert [post["text"] for post in listed["posts"]] == ["still here"]


def test_a_database_in_use_is_refused(tmp_path: Path) -> None:
    database = tmp_path / "sandbox.db"
    with start(database), pytest.raises(WorkspaceError, match="another sandbox"):
        start(database)


def test_a_file_that_is_no_sandbox_is_refused(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("my notes, not a database " * 100)

    with pytest.raises(WorkspaceError, match="not a database of the sandbox"):
        start(notes)

    assert notes.read_text().startswith("my notes")


def test_a_file_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="cannot be opened"):
        start(tmp_path / "nowhere" / "posts.db")


def test_a_port_that_is_in_use_or_none_is_refused(sandbox: RunningSandbox) -> None:
    for port in (int(sandbox.url.rpartition(":")[2]), 70_000):
        with pytest.raises(WorkspaceError, match=f"port {port} cannot be used"):
            start(":memory:", port=port)


def test_closing_with_requests_under_way_ends_cleanly(clock: Clock) -> None:
    running = start(":memory:", now=clock)

    def knock() -> None:
        client = Client(running)
        try:
            for number in range(50):
                client.post(text=f"post {number}")
        except requests.RequestException:
            pass  # the server went away: what this test is about
        client.close()

    thread = Thread(target=knock)
    thread.start()
    running.close()
    thread.join()

    with pytest.raises(requests.ConnectionError):
        requests.get(running.url, timeout=5)


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("acme_hq:7:Acme: the firm", SandboxAccount("acme_hq", "7", "Acme: the firm")),
        ("acme_hq:7", SandboxAccount("acme_hq", "7", "acme_hq")),
        ("acme_hq:7:贝塔", SandboxAccount("acme_hq", "7", "贝塔")),
    ],
)
def test_an_account_is_read_as_people_write_it(
    text: str, account: SandboxAccount
) -> None:
    assert parse_account(text) == account


def test_an_account_without_an_id_gets_one_that_depends_on_the_handle() -> None:
    first, again, other = map(parse_account, ("acme_hq", "ACME_HQ::Acme", "beta_hq"))

    assert first.user_id == again.user_id != other.user_id
    assert re.fullmatch(r"\d{10}", first.user_id)


@pytest.mark.parametrize(
    "text", ["", "@acme", "sixteen_letters_", "ä", "acme:x", "a b"]
)
def test_an_account_that_cannot_be_one_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_account(text)


@pytest.mark.parametrize(
    "accounts",
    [
        (),
        (SandboxAccount("a", "1", ""), SandboxAccount("A", "2", "")),
        (SandboxAccount("a", "1", ""), SandboxAccount("b", "1", "")),
        (SandboxAccount("a", "1", "", "gold"),),
    ],
)
def test_accounts_that_cannot_be_served_are_refused(
    accounts: tuple[SandboxAccount, ...],
) -> None:
    with pytest.raises(UsageError):
        start(":memory:", accounts=accounts)


def test_the_environment_points_an_account_here() -> None:
    made = environment("acme-my", "acme_hq", "http://127.0.0.1:1")

    assert made["MERGECAST_X_API_BASE"] == "http://127.0.0.1:1"
    assert json.loads(made["MERGECAST_SECRETS"]) == {
        "acme-my": asdict(credentials("acme_hq"))
    }


def test_the_start_says_where_to_look_and_no_secret(sandbox: RunningSandbox) -> None:
    said = "\n".join(startup_lines(sandbox))

    assert f"{sandbox.url}/" in said
    assert "@acme_hq, @beta_hq" in said
    assert "secret" not in said


def test_serving_ends_with_an_interrupt(tmp_path: Path) -> None:
    program = (
        "import signal, sys; from mergecast.sandbox import server;"
        # A job in the background is started deaf to interrupts.
        "signal.signal(signal.SIGINT, signal.default_int_handler);"
        "running = server.start(sys.argv[1]); print(running.url, flush=True);"
        "server.serve(running); print('closed')"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "sandbox.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        assert requests.get(url, timeout=5).status_code == 200
        os.kill(process.pid, signal.SIGINT)
        rest, _ = process.communicate(timeout=10)

    assert (process.returncode, rest) == (0, "closed\n")


def test_starting_does_not_import_what_is_heavy() -> None:
    program = (
        "import sys; import mergecast.sandbox.server;"
        "print([m for m in ('PIL', 'tweepy', 'requests', 'jsonschema', 'rich')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
    assert server.HOST == "127.0.0.1"
