"""From an idea to a live post within twenty minutes, by two people on their phones.

Real commands, real git, an emulated network, and GitHub as its own description has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.form_desk import FormDesk
from forge.github.fake import FakeGitHub
from forge.github.hub import Hub
from stories.founding import founded, on_github
from stories.telling import StoryClock, Team
from team_repository import AISYAH, TOM

SETTINGS = """\
version: 1
forge: {kind: github, repository: acme/social}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
approval:
  profile: small
  fast_lane: {safety: 4, roles: [moderator], per_day: 2}
  rules:
    - {lanes: [realtime], all_of: [strategist], count: 2}
"""
PEOPLE = """\
members:
  mei: {name: Mei Lin, login: mei, email: mei@example.org, timezone: Asia/Kuala_Lumpur}
  aisyah:
    name: Aisyah
    login: aisyah
    email: aisyah@example.org
    timezone: Asia/Kuala_Lumpur
    roles: [moderator]
    hours: {from: "14:00", to: "22:00"}
  tom:
    name: Tom
    login: tom
    email: tom@example.org
    timezone: Europe/London
    roles: [moderator, strategist]
    hours: {from: "09:00", to: "17:00"}
"""


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team on GitHub whose ledger is set up."""
    files = {"mergecast.yaml": SETTINGS, "playbooks/team.yaml": PEOPLE}
    return founded(tmp_path_factory.mktemp("fast"), files)


@pytest.fixture
def told(beginning: Path, tmp_path: Path) -> Iterator[tuple[Team, FormDesk]]:
    """The team, and where it fills in forms."""
    github = FakeGitHub()
    with on_github(beginning, tmp_path / "team", StoryClock(), github) as team:
        team.repository.environment["GITHUB_REPOSITORY"] = "acme/social"
        hub = Hub.start(team.repository, github)
        yield team, FormDesk(hub, team.runs, tmp_path)


ASKED = {
    "words": "Everyone posts their first commit today. Ours was a typo in a README.",
    "when": "as soon as possible, until 2026-11-24 21:00",
}


def test_from_an_idea_to_the_timeline_in_twenty_minutes(
    told: tuple[Team, FormDesk],
) -> None:
    team, desk = told
    team.at("2026-11-24 18:00")
    issue = desk.asks(**ASKED)
    team.at("2026-11-24 18:03")
    assert desk.says(issue, "/trend high").startswith("Write three scores from 1 to 5")
    team.at("2026-11-24 18:04")
    assert desk.says(issue, "/trend 4 5 3\n/ready").startswith("Done")
    pull = desk.pull(issue)
    assert pull is not None
    assert not pull.draft

    desk.hub.review(pull, AISYAH, at="2026-11-24T10:11:00Z")
    desk.hub.merge(pull, "squash")
    done = team.publishes_at("2026-11-24 18:14")

    assert done.code == 0, done.err
    assert team.live() == [ASKED["words"]]
    listed = team.runs("status", "--lane", "realtime").out
    assert "live since 2026-11-24 10:14 UTC" in listed
    assert "live since" not in team.runs("status", "--lane", "planned").out
    team.proves()


def test_who_is_not_on_duty_does_not_let_it_out_and_who_is_does(
    told: tuple[Team, FormDesk],
) -> None:
    team, desk = told
    team.at("2026-11-24 10:00")  # two at night in London, and Aisyah comes at two
    issue = desk.asks(**ASKED)
    desk.says(issue, "/trend 4 5 3\n/ready")
    pull = desk.pull(issue)
    assert pull is not None
    desk.hub.review(pull, TOM, at="2026-11-24T02:03:00Z")
    desk.hub.review(pull, AISYAH, at="2026-11-24T06:10:00Z")
    desk.hub.merge(pull, "squash")
    later = pull.reviews.pop()

    team.publishes_at("2026-11-24 10:05")
    missing = team.runs("plan", "--days", "2").out
    pull.reviews.append(later)
    team.publishes_at("2026-11-24 14:11")

    assert "moderator on duty" in missing
    assert "live since" in team.runs("status", "--lane", "realtime").out
