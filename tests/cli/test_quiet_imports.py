"""What is done again and again, with nothing to do, loads no more than it needs.

Each module on that way is paid by every tick of every workspace, some thousand a month.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli.ledger_team import started

if TYPE_CHECKING:
    from team_repository import TeamRepository

    from mergecast.sandbox.server import RunningSandbox

NEVER = (
    *("rich", "jsonschema", "git", "tweepy", "requests", "PIL", "importlib.metadata"),
    *("mergecast.crisis", "mergecast.style", "mergecast.people", "mergecast.planning"),
    *("mergecast.incidents", "mergecast.checks", "mergecast.alarms"),
    *("mergecast.editing", "mergecast.publishers", "mergecast.forge"),
    *("mergecast.doctor", "mergecast.pages", "mergecast.cli.warroom"),
    *("mergecast.model.crisis", "mergecast.model.process", "mergecast.model.incident"),
    *("mergecast.model.guide", "mergecast.model.handover", "mergecast.model.rota"),
    *("mergecast.model.statement", "mergecast.loading.build_guide"),
    *("mergecast.loading.shelved", "mergecast.loading.picture_metadata"),
)
NOT_TO_PLAN = (
    *("mergecast.approvals", "mergecast.networks", "mergecast.payload", "decimal"),
    *(
        "mergecast.dispatch.run",
        "mergecast.dispatch.budget",
        "mergecast.renderers.bill",
    ),
)
NOT_TO_CHECK = (
    *("yaml", "mergecast.ledger", "mergecast.dispatch", "mergecast.approvals"),
    *("mergecast.networks", "mergecast.schemas", "mergecast.loading.workspace"),
    *("mergecast.model.approval", "mergecast.model.team"),
)


@pytest.fixture
def quiet(tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    """A team with a ledger, where nothing is due and everything was looked at."""
    team = started(tmp_path, sandbox)
    team.push()
    _loaded(team, ["check", "--ref", "HEAD"])
    return team


def test_what_finds_nothing_to_do_loads_no_more_than_it_needs(
    quiet: TeamRepository,
) -> None:
    asked = {
        "plan": NEVER + NOT_TO_PLAN,
        "publish": NEVER,
        "check": NEVER + NOT_TO_CHECK,
        "check --ref HEAD": NEVER + NOT_TO_CHECK,
    }

    found = {
        command: _loaded(quiet, command.split()) & set(unwanted)
        for command, unwanted in asked.items()
    }

    assert found == {command: set() for command in asked}


def test_what_is_looked_at_just_before_publishing_loads_no_other_checks() -> None:
    code = "import sys; import mergecast.checks.hard_limits; print(*sys.modules)"

    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert "mergecast.checks.text_too_long" in found
    assert not {"mergecast.checks.table", "mergecast.planning"} & set(found)


def _loaded(team: TeamRepository, args: list[str]) -> set[str]:
    """The modules that a command has loaded when it is done."""
    code = (
        "import sys; from mergecast.cli.boundary import run; "
        f"code = run({args!r}); print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=team.folder,
        env=team.env(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split("\n")[-2].split())
