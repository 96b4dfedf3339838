"""Each story begins with a team whose ledger is set up, and nothing planned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest
from cli.program import ACCOUNT
from forge.github.fake import FakeGitHub, serve
from forge.github.hub import Branches, Hub
from stories.night import OWNED, PEOPLE, Night
from stories.night import SETTINGS as ON_GITHUB
from stories.telling import StoryClock, Team
from team_repository import POST_PATH, TeamRepository

from mergecast.sandbox import server


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of a team that is ready: made once, copied for each story."""
    folder = tmp_path_factory.mktemp("beginning")
    with server.start(":memory:", accounts=(ACCOUNT,)) as sandbox:
        made = TeamRepository.start(folder, remote=True)
        done = Team(made, sandbox, StoryClock()).runs("ledger", "init", "--sandbox")
        assert done.code == 0, done.err
        made.commit("Name the ledger")
    return folder


@pytest.fixture
def team(beginning: Path, tmp_path: Path) -> Iterator[Team]:
    """A team on the day before its first post."""
    folder = tmp_path / "team"
    copytree(beginning, folder)
    time = StoryClock()
    with server.start(":memory:", accounts=(ACCOUNT,), now=time.now) as sandbox:
        made = TeamRepository(folder / "acme", folder / "remote.git", minute=10)
        made.git("remote", "set-url", "origin", str(made.remote))
        made.environment["MERGECAST_X_API_BASE"] = sandbox.url
        yield Team(made, sandbox, time)


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team on GitHub whose ledger is set up."""
    folder = tmp_path_factory.mktemp("evening")
    with server.start(":memory:", accounts=(ACCOUNT,)) as sandbox:
        made = TeamRepository.start(folder, remote=True)
        made.write("mergecast.yaml", ON_GITHUB)
        made.write("playbooks/team.yaml", PEOPLE)
        made.commit("Who is who")
        done = Team(made, sandbox, StoryClock()).runs("ledger", "init", "--sandbox")
        assert done.code == 0, done.err
        made.commit("Name the ledger")
    return folder


@contextmanager
def _on_github(
    start: Path, folder: Path, time: StoryClock, github: FakeGitHub
) -> Iterator[Night]:
    """The team of a folder, as it goes on in another one."""
    copytree(start, folder)
    with (
        server.start(":memory:", accounts=(ACCOUNT,), now=time.now) as sandbox,
        serve(github) as base,
    ):
        made = TeamRepository(folder / "acme", folder / "remote.git", minute=10)
        made.git("remote", "set-url", "origin", str(made.remote))
        made.environment |= {
            "MERGECAST_X_API_BASE": sandbox.url,
            "GITHUB_API_URL": base,
            "GITHUB_TOKEN": "ghs_canary0123456789",
        }
        team = Team(made, sandbox, time)
        if github.people:
            github.remote = Branches(made)
            hub = Hub(made, github, len(github.pulls), reviews=1)
        else:
            hub = Hub.start(made, github)
        yield Night(team, hub)


@pytest.fixture
def night(evening: Path, tmp_path: Path) -> Iterator[Night]:
    """A day before the first post."""
    with _on_github(evening, tmp_path / "team", StoryClock(), FakeGitHub()) as made:
        yield made


@pytest.fixture(scope="session")
def trouble(
    evening: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, datetime, FakeGitHub]:
    """The launch is held: the network took the request, and its answer was lost.

    Nothing of it is live, so a network without a past will do to go on.
    """
    folder = tmp_path_factory.mktemp("trouble") / "team"
    with _on_github(evening, folder, StoryClock(), FakeGitHub()) as made:
        made.lands(POST_PATH, OWNED)
        made.team.misbehaves("500")
        lost = made.team.publishes_at("2026-11-24 09:00")
        assert lost.code == 4, lost.err
        looked = made.team.publishes_at("09:20")
        assert looked.code == 4, looked.err
        made.alarms()
        return folder, made.team.clock.at, made.github


@pytest.fixture
def held(trouble: tuple[Path, datetime, FakeGitHub], tmp_path: Path) -> Iterator[Night]:
    """The launch is held, and people were told."""
    folder, at, github = trouble
    time = StoryClock(at, seconds=1200.0)
    with _on_github(folder, tmp_path / "team", time, deepcopy(github)) as made:
        yield made
