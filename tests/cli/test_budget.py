"""A budget, from the settings to what people read of it."""

from __future__ import annotations

import json
from pathlib import Path

from cli.publishing_team import DUE, approve, at, founded, kinds, live

from mergecast.errors import ExitCode
from mergecast.sandbox.server import RunningSandbox


def test_a_post_waits_for_its_budget_and_goes_out_once_a_higher_one_is_merged(
    tmp_path: Path, sandbox: RunningSandbox
) -> None:
    team = founded(tmp_path, sandbox)
    approve(team)
    plain = (team.folder / "mergecast.yaml").read_text("utf-8")
    team.write("mergecast.yaml", f"{plain}budget:\n  month: {{wait: 0.01}}\n")
    team.commit("No money")
    team.push()
    waits = at(team, DUE, "publish")
    told = at(team, DUE, "status", "--cost").out
    seen = at(team, DUE, "alarms").out

    assert (waits.code, live(sandbox)) == (ExitCode.DONE, [])
    reason = "it takes $0.015, and of the $0.01 in November 2026 $0.00 are spent"
    assert reason in waits.out
    assert reason in told
    assert "would wait: launch-2026@acme:1" in told
    assert "posts of acme wait for their budget" in seen
    assert "claim" not in kinds(team)

    team.write("mergecast.yaml", f"{plain}budget:\n  month: {{wait: 0.02}}\n")
    team.commit("Some money")
    team.push()
    at(team, DUE, "publish")
    paid = json.loads(at(team, DUE, "status", "--cost", "--format", "json").out)

    assert len(live(sandbox)) == 1
    assert paid["bill"]["month"] == "November 2026"
    assert paid["bill"]["lines"][0] == {
        "name": "month",
        "spent_usd": "0.015",
        "maybe_usd": "0",
        "to_go_usd": "0",
        "in_all_usd": "0.015",
        "warn_usd": None,
        "wait_usd": "0.02",
    }
