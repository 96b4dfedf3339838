"""People are asked for a review once for what there is to see, and never in vain."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from forge.github.fake import FakeGitHub, Pull, Review, serve

from mergecast.forge.github_answer import ForgeRefusedError
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_requests import request_reviews

HEAD = "b" * 40


@pytest.fixture
def github() -> FakeGitHub:
    made = FakeGitHub()
    for login in ("mei", "aisyah", "tom"):
        made.person(login)
    made.pulls[7] = Pull(7, "mei", head=HEAD)
    return made


@pytest.fixture
def api(github: FakeGitHub) -> Iterator[GitHubApi]:
    with serve(github) as base:
        api = GitHubApi("acme/social", "token", base, lambda _seconds: None)
        yield api
        api.close()


def test_those_who_are_missing_are_asked(api: GitHubApi, github: FakeGitHub) -> None:
    assert request_reviews(api, 7, ["aisyah", "tom", "aisyah"]) == (
        ("aisyah", "tom"),
        (),
    )
    assert github.pulls[7].requested == ["aisyah", "tom"]


def test_the_author_is_never_asked(api: GitHubApi, github: FakeGitHub) -> None:
    assert request_reviews(api, 7, ["Mei"]) == ((), ())
    assert github.pulls[7].requested == []


def test_who_was_asked_is_not_asked_again(api: GitHubApi, github: FakeGitHub) -> None:
    github.pulls[7].requested = ["aisyah"]

    assert request_reviews(api, 7, ["aisyah"]) == ((), ())
    assert not any(each.startswith("POST") for each in github.asked)


@pytest.mark.parametrize("state", ["APPROVED", "CHANGES_REQUESTED", "COMMENTED"])
def test_who_looked_at_what_is_there_is_left_alone(
    api: GitHubApi, github: FakeGitHub, state: str
) -> None:
    github.pulls[7].reviews = [Review("aisyah", state, HEAD)]

    assert request_reviews(api, 7, ["aisyah"]) == ((), ())


def test_who_looked_at_an_earlier_commit_is_asked_to_look_again(
    api: GitHubApi, github: FakeGitHub
) -> None:
    github.pulls[7].reviews = [Review("aisyah", "APPROVED", "a" * 40)]

    assert request_reviews(api, 7, ["aisyah"]) == (("aisyah",), ())


def test_one_who_cannot_be_asked_keeps_nobody_else_from_it(
    api: GitHubApi, github: FakeGitHub
) -> None:
    asked: list[str] = []

    def refuse(method: str, _path: str) -> tuple[int, dict[str, str], bytes] | None:
        if method == "POST":
            asked.append(method)
        return (422, {}, b"{}") if len(asked) == 1 else None

    github.fault = refuse

    assert request_reviews(api, 7, ["aisyah", "tom"]) == (("tom",), ("aisyah",))


def test_a_token_that_may_not_ask_is_told(api: GitHubApi, github: FakeGitHub) -> None:
    github.fault = lambda method, _path: (403, {}, b"{}") if method == "POST" else None

    with pytest.raises(ForgeRefusedError, match="403"):
        request_reviews(api, 7, ["aisyah"])


def test_nobody_is_asked_about_a_draft(api: GitHubApi, github: FakeGitHub) -> None:
    github.pulls[7].draft = True

    assert request_reviews(api, 7, ["aisyah"]) == ((), ())
