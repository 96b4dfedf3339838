"""What the tier may not do is a person's, by policy: said wherever people look."""

from __future__ import annotations

import json
from pathlib import Path

from cli.publishing_team import DUE, approve, at, founded, live
from team_repository import POST, POST_PATH

from mergecast.errors import ExitCode
from mergecast.sandbox.server import RunningSandbox

THEIRS = "https://x.com/partner/status/1720000000000000000"
WHY = "X takes no quotes from the tier 'self-serve'"


def test_a_quote_is_posted_by_hand_and_everybody_is_told(
    tmp_path: Path, sandbox: RunningSandbox
) -> None:
    team = founded(tmp_path, sandbox)
    settings = (team.folder / "mergecast.yaml").read_text("utf-8")
    team.write(POST_PATH, f"{POST}quote: {THEIRS}\nowner: mei\n")
    team.write("mergecast.yaml", f"{settings}publishing: {{refused: manual}}\n")
    checked = at(team, DUE, "check", POST_PATH, "--format", "json")
    shown = at(team, DUE, "preview", POST_PATH)
    team.commit("A quote")
    team.push()
    approve(team)
    planned = at(team, DUE, "plan", "--cost")
    ran = at(team, DUE, "publish")
    status = at(team, DUE, "status")
    alarm = at(team, DUE, "alarms")

    told = {one["id"]: one for one in json.loads(checked.out)["findings"]}
    assert "quote-refused" not in told
    assert told["posted-by-hand"]["severity"] == "info"
    assert told["posted-by-hand"]["message"].endswith(WHY)
    assert "posted by hand: " + WHY in shown.out
    assert "costs" not in shown.out
    for done in (planned, status):
        assert f"mei posts it by hand: {WHY}" in done.out
    assert "to go $0.00" in planned.out
    assert (ran.code, live(sandbox)) == (ExitCode.DONE, [])
    assert "launch-2026@acme:1 is to be posted by hand" in alarm.out
