"""Repositories that are young, shallow, or elsewhere than one would think."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stories.telling import Team, a_post
from team_repository import TeamRepository

from mergecast.errors import ExitCode

PATH = "calendar/2026/11/24-launch.yaml"
NINE = a_post("launch-2026", "2026-11-24 09:00")
WORDS = ["It is out. 已经发布"]


def test_a_first_repository_publishes_with_nothing_but_its_genesis(
    tmp_path: Path, team: Team
) -> None:
    """Its settings say nothing of approval, and no policy was ever recorded."""
    fresh = TeamRepository.start(tmp_path, remote=True)
    fresh.environment.update(team.repository.environment)
    young = replace(team, repository=fresh)
    before = young.publishes_at("2026-11-23 12:00")
    founded = young.runs("ledger", "init", "--sandbox")
    fresh.commit("Name the ledger")
    young.plans(NINE, PATH)
    young.publishes_at("2026-11-24 09:00:05")

    assert before.code == ExitCode.CANNOT_WORK
    assert "mergecast ledger init" in before.err
    assert founded.code == ExitCode.DONE
    assert young.live() == WORDS
    assert "policy" not in young.runs("ledger", "show").out
    young.proves()


def test_a_shallow_checkout_publishes_or_waits_and_never_guesses(
    tmp_path: Path, team: Team
) -> None:
    """What decides lies deeper than the checkout reaches."""
    team.plans(NINE, PATH)
    other = NINE.replace("launch-2026", "nobody-2026").replace("out", "not approved")
    team.merges("calendar/2026/11/24-nobody.yaml", other)
    for number in range(3):
        team.merges("README.md", f"Change {number}\n")
    folder = tmp_path / "runner" / "work"
    folder.parent.mkdir()
    url = f"file://{team.repository.remote}"
    team.repository.git("clone", "-q", "--depth", "1", url, str(folder))
    job = replace(team, repository=replace(team.repository, folder=folder))
    done = job.publishes_at("2026-11-24 09:00:05")

    assert done.code == ExitCode.DONE
    assert "nobody-2026@acme  not approved" in done.out
    assert team.live() == WORDS, done.out
