"""Each story begins with a team whose ledger is set up, and nothing planned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from pathlib import Path

import pytest
from forge.github.fake import FakeGitHub
from forge.github.hub import Branches, Hub
from stories.founding import founded, going_on, on_github
from stories.night import OWNED, PEOPLE, Night
from stories.night import SETTINGS as ON_GITHUB
from stories.telling import StoryClock, Team
from team_repository import POST_PATH


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of a team that is ready: made once, copied for each story."""
    return founded(tmp_path_factory.mktemp("beginning"))


@pytest.fixture
def team(beginning: Path, tmp_path: Path) -> Iterator[Team]:
    """A team on the day before its first post."""
    with going_on(beginning, tmp_path / "team", StoryClock()) as made:
        yield made


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team on GitHub whose ledger is set up."""
    files = {"mergecast.yaml": ON_GITHUB, "playbooks/team.yaml": PEOPLE}
    return founded(tmp_path_factory.mktemp("evening"), files)


@contextmanager
def _on_github(
    start: Path, folder: Path, time: StoryClock, github: FakeGitHub
) -> Iterator[Night]:
    """The team of a folder, as it goes on in another one."""
    with on_github(start, folder, time, github) as team:
        made = team.repository
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
