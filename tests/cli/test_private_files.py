"""What is about people is counted, so that `doctor` can say that the world reads it."""

from __future__ import annotations

from pathlib import Path

from mergecast.cli.selfcheck.workspace_files import _private
from mergecast.loading.workspace import load
from mergecast.repository.trees import WorkTree

ROOT = Path(__file__).parents[2]


def test_team_leave_rota_incidents_and_handovers_are_private() -> None:
    tree = WorkTree(ROOT)

    found = dict(_private(tree, load(tree).workspace))

    assert found["playbooks/rota.yaml"] == 6
    assert found["playbooks/handovers/"] >= 1
    assert {"playbooks/team.yaml", "playbooks/away.yaml"} <= found.keys()


def test_where_nobody_is_named_nothing_is_private(tmp_path: Path) -> None:
    (tmp_path / "mergecast.yaml").write_text("version: 1\naccounts: {}\n", "utf-8")
    tree = WorkTree(tmp_path)

    assert dict(_private(tree, load(tree).workspace)) == {}
