"""Each story begins with a team whose ledger is set up, and nothing planned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from cli.program import ACCOUNT
from stories.telling import StoryClock, Team
from team_repository import TeamRepository

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
