"""A workspace at hand: each module says in its own ``team`` what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli.inside import Inside

if TYPE_CHECKING:
    from team_repository import TeamRepository


@pytest.fixture
def inside(
    team: TeamRepository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Inside:
    return Inside(team.folder, capsys, monkeypatch)
