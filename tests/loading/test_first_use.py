"""What a post shows for the first time is known, whatever else names the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.loading.first_use import is_first_use
from mergecast.repository.git import Git

PICTURE = "calendar/media/a.png"
SHOWN = "media:\n  - {file: media/a.png, alt: A square}\n"
OTHER = POST.replace("launch-2026", "other-post")
OTHER_PATH = "calendar/2026/11/20-other.yaml"


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    paint(made, "red")
    made.commit("A picture")
    return made


def paint(team: TeamRepository, colour: str) -> None:
    file = team.folder / PICTURE
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 8), colour).save(file)


def is_new(team: TeamRepository) -> bool:
    """The post shows the picture from now on."""
    team.write(POST_PATH, POST + SHOWN)
    change = team.commit("The post")
    return is_first_use(Git(team.folder), "HEAD", change, [PICTURE], "launch-2026")


def test_what_nobody_has_shown_is_new(team: TeamRepository) -> None:
    assert is_new(team)


def test_what_another_post_showed_is_not(team: TeamRepository) -> None:
    team.write(OTHER_PATH, OTHER + SHOWN)
    team.commit("Another")

    assert not is_new(team)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (OTHER_PATH, OTHER.replace("It is out.", "See a.png")),
        (OTHER_PATH, OTHER + "notes: not media/a.png\n"),
        (OTHER_PATH, OTHER + SHOWN.replace("media/a", "media/aa.png/a")),
        ("calendar/queue/other.yaml", OTHER.replace("publish_at", "# at") + SHOWN),
        (OTHER_PATH, "id: other-post\nmedia: [media/a.png]\n"),
        (POST_PATH.replace("launch", "before"), POST + SHOWN),
    ],
    ids=["words", "notes", "another file", "draft", "broken", "itself"],
)
def test_a_name_alone_shows_nothing(team: TeamRepository, path: str, text: str) -> None:
    team.write(path, text)
    team.commit("Another")
    if path != POST_PATH and "launch-2026" in text:
        (team.folder / path).unlink()

    assert is_new(team)


def test_another_picture_under_the_same_name_is_new(team: TeamRepository) -> None:
    team.write(OTHER_PATH, OTHER + SHOWN)
    team.commit("Another")
    paint(team, "blue")

    assert is_new(team)
