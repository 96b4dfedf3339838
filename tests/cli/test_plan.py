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
    assert f"!! {DRAFT_PATH}: no readable post; run `mergecast check`\n" in done.out
