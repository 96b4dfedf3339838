"""What a claim keeps for later reports, as the offline forge knows it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from cli.program import mergecast
from cli.publishing_team import DUE, approve, at, founded
from team_repository import POST, POST_PATH

from mergecast.sandbox.server import RunningSandbox


def test_the_claim_says_who_wrote_and_approved_it_and_when(
    tmp_path: Path, sandbox: RunningSandbox
) -> None:
    team = founded(tmp_path, sandbox)
    more = "bucket: evergreen\nowner: mei\nlocale: ms\n"
    team.write(POST_PATH, POST + more)
    team.commit("Say more")
    approve(team)
    at(team, DUE, "publish")
    shown = mergecast(team, "ledger", "show", "--format", "json")
    events = json.loads(shown.out)["events"]
    claim = next(one for one in events if one["kind"] == "claim")["body"]
    report = claim["report"]
    files = f"{POST_PATH}\0{sha256((POST + more).encode()).hexdigest()}\n"

    assert claim["bundle"] == f"sha256:{sha256(files.encode()).hexdigest()}"
    assert report["authors"] == ["mei@example.org"]
    assert report["merged"].startswith("2026-11-20T")
    assert report["approved_first"] == report["approved_last"] is not None
    assert (report["bucket"], report["owner"]) == ("evergreen", "mei")
    assert (report["locale"], report["due"]) == ("ms", "2026-11-24T01:00:00+00:00")
    assert report["cost"] == "0.015"
    assert (report["pull_request"], report["findings"]) == (None, None)
