"""A repository on GitHub, and what ``plan`` says of its post."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli.inside import Inside
from forge.github.fake import FakeGitHub, impatient, serve
from forge.github.hub import Hub
from team_repository import TeamRepository

NOW = "2026-11-24T00:59:00Z"
SETTINGS = """\
version: 1
forge: {kind: github, repository: acme/social}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
  other: {network: x, user: acme_two, user_id: "1000002", timezone: Asia/Kuala_Lumpur}
"""


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    """GitHub on loopback; the environment of the test leads there."""
    made = FakeGitHub()
    impatient(monkeypatch)
    with serve(made) as base:
        monkeypatch.setenv("GITHUB_API_URL", base)
        monkeypatch.setenv("GITHUB_TOKEN", "ghs_canary0123456789")
        yield made


@pytest.fixture
def hub(tmp_path: Path, github: FakeGitHub) -> Hub:
    """A team without a policy: one approval by somebody else is enough."""
    team = TeamRepository.start(tmp_path, remote=True)
    team.write("mergecast.yaml", SETTINGS)
    team.commit("Reviews are on GitHub")
    return Hub.start(team, github)


@pytest.fixture
def plan(
    hub: Hub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], str]:
    """What ``plan`` says of the post: ``approved``, or why not."""
    inside = Inside(hub.team.folder, capsys, monkeypatch)

    def say() -> str:
        done = inside("plan", "--format", "json", "--days", "30", now=NOW)
        assert done.code == 0, done.err
        assert "ghs_canary" not in done.out + done.err
        found = json.loads(done.out)["decisions"]
        (one,) = [each for each in found if each["post"] == "launch-2026"]
        return str(one["reason"]).removeprefix("not approved: ")

    return say
