"""What every test stands on: no one's configuration, no clock in a property."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

# Shared machines are slow at times; a test never judges how long it took.
settings.register_profile("mergecast", deadline=None)
settings.load_profile("mergecast")

# What takes longest. Begun last, one of these would keep a single core busy in the end.
_LONG = ("processes", "simulation", "workflows", "stories", "demo", "cli", "forge")
_FOREIGN = ("GIT_", "GITHUB_", "MERGECAST_", "CI", "NO_COLOR", "FORCE_COLOR", "COLUMNS")


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One more than there are cores: tests that wait for something leave one idle."""
    cores = yield
    return cores + 1


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Where several run the tests, those that take longest are begun first."""
    if not hasattr(config, "workerinput"):
        return
    ranks = {folder: rank for rank, folder in enumerate(_LONG)}
    items.sort(key=lambda item: ranks.get(item.path.parent.name, len(ranks)))


def pytest_collection_finish() -> None:
    """What is there by now stays: to search it for garbage again and again costs."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="module")
def _closed_again() -> Iterator[None]:
    """What a file of tests left open by going astray is closed before the next."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same on a laptop as in a job: nobody's settings change a result."""
    for name in list(os.environ):
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
