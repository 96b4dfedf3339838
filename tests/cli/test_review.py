"""`plan --pr` over real git: what a branch brings, from where it left its base."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from forge.github.fake import FakeGitHub, Pull, serve
from team_repository import POST, POST_PATH, TeamRepository

if TYPE_CHECKING:
    from cli.inside import Inside

NOW = "2026-11-20T08:00:00Z"
SECOND = "calendar/2026/11/25-second.yaml"


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST)
    made.write(SECOND, POST.replace("launch", "second").replace("24 09", "25 09"))
    made.commit("Two posts")
    made.git("switch", "-q", "-c", "topic")
    return made


def _review(inside: Inside, *more: str) -> dict[str, object]:
    done = inside("plan", "--pr", "main", "--format", "json", *more, now=NOW)
    assert done.code == 0, done.err
    told: dict[str, object] = json.loads(done.out)
    return told


def _posts(told: dict[str, object]) -> dict[str, dict[str, object]]:
    posts = told["posts"]
    assert isinstance(posts, list)
    return {each["id"]: each for each in posts}


def test_only_what_the_branch_changed_is_told(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(POST_PATH, POST.replace("It is out.", "It is here."))
    team.commit("Better words")

    found = _posts(_review(inside))

    assert list(found) == ["launch-2026"]
    assert found["launch-2026"]["change"] == "changed"
    assert found["launch-2026"]["said"] == ["words changed"]


def test_what_main_did_meanwhile_is_not_the_branchs_doing(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(POST_PATH, POST.replace("It is out.", "It is here."))
    team.commit("Better words")
    team.git("switch", "-q", "main")
    team.write(SECOND, "id: broken\n")
    team.commit("Somebody else")
    team.git("switch", "-q", "topic")

    assert list(_posts(_review(inside))) == ["launch-2026"]


def test_a_moved_and_renamed_post_is_one_post(
    team: TeamRepository, inside: Inside
) -> None:
    team.git("mv", POST_PATH, "calendar/2026/11/26-launch.yaml")
    team.write(
        "calendar/2026/11/26-launch.yaml",
        POST.replace("2026-11-24 09:00", "2026-11-26 11:00"),
    )
    team.commit("Later")

    told = _posts(_review(inside))["launch-2026"]

    assert told["change"] == "moved"
    assert str(told["said"]).startswith("['moved 2 d 2 h later: Tue 24 Nov 2026 09:00")


def test_a_dropped_post_is_told(team: TeamRepository, inside: Inside) -> None:
    team.git("rm", "-q", POST_PATH)
    team.commit("Drop it")

    assert _posts(_review(inside))["launch-2026"]["change"] == "deleted"


def test_another_image_under_the_same_name_changes_the_post(
    team: TeamRepository, inside: Inside
) -> None:
    media = "media:\n  - {file: media/a.png, alt: A chart of sales by month}\n"
    team.git("switch", "-q", "main")
    team.write("calendar/media/a.png", "one")
    team.write(POST_PATH, POST + media)
    team.commit("With an image")
    team.git("switch", "-q", "-C", "topic")
    team.write("calendar/media/a.png", "two")
    team.commit("Another image")

    told = _posts(_review(inside))["launch-2026"]

    assert (told["change"], told["said"]) == ("changed", ["media changed"])


def test_a_file_that_holds_no_post_is_named(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(POST_PATH, "id: [")
    team.commit("Broken")

    told = _review(inside)

    assert told["broken"] == [POST_PATH]
    assert _posts(told)["launch-2026"]["change"] == "deleted"


def test_the_same_branch_gives_the_same_comment(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(POST_PATH, POST.replace("It is out.", "It is here. 已经"))
    team.commit("Better words")

    first, second = (inside("plan", "--pr", "main", now=NOW) for _ in range(2))

    assert first.code == 0, first.err
    assert first.out == second.out
    assert "<del>out</del><ins>here</ins>" in first.out


@pytest.mark.parametrize(
    "args",
    [
        ("--head", "topic"),
        ("--comment", "7"),
        ("--format", "markdown"),
        ("--pr", "main", "--format", "text"),
        ("--pr", "main", "--worktree"),
        ("--summary",),
        ("--request",),
        ("--pr", "main", "--request"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(
    inside: Inside, args: tuple[str, ...]
) -> None:
    assert inside("plan", *args, now=NOW).code == 2


def test_a_base_that_does_not_exist_is_an_error_for_people(inside: Inside) -> None:
    done = inside("plan", "--pr", "nowhere", now=NOW)

    assert done.code == 3
    assert "'nowhere' is not a commit, branch or tag here" in done.err


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    made = FakeGitHub()
    made.person("mei")
    made.pulls[7] = Pull(7, "mei", head="b" * 40)
    with serve(made) as base:
        monkeypatch.setenv("GITHUB_API_URL", base)
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/social")
        monkeypatch.setenv("GITHUB_TOKEN", "ghs_canary0123456789")
        yield made


def test_the_comment_is_kept_on_the_pull_request(
    team: TeamRepository, inside: Inside, github: FakeGitHub
) -> None:
    team.write(POST_PATH, POST.replace("It is out.", "It is here."))
    team.commit("Better words")

    done = inside("plan", "--pr", "main", "--comment", "7", now=NOW)

    assert done.code == 0, done.err
    assert [each["body"] for each in github.comments[7]] == [done.out]
    assert "ghs_canary" not in done.out + done.err


def test_without_a_token_nothing_is_asked_of_github(
    inside: Inside, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    monkeypatch.delenv("GH_TOKEN", raising=False)

    done = inside("plan", "--pr", "main", "--comment", "7", now=NOW)

    assert done.code == 3
    assert "there is no token for GitHub" in done.err
    assert github.asked == []
