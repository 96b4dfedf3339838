"""A pull request on people or policy says which scheduled posts it would stop."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli.approval_story import AISYAH, PAID, SETTINGS, TEAM, TOM, Story

NOW = "2026-11-21T12:00:00Z"
LAST_RULE = SETTINGS.splitlines(keepends=True)[-1]
WHEN = "'launch-2026' on Tue 24 Nov 2026 09:00 Kuala Lumpur"


@pytest.fixture
def story(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Story:
    made = Story.begin(tmp_path, capsys, monkeypatch)
    made.draft(PAID)
    made.approve(AISYAH, TOM)
    made.team.git("switch", "-q", "-c", "topic")
    return made


def _review(story: Story) -> dict[str, Any]:
    told = story.run("plan", "--pr", "main", "--format", "json", now=NOW)
    found: dict[str, Any] = json.loads(told)
    return found


def test_a_leaver_whose_approval_is_needed_is_told(story: Story) -> None:
    story.team.write("playbooks/team.yaml", TEAM.replace("[legal]", "[creator]"))
    story.team.commit("Tom leaves legal")

    assert _review(story)["stopped"] == [
        f"{WHEN}: Aisyah and Tom approved it; it needs legal (nobody can)"
    ]


def test_a_rule_that_asks_for_more_is_told(story: Story) -> None:
    settings = (story.team.folder / "mergecast.yaml").read_text("utf-8")
    more = f"{LAST_RULE}    - {{all_of: [duty]}}\n"
    story.team.write("mergecast.yaml", settings.replace(LAST_RULE, more))
    story.team.commit("Duty looks at all")

    (told,) = _review(story)["stopped"]

    assert told == f"{WHEN}: Aisyah and Tom approved it; it needs duty (عبد الرحيم)"


def test_an_account_that_goes_takes_its_posts_along(story: Story) -> None:
    settings = (story.team.folder / "mergecast.yaml").read_text("utf-8")
    story.team.write("mergecast.yaml", settings.replace("  acme:", "  other:"))
    story.team.commit("Another account")

    assert _review(story)["stopped"] == [f"{WHEN}: account 'acme' is gone"]


@pytest.mark.parametrize(
    "team",
    [
        TEAM.replace("Mei Lin", "Mei"),
        TEAM + "  jo: {name: Jo, email: jo@example.org, roles: [legal]}\n",
    ],
)
def test_a_change_that_stops_nothing_says_nothing(story: Story, team: str) -> None:
    story.team.write("playbooks/team.yaml", team)
    story.team.commit("People")

    assert _review(story)["stopped"] == []


def test_what_is_not_approved_anyway_is_not_this_changes_doing(story: Story) -> None:
    story.team.git("switch", "-q", "main")
    story.draft(PAID.replace("It is out", "It is OUT"))
    story.team.git("switch", "-q", "-C", "topic")
    story.team.write("playbooks/team.yaml", TEAM.replace("[legal]", "[creator]"))
    story.team.commit("Tom leaves legal")

    assert _review(story)["stopped"] == []


def test_posts_that_the_branch_changes_are_told_by_themselves(story: Story) -> None:
    story.team.write("playbooks/team.yaml", TEAM.replace("[legal]", "[creator]"))
    story.draft(PAID.replace("It is out", "It is OUT"))

    told = _review(story)

    assert told["stopped"] == []
    assert [each["id"] for each in told["posts"]] == ["launch-2026"]


def test_people_read_it_first(story: Story) -> None:
    story.team.write("playbooks/team.yaml", TEAM.replace("[legal]", "[creator]"))
    story.team.commit("Tom leaves legal")

    out = story.run("plan", "--pr", "main", now=NOW)

    head, rest = out.split("**Merged, this stops what is scheduled**")
    assert "1 scheduled post would stop\n" in head
    assert rest.startswith(f"\n\n- {WHEN}: Aisyah and Tom approved it")


def test_another_zone_of_an_account_moves_its_posts(story: Story) -> None:
    settings = (story.team.folder / "mergecast.yaml").read_text("utf-8")
    story.team.write("mergecast.yaml", settings.replace("Kuala_Lumpur", "Tokyo"))
    story.team.commit("We are in Tokyo")

    told = _review(story)

    assert told["stopped"] == []
    (moved,) = told["moved"]
    assert moved == (
        "'launch-2026' 1 h earlier: Tue 24 Nov 2026 09:00 Kuala Lumpur → "
        "Tue 24 Nov 2026 09:00 Tokyo; creator has to open this change or approve it"
    )
    out = story.run("plan", "--pr", "main", now=NOW)
    assert "### ⚠️ 1 scheduled post would move\n" in out
    assert "👉 decide whether what is scheduled may move, then merge\n" in out


def test_a_zone_that_no_post_goes_by_moves_nothing(story: Story) -> None:
    settings = (story.team.folder / "mergecast.yaml").read_text("utf-8")
    mine, _, other = settings.partition("  acme-my:")
    text = f"{mine}  acme-my:{other.replace('Kuala_Lumpur', 'Tokyo')}"
    story.team.write("mergecast.yaml", text)
    story.team.commit("The other one is in Tokyo")

    assert _review(story)["moved"] == []


def test_a_post_that_is_taken_back_is_no_quiet_change(story: Story) -> None:
    story.draft(f"{PAID}retract: the date is wrong\n")

    (post,) = _review(story)["posts"]

    assert (post["change"], post["readers"], post["approved"]) == (
        "changed",
        True,
        False,
    )
    assert post["said"] == ["is to be taken back"]
    assert post["labels"][0] == (
        "taken back: the date is wrong; what is live is deleted, and no more is sent"
    )


@pytest.mark.parametrize(
    ("merged", "proposed", "told"),
    [
        ("live: false", "live: true", True),
        ("live: true", "live: false", False),
        ("", "live: true", None),
        ("live: false", "", True),
    ],
)
def test_a_change_that_goes_live_or_back_is_told(
    story: Story, merged: str, proposed: str, *, told: bool | None
) -> None:
    settings = (story.team.folder / "mergecast.yaml").read_text("utf-8")
    for says in (merged, proposed):
        story.team.write("mergecast.yaml", f"{settings}{says}\n")
        story.team.commit(says or "no word of it")

    done = story.run("plan", "--pr", "HEAD~1", "--format", "json", now=NOW)

    assert json.loads(done)["live"] is told


def test_a_day_of_mourning_tells_whom_it_stops_and_stands_frozen_once_merged(
    story: Story,
) -> None:
    story.team.write(
        "calendar/blackouts.yaml",
        "days: [{name: State funeral, kind: mourning, from: 2026-11-24}]\n",
    )
    story.team.commit("Mourning")

    (told,) = _review(story)["stopped"]

    assert told == (
        f"{WHEN}: it falls into blackout 'State funeral' (mourning): give it a new "
        "time, drop it, or name it under 'except'"
    )
    story.team.git("switch", "-q", "main")
    story.team.git("merge", "-q", "topic")
    line = story.run("plan", now=NOW).splitlines()[0]
    assert "frozen    launch-2026@acme" in line
    assert "blackout 'State funeral' (mourning) until 2026-11-24 16:00 UTC" in line
    story.team.git("switch", "-q", "-c", "again")
    story.team.write(
        "calendar/blackouts.yaml",
        "days: [{name: State funeral, kind: closed, from: 2026-11-24}]\n",
    )
    story.team.commit("Other words")
    assert _review(story)["stopped"] == []
