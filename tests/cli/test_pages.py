"""`mergecast pages build`: a folder to open, and nothing in it that should not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from forge.github.fake import FakeGitHub, impatient, serve
from loading.telling_images import exif, saved
from sandbox.pictures import picture
from team_repository import POST, POST_PATH, SETTINGS, TeamRepository

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cli.inside import Inside

NOW = "2026-11-22T12:00:00Z"
PICTURE = picture()


@pytest.fixture(autouse=True)
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write(POST_PATH, POST)
    embargoed = (
        POST.replace("launch-2026", "secret-1") + "not_before: 2026-11-24 08:00\n"
    )
    made.write("calendar/2026/11/24-secret.yaml", embargoed)
    made.commit("calendar: launch")
    return made


def _built(inside: Inside, folder: Path, *how: str) -> str:
    done = inside("pages", "build", "--output", str(folder), *how, now=NOW)
    assert done.code == 0, done.err
    return (folder / "index.html").read_text("utf-8")


def test_a_folder_of_pages_is_written(inside: Inside, tmp_path: Path) -> None:
    page = _built(inside, tmp_path / "site")

    assert "已经发布 🎉" in page
    assert "November 2026" in page


def test_an_embargo_is_for_the_team_alone(inside: Inside, tmp_path: Path) -> None:
    assert "secret-1" not in _built(inside, tmp_path / "one")
    assert "secret-1" in _built(inside, tmp_path / "two", "--audience", "team")


def test_building_again_takes_away_what_is_no_longer_there(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    later = POST.replace("launch-2026", "later-1").replace("2026-11-24", "2026-12-01")
    team.write("calendar/2026/12/01-later.yaml", later)
    _built(inside, tmp_path / "site")
    assert (tmp_path / "site/2026-12.html").exists()

    (team.folder / "calendar/2026/12/01-later.yaml").unlink()
    _built(inside, tmp_path / "site")

    assert not (tmp_path / "site/2026-12.html").exists()


def test_a_folder_with_anything_else_is_left_alone(
    inside: Inside, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "index.html").write_text("mine")

    done = inside("pages", "build", "--output", str(folder), now=NOW)

    assert done.code == ExitCode.USAGE
    assert "nothing was written" in done.err
    assert (folder / "index.html").read_text() == "mine"


def test_a_public_repository_shows_no_team(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    team.write("mergecast.yaml", SETTINGS + "public: true\n")
    how = ("--audience", "team", "--output", str(tmp_path / "site"))

    done = inside("pages", "build", *how, now=NOW)

    assert done.code == ExitCode.USAGE
    assert "this repository is public" in done.err
    assert not (tmp_path / "site").exists()


HOSTED = ("--audience", "team", "--on-github")
FORGE = "forge: {kind: github, repository: acme/social}"


@pytest.fixture
def github(
    team: TeamRepository, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FakeGitHub]:
    """A forge that knows who can read its Pages, if it has any."""
    told = SETTINGS.replace("forge: {kind: offline}", FORGE)
    assert FORGE in told
    team.write("mergecast.yaml", told)
    impatient(monkeypatch)
    made = FakeGitHub()
    with serve(made) as base:
        monkeypatch.setenv("GITHUB_API_URL", base)
        monkeypatch.setenv("GITHUB_TOKEN", "ghs_canary")
        yield made


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"pages": True}, "everybody can read GitHub Pages"),
        ({"pages": None}, "GitHub Pages of this repository are off"),
        ({"fault": lambda *_: (403, {}, b"{}")}, "nobody knows who can read"),
        ({"fault": lambda *_: (503, {}, b"{}")}, "nobody knows who can read"),
        ({"fault": lambda *_: (200, {}, b"[]")}, "GitHub does not say who can read"),
    ],
)
def test_the_team_is_not_put_where_everybody_could_read_it(
    inside: Inside,
    tmp_path: Path,
    github: FakeGitHub,
    changes: dict[str, Any],
    why: str,
) -> None:
    for name, value in {"pages": False, **changes}.items():
        setattr(github, name, value)
    to = tmp_path / "site"

    done = inside("pages", "build", "--output", str(to), *HOSTED, now=NOW)

    assert done.code in (ExitCode.USAGE, ExitCode.CANNOT_WORK), done.err
    assert why in done.err
    assert "nothing was written" in done.err
    assert not to.exists()


def test_private_github_pages_may_show_the_team(
    inside: Inside, tmp_path: Path, github: FakeGitHub
) -> None:
    github.pages = False

    assert "secret-1" in _built(inside, tmp_path / "site", *HOSTED)
    assert github.asked == ["GET /repos/acme/social/pages"]


def test_what_is_public_is_put_there_without_asking(
    inside: Inside, tmp_path: Path, github: FakeGitHub
) -> None:
    assert "secret-1" not in _built(inside, tmp_path / "site", "--on-github")
    assert github.asked == []


def test_a_picture_is_beside_the_page_as_it_is(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    (team.folder / "calendar/media").mkdir(parents=True, exist_ok=True)
    (team.folder / "calendar/media/dot.png").write_bytes(PICTURE)
    pictured = POST + "media: [{file: media/dot.png, alt: a dot}]\n"
    team.write(POST_PATH, pictured)

    page = _built(inside, tmp_path / "site")

    (copied,) = (tmp_path / "site/media").iterdir()
    assert copied.read_bytes() == PICTURE
    assert f'src="media/{copied.name}" alt="a dot" width="' in page


def test_a_photo_is_shown_without_where_and_by_whom_it_was_taken(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    photo = saved("JPEG", exif=exif(place=True, person=True))
    cut_off = photo[:-40]
    (team.folder / "calendar/media").mkdir(parents=True, exist_ok=True)
    (team.folder / "calendar/media/office.jpg").write_bytes(photo)
    (team.folder / "calendar/media/torn.jpg").write_bytes(cut_off)
    media = (
        "media: [{file: media/office.jpg, alt: us}, {file: media/torn.jpg, alt: us}]\n"
    )
    team.write(POST_PATH, POST + media)

    _built(inside, tmp_path / "site")

    (copied,) = (tmp_path / "site/media").iterdir()
    assert b"Mei" in photo
    assert b"Mei" in cut_off
    assert b"Mei" not in copied.read_bytes()
    assert b"Exif" not in copied.read_bytes()


def test_nothing_is_taken_away_where_a_link_leads(
    inside: Inside, tmp_path: Path
) -> None:
    _built(inside, tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/mine.txt").write_text("mine")
    (tmp_path / "site/media").symlink_to(tmp_path / "elsewhere")

    done = inside("pages", "build", "--output", str(tmp_path / "site"), now=NOW)

    assert done.code == ExitCode.USAGE
    assert "is a link" in done.err
    assert (tmp_path / "elsewhere/mine.txt").read_text() == "mine"


def test_a_picture_outside_the_calendar_is_never_copied(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    (tmp_path / "secret.png").write_bytes(PICTURE)
    (team.folder / "calendar/media").mkdir(parents=True, exist_ok=True)
    (team.folder / "calendar/media/link.png").symlink_to(tmp_path / "secret.png")
    for name in ("../../secret.png", "media/link.png"):
        team.write(POST_PATH, POST + f"media: [{{file: {name}, alt: a dot}}]\n")

        _built(inside, tmp_path / "site")

        assert not (tmp_path / "site/media").exists()


def test_chinese_pages_on_request(inside: Inside, tmp_path: Path) -> None:
    page = _built(inside, tmp_path / "site", "--language", "zh")

    assert '<html lang="zh">' in page
    assert "2026年11月" in page
