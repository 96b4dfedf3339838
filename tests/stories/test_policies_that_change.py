"""Who may approve is changed by a merge: by the right people, or by the wrong ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from stories.telling import a_post
from team_repository import AISYAH, MEI, TOM, TeamRepository

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from stories.telling import Team

SETTINGS = """\
version: 1
forge: {kind: offline}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
approval:
  policy: {all_of: [legal]}
  rules:
    - {accounts: [acme], all_of: [brand], because: it is the house's account}
"""
PEOPLE = """\
members:
  mei: {name: Mei Lin, email: mei@example.org, roles: [creator]}
  aisyah: {name: Aisyah, email: aisyah@example.org, roles: [brand]}
  tom: {name: Tom, email: tom@example.org, roles: [legal]}
"""
PATH = "calendar/2026/11/24-launch.yaml"
NINE = a_post("launch-2026", "2026-11-24 09:00")
WORDS = ["It is out. 已经发布"]


@pytest.fixture
def governed(tmp_path: Path, team: Team) -> Team:
    """The team with a policy, and a ledger that is no rehearsal."""
    fresh = TeamRepository.start(tmp_path, remote=True)
    fresh.environment.update(team.repository.environment)
    fresh.write("mergecast.yaml", SETTINGS)
    fresh.write("playbooks/team.yaml", PEOPLE)
    fresh.commit("Who we are")
    made = replace(team, repository=fresh)
    done = made.runs("ledger", "init")
    assert done.code == ExitCode.DONE, done.err
    fresh.commit("Name the ledger")
    return made


def changed(team: Team, old: str, new: str) -> None:
    """Mei merges other settings."""
    text = (team.repository.folder / "mergecast.yaml").read_text()
    assert old in text
    team.merges("mergecast.yaml", text.replace(old, new))


def policies(team: Team) -> int:
    """How many changes of policy are on record."""
    shown = team.runs("ledger", "show").out
    return sum(" policy " in line for line in shown.splitlines())


def test_a_change_of_policy_that_was_approved_is_in_force(governed: Team) -> None:
    team = governed
    changed(team, "all_of: [brand]", "all_of: [legal]")
    said = team.runs("approve", "--policy", "--yes", who=TOM)
    team.repository.push()
    team.merges(PATH, NINE)
    team.approves("launch-2026", AISYAH)
    by_brand = team.publishes_at("2026-11-24 09:00:05")
    nothing = team.live()
    team.approves("launch-2026", TOM)
    team.publishes_at("09:10")

    assert said.code == ExitCode.DONE, said.err
    assert "not approved" in by_brand.out
    assert nothing == []
    assert team.live() == WORDS
    assert policies(team) == 1
    team.proves()


def test_a_change_of_policy_that_nobody_approved_is_not_in_force_and_posts_go_on(
    governed: Team,
) -> None:
    team = governed
    changed(team, "all_of: [brand]", "all_of: [creator]")
    team.merges(PATH, NINE, TOM)
    team.approves("launch-2026", MEI)
    by_creator = team.publishes_at("2026-11-24 09:00:05")
    nothing = team.live()
    team.approves("launch-2026", AISYAH)
    by_brand = team.publishes_at("09:10")

    assert "is not in force" in by_creator.out
    assert "not approved" in by_creator.out
    assert nothing == []
    assert "posted   launch-2026@acme:1" in by_brand.out
    assert team.live() == WORDS
    team.proves()


def test_an_account_is_not_pointed_at_another_profile_by_a_merge_alone(
    governed: Team,
) -> None:
    team = governed
    team.plans(NINE, PATH)
    changed(team, '"1000001"', '"2000002"')
    done = team.publishes_at("2026-11-24 09:00:05")

    assert "is not in force" in done.out
    assert "its network or user_id was changed" in done.out
    assert team.live() == []
    team.proves()
