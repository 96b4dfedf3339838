"""A pull request of ours: made once, built upon, and never more than it was asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from mergecast.errors import GitError, UsageError, WorkspaceError
from mergecast.forge.github_answer import ForgeAwayError, ForgeRefusedError
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_drafts import close_issue, mark_ready, set_pull_state
from mergecast.forge.github_proposals import (
    BOT,
    Base,
    Proposal,
    branch_tip,
    person,
    propose,
    pulls_of,
)
from mergecast.forge.github_statuses import CHECK, State, set_status
from mergecast.repository.git import Git

if TYPE_CHECKING:
    from forge.github.fake import FakeGitHub
    from forge.github.hub import Hub

DRAFT = "calendar/queue/launch.yaml"
BRANCH = "mergecast/draft-12"


@pytest.fixture
def api(github: FakeGitHub) -> Iterator[GitHubApi]:
    api = GitHubApi("acme/social", "token", github.address, lambda _seconds: None)
    yield api
    api.close()


def _base(hub: Hub) -> Base:
    main = hub.team.git("rev-parse", "main")
    return Base(Git(hub.team.folder), "origin", "main", main)


def _proposal(text: str = "id: launch\n", **more: object) -> Proposal:
    made = Proposal(
        BRANCH,
        "Post launch",
        "A draft.",
        {DRAFT: text.encode()},
        person("mei", 1001),
        datetime(2026, 11, 22, 4, tzinfo=UTC),
        draft=True,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields of a test


def test_it_is_a_draft_with_one_commit_of_the_author(
    hub: Hub, github: FakeGitHub, api: GitHubApi
) -> None:
    made = propose(api, _base(hub), _proposal())

    pull = github.pulls[made.number]
    assert (made.opened, made.changed, made.draft) == (True, True, True)
    assert (pull.branch, pull.base, pull.draft, pull.head) == (
        *(BRANCH, "main", True),
        made.head,
    )
    assert pull.files == [DRAFT]
    assert [(sha, who) for sha, who, _ in pull.commits] == [(made.head, "mei")]
    shown = hub.team.git("log", "-1", "--format=%ce", made.head)
    assert shown == BOT.mail


def test_a_job_that_runs_twice_makes_one_pull_request(
    hub: Hub, github: FakeGitHub, api: GitHubApi
) -> None:
    first = propose(api, _base(hub), _proposal())

    second = propose(api, _base(hub), _proposal())

    assert second == replace(first, opened=False, changed=False)
    assert list(github.pulls) == [first.number]


def test_a_job_that_died_after_its_push_goes_on(
    hub: Hub, github: FakeGitHub, api: GitHubApi
) -> None:
    github.fault = lambda method, path: (
        (500, {}, b"") if method == "POST" and path.endswith("/pulls") else None
    )
    with pytest.raises(ForgeAwayError):
        propose(api, _base(hub), _proposal())
    github.fault = lambda _method, _path: None

    made = propose(api, _base(hub), _proposal())

    assert (made.opened, made.changed) == (True, False)
    assert len(github.pulls[made.number].commits) == 1


def test_a_later_version_is_a_later_commit(
    hub: Hub, github: FakeGitHub, api: GitHubApi
) -> None:
    first = propose(api, _base(hub), _proposal())
    path = "calendar/2026/11/24-launch.yaml"
    files = {DRAFT: None, path: b"id: launch\n"}

    second = propose(api, _base(hub), _proposal(files=files))

    assert second.number == first.number
    assert api.read("pulls", first.number)["commits"] == 2
    assert github.pulls[first.number].files == [path]
    assert hub.team.git("rev-parse", f"{second.head}^") == first.head


def test_who_was_faster_is_not_overwritten(
    hub: Hub, github: FakeGitHub, api: GitHubApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = propose(api, _base(hub), _proposal())
    base = _base(hub)
    real = Git.run

    def run(git: Git, *args: str, **more: object) -> bytes:
        if args[0] == "push":
            hub.team.git("switch", "-qc", "theirs", first.head)
            theirs = hub.commit("By hand")
            hub.team.git("push", "-q", "origin", f"{theirs}:refs/heads/{BRANCH}")
        return real(git, *args, **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(Git, "run", run)
    with pytest.raises(GitError):
        propose(api, base, _proposal("id: other\n"))
    monkeypatch.undo()

    assert branch_tip(base, BRANCH) == hub.team.git("rev-parse", "theirs")
    assert github.pulls[first.number].files == [DRAFT]


def test_neither_branch_nor_work_tree_of_the_job_changes(
    hub: Hub, api: GitHubApi
) -> None:
    before = hub.team.git("status", "--porcelain=v2", "--branch")

    propose(api, _base(hub), _proposal())

    assert hub.team.git("status", "--porcelain=v2", "--branch") == before


def test_a_branch_that_was_merged_begins_anew_from_main(
    hub: Hub, github: FakeGitHub, api: GitHubApi
) -> None:
    first = propose(api, _base(hub), _proposal())
    hub.merge(github.pulls[first.number], "merge")

    second = propose(api, _base(hub), _proposal("id: second\n"))

    assert second.opened
    parent = hub.team.git("rev-parse", f"{second.head}^")
    assert parent == hub.team.git("rev-parse", "main")


def test_nothing_new_is_never_proposed(hub: Hub, api: GitHubApi) -> None:
    here = hub.team.git("show", "main:mergecast.yaml") + "\n"

    with pytest.raises(WorkspaceError, match="nothing to propose"):
        propose(api, _base(hub), _proposal(files={"mergecast.yaml": here.encode()}))


def test_a_repository_without_drafts_gets_a_plain_one(
    hub: Hub, github: FakeGitHub, api: GitHubApi
) -> None:
    refusals = iter([json.dumps({"message": "Draft pull requests are not supported"})])

    def fault(method: str, path: str) -> tuple[int, dict[str, str], bytes] | None:
        if method != "POST" or not path.endswith("/pulls"):
            return None
        said = next(refusals, None)
        return None if said is None else (422, {}, said.encode())

    github.fault = fault

    made = propose(api, _base(hub), _proposal())

    assert not made.draft
    assert not github.pulls[made.number].draft


def test_a_repository_that_forbids_it_says_where_to_allow_it(
    hub: Hub, github: FakeGitHub, api: GitHubApi
) -> None:
    github.fault = lambda method, path: (
        (403, {}, b'{"message": "not permitted"}')
        if method == "POST" and path.endswith("/pulls")
        else None
    )

    with pytest.raises(ForgeRefusedError) as error:
        propose(api, _base(hub), _proposal())

    assert "Allow GitHub Actions to create" in error.value.hint


@pytest.mark.parametrize(
    "branch",
    [
        *("main", "mergecast-ledger", "mergecast/", "mergecast/../main"),
        *("mergecast/a b", "mergecast/-f", "mergecast/x.lock/y", "mergecast/;id"),
    ],
)
def test_only_branches_of_ours_are_written(
    hub: Hub, api: GitHubApi, branch: str
) -> None:
    with pytest.raises(UsageError):
        propose(api, _base(hub), _proposal(branch=branch))


@pytest.mark.parametrize(
    "path", [".github/workflows/x.yml", ".GitHub/x", ".gitattributes", "tooling/x.py"]
)
def test_no_program_is_ever_proposed(hub: Hub, api: GitHubApi, path: str) -> None:
    with pytest.raises((UsageError, GitError)):
        propose(api, _base(hub), _proposal(files={path: b"x"}))

    assert branch_tip(_base(hub), BRANCH) is None


def test_a_branch_of_that_name_in_a_fork_is_not_ours(
    hub: Hub, github: FakeGitHub, api: GitHubApi
) -> None:
    made = propose(api, _base(hub), _proposal())
    github.pulls[made.number].head_repository = "mallory/social"

    assert list(pulls_of(api, BRANCH, "all")) == []


def test_a_draft_becomes_ready_and_may_be_closed(
    hub: Hub, github: FakeGitHub, api: GitHubApi
) -> None:
    made = propose(api, _base(hub), _proposal())
    (pull,) = pulls_of(api, BRANCH, "open")

    mark_ready(api, pull)
    assert not github.pulls[made.number].draft

    set_pull_state(api, made.number, "closed")
    assert list(pulls_of(api, BRANCH, "open")) == []
    assert len(list(pulls_of(api, BRANCH, "all"))) == 1


def test_what_graphql_refuses_is_a_refusal(api: GitHubApi) -> None:
    with pytest.raises(ForgeRefusedError):
        mark_ready(api, {"node_id": "PR_404"})
    with pytest.raises(ForgeAwayError):
        mark_ready(api, {})


def test_an_issue_that_comes_to_nothing_is_closed(
    github: FakeGitHub, api: GitHubApi
) -> None:
    made = api.write("POST", "issues", body={"title": "A post"})

    close_issue(api, made["number"])

    issue = github.issues[made["number"]]
    assert (issue.state, issue.closed_because) == ("closed", "not_planned")


def test_a_status_is_short_enough_for_github(
    github: FakeGitHub, api: GitHubApi
) -> None:
    set_status(api, "a" * 40, CHECK, State.FAILURE, "x" * 200)

    ((commit, told),) = github.statuses
    assert commit == "a" * 40
    assert (told["context"], told["state"]) == ("check", "failure")
    assert len(told["description"]) == 140
