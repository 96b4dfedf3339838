"""`approvals --ahead` over real git: today's warning about what stops in two weeks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli.approval_story import AISYAH, MEI, NOW, PAID, POST, TEAM, TOM, Story

LATER = "calendar/2026/12/03-later.yaml"
FAR = "calendar/2027/03/03-far.yaml"


@pytest.fixture
def story(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Story:
    return Story.begin(tmp_path, capsys, monkeypatch)


def _ahead(story: Story, *more: str, now: str = NOW) -> dict[str, dict[str, Any]]:
    said = json.loads(
        story.run("approvals", "--ahead", "14d", "--format", "json", *more, now=now)
    )
    return {each["id"]: each for each in said["posts"]}


def test_each_scheduled_post_of_two_weeks_is_judged(story: Story) -> None:
    story.draft()
    story.draft(
        POST.replace("launch-2026", "later").replace("2026-11-24", "2026-12-03"),
        path=LATER,
    )
    story.draft(
        POST.replace("launch-2026", "far").replace("2026-11-24", "2027-03-03"), path=FAR
    )
    story.approve(TOM)

    found = _ahead(story)

    assert {name: each["approval"] for name, each in found.items()} == {
        "launch-2026": "approved",
        "later": "missing",
    }
    assert found["later"]["reason"].startswith("nobody has approved it yet; it needs")


def test_a_leaver_stops_a_post_weeks_later_and_is_told_now(story: Story) -> None:
    story.draft(PAID)
    story.approve(AISYAH, TOM)
    assert _ahead(story)["launch-2026"]["sound"]
    people = TEAM.replace("roles: [legal], backup: rahim", "roles: [creator]")
    story.team.write("playbooks/team.yaml", people + JO)
    story.team.commit("Tom leaves legal to Jo")
    for who in (AISYAH, TOM):
        story.at_a_time(who, "approve", "--policy", "--yes")

    found = _ahead(story)["launch-2026"]

    assert found["approval"] == "missing"
    assert found["reason"] == ("Aisyah and Tom approved it; it needs legal (Jo)")


JO = "  jo: {name: Jo, email: jo@example.org, roles: [legal]}\n"


def test_an_approval_that_will_have_expired_is_told_with_who_can_renew_it(
    story: Story,
) -> None:
    path = "calendar/2027/02/20-launch.yaml"
    story.draft(POST.replace("2026-11-24", "2027-02-20"), path=path)
    story.approve(TOM)

    found = _ahead(story, now="2027-02-12T00:00:00Z")["launch-2026"]

    assert found["approval"] == "ends"
    assert "approved it on 2026-11-20, and that has expired" in found["reason"]
    assert "it needs one member (Mei Lin" not in found["reason"]
    assert "Aisyah" in found["reason"]


def test_people_read_what_stops_and_a_job_can_fail_by_it(story: Story) -> None:
    story.draft()

    out = story.run("approvals", "--ahead", "14d", now=NOW)
    with story.being(MEI):
        check = story.inside("approvals", "--ahead", "14d", "--check", now=NOW)

    assert out.startswith(
        "1 post in the next 14 days: 1 post will not go out as things stand\n"
        ".. launch-2026  Tue 24 Nov 2026 09:00 Asia/Kuala_Lumpur\n"
        "     not approved: nobody has approved it yet; it needs one member ("
    )
    assert check.code == 1
    story.approve(TOM)
    with story.being(MEI):
        check = story.inside("approvals", "--ahead", "14d", "--check", now=NOW)
    assert check.code == 0
    assert "all will be approved at their time" in check.out


def test_a_post_that_cannot_be_sent_is_told_whoever_approved_it(story: Story) -> None:
    story.draft(POST.replace("It is out", "It is out " * 40))
    story.approve(TOM)

    found = _ahead(story)["launch-2026"]

    assert (found["approval"], found["sound"]) == ("approved", False)
    assert "over the limit of 280" in found["trouble"]


def test_what_went_out_is_not_looked_at(story: Story) -> None:
    story.draft()
    story.approve(TOM)

    assert _ahead(story, now="2026-11-24T02:00:00Z") == {}
    assert "nothing is scheduled for the next 14 days" in story.run(
        "approvals", "--ahead", "14d", now="2026-11-24T02:00:00Z"
    )


@pytest.mark.parametrize("more", [("launch-2026",), ("--pull", "7")])
def test_it_looks_at_all_that_is_merged(story: Story, more: tuple[str, ...]) -> None:
    done = story.inside("approvals", "--ahead", "14d", *more, now=NOW)

    assert done.code == 2
    assert "--ahead looks at all that is merged and scheduled" in done.err


def test_a_look_writes_nothing(story: Story) -> None:
    story.draft()
    before = story.team.git("rev-parse", "HEAD", "mergecast-ledger")

    _ahead(story)

    assert story.team.git("rev-parse", "HEAD", "mergecast-ledger") == before
