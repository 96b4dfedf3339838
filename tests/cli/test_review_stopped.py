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
