"""Where the file of a post belongs."""

from __future__ import annotations

import pytest
from checks.asking import a_post, of_post

from mergecast.checks import path_day_mismatch
from mergecast.source import Place


@pytest.mark.parametrize(
    "path",
    [
        "calendar/2026/11/24-launch.yaml",
        "calendar/2026/11/24.yaml",
        "calendar/2026/11/24-合并即发布.yaml",
        "calendar/queue/launch.yaml",
    ],
)
def test_a_file_under_its_day_is_right(path: str) -> None:
    assert not of_post(path_day_mismatch, a_post(path))


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("calendar/2026/11/23-launch.yaml", "calendar/2026/11/24-launch.yaml"),
        ("calendar/2026/11/23.yaml", "calendar/2026/11/24-launch-2026.yaml"),
        ("calendar/2026/11/launch.yaml", "calendar/2026/11/24-launch.yaml"),
        ("calendar/2026/24-launch.yaml", "calendar/2026/11/24-launch.yaml"),
        ("calendar/2026/11/24launch.yaml", "calendar/2026/11/24-24launch.yaml"),
        ("calendar/2026/11/24-week/launch.yaml", "calendar/2026/11/24-launch.yaml"),
        ("calendar/2026/2026-11-24-launch.yaml", "calendar/2026/11/24-launch.yaml"),
        ("calendar/2025/11/24-发布.yaml", "calendar/2026/11/24-发布.yaml"),
        ("calendar/2026/1/24-launch.yaml", "calendar/2026/11/24-launch.yaml"),
    ],
)
def test_a_file_elsewhere_is_told_where_it_belongs(path: str, right: str) -> None:
    (found,) = of_post(path_day_mismatch, a_post(path))

    assert found.place == Place(path, ("publish_at",))
    assert found.hint == f"move it to {right}"
    assert not of_post(path_day_mismatch, a_post(right))


def test_the_day_is_the_one_on_the_clock_not_in_utc() -> None:
    early = a_post(publish_at="2026-11-24 00:30")

    assert not of_post(path_day_mismatch, early)


def test_an_asap_post_lies_under_the_day_of_its_end() -> None:
    ends = a_post(publish_at="asap", until="2026-11-25 18:00")

    (found,) = of_post(path_day_mismatch, ends)

    assert found.message.startswith("the post ends on 2026-11-25,")
    assert found.hint == "move it to calendar/2026/11/25-launch.yaml"
    assert not of_post(path_day_mismatch, a_post(publish_at="asap"))


@pytest.mark.parametrize("written", ["2026-02-30 09:00", "soon"])
def test_a_day_that_does_not_exist_has_no_place(written: str) -> None:
    assert not of_post(path_day_mismatch, a_post(publish_at=written))
    assert not of_post(path_day_mismatch, a_post(publish_at="asap", until=written))
