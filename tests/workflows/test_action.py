"""The action of this repository: what is run is the very commit that is named."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml
from workflows.expressions import Scope
from workflows.tools import ROOT, Tools

if TYPE_CHECKING:
    from pathlib import Path

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
NOW = {"success": True, "failure": False, "always": True, "cancelled": False}


def _runs(
    folder: Path, python: Tools, command: str, action: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run the steps of the action in order; the last one's end."""
    scope = Scope({"inputs": {"command": command}}, NOW)
    env = {
        "PATH": os.pathsep.join([str(python.programs), os.environ["PATH"]]),
        "HOME": str(folder),
        "GITHUB_ACTION_PATH": str(action),
        **python.environment,
    }
    done = None
    for step in ACTION["runs"]["steps"]:
        if "run" not in step:
            assert step["uses"].startswith("actions/setup-python@")
            continue
        assert step["shell"] == "bash"
        own = {key: scope.text(text) for key, text in step.get("env", {}).items()}
        script = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"]
        done = subprocess.run(
            [*script, step["run"]],
            cwd=folder,
            env=env | own,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            break
    assert done is not None
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout whose folders would hide modules of Python's own."""
    for name in ("calendar", "mergecast"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('mine')\n")
    return tmp_path


def test_it_runs_the_code_beside_it_and_no_other(
    folder: Path, python: Tools, tmp_path: Path
) -> None:
    other = tmp_path / "action"
    (other / "tooling").mkdir(parents=True)
    (other / "requirements").symlink_to(ROOT / "requirements")
    package = other / "tooling/mergecast"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text("import sys; print('the pinned', sys.argv)\n")

    done = _runs(folder, python, "publish --wait 15m", other)

    assert done.returncode == 0, done.stderr
    assert "the pinned" in done.stdout
    assert "'publish', '--wait', '15m'" in done.stdout


def test_it_is_mergecast(folder: Path, python: Tools) -> None:
    done = _runs(folder, python, "explain text-too-long")

    assert done.returncode == 0, done.stderr
    assert "text-too-long" in done.stdout


def test_a_command_is_words_and_never_a_script(folder: Path, python: Tools) -> None:
    done = _runs(folder, python, "explain $(touch pwned) ; touch pwned `touch pwned`")

    assert done.returncode == 2
    assert not (folder / "pwned").exists()


@pytest.mark.parametrize(
    "command", ["explain\ntext-too-long", "explain text-too-long\r\n--format json\n"]
)
def test_a_command_of_several_lines_is_refused_and_never_cut(
    folder: Path, python: Tools, command: str
) -> None:
    done = _runs(folder, python, command)

    assert done.returncode == 2
    assert "'command' has more than one line; nothing was run" in done.stderr
    assert done.stdout == ""


def test_a_line_end_behind_the_command_is_none_of_it(
    folder: Path, python: Tools
) -> None:
    assert _runs(folder, python, "explain text-too-long\n").returncode == 0


def test_a_status_of_mergecast_is_the_status_of_the_step(
    folder: Path, python: Tools
) -> None:
    assert _runs(folder, python, "nonsense").returncode == 2
