"""`mergecast status`, as a real process over a real remote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli.program import mergecast
from cli.publishing_team import DUE, approve, at, founded, kinds, misbehave
from team_repository import POST, POST_PATH

from mergecast.errors import ExitCode
from mergecast.sandbox.server import RunningSandbox

if TYPE_CHECKING:
    from team_repository import TeamRepository

LATER = "2026-11-24T02:40:00+00:00"


@pytest.fixture
def team(tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    return founded(tmp_path, sandbox)


def test_each_post_with_its_state_its_reason_and_the_heartbeat(
    team: TeamRepository,
) -> None:
    waiting = at(team, DUE, "status")
    approve(team)
    at(team, DUE, "publish")
    done = at(team, DUE, "status")

    assert "wait      launch-2026@acme:1  due 2026-11-24 01:00 UTC" in waiting.out
    assert "done      launch-2026@acme:1" in done.out
    assert "https://x.com/acme_hq/status/" in done.out
    assert "last run  2026-11-24 01:00 UTC\nnext due  nothing\n" in done.out
    assert done.out.endswith("nothing is frozen now\n")


def test_what_may_be_live_says_so_and_how_to_settle_it(
    team: TeamRepository, sandbox: RunningSandbox
) -> None:
    approve(team)
    misbehave(sandbox, "500-applied")
    at(team, DUE, "publish")
    told = json.loads(at(team, DUE, "status", "--format", "json").out)
    (post,) = told["posts"]

    assert (post["state"], post["may_be_live"]) == ("unknown", True)
    assert post["settle"][0] == "mergecast resolve launch-2026@acme:1 --posted URL"


def test_one_post_whole_though_its_file_is_gone(team: TeamRepository) -> None:
    approve(team)
    at(team, DUE, "publish")
    (team.folder / POST_PATH).unlink()
    team.commit("Tidy up")
    done = at(team, DUE, "status", "launch-2026")

    assert "the publishing branch does not have it" in done.out
    assert "https://x.com/acme_hq/status/" in done.out


def test_what_is_live_is_not_said_to_be_gone_where_its_file_lies_far_ahead(
    team: TeamRepository,
) -> None:
    (team.folder / POST_PATH).unlink()
    path = "calendar/2026/12/24-launch.yaml"
    soon = "publish_at: asap\nuntil: 2026-12-24 09:00"
    team.write(path, POST.replace("publish_at: 2026-11-24 09:00", soon))
    team.commit("As soon as it is approved")
    approve(team)
    at(team, DUE, "publish")
    told = json.loads(at(team, DUE, "status", "--format", "json").out)
    (post,) = told["posts"]

    assert (post["state"], post["path"]) == ("done", path)
    assert "does not have it" not in post["reason"]


def test_a_post_that_nobody_knows_is_said(team: TeamRepository) -> None:
    done = at(team, DUE, "status", "lunch-2026")

    assert done.code == ExitCode.USAGE
    assert "nobody knows a post 'lunch-2026'" in done.err


def test_silence_while_something_is_due_asks_for_a_person(
    team: TeamRepository,
) -> None:
    approve(team)
    at(team, "2026-11-24T00:30:00+00:00", "publish")
    calm = at(team, LATER, "status", "--max-silence", "2h")
    silent = at(team, LATER, "status", "--max-silence", "90m")

    assert calm.code == ExitCode.DONE
    assert silent.code == ExitCode.PERSON_NEEDED
    assert "SILENT    no run came for 1 h 40 min while something was due" in silent.out


@pytest.mark.parametrize("length", ["5m", "soon"])
def test_a_silence_that_means_nothing_is_refused(
    team: TeamRepository, length: str
) -> None:
    assert mergecast(team, "status", "--max-silence", length).code == ExitCode.USAGE


def test_from_due_to_live_the_last_30_days(team: TeamRepository) -> None:
    approve(team)
    at(team, DUE, "publish")
    shown = at(team, DUE, "status")
    told = json.loads(at(team, DUE, "status", "--format", "json").out)
    one = json.loads(at(team, DUE, "status", "launch-2026", "--format", "json").out)
    later = at(team, "2027-01-24T01:00:10+00:00", "status")

    line = "live 10 s after they were due (median), 10 s at worst (launch-2026@acme:1)"
    assert f"30 days   1 post, {line}\n" in shown.out
    assert told["due_to_live"] == {
        "days": 30,
        "posts": 1,
        "median_seconds": 10.0,
        "worst_seconds": 10.0,
        "worst": "launch-2026@acme:1",
    }
    assert one["due_to_live"] is None
    assert "30 days" not in later.out


def test_what_was_merged_a_moment_ago_is_no_silence(team: TeamRepository) -> None:
    # The team's clock says the 20th: what they merge now is from then.
    at(team, "2026-11-19T21:00:00+00:00", "publish")
    soon = POST.replace("launch-2026", "asap-2026").replace(
        "2026-11-24 09:00", "asap\nuntil: 2026-11-24 09:00"
    )
    team.write("calendar/2026/11/24-asap.yaml", soon)
    team.commit("As soon as possible")
    approve(team, "asap-2026")
    just = at(team, "2026-11-20T00:59:00+00:00", "status", "--max-silence", "90m")
    later = at(team, "2026-11-20T04:00:00+00:00", "status", "--max-silence", "90m")

    assert (just.code, "SILENT" in just.out) == (ExitCode.DONE, False)
    assert later.code == ExitCode.PERSON_NEEDED


def test_it_writes_nothing(team: TeamRepository) -> None:
    before = kinds(team)
    at(team, DUE, "status")

    assert kinds(team) == before
