"""There is one comment, it is ours, and it is written only when it changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from forge.github.fake import FakeGitHub, Pull, serve

from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_comments import keep_comment

MARK = "<!-- ours -->"


@pytest.fixture
def github() -> FakeGitHub:
    made = FakeGitHub()
    made.person("mallory")
    made.person("github-actions[bot]", kind="Bot")
    made.pulls[7] = Pull(7, "mallory", head="b" * 40)
    return made


@pytest.fixture
def api(github: FakeGitHub) -> Iterator[GitHubApi]:
    with serve(github) as base:
        api = GitHubApi("acme/social", "token", base, lambda _seconds: None)
        yield api
        api.close()


def _ours(body: str, number: int = 501) -> dict[str, object]:
    return {"id": number, "body": body, "by": "github-actions[bot]"}


def test_the_first_time_it_is_made(api: GitHubApi, github: FakeGitHub) -> None:
    assert keep_comment(api, 7, MARK, lambda old: f"{MARK} new{old}")
    assert [each["body"] for each in github.comments[7]] == [f"{MARK} new"]


def test_it_is_brought_up_to_date_in_its_place(
    api: GitHubApi, github: FakeGitHub
) -> None:
    github.page = 1
    github.comments[7] = [
        {"id": 1, "body": "hello", "by": "mallory"},
        _ours(f"{MARK} old"),
    ]

    assert keep_comment(api, 7, MARK, lambda old: old.replace("old", "new"))
    assert [each["body"] for each in github.comments[7]] == ["hello", f"{MARK} new"]


def test_what_did_not_change_is_not_written(api: GitHubApi, github: FakeGitHub) -> None:
    github.comments[7] = [_ours(f"{MARK} same")]

    assert not keep_comment(api, 7, MARK, lambda old: old)
    assert github.asked == ["GET /repos/acme/social/issues/7/comments"]


def test_a_person_who_writes_the_mark_is_not_overwritten(
    api: GitHubApi, github: FakeGitHub
) -> None:
    github.comments[7] = [{"id": 1, "body": f"{MARK} mine", "by": "mallory"}]

    assert keep_comment(api, 7, MARK, lambda old: f"{MARK}{old}")
    assert [each["body"] for each in github.comments[7]] == [f"{MARK} mine", MARK]
