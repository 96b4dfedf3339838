"""A workspace at hand: each module says in its own ``team`` what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from cli.inside import Inside
from cli.ledger_team import LedgerTeam
from cli.program import ACCOUNT

from mergecast.sandbox import server
from mergecast.sandbox.server import RunningSandbox

if TYPE_CHECKING:
    from team_repository import TeamRepository


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    """The stand-in for X, with the team's account."""
    with server.start(":memory:", accounts=(ACCOUNT,)) as running:
        yield running


@pytest.fixture
def inside(
    team: TeamRepository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Inside:
    return Inside(team.folder, capsys, monkeypatch)


@pytest.fixture
def acme(
    team: TeamRepository,
    sandbox: RunningSandbox,
    inside: Inside,
    monkeypatch: pytest.MonkeyPatch,
) -> LedgerTeam:
    return LedgerTeam(team, sandbox, inside, monkeypatch)
