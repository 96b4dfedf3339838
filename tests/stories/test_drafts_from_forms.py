"""From a form to a live post, and nobody touches git.

Real commands, real git, an emulated network, and GitHub as its own description has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.form_desk import FormDesk
from forge.github.fake import FakeGitHub, Pull
from forge.github.hub import Hub
from stories.founding import founded, on_github
from stories.telling import StoryClock, Team
from team_repository import AISYAH, MEI

SETTINGS = """\
version: 1
forge: {kind: github, repository: acme/social}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
approval: {profile: small}
"""
PEOPLE = """\
members:
  mei: {name: Mei Lin, login: mei, email: mei@example.org}
  aisyah: {name: Aisyah, login: aisyah, email: aisyah@example.org}
"""


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team on GitHub whose ledger is set up."""
    files = {"mergecast.yaml": SETTINGS, "playbooks/team.yaml": PEOPLE}
    return founded(tmp_path_factory.mktemp("forms"), files)


@pytest.fixture
def told(beginning: Path, tmp_path: Path) -> Iterator[tuple[Team, FormDesk]]:
    """The day before; the team, and where it fills in forms."""
    github = FakeGitHub()
    with on_github(beginning, tmp_path / "team", StoryClock(), github) as team:
        team.repository.environment["GITHUB_REPOSITORY"] = "acme/social"
        hub = Hub.start(team.repository, github)
        yield team, FormDesk(hub, team.runs, tmp_path)


def _pull(desk: FormDesk, issue: int) -> Pull:
    pull = desk.pull(issue)
    assert pull is not None
    return pull


def test_from_a_form_to_the_timeline(told: tuple[Team, FormDesk]) -> None:
    team, desk = told

    issue = desk.asks(words="Our night bus runs on Monday. 夜班公交 🚌", when="Tuesday")
    pull = _pull(desk, issue)
    (review,) = [each["body"] for each in desk.github.comments[pull.number]]
    assert "Our night bus runs on Monday. 夜班公交 🚌" in review
    assert "Which date is that?" in desk.kept(issue)

    assert desk.says(issue, "/time 2026-11-24 09:00\n/ready").startswith("Done")
    pull = _pull(desk, issue)
    assert not pull.draft
    assert pull.requested == ["aisyah"]

    desk.hub.review(pull, MEI)
    assert desk.statuses(pull.head)["approvals"] == "pending"
    desk.hub.review(pull, AISYAH)
    desk.hub.merge(pull, "squash")

    assert team.publishes_at("2026-11-24 08:59").code == 0
    assert team.live() == []
    done = team.publishes_at("2026-11-24 09:00:05")
    assert done.code == 0, done.err
    assert team.live() == ["Our night bus runs on Monday. 夜班公交 🚌"]
    team.publishes_at("2026-11-24 09:10")
    assert len(team.live()) == 1
    team.proves()


def test_who_asked_for_it_alone_brings_nothing_to_the_timeline(
    told: tuple[Team, FormDesk],
) -> None:
    team, desk = told
    issue = desk.asks(words="Only mine", when="2026-11-24 09:00")
    pull = _pull(desk, issue)
    desk.hub.review(pull, MEI)
    desk.hub.merge(pull, "squash")

    team.publishes_at("2026-11-24 09:00:05")

    assert team.live() == []
    assert (
        "only its own author Mei Lin approved it"
        in team.runs("plan", "--days", "2").out
    )


def test_a_colleague_who_changed_the_words_by_comment_cannot_approve_them(
    told: tuple[Team, FormDesk],
) -> None:
    team, desk = told
    issue = desk.asks(words="Hello", when="2026-11-24 09:00")
    desk.says(issue, "/text Better words", who="aisyah")
    pull = _pull(desk, issue)
    desk.hub.review(pull, AISYAH)
    desk.hub.merge(pull, "squash")

    team.publishes_at("2026-11-24 09:00:05")

    assert team.live() == []
    assert (
        "only its own author Aisyah approved it" in team.runs("plan", "--days", "2").out
    )
