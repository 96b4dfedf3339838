"""`doctor` where a team rehearses: its record begins with its first run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cli.test_doctor import SETTINGS, at
from team_repository import TeamRepository

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    import pytest


def test_the_run_that_begins_a_rehearsals_record_is_its_last_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = TeamRepository.start(tmp_path, remote=True)
    inside = at(made, capsys, monkeypatch)
    alone = SETTINGS.replace("kind: github, repository: acme/social", "kind: offline")
    made.write("mergecast.yaml", alone.replace("live: true", "live: false"))
    made.commit("Rehearse")

    before = inside("doctor", "--offline")
    assert inside("publish").code == ExitCode.DONE
    after = inside("doctor")

    assert "-> a first `mergecast publish` begins it; after one elsewhere" in before.out
    assert "none is on record" not in after.out
    last = next(line for line in after.out.splitlines() if "last-run" in line)
    assert last.startswith("ok")
    assert last.endswith(" ago")
