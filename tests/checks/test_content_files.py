"""Files that Python would import, and files that look like posts and are none."""

from __future__ import annotations

import pytest

from mergecast.checks import content_file_name, content_python
from mergecast.loading import paths


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("calendar/__init__.py", True),
        ("calendar/2026/11/notes.py", True),
        ("playbooks/Notify.PY", True),
        ("styleguide/__pycache__/words.cpython-311.pyc", True),
        ("calendar.py", True),
        ("calendar.pyi", True),
        ("styleguide.py", False),
        ("tooling/mergecast/calendar.py", False),
        ("calendar/2026/11/24-python.yaml", False),
        ("calendar/media/snake.py.png", False),
        ("calendars/__init__.py", False),
    ],
)
def test_python_lies_outside_the_content(path: str, *, wrong: bool) -> None:
    assert bool(list(content_python.check(path, ""))) is wrong


@pytest.mark.parametrize(
    "path",
    [
        "calendar/2026/11/24-launch.yaml",
        "calendar/queue/ideas/launch.yaml",
        "calendar/2026/11/launch.PNG",
        "calendar/2026/11/loop.gif",
        "calendar/2026/11/.gitkeep",
        "calendar/2026/.gitattributes",
        "calendar/2026/README.md",
        "calendar/media/launch.yml",
        "calendar/recurring/提示 🎉.yaml",
        "calendar/recurring/README.md",
        "calendar/recurring/.gitkeep",
        "calendar/campaigns/launch.yaml",
        "calendar/blackouts.yaml",
        "calendar/README.md",
        "playbooks/team.yml",
        "mergecast.yml",
    ],
)
def test_posts_media_and_other_folders_are_left_alone(path: str) -> None:
    assert not list(content_file_name.check(path, ""))


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("calendar/2026/11/24-launch.yml", "calendar/2026/11/24-launch.yaml"),
        ("calendar/2026/11/24-launch.YAML", "calendar/2026/11/24-launch.yaml"),
        ("calendar/2026/11/24-launch.yaml.txt", "calendar/2026/11/24-launch.yaml"),
        ("calendar/2026/11/24-launch.yaml~", "calendar/2026/11/24-launch.yaml"),
        ("calendar/2026/11/24-launch", "calendar/2026/11/24-launch.yaml"),
        ("calendar/2026/11/24 Launch Day.YML", "calendar/2026/11/24-launch-day.yaml"),
        ("calendar/2026/11/24-合并即发布.yml", "calendar/2026/11/24-合并即发布.yaml"),
        ("calendar/queue/Idea.txt", "calendar/queue/idea.yaml"),
        ("calendar/Queue/idea.yaml", "calendar/queue/idea.yaml"),
        ("calendar/launch.yaml", "calendar/YYYY/MM/DD-launch.yaml"),
        ("calendar/november/24-launch.yaml", "calendar/YYYY/MM/24-launch.yaml"),
        ("calendar/26/11/24-launch.yaml", "calendar/YYYY/MM/24-launch.yaml"),
        ("calendar/2026/11/!!!.yml", "calendar/2026/11/post.yaml"),
    ],
)
def test_what_looks_like_a_post_is_told_the_right_name(path: str, right: str) -> None:
    (found,) = content_file_name.check(path, "")

    assert found.hint == f"call it {right}, or move it elsewhere"
    assert paths.kind(path) is None
    assert "YYYY" in right or paths.kind(right) is paths.Kind.POST


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("calendar/recurring/tips.yml", "calendar/recurring/tips.yaml"),
        ("calendar/recurring/2026/tips.yaml", "calendar/recurring/tips.yaml"),
        ("calendar/recurring/tips", "calendar/recurring/tips.yaml"),
        ("calendar/Recurring/tips.yaml", "calendar/recurring/tips.yaml"),
        ("calendar/blackouts.yml", "calendar/blackouts.yaml"),
        ("calendar/Blackouts.yaml", "calendar/blackouts.yaml"),
    ],
)
def test_what_would_never_come_and_stop_nothing_is_told_the_right_name(
    path: str, right: str
) -> None:
    (found,) = content_file_name.check(path, "")

    assert found.hint == f"call it {right}, or move it elsewhere"
    assert paths.kind(path) is None
    assert paths.kind(right) in {paths.Kind.SERIES, paths.Kind.BLACKOUTS}
