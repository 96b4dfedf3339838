"""Each story begins with a team whose ledger is set up, and nothing planned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from cli.program import ACCOUNT
from forge.github.fake import FakeGitHub, serve
from forge.github.hub import Hub
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


@pytest.fixture
def night(evening: Path, tmp_path: Path) -> Iterator[Night]:
    """A day before the first post."""
    folder = tmp_path / "team"
    copytree(evening, folder)
    time, github = StoryClock(), FakeGitHub()
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
        yield Night(Team(made, sandbox, time), Hub.start(made, github))


@pytest.fixture
def held(night: Night) -> Night:
    """The launch is held: the network took the request, and its answer was lost."""
    night.lands(POST_PATH, OWNED)
    night.team.misbehaves("500")
    lost = night.team.publishes_at("2026-11-24 09:00")
    assert lost.code == 4, lost.err
    looked = night.team.publishes_at("09:20")
    assert looked.code == 4, looked.err
    night.alarms()
    return night
