"""Reads are patient and whole, writes happen once, and no answer is believed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import pytest
from forge.github.fake import FakeGitHub, Pull, Review, serve

from mergecast.forge.github_answer import ForgeAwayError, ForgeRefusedError
from mergecast.forge.github_api import GitHubApi

Fault: TypeAlias = tuple[int, dict[str, str], bytes]
TOKEN = "ghs_canary0123456789"  # noqa: S105 - a canary, looked for in what comes out


@dataclass(slots=True)
class Faults:
    """Each fault once, in order; then no more."""

    left: list[Fault]
    seen: list[str] = field(default_factory=list)

    def __call__(self, method: str, path: str) -> Fault | None:
        self.seen.append(f"{method} {path}")
        return self.left.pop(0) if self.left else None


@pytest.fixture
def github() -> FakeGitHub:
    made = FakeGitHub()
    made.person("mei")
    made.pulls[7] = Pull(7, "mei", head="b" * 40)
    return made


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def api(github: FakeGitHub, waits: list[float]) -> Iterator[GitHubApi]:
    with serve(github) as base:
        api = GitHubApi("acme/social", TOKEN, base, waits.append)
        yield api
        api.close()


def test_a_list_is_read_to_its_last_page(api: GitHubApi, github: FakeGitHub) -> None:
    github.page = 2
    reviews = [Review("mei", "COMMENTED", "b" * 40, id=n) for n in range(1, 6)]
    github.pulls[7].reviews = reviews

    found = list(api.pages("pulls", 7, "reviews"))

    assert [each["id"] for each in found] == [1, 2, 3, 4, 5]
    assert len(github.asked) == 3


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_read_is_repeated_after_a_passing_fault(
    api: GitHubApi, github: FakeGitHub, waits: list[float], status: int
) -> None:
    github.fault = Faults([(status, {}, b"<html>"), (status, {}, b"")])

    assert api.read("pulls", 7)["number"] == 7
    assert waits == [2.0, 4.0]


def test_a_read_that_keeps_failing_says_so(api: GitHubApi, github: FakeGitHub) -> None:
    github.fault = Faults([(503, {}, b"")] * 9)

    with pytest.raises(ForgeAwayError, match="GitHub answered 503"):
        api.read("pulls", 7)
    assert len(github.asked) == 3


def test_a_short_wait_that_github_asks_for_is_kept(
    api: GitHubApi, github: FakeGitHub, waits: list[float]
) -> None:
    github.fault = Faults([(429, {"Retry-After": "3"}, b"{}")])

    assert api.read("pulls", 7)["number"] == 7
    assert waits == [3.0]


@pytest.mark.parametrize(
    "headers", [{"Retry-After": "3600"}, {"X-RateLimit-Remaining": "0"}]
)
def test_a_spent_rate_limit_is_no_refusal(
    api: GitHubApi, github: FakeGitHub, waits: list[float], headers: dict[str, str]
) -> None:
    github.fault = Faults([(403, headers, b"{}")])

    with pytest.raises(ForgeAwayError, match="rate limit is used up"):
        api.read("pulls", 7)
    assert waits == []


@pytest.mark.parametrize("status", [401, 403, 404, 410, 422])
def test_a_refusal_is_told_with_its_status_and_words(
    api: GitHubApi, github: FakeGitHub, status: int
) -> None:
    github.fault = Faults([(status, {}, b'{"message": "Resource not accessible"}')])

    with pytest.raises(ForgeRefusedError, match="Resource not accessible") as caught:
        api.read("pulls", 7)
    assert caught.value.status == status


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_write_is_never_repeated(
    api: GitHubApi, github: FakeGitHub, status: int
) -> None:
    github.fault = Faults([(status, {}, b"")])

    with pytest.raises(ForgeAwayError):
        api.write("POST", "issues", 7, "comments", body={"body": "hi"})
    assert github.asked == ["POST /repos/acme/social/issues/7/comments"]


def test_a_write_gives_what_was_made(api: GitHubApi, github: FakeGitHub) -> None:
    made = api.write("POST", "issues", 7, "comments", body={"body": "谢谢 👩‍👩‍👧"})

    assert made["body"] == "谢谢 👩‍👩‍👧"
    (written,) = github.comments[7]
    assert (written["id"], written["body"]) == (501, "谢谢 👩‍👩‍👧")


@pytest.mark.parametrize(
    "fault",
    [
        (200, {}, b"<html>"),
        (200, {}, b'{"a": '),
        (200, {}, b"[" * 100_000),
        (200, {}, b'"text"'),
        (302, {"Location": "https://evil.example/"}, b""),
        (200, {"Link": '<https://evil.example/x>; rel="next"'}, b"[]"),
        (200, {"Link": '<//evil.example/x>; rel="next"'}, b"[]"),
        (200, {}, b"[" + b"0," * 10_500_000 + b"0]"),
    ],
    ids=["html", "cut", "deep", "no list", "redirect", "host", "bare host", "large"],
)
def test_an_answer_that_means_nothing_says_nothing(
    api: GitHubApi, github: FakeGitHub, fault: Fault
) -> None:
    github.fault = Faults([fault] * 3)

    with pytest.raises(ForgeAwayError):
        list(api.pages("pulls", 7, "reviews"))


def test_a_list_without_an_end_is_not_believed(
    api: GitHubApi, github: FakeGitHub
) -> None:
    more = {"Link": f'<{api.base}/again>; rel="next"'}
    github.fault = lambda _method, _path: (200, more, b"[1]")

    with pytest.raises(ForgeAwayError, match="more than 100 pages"):
        list(api.pages("pulls", 7, "reviews"))


def test_nobody_at_home_is_an_answer_that_never_came() -> None:
    waits: list[float] = []
    api = GitHubApi("acme/social", TOKEN, "http://127.0.0.1:9", waits.append)

    with pytest.raises(ForgeAwayError, match="does not answer") as caught:
        api.read("pulls", 7)
    assert waits == [2.0, 4.0]
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("name", ["../../other/repo", "a/b", "a?b=c", "a#b", "文", ""])
def test_a_segment_cannot_leave_its_place(
    api: GitHubApi, github: FakeGitHub, name: str
) -> None:
    with pytest.raises(ForgeRefusedError):
        api.read("collaborators", name, "permission")

    assert len(github.asked) == 1
    assert github.asked[0].startswith("GET /repos/acme/social/collaborators/")
    assert github.asked[0].count("/") == 6


def test_the_token_goes_along_and_no_netrc_takes_its_place(
    api: GitHubApi,
    github: FakeGitHub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "netrc").write_text("default login x password y\n", "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

    api.read("pulls", 7)

    assert github.tokens == [f"Bearer {TOKEN}"]
    assert TOKEN not in repr(api)


def test_an_answer_without_a_body_is_none(api: GitHubApi, github: FakeGitHub) -> None:
    github.workflows["publish.yml"] = "active"

    path = ("actions", "workflows", "publish.yml", "dispatches")
    assert api.write("POST", *path, body={"ref": "main"}) is None
    assert github.dispatched == [("publish.yml", {"ref": "main"})]


def test_the_repository_itself_is_the_path_without_segments(api: GitHubApi) -> None:
    assert api.read()["full_name"] == "acme/social"


def test_whose_token_it_is_is_known_for_people_only(
    api: GitHubApi, github: FakeGitHub
) -> None:
    assert api.login() is None

    github.me = "mei"
    assert api.login() == "mei"
