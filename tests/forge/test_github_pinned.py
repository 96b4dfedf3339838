"""The one pinned issue on GitHub: whose it is, and that there is one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from forge.github.fake import FakeGitHub, Issue, serve

from mergecast.alarms.pinned import head_of, is_ours, said, told_in, written
from mergecast.forge.github_answer import ForgeAwayError
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_pinned import LABEL, GitHubBoard

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
HEAD = "a" * 40


@pytest.fixture
def github() -> FakeGitHub:
    made = FakeGitHub()
    made.person("mei")
    return made


@pytest.fixture
def board(github: FakeGitHub) -> Iterator[GitHubBoard]:
    with serve(github) as base:
        api = GitHubApi("acme/social", "token", base, lambda _seconds: None)
        yield GitHubBoard(api, NOW)
        api.close()


def test_what_is_made_is_found_again_and_pinned(
    board: GitHubBoard, github: FakeGitHub
) -> None:
    made = board.make("Today", written(None) + "nothing")

    assert board.find() == made
    assert board.pin(made)
    assert github.pinned == [made.number]
    assert github.labels == {LABEL: "0e8a16"}
    assert made.told is None


def test_a_fourth_pin_is_refused_and_nothing_breaks(
    board: GitHubBoard, github: FakeGitHub
) -> None:
    github.pinned += [7, 8, 9]

    assert not board.pin(board.make("Today", written(None)))


def test_what_a_stranger_wrote_is_not_ours(
    board: GitHubBoard, github: FakeGitHub
) -> None:
    github.issues[1] = Issue(1, "mei", "Today", written(HEAD), [LABEL])
    github.issues[2] = Issue(2, github.me, "Today", "no mark", [LABEL])

    assert board.find() is None


def test_of_two_that_were_opened_at_once_the_first_stays(
    board: GitHubBoard, github: FakeGitHub
) -> None:
    first = board.make("Today", written(None))

    assert board.make("Today", written(None)).number == first.number
    assert [each.state for each in github.issues.values()] == ["open", "closed"]
    assert board.find() == first


def test_an_open_one_comes_before_a_closed_one(
    board: GitHubBoard, github: FakeGitHub
) -> None:
    old = board.make("Today", written(None))
    github.issues[old.number].state = "closed"

    assert board.find() is not None
    made = board.make("Today", written(HEAD))

    assert board.find() == made
    assert made.told == HEAD


def test_only_our_own_comments_say_what_was_told(
    board: GitHubBoard, github: FakeGitHub
) -> None:
    made = board.make("Today", written(None))
    github.comments[made.number] = [
        {"id": 1, "body": said("b" * 40), "by": "mei"},
        {"id": 2, "body": "well", "by": github.me},
    ]

    link = board.say(made, said(HEAD) + "changed")

    assert board.heads(made) == [HEAD]
    assert f"/issues/{made.number}#issuecomment-" in link


def test_half_an_answer_is_no_issue(board: GitHubBoard) -> None:
    with pytest.raises(ForgeAwayError):
        board.make("Today", "without a mark")


@pytest.mark.parametrize("told", [None, HEAD, "b" * 64])
def test_a_mark_is_read_as_it_was_written(told: str | None) -> None:
    body = written(told) + "text"

    assert is_ours(body)
    assert told_in(body) == told
    assert told_in(body.replace("\n", "\r\n")) == told


@pytest.mark.parametrize(
    "body",
    [
        "",
        "text",
        " " + written(None),
        "<!-- mergecast-calendar 1 zzz -->\n",
        said(HEAD),
    ],
)
def test_what_only_looks_like_a_mark_is_none(body: str) -> None:
    assert not is_ours(body)
    assert told_in(body) is None


def test_a_comment_names_the_commit_up_to_which_it_tells() -> None:
    assert head_of(said(HEAD) + "text") == HEAD
    assert head_of("text\n" + said(HEAD)) is None
