"""`mergecast today --issue`: one pinned issue, which says what `today` says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.pinned_team import NOW, PinnedTeam, pinned_team
from team_repository import SETTINGS

from mergecast.errors import ExitCode
from mergecast.model.team import Team
from mergecast.renderers.pinned_issue import pinned_body
from mergecast.renderers.today import Coming, Live, StandUp, Waiting, today_markdown


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[PinnedTeam]:
    with pinned_team(tmp_path, capsys, monkeypatch) as made:
        yield made


def test_it_is_opened_and_pinned_once_and_then_brought_up_to_date(
    team: PinnedTeam,
) -> None:
    first = team("today", "--issue")
    again = team("today", "--issue")
    later = team("today", "--issue", now="2026-11-24T01:00:00Z")

    assert (first.out, first.code) == ("opened #1 and pinned it\n", 0)
    assert again.out == "#1 is as it was\n"
    assert later.out == "brought #1 up to date\n"
    assert team.github.pinned == [1]
    assert team.issue.title == "Today and the week ahead"


def test_it_says_what_today_says_by_the_clock_of_the_accounts(
    team: PinnedTeam,
) -> None:
    team("today", "--issue")
    asked = ("--week", "--timezone", "Asia/Kuala_Lumpur", "--format", "markdown")

    told = team("today", *asked).out

    assert team.issue.body.startswith("<!-- mergecast-calendar 1 - -->\n" + told)
    assert "Tue 24 Nov 09:00 `launch-2026` on acme, scheduled" in told


def test_the_week_ahead_agrees_with_the_calendar_and_the_pages(
    team: PinnedTeam, tmp_path: Path
) -> None:
    week = ("calendar", "show", "--view", "week", "--format", "json")
    shown = json.loads(team(*week).out)["posts"]
    ahead = json.loads(team("today", "--week", "--format", "json").out)["week"]
    team("today", "--issue")
    site = tmp_path / "site"
    assert team("pages", "build", "--output", str(site)).code == 0

    what = [{name: each[name] for name in ("id", "stage", "title")} for each in shown]
    (told,) = [{name: each[name] for name in what[0]} for each in ahead["posts"]]
    assert [told] == what
    page = (site / "index.html").read_text("utf-8")
    for text in (team.issue.body, page):
        assert told["title"] in text
        assert told["stage"] in text.lower()


def test_where_everybody_reads_people_and_leave_are_left_out(team: PinnedTeam) -> None:
    away = "away: [{member: mei, from: 2026-11-20, to: 2026-11-30}]\n"
    team.merge("playbooks/away.yaml", away)
    team.github.private = False

    team("today", "--issue")

    body = team.issue.body
    assert "陈美玲" not in body
    assert "On duty" not in body
    assert "launch-2026" in body
    assert "everybody can read this repository" in body


def test_a_reason_that_may_name_people_is_for_the_team_alone() -> None:
    at = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    waits = Waiting("launch@acme:1", "held", "tom did not answer", "resolve")
    coming = Coming("next@acme:1", at, "frozen", "mei is on leave", None)
    link = "https://x.com/acme_hq/status/12"
    nothing: tuple[()] = ()
    report = StandUp(
        now=at,
        until=at,
        zone="UTC",
        team=Team(),
        there=nothing,
        absent=nothing,
        live=(Live("old@acme:1", at, link),),
        coming=(coming,),
        waiting=(waits,),
        frozen=("all: the incident of yesterday",),
        broken=nothing,
        incidents=("outage-1",),
        findings=nothing,
        notes=nothing,
    )

    team, public = today_markdown(report), pinned_body(replace(report, open=True))

    for told in ("tom did not", "mei is on", "of yesterday", "outage-1"):
        assert told in team
        assert told not in public
    assert link in public
    for told in ("is held", "next@acme:1", "frozen: all"):
        assert told in public


def test_where_that_is_meant_to_be_public_they_stand_there(team: PinnedTeam) -> None:
    away = "away: [{member: mei, from: 2026-11-20, to: 2026-11-30}]\n"
    team.merge("playbooks/away.yaml", away)
    settings = (team.repository.folder / "mergecast.yaml").read_text("utf-8")
    team.merge("mergecast.yaml", settings + "public: true\n")
    team.github.private = False

    team("today", "--issue")

    assert "陈美玲 until 2026-11-30" in team.issue.body


def test_a_rehearsal_says_that_it_is_one(team: PinnedTeam) -> None:
    settings = (team.repository.folder / "mergecast.yaml").read_text("utf-8")
    team.merge("mergecast.yaml", settings + "live: false\n")

    team("today", "--issue")

    assert "this is a rehearsal" in team.issue.body


def test_who_closes_it_as_not_planned_is_left_alone(team: PinnedTeam) -> None:
    team("today", "--issue")
    team.issue.state, team.issue.closed_because = "closed", "not_planned"

    done = team("today", "--issue", now="2026-11-24T01:00:00Z")

    assert done.out == "left #1 alone: somebody closed it as not planned\n"
    assert team.issue.state == "closed"


def test_closed_by_mistake_it_opens_again(team: PinnedTeam) -> None:
    team("today", "--issue")
    team.issue.state, team.issue.closed_because = "closed", "completed"

    assert team("today", "--issue").out.startswith("brought #1 up to date")
    assert team.issue.state == "open"


def test_a_forge_that_pins_no_more_is_said(team: PinnedTeam) -> None:
    team.github.pinned += [7, 8, 9]

    done = team("today", "--issue")

    assert done.code == 0
    assert "the forge does not pin" in done.out


def test_nobody_is_mentioned_and_a_full_page_stays_within_bounds(
    team: PinnedTeam,
) -> None:
    for number in range(90):
        text = (
            f"id: more-{number}\naccounts: [acme]\nowner: tom\n"
            f"publish_at: 2026-11-2{number % 6 + 3} 1{number % 10}:{number % 60:02}\n"
            f"text: '@all {number} #12 <b> https://evil.example {'字' * 200}'\n"
        )
        day = f"2{number % 6 + 3}"
        team.repository.write(f"calendar/2026/11/{day}-more-{number}.yaml", text)
    team.repository.commit("Many")

    team("today", "--issue")

    assert len(team.issue.body) < 65_000
    assert "and 41 more" in team.issue.body
    assert "@all" not in team.issue.body


def test_without_a_forge_the_text_is_to_be_had(team: PinnedTeam) -> None:
    team.merge("mergecast.yaml", SETTINGS)

    refused = team("today", "--issue")

    assert refused.code == ExitCode.USAGE
    assert "mergecast today --week --format markdown" in refused.err
    assert team("today", "--week", "--format", "markdown").code == 0


def test_where_all_accounts_are_samples_nothing_is_opened(team: PinnedTeam) -> None:
    settings = (team.repository.folder / "mergecast.yaml").read_text("utf-8")
    sample = settings.replace("Kuala_Lumpur}", "Kuala_Lumpur, sample: true}")
    team.merge("mergecast.yaml", sample)

    done = team("today", "--issue", now=NOW)

    assert done.out == "no issue is needed: nothing is set up yet\n"
    assert team.github.issues == {}
