"""A job's token reaches the forge's own git server, and nobody else."""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from mergecast.cli.keys.hiding import secrets
from mergecast.errors import GitError
from mergecast.ledger.git_place import find_place
from mergecast.redaction import HIDDEN, redacted
from mergecast.repository.filters import unfiltered
from mergecast.repository.git import Git, environment
from mergecast.repository.job_token import signed

TOKEN = "ghs_canary/Zq8+x7"  # noqa: S105 - a canary
CODED = b64encode(f"x-access-token:{TOKEN}".encode()).decode()
HEADER = f"Basic {CODED}"
JOB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.example",
    "GITHUB_TOKEN": TOKEN,
}


@dataclass(slots=True)
class Server:
    """A git server that is never satisfied, and the authorizations it was shown."""

    url: str = ""
    elsewhere: str = ""
    heard: list[list[str]] = field(default_factory=list)


@contextmanager
def running() -> Iterator[Server]:
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.heard.append(self.headers.get_all("Authorization") or [])
            self.send_response(302 if made.elsewhere else 404)
            if made.elsewhere:
                self.send_header("Location", made.elsewhere + self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def forge() -> Iterator[Server]:
    with running() as made:
        yield made


@pytest.fixture
def other() -> Iterator[Server]:
    with running() as made:
        yield made


@pytest.fixture
def clone(tmp_path: Path, forge: Server, monkeypatch: pytest.MonkeyPatch) -> Git:
    for name, value in (JOB | {"GITHUB_SERVER_URL": forge.url}).items():
        monkeypatch.setenv(name, value)
    git = Git(tmp_path)
    git.run("init", "-q")
    git.run("remote", "add", "origin", f"{forge.url}/acme/social")
    return git


def _ask(git: Git, url: str) -> None:
    with pytest.raises(GitError):
        git.run("ls-remote", url)


def test_git_shows_the_token_to_the_forge(clone: Git, forge: Server) -> None:
    _ask(clone, "origin")

    assert forge.heard == [[HEADER]]


def test_another_server_is_shown_nothing(clone: Git, other: Server) -> None:
    _ask(clone, f"{other.url}/acme/social")

    assert other.heard == [[]]


def test_a_redirection_takes_the_token_nowhere(
    clone: Git, forge: Server, other: Server
) -> None:
    forge.elsewhere = other.url

    _ask(clone, "origin")

    assert (forge.heard, other.heard) == ([[HEADER]], [])


def test_a_token_that_a_checkout_left_gives_way_to_the_jobs_own(
    clone: Git, forge: Server
) -> None:
    left = f"http.{forge.url}/.extraheader"
    clone.run("config", left, "Authorization: Basic b2xk")

    _ask(clone, "origin")

    assert forge.heard == [[HEADER]], "GitHub refuses a request that has two"


def test_the_ledger_is_reached_with_it_too(clone: Git, forge: Server) -> None:
    place = find_place(clone, "origin", "mergecast-ledger")

    with pytest.raises(GitError):
        place.git.run("ls-remote", f"{forge.url}/acme/social", env=place.remote_env)

    assert forge.heard == [[HEADER]]


def test_switching_filters_off_leaves_the_token_on(clone: Git, forge: Server) -> None:
    clone.run("config", "filter.lfs.clean", "x")
    with pytest.raises(GitError):
        clone.run("ls-remote", "origin", env=unfiltered(clone))

    assert forge.heard == [[HEADER]]


def test_it_is_in_no_argument_and_no_file(
    clone: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []
    real = subprocess.Popen

    def popen(argv: tuple[str, ...], **rest: object) -> subprocess.Popen[bytes]:
        started.append(argv)
        return real(argv, **rest)  # type: ignore[call-overload,no-any-return]  # as it came

    monkeypatch.setattr(subprocess, "Popen", popen)
    _ask(clone, "origin")

    said = " ".join(each for argv in started for each in argv)
    files = [each for each in clone.directory.rglob("*") if each.is_file()]
    kept = b"".join(each.read_bytes() for each in files).decode("utf-8", "replace")
    assert started
    assert [form for form in (TOKEN, CODED) if form in said + kept] == []


def test_no_form_of_it_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)

    shown = redacted(f"refused: Authorization: {HEADER}", secrets())

    assert shown == f"refused: Authorization: Basic {HIDDEN}"


@pytest.mark.parametrize(
    "changed",
    [
        {"GITHUB_ACTIONS": ""},
        {"GITHUB_ACTIONS": "1"},
        {"GITHUB_TOKEN": ""},
        {"GITHUB_TOKEN": "two words"},
        {"GITHUB_TOKEN": "line\nbreak"},
        {"GITHUB_SERVER_URL": ""},
        {"GITHUB_SERVER_URL": "http://github.example"},
        {"GITHUB_SERVER_URL": "https://mei@github.example"},
        {"GITHUB_SERVER_URL": "https://github.example/a"},
        {"GITHUB_SERVER_URL": "https://github.example?x=1"},
        {"GITHUB_SERVER_URL": "https://[github.example"},
        {"GITHUB_SERVER_URL": "file:///srv"},
        {"GITHUB_SERVER_URL": "https://"},
    ],
    ids=str,
)
def test_outside_of_a_job_on_a_safe_server_git_gets_none(
    changed: dict[str, str],
) -> None:
    assert signed(JOB | changed) == {}


@pytest.mark.parametrize("name", ["GITHUB_TOKEN", "GH_TOKEN"])
def test_both_names_of_the_token_count(name: str) -> None:
    job = {"GITHUB_ACTIONS": "true", "GITHUB_SERVER_URL": "https://h/", name: "t0ken"}

    assert signed(job)["GIT_CONFIG_KEY_1"] == "http.https://h/.extraHeader"


def test_what_a_job_configured_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "url.https://h/.insteadOf",
        "GIT_CONFIG_VALUE_0": "git@h:",
    }
    for name, value in (JOB | told).items():
        monkeypatch.setenv(name, value)

    made = environment()

    assert made["GIT_CONFIG_KEY_0"] == "url.https://h/.insteadOf"
    assert made["GIT_CONFIG_COUNT"] == "4"


def test_a_header_that_the_job_hands_to_git_itself_is_the_only_one() -> None:
    told = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "http.https://github.example/.extraheader",
        "GIT_CONFIG_VALUE_0": "Authorization: Basic eA==",
    }

    assert signed(JOB | told) == {}


def test_an_address_of_this_machine_may_be_plain() -> None:
    for url in ("http://127.0.0.1:80", "http://localhost", "http://[::1]:80"):
        assert signed(JOB | {"GITHUB_SERVER_URL": url}), url
