"""What `mergecast check --fix` does: make the edits that findings offer."""

from __future__ import annotations

from collections.abc import Iterable

import click

from mergecast.cli.session import Session
from mergecast.editing.files import read_exactly, write_atomically
from mergecast.editing.mending import Mended, mended
from mergecast.errors import WorkspaceError
from mergecast.findings import Edit, Finding
from mergecast.repository.trees import FILE, WorkTree

_REGULAR = {FILE, "100755"}


def mend(session: Session, findings: Iterable[Finding]) -> bool:
    """Make every edit that has one right answer; whether a file changed.

    What was done is said on the error stream: the other one may be a report for
    machines.

    Raises:
        WorkspaceError: a file cannot be written.
    """
    edits: dict[str, list[Edit]] = {}
    for finding in findings:
        if finding.fix is not None:
            edits.setdefault(finding.fix.place.path, []).append(finding.fix)
    done = left = files = 0
    for path, wanted in edits.items():
        made = _mend_file(session, path, wanted)
        done += len(made.done)
        left += len(made.left)
        files += bool(made.done)
    if not session.quiet:
        _say(done, files, left)
    return files > 0


def _mend_file(session: Session, path: str, edits: list[Edit]) -> Mended:
    """Mend one regular file of the workspace; nothing else is ever touched."""
    nothing = Mended("", (), tuple(edits))
    if path.startswith("/") or {"..", ".git"} & set(path.split("/")):
        return nothing
    if WorkTree(session.workspace).mode(path) not in _REGULAR:
        return nothing
    file = session.workspace / path
    try:
        text = read_exactly(file)
        made = mended(text, edits)
        if made.text != text:
            write_atomically(file, made.text)
    except UnicodeDecodeError:
        return nothing
    except OSError as error:
        raise WorkspaceError(
            f"'{path}' cannot be written: {error.strerror or error}",
            not_done="it was left as it is",
        ) from None
    return made


def _say(done: int, files: int, left: int) -> None:
    if done:
        click.echo(f"mended {done} in {files} file{'s' * (files > 1)}", err=True)
    if left:
        click.echo(
            f"left {left} as it was: check again, or mend it by hand"
            if left == 1
            else f"left {left} as they were: check again, or mend them by hand",
            err=True,
        )
