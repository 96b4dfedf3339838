"""A forge that tells half of it: what is not known stops a post."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from forge.github.fake import FakeGitHub, serve
from forge.github.hub import LI, Hub
from team_repository import AISYAH, POST, POST_PATH, TOM

from mergecast.forge.github_answer import ForgeAwayError
from mergecast.forge.github_api import GitHubApi

Answer = tuple[int, dict[str, str], bytes]


class Said:
    """Answers one after the other, whatever is asked, and then as GitHub would."""

    def __init__(self, where: str, *answers: Any) -> None:  # noqa: ANN401 - any JSON
        self.where = where
        self.answers = [json.dumps(each).encode() for each in answers]

    def __call__(self, _method: str, path: str) -> Answer | None:
        if not path.endswith(self.where) or not self.answers:
            return None
        return 200, {}, self.answers.pop(0)


@pytest.fixture
def api(github: FakeGitHub) -> Iterator[GitHubApi]:
    with serve(github) as base:
        made = GitHubApi("acme/social", "ghs_canary0123456789", base, lambda _: None)
        yield made
        made.close()


def reviewed(hub: Hub) -> None:
    hub.branch("topic")
    hub.team.write(POST_PATH, POST)
    hub.commit("calendar: A post")
    pull = hub.propose()
    hub.review(pull, AISYAH)
    for _ in range(99):
        hub.review(pull, TOM, "COMMENTED")
    hub.review(pull, LI, "CHANGES_REQUESTED")
    hub.merge(pull)


def test_a_full_page_that_names_no_next_one_is_not_taken_for_the_last(
    hub: Hub, plan: Callable[[], str]
) -> None:
    reviewed(hub)
    first: list[Any] = []
    with serve(hub.github) as base:
        api = GitHubApi("acme/social", None, base)
        first = list(api.pages("pulls", 1, "reviews"))[:100]
        api.close()
    hub.github.fault = Said("/reviews", first)

    assert plan() == "li asked for changes, and that stands"


def test_a_list_that_ends_with_a_full_page_ends(
    api: GitHubApi, github: FakeGitHub
) -> None:
    github.fault = Said("/reviews", [{"id": n} for n in range(100)], [])

    assert len(list(api.pages("pulls", 7, "reviews"))) == 100


def test_commits_that_are_not_listed_hide_no_author(
    hub: Hub, plan: Callable[[], str]
) -> None:
    hub.branch("topic")
    hub.team.write(POST_PATH, POST)
    hub.commit("calendar: A post", AISYAH)
    hub.commit("Nothing")
    pull = hub.propose()
    hub.review(pull, AISYAH)
    hub.merge(pull)
    sha = pull.commits[1][0]
    hub.github.fault = Said("/pulls/1/commits", [{"sha": sha}])

    assert plan() == "GitHub does not list all commits of pull request 1"


def test_a_repository_that_is_not_there_is_no_pull_request_that_is_missing(
    hub: Hub, plan: Callable[[], str]
) -> None:
    reviewed(hub)
    hub.github.repository = "acme/other"

    assert "cannot be read: GitHub refused: 404" in plan()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_repository_that_moved_is_named_as_the_trouble(
    api: GitHubApi, github: FakeGitHub, status: int
) -> None:
    elsewhere = {"Location": f"{github.address}/repositories/1"}
    github.fault = lambda _method, _path: (status, elsewhere, b"")

    with pytest.raises(ForgeAwayError, match="was renamed or moved") as caught:
        api.read("pulls", 7)
    assert "forge.repository" in caught.value.hint


def test_a_limit_that_says_nothing_of_its_end_approves_nothing(
    hub: Hub, plan: Callable[[], str]
) -> None:
    reviewed(hub)
    said = b'{"message": "You have exceeded a secondary rate limit"}'
    hub.github.fault = lambda _method, _path: (403, {}, said)

    assert "You have exceeded a secondary rate limit" in plan()


def test_an_unchanged_answer_that_nobody_asked_for_approves_nothing(
    hub: Hub, plan: Callable[[], str]
) -> None:
    reviewed(hub)
    hub.github.fault = lambda _method, path: (
        (304, {}, b"") if path.endswith("/reviews") else None
    )

    assert "GitHub answered 304" in plan()
