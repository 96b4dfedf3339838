"""`mergecast thaw` outside of a story: what cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.inside import Inside
from team_repository import TeamRepository


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "what is to go on was not said"),
        (("--scope", "all"), "the reason is missing"),
        (("--scope", "all", "--agree", "--plan"), "are two things"),
        (("--scope", "all", "--reason", "x", "--dry-run"), "--dry-run goes with"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    said: str,
) -> None:
    inside = Inside(TeamRepository.start(tmp_path).folder, capsys, monkeypatch)
    done = inside("thaw", *args)

    assert done.code == 2
    assert said in done.err
