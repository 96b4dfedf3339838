"""What `mergecast check --fix` does: make the edits that findings offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from mergecast.cli.session import Session
from mergecast.editing.files import read_exactly, write_atomically
from mergecast.editing.mending import Mended, mended
from mergecast.errors import WorkspaceError
from mergecast.findings import Edit, Finding, Strip
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
    images: dict[str, None] = {}
    for finding in findings:
        if isinstance(finding.fix, Strip):
            images[finding.fix.path] = None
        elif finding.fix is not None:
            edits.setdefault(finding.fix.place.path, []).append(finding.fix)
    done = left = files = 0
    for path, wanted in edits.items():
        made = _mend_file(session, path, wanted)
        done += len(made.done)
        left += len(made.left)
        files += bool(made.done)
    emptied = [path for path in images if _strip(session, path)]
    if not session.quiet:
        _say(done, files, left)
        _say_images(emptied, [path for path in images if path not in emptied])
    return files > 0 or bool(emptied)


def _mend_file(session: Session, path: str, edits: list[Edit]) -> Mended:
    """Mend one regular file of the workspace; nothing else is ever touched."""
    nothing = Mended("", (), tuple(edits))
    if not _may_be_written(session, path):
        return nothing
    file = session.workspace / path
    with _writing(path):
        try:
            text = read_exactly(file)
        except UnicodeDecodeError:
            return nothing
        made = mended(text, edits)
        if made.text != text:
            write_atomically(file, made.text)
    return made


def _strip(session: Session, path: str) -> bool:
    """Take all that is no picture out of one image; whether the file changed."""
    from mergecast.editing.stripping import stripped  # noqa: PLC0415 - seldom

    if not _may_be_written(session, path):
        return False
    file = session.workspace / path
    with _writing(path):
        bare = stripped(file.read_bytes())
        if bare is not None:
            write_atomically(file, bare)
    return bare is not None


def _may_be_written(session: Session, path: str) -> bool:
    if path.startswith("/") or {"..", ".git"} & set(path.split("/")):
        return False
    return WorkTree(session.workspace).mode(path) in _REGULAR


@contextmanager
def _writing(path: str) -> Iterator[None]:
    """Turn what the disk refuses into words."""
    try:
        yield
    except OSError as error:
        raise WorkspaceError(
            f"'{path}' cannot be written: {error.strerror or error}",
            not_done="it was left as it is",
        ) from None


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


def _say_images(emptied: Iterable[str], left: Iterable[str]) -> None:
    for path in emptied:
        click.echo(
            f"stripped '{path}': the picture is the same, but the file is another, "
            "so posts that show it need approval anew",
            err=True,
        )
    for path in left:
        click.echo(
            f"left '{path}' as it was: it is no whole image; save it anew", err=True
        )
