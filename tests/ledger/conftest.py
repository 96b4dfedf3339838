"""Repositories that no configuration of this machine reaches."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger.made_repositories import Place, make_place


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return make_place(tmp_path)
