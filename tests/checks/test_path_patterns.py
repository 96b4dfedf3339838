"""Our reading of git's path patterns against git itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mergecast.checks.basis.path_patterns import Paths, could_match

PATHS = (
    *("mergecast.yaml", "a", "b.yaml", "calendar/a.yaml", "calendar/2026/b.yaml"),
    *("calendar/2026/11/24-launch.yaml", "calendar/2026/11/24-Launch.yaml"),
    *("calendar/queue/ab-c.yaml", "calendar/media/a.png", "calendarb/a.yaml"),
    *("styleguide/rules/A/b.yml", "playbooks/team.yaml", "docs/calendar/a.yaml"),
    *("calendar/c]a.yaml", "calendar/a-b.yaml", "calendar/a\\b.yaml", "x/a/b/a/b"),
    *(
        "calendar/合并.yaml",
        "calendar/a b.yaml",
        "calendar/[a].yaml",
        "Calendar/a.yaml",
    ),
)
FRAGMENTS = (
    *("calendar", "2026", "11", "queue", "a", "b", "A", "x", "launch", "mergecast"),
    *("/", "/", "/", "*", "*", "**", "**/", "/**/", "***", "?", ".yaml", ".y*ml"),
    *("[ab]", "[!a]", "[^b]", "[a-c]", "[]a]", "[[:alpha:]]", "[[:digit:]-]", "[a"),
    *("[[:none:]]", "[c-a]", "[a\\]]", "[a-\\c]", "\\a", "\\*", "-", "]", "合", "\\/"),
)
PATTERN = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6).map("".join)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("patterns")
    subprocess.run(["git", "init", "-q", folder], check=True, env=environment())
    return folder


def environment() -> dict[str, str]:
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
    }


def matched_by_git(
    folder: Path, patterns: list[str], *, case: bool
) -> set[tuple[str, str]]:
    """Pairs of pattern and path; each pattern has an attribute of its own."""
    names = [f"a{number}" for number in range(len(patterns))]
    lines = [
        f"{pattern} {name}\n" for pattern, name in zip(patterns, names, strict=True)
    ]
    (folder / ".gitattributes").write_text("".join(lines), encoding="utf-8")
    answer = subprocess.run(
        [
            *("git", "-c", f"core.ignoreCase={'false' if case else 'true'}"),
            *("check-attr", "--stdin", "-z", *names),
        ],
        cwd=folder,
        env=environment(),
        input="".join(f"{path}\0" for path in PATHS).encode(),
        capture_output=True,
        check=True,
    ).stdout.decode()
    words = answer.split("\0")
    return {
        (patterns[int(name[1:])], path)
        for path, name, state in zip(words[::3], words[1::3], words[2::3], strict=False)
        if state == "set"
    }


def agrees_with_git(repository: Path, patterns: list[str]) -> None:
    expected = matched_by_git(repository, patterns, case=True)
    expected |= matched_by_git(repository, patterns, case=False)

    found = {
        (pattern, path)
        for pattern in patterns
        for path in PATHS
        if could_match(pattern.encode(), Paths(path.encode(), b"", open=False))
    }

    assert found == expected


def test_odd_patterns_match_as_they_do_in_git(repository: Path) -> None:
    agrees_with_git(
        repository,
        [
            *(
                "calendar**/b.yaml",
                "cal***/b.yaml",
                "cal[e]ndar**/b.yaml",
                "calendar**",
            ),
            *("c?lendar**/b.yaml", "\\calendar**/b.yaml", "calendar/**b.yaml"),
            *("calendar/2026**", "calendar/2026/**", "**/2026/**/24-*", "**", "**/**"),
            *("x/**/b", "x/a**/b", "x/**/a/b", "/x/*", "x/*/*/*/*", "**/a", "x/**/"),
            *("calendar/[[]a].yaml", "calendar/\\[a].yaml", "calendar/a\\\\b.yaml"),
            *("calendar/[a-c]-b.yaml", "calendar/a[!/]b.yaml", "calendar[/]a.yaml"),
            *("calendar/??.yaml", "calendar/??????.yaml", "calendar/[[:alpha:]]*"),
            *("CALENDAR/*", "[A-Z]alendar/*", "[^a-z]alendar/*", "calendar/[z-a]*"),
        ],
    )


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(PATTERN, min_size=30, max_size=60))
def test_a_pattern_matches_the_paths_that_git_says_it_does(
    repository: Path, patterns: list[str]
) -> None:
    written = [each for each in patterns if not each.startswith(("#", '"', "[attr]"))]

    agrees_with_git(repository, written)


@settings(max_examples=300, deadline=None)
@given(PATTERN, st.sampled_from(PATHS), st.data())
def test_a_pattern_that_matches_a_path_matches_its_kind(
    pattern: str, path: str, data: st.DataObject
) -> None:
    raw = path.encode()
    if not could_match(pattern.encode(), Paths(raw, b"", open=False)):
        return
    begin = data.draw(
        st.sampled_from([i for i in range(len(raw) + 1) if not i or raw[i - 1] == 47])
    )
    end = data.draw(st.integers(max(begin, raw.rfind(b"/") + 1), len(raw)))

    assert could_match(pattern.encode(), Paths(raw[:begin], raw[end:]))


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("*", True),
        ("*.yaml", True),
        ("*.y?ml", True),
        ("2*", True),
        ("calendar/**", True),
        ("/calendar/**", True),
        ("calendar**", True),
        ("**/queue/*", True),
        ("calendar/2026/11/24-*", True),
        ("CALENDAR/**", True),
        ("*/*/*/*.yaml", True),
        ("[a-z]alendar/*", True),
        ("calendar/", False),
        ("calendar", False),
        ("calendar/*.png", False),
        ("/*", False),
        ("/*.yaml", False),
        ("*.yml", False),
        ("*.yaml.orig", False),
        ("docs/**", False),
        ("calendars/**", False),
        ("!calendar/**", False),
        ("calendar/**/*.[!a-z]aml", False),
        ("calendar/[", False),
    ],
)
def test_what_could_match_a_post(pattern: str, *, matches: bool) -> None:
    assert could_match(pattern.encode(), Paths(b"calendar/", b".yaml")) is matches


def test_a_pattern_of_many_stars_is_answered_at_once() -> None:
    pattern = b"*a" * 1000 + b"**/" * 300 + b"*[!a]?*" * 300

    assert not could_match(pattern, Paths(b"calendar/", b".yaml"))
