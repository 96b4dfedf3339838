"""Ten pull requests, each with its comment as reviewers have read it.

After a wanted change, ``MERGECAST_UPDATE_GOLDENS=1 pytest tests/cli`` writes the files
anew; read their diff, and look at them with ``scripts/review_pictures.py``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from cli.inside import Inside
from cli.ten_pulls import NOW, PULLS, base
from forge.github.fake import FakeGitHub, serve
from forge.github.hub import Hub
from PIL import Image
from team_repository import TeamRepository

GOLDENS = Path(__file__).parents[1] / "golden" / "review"
PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "review"
# Read here: each test begins with none of these variables.
UPDATE = bool(os.environ.get("MERGECAST_UPDATE_GOLDENS"))


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    team = TeamRepository.start(tmp_path, remote=True)
    github = FakeGitHub()
    with serve(github) as address:
        monkeypatch.setenv("GITHUB_API_URL", address)
        monkeypatch.setenv("GITHUB_TOKEN", "ghs_canary0123456789")
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/social")
        yield Hub.start(team, github)


@pytest.mark.parametrize("name", PULLS)
def test_a_pull_request_is_told_as_it_was(
    name: str,
    hub: Hub,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    base(hub)
    PULLS[name](hub)
    inside = Inside(hub.team.folder, capsys, monkeypatch)
    golden = GOLDENS / f"{name}.md"

    done = inside("plan", "--pr", "main", "--comment", str(hub.pulls), now=NOW)

    assert done.code == 0, done.err
    if UPDATE:
        golden.write_text(done.out, encoding="utf-8", newline="\n")
    assert done.out == golden.read_text(encoding="utf-8")


def test_every_golden_belongs_to_a_pull_request() -> None:
    assert {path.stem for path in GOLDENS.iterdir()} == {*PULLS, "README"}


@pytest.mark.parametrize("width", [360, 900])
def test_every_comment_was_looked_at_on_a_phone_and_on_a_desk(width: int) -> None:
    shown = {path.stem for path in PICTURES.glob(f"*-{width}.png")}

    assert shown == {f"{name}-{width}" for name in PULLS}
    for path in PICTURES.glob(f"*-{width}.png"):
        with Image.open(path) as picture:
            assert picture.width == width
        assert path.stat().st_size < 80_000


@pytest.mark.parametrize(
    "path", sorted(PICTURES.glob("*.png")), ids=lambda one: one.stem
)
def test_a_picture_shows_the_comment_as_it_is_now(path: Path) -> None:
    golden = GOLDENS / f"{path.stem.rpartition('-')[0]}.md"
    with Image.open(path) as picture:
        shown = picture.info.get("golden")

    assert shown == sha256(golden.read_bytes()).hexdigest(), (
        "run `python scripts/review_pictures.py`"
    )
