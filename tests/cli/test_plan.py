"""`mergecast plan`: what goes out when, and why not, before there is any ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from cli.inside import Inside
    from cli.program import Done

BEFORE = "2026-11-22T23:30Z"
DRAFT_PATH = "calendar/2026/11/24-second.yaml"


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST)
    made.commit("A post")
    made.write(DRAFT_PATH, POST.replace("launch-2026", "second-2026"))
    return made


def test_a_committed_post_waits_with_its_local_time_and_the_reason(
    inside: Inside,
) -> None:
    done = inside("plan", now=BEFORE)

    assert (done.code, done.err) == (ExitCode.DONE, "")
    (line,) = done.out.splitlines()
    assert line.startswith(".. wait      launch-2026@acme  Tue 2026-11-24 09:00 ")
    assert "Asia/Kuala_Lumpur (in 1 d 1 h)  " in line


def test_what_the_days_ahead_cost_is_said_post_by_post(
    team: TeamRepository, inside: Inside
) -> None:
    dear = POST.replace("launch-2026", "dear-2026").replace("It", "example.org: it")
    team.write(DRAFT_PATH, dear)

    done = inside("plan", "--cost", "--worktree", now=BEFORE)
    told = inside("plan", "--worktree", "--format", "json", now=BEFORE)

    assert "             costs $0.20: post with a link $0.20\n" in done.out
    assert done.out.endswith(
        "in all, what is still to go out costs $0.215: "
        "post with a link $0.20, post $0.015\n"
        "November 2026  spent $0.00, to go $0.215, in all $0.215\n"
        "acme           spent $0.00, to go $0.215, in all $0.215\n"
    )
    report = json.loads(told.out)
    assert report["cost_usd"] == "0.215"
    assert report["bill"] is None
    assert report["decisions"][0]["charges"] == [
        {
            "what": "post with a link",
            "count": 1,
            "each_usd": "0.2",
            "total_usd": "0.2",
        }
    ]
    assert sorted(one["cost_usd"] for one in report["decisions"]) == ["0.015", "0.2"]
    assert "costs" not in inside("plan", now=BEFORE).out


def test_drafts_on_disk_are_planned_only_when_asked_for(inside: Inside) -> None:
    committed = inside("plan", "--format", "json", now=BEFORE)
    drafts = inside("plan", "--worktree", "--format", "json", now=BEFORE)

    assert [each["key"] for each in json.loads(committed.out)["decisions"]] == [
        "launch-2026@acme:1"
    ]
    assert [each["key"] for each in json.loads(drafts.out)["decisions"]] == [
        "launch-2026@acme:1",
        "second-2026@acme:1",
    ]


def test_a_file_that_cannot_be_read_is_named_beside_the_rest(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(DRAFT_PATH, "id: [")
    done = inside("plan", "--worktree", now=BEFORE)

    assert done.code == ExitCode.DONE
    assert done.out.count("launch-2026@acme") == 1
    assert (
        f"!! {DRAFT_PATH}: no readable post; run `mergecast check {DRAFT_PATH}`\n"
        in done.out
    )


def test_a_draft_in_the_queue_never_looks_ready(
    team: TeamRepository, inside: Inside
) -> None:
    queued = POST.replace("launch-2026", "queued-2026")
    queued = queued.replace("2026-11-24 09:00", "asap") + "until: 2027-01-01 09:00\n"
    team.write("calendar/queue/soon.yaml", queued)
    done = inside("plan", "--worktree", now=BEFORE)

    (line,) = [each for each in done.out.splitlines() if "queued-2026" in each]
    assert line == (
        ".. wait      queued-2026@acme  a draft in the queue: nothing there goes out"
    )


def test_approvals_of_drafts_far_away_are_not_asked_for(
    team: TeamRepository, inside: Inside
) -> None:
    far = POST.replace("launch-2026", "far-2026").replace("2026-11-24", "2027-03-01")
    team.write("calendar/2027/03/01-far.yaml", far)
    near = inside("plan", "--worktree", "--format", "json", now=BEFORE)
    wide = inside("plan", "--worktree", "--days", "200", "--format", "json", now=BEFORE)

    def reason(done: Done) -> str:
        each = json.loads(done.out)["decisions"]
        return str(next(one["reason"] for one in each if one["post"] == "far-2026"))

    assert reason(near) == "its time has not come"
    assert reason(wide).startswith("not approved: ")
