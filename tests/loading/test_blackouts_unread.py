"""A list of closed days that cannot be read is not the same as none."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.inside import Inside

from mergecast.loading.workspace import load
from mergecast.model.blackout import BLACKOUTS, Blackouts
from mergecast.repository.trees import WorkTree


def loaded(folder: Path, text: str | None) -> Blackouts:
    folder.joinpath("mergecast.yaml").write_text("version: 1\naccounts: {}\n")
    folder.joinpath("calendar").mkdir()
    if text is not None:
        folder.joinpath(BLACKOUTS).write_text(text)
    return load(WorkTree(folder)).workspace.blackouts


@pytest.mark.parametrize("text", [None, "", "\n# over\n", "days: []\n"])
def test_where_nothing_is_listed_nothing_is_closed(
    tmp_path: Path, text: str | None
) -> None:
    assert loaded(tmp_path, text) == Blackouts()


@pytest.mark.parametrize("text", ["days: [\n", "days: 3\n", "day: []\n", "\0"])
def test_what_is_listed_and_cannot_be_read_is_known_as_such(
    tmp_path: Path, text: str
) -> None:
    assert loaded(tmp_path, text).unread


def test_a_link_in_its_place_is_not_followed_and_check_says_so(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded(tmp_path, None)
    tmp_path.joinpath("days.yaml").write_text("days: []\n")
    tmp_path.joinpath(BLACKOUTS).symlink_to("../days.yaml")

    assert load(WorkTree(tmp_path)).workspace.blackouts.unread
    done = Inside(tmp_path, capsys, monkeypatch)("check")
    assert "is a link or no file at all, so all posts wait for it" in done.out
