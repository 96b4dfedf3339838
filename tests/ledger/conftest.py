"""Repositories that no configuration of this machine reaches."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from ledger.made_repositories import Place, make_place


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place that is copied, since making one anew takes longer."""
    root = tmp_path_factory.mktemp("pattern")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        make_place(root)
    return root


@pytest.fixture
def place(tmp_path: Path, pattern: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    shutil.copytree(pattern, tmp_path, dirs_exist_ok=True)
    return Place(tmp_path)
