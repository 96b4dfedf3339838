"""What `mergecast init --fresh` does: a copy of this project becomes a workspace.

The project's own files go, and a team's beginning stays. Since the running program may
be among what goes, everything is written, checked and said before.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from mergecast.cli.session import Session
from mergecast.cli.starting import release_wheel, shipped
from mergecast.cli.starting.founding_repository import NOTHING_WRITTEN
from mergecast.cli.starting.founding_workspace import Asked
from mergecast.cli.starting.pinning import Pin
from mergecast.cli.starting.team_options import Given
from mergecast.cli.starting.team_setup import Wanted, finish, prepare, set_up
from mergecast.errors import UsageError, WorkspaceError
from mergecast.repository.git import Git

_SAMPLES = (
    *("calendar", "playbooks", "styleguide", "mergecast.yaml", ".vscode"),
    *(".gitattributes", ".github/CODEOWNERS", "README.md"),
    ".github/pull_request_template.md",
)
"""In the place of these comes a team's own beginning."""

_PROJECT = (
    *("tests", "scripts", "docs", "requirements", ".ci", "Makefile", "pyproject.toml"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md"),
    *("LICENSE", ".pre-commit-hooks.yaml", "action.yml", ".github/dependabot.yml"),
    "tooling",
)
"""What mergecast is made of and about; last of all what it may be running from."""

_BUILDS = re.compile(r"\bmake [a-z]|\btooling/|\.ci/|\bpytest\b")
"""A file for the forge with such words is about building mergecast, not about posts."""


_HISTORY = (
    "what went stays in git's history; to begin without it, remove .git and run"
    " `git init -b main` before the first commit\n"
)


def begin(session: Session, asked: Asked) -> str:
    """Make an empty workspace of a copy; what to tell about it.

    Raises:
        UsageError: it is no copy of mergecast's repository.
        WorkspaceError: something would be lost that git does not have.
    """
    folder = (asked.folder or session.workspace).absolute()
    _ensure_copy(folder)
    _ensure_nothing_is_lost(folder, yes=asked.yes)
    prepared = prepare(_wanted(session, asked, alone=True))
    gone = _remove(folder, (*_SAMPLES, *shipped.files(), shipped.PINS))
    jobs = [path.relative_to(folder).as_posix() for path in _jobs(folder)]
    report = finish(session, prepared)
    gone += _remove(folder, (*jobs, *_PROJECT))
    return (
        f"removed {gone:,} files of the project and its samples\n"
        f"{report}"
        f"{_way_back(prepared.pin)}"
        "to have all back: git restore --staged --worktree . && git clean -fd\n"
        f"{_HISTORY if (folder / '.git').exists() else ''}"
    )


def _way_back(pin: Pin) -> str:
    """How to have the command again, without trust in a name on an index."""
    if pin.raw:
        way = f"`pipx install ./{release_wheel.place()}`"
    else:
        way = "`pipx install .` in another clone of mergecast"
    return (
        f"mergecast itself is gone from here: {way} if it ran from this copy\n"
        "(not by its name alone: that would install whatever an index has under it)\n"
    )


def team(session: Session, asked: Asked) -> str:
    """Set up a team where its repository is; what to tell about it.

    Raises:
        UsageError: the folder or an option cannot be meant.
        WorkspaceError: there is no git repository, or a file cannot be written.
    """
    return set_up(session, _wanted(session, asked, alone=False))


def _wanted(session: Session, asked: Asked, *, alone: bool) -> Wanted:
    folder = (asked.folder or session.workspace).absolute()
    given = Given(
        asked.accounts,
        asked.members,
        asked.profile,
        asked.slots,
        asked.clock,
        asked.repository,
    )
    source = asked.source
    return Wanted(folder, given, asked.zone, source, yes=asked.yes, alone=alone)


def _ensure_copy(folder: Path) -> None:
    made_of = ("calendar", "tests", "tooling/mergecast/__init__.py", "pyproject.toml")
    project = folder / "pyproject.toml"
    whole = all((folder / name).exists() for name in made_of)
    if not whole or 'name = "mergecast"' not in project.read_text("utf-8", "replace"):
        raise UsageError(
            f"'{folder}' is not a copy of mergecast's own repository",
            hint="leave --fresh out to add mergecast to a repository",
            not_done=NOTHING_WRITTEN,
        )


def _ensure_nothing_is_lost(folder: Path, *, yes: bool) -> None:
    """Stop where git could not bring back what goes."""
    if not (folder / ".git").exists():
        if not yes:
            raise WorkspaceError(
                f"'{folder}' is not a git repository: what goes would be gone for good",
                hint="run `git init` and commit first, or add --yes",
                not_done="nothing was removed",
            )
        return
    if Git(folder).text("status", "--porcelain", "--untracked-files=all"):
        raise WorkspaceError(
            "there are changes here that are not committed",
            hint="commit them or put them away, then try again",
            not_done="nothing was removed",
        )


def _jobs(folder: Path) -> list[Path]:
    """The workflows and forms of the forge that are for those who build mergecast."""
    found = sorted(each for each in folder.glob(".github/**/*") if each.is_file())
    return [
        each for each in found if _BUILDS.search(each.read_text("utf-8", "replace"))
    ]


def _remove(folder: Path, names: Iterable[str]) -> int:
    """Remove files and folders; how many files that were."""
    count = 0
    for name in names:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            count += sum(1 for each in path.rglob("*") if not each.is_dir())
            shutil.rmtree(path)
        elif path.is_symlink() or path.exists():
            count += 1
            path.unlink()
    return count
