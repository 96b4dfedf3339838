"""What `mergecast format` does, from the paths to the files."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from mergecast.cli.checking.check_posts import prefixes, within
from mergecast.cli.session import Session
from mergecast.editing.files import write_atomically
from mergecast.editing.layout import formatted
from mergecast.editing.proof import EditError
from mergecast.errors import WorkspaceError
from mergecast.loading import paths as content
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.repository.trees import LINK, WorkTree

_TEMPLATES = "calendar/templates/"
"""Files with gaps to fill in are no YAML yet."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is not in the house style, and what it would be."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of looking at files; ``unreadable`` are paths with a reason each."""

    looked_at: int
    changes: tuple[Change, ...]
    unreadable: tuple[tuple[str, str], ...]


def look(session: Session, only: Iterable[Path]) -> Outcome:
    """Find out what would change.

    Raises:
        UsageError: a path is not there, or not in the workspace.
    """
    tree = WorkTree(session.workspace)
    changes: list[Change] = []
    unreadable: list[tuple[str, str]] = []
    found = list(_files(tree, prefixes(session.workspace, only)))
    for path in found:
        try:
            old = (tree.read(path) or b"").decode()
            new = formatted(old)
        except UnicodeDecodeError:
            unreadable.append((path, "it is not UTF-8"))
        except EditError as error:
            unreadable.append((path, error.message))
        else:
            changes += [Change(path, old, new)] if new != old else []
    return Outcome(len(found), tuple(changes), tuple(unreadable))


def _files(tree: WorkTree, only: tuple[str, ...]) -> Iterator[str]:
    """The YAML files that were asked for; links are never followed."""
    for entry in tree.entries(*content.CONTENT):
        mine = entry.path.endswith((".yaml", ".yml")) and entry.mode != LINK
        if mine and within(entry.path, only) and not entry.path.startswith(_TEMPLATES):
            yield entry.path


def write(session: Session, changes: Iterable[Change]) -> None:
    """Write files in the house style.

    Raises:
        WorkspaceError: one cannot be written; those before it are.
    """
    for change in changes:
        try:
            write_atomically(session.workspace / change.path, change.new)
        except OSError as error:
            raise WorkspaceError(
                f"'{change.path}' cannot be written: {error.strerror or error}",
                not_done="it was left as it is",
            ) from None


def show(session: Session, outcome: Outcome, *, done: bool, diff: bool) -> None:
    """Say what was done, or what would be."""
    for path, reason in outcome.unreadable:
        _echo(f"left as it is: {path}: {reason}", err=True)
    for change in outcome.changes:
        if diff:
            for line in _diff(change):
                _echo(line)
        elif not session.quiet:
            _echo(f"{'formatted' if done else 'would format'} {change.path}")
    if not (session.quiet or diff):
        count = len(outcome.changes)
        rest = outcome.looked_at - count - len(outcome.unreadable)
        changed = f"{_files_of(count)} {'' if done else 'to be '}changed, "
        _echo(f"{changed if count else ''}{_files_of(rest)} in the house style")


def _files_of(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"


def _diff(change: Change) -> Iterator[str]:
    """A unified diff; what ends lines is shown where it changes."""
    yield from difflib.unified_diff(
        change.old.split("\n"),
        change.new.split("\n"),
        f"a/{change.path}",
        f"b/{change.path}",
        lineterm="",
    )


def _echo(line: str, *, err: bool = False) -> None:
    click.echo(encode_terminal(line), err=err)
