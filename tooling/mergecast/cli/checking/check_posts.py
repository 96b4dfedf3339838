"""What `mergecast check` does, from the options to the text."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mergecast import __version__
from mergecast.cli.session import Session
from mergecast.errors import UsageError
from mergecast.findings import Finding, Severity, in_reading_order
from mergecast.inspection.past import Outside
from mergecast.inspection.place import Where, at_commit, on_disk
from mergecast.inspection.present import findings_now
from mergecast.inspection.timeless import Progress, timeless

if TYPE_CHECKING:
    from mergecast.inspection.crowding import Rival
    from mergecast.inspection.past import Past
    from mergecast.model.post import Post
    from mergecast.renderers.report import About

_MANY = 2_000
"""From how many posts on a progress bar is worth its flicker."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one `check`; ``rivals`` are posts that others propose."""

    paths: tuple[Path, ...] = ()
    changed: str | None = None
    ref: str | None = None
    form: str | None = None
    fail_level: str = Severity.ERROR.value
    fix: bool = False
    rivals: Callable[[], tuple[Rival, ...]] = tuple
    process: bool = False
    score: bool = False


def run(session: Session, asked: Asked) -> bool:
    """Check, print, and say whether anything reached the fail level."""
    if asked.fix and asked.ref is not None:
        raise UsageError("--fix mends files on disk, and --ref looks at a commit")
    if asked.process and (asked.fix or asked.changed is not None):
        raise UsageError(
            "--process looks at how people work together, not at single files",
            hint="leave out --fix and --changed",
        )
    where = _where(session, asked.ref)
    only = prefixes(session.workspace, asked.paths)
    # A check makes many small values and hardly a cycle: looking for cycles among
    # 100,000 posts costs a tenth of the time and finds nothing.
    gc.disable()
    with progress_bar(session) as progress:
        found, checked = look(session, where, asked, progress)
    found = tuple(each for each in found if within(each.path, only))
    if asked.fix:
        from mergecast.cli.checking.fixing import mend  # noqa: PLC0415 - only with --fix

        if mend(session, found):
            where = on_disk(session.workspace)
            again, checked = look(session, where, asked, lambda _done, _all: None)
            found = tuple(each for each in again if within(each.path, only))
    if asked.score:
        from mergecast.cli.guiding.scoring import scores  # noqa: PLC0415 - only with --score

        click.echo(scores(where.tree, found, session.now()), nl=False)
        return False
    show(session, found, checked, where, asked)
    least = Severity(asked.fail_level).rank
    return any(each.severity.rank <= least for each in found)


def _where(session: Session, ref: str | None) -> Where:
    if ref is None:
        return on_disk(session.workspace)
    from mergecast.cli.reviewing.heads import bring_commit  # noqa: PLC0415 - only with --ref

    bring_commit(session, ref)
    return at_commit(session.workspace, ref)


def look(
    session: Session, where: Where, asked: Asked, progress: Progress
) -> tuple[tuple[Finding, ...], int]:
    """All findings that were asked for, in reading order, and the files looked at."""
    if asked.process:
        from mergecast.cli.checking.together import (  # noqa: PLC0415 - only then
            look_together,
        )

        return look_together(session, where)
    now = session.now()
    known = timeless(where, progress, now)
    branches = known.branches

    def pasts(posts: Iterable[Post]) -> Mapping[str, Past]:
        from mergecast.cli.checking.remembering import remembered  # noqa: PLC0415 - seldom

        fetch = asked.changed is not None or asked.ref is not None
        return remembered(session.workspace, branches, posts, fetch=fetch)

    outside = Outside(pasts, asked.rivals)
    found = (*known.findings, *findings_now(where, branches, now, outside))
    if asked.changed is not None:
        from mergecast.inspection.branch import of_branch  # noqa: PLC0415 - seldom

        found = of_branch(found, where, asked.changed, progress, now)
    return tuple(in_reading_order(found)), known.checked


def show(
    session: Session,
    found: tuple[Finding, ...],
    checked: int,
    where: Where,
    asked: Asked,
) -> None:
    """Print the findings in the format that was asked for."""
    from mergecast.cli.checking.quoting import texts  # noqa: PLC0415 - only to print
    from mergecast.renderers import FORMATS  # noqa: PLC0415 - only to print
    from mergecast.renderers.report import Look, Report  # noqa: PLC0415 - only to print

    text_of = texts(where.tree, [each.path for each in found])

    def about(name: str) -> About | None:
        from mergecast.cli.checking import explaining  # noqa: PLC0415 - only with findings

        return explaining.about(name) or rules().get(name)

    @cache
    def rules() -> dict[str, About]:
        from mergecast.cli.checking import explaining_rules  # noqa: PLC0415 - only with findings

        return explaining_rules.about_rules(where.tree)

    form = asked.form or ("github" if os.environ.get("GITHUB_ACTIONS") else "text")
    report = Report(found, checked, text_of, about, __version__)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
    click.echo(FORMATS[form](report, Look(session.colour, width)), nl=False)


def prefixes(workspace: Path, paths: Iterable[Path]) -> tuple[str, ...]:
    """The paths of the command line as workspace paths.

    Raises:
        UsageError: one lies outside the workspace, or does not exist.
    """
    found = []
    for path in paths:
        whole = (workspace / path) if (workspace / path).exists() else path.absolute()
        if not whole.exists():
            raise UsageError(f"there is no file or folder '{path}'")
        try:
            inside = _place(whole).relative_to(workspace.resolve())
        except ValueError:
            raise UsageError(f"'{path}' is not in the workspace") from None
        found.append(inside.as_posix())
    return tuple(found)


def _place(path: Path) -> Path:
    """Where a file or folder is; a link to a file is where the link is."""
    if path.is_symlink() and path.is_file():
        return path.parent.resolve() / path.name
    return path.resolve()


def within(path: str, only: tuple[str, ...]) -> bool:
    """Whether a workspace path is one of those asked for, or all were."""
    return not only or any(
        each in {".", path} or path.startswith(f"{each}/") for each in only
    )


@contextmanager
def progress_bar(session: Session) -> Iterator[Progress]:
    """A bar on long work where someone watches, silence elsewhere."""
    if session.quiet or not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    shown = [0]

    def progress(done: int, count: int) -> None:
        if count < _MANY:
            return
        percent = done * 100 // count
        if percent != shown[0]:
            shown[0] = percent
            bar = "#" * (percent * 30 // 100)
            click.echo(
                f"\rchecking [{bar:<30}] {done:,} of {count:,}", err=True, nl=False
            )

    try:
        yield progress
    finally:
        if shown[0]:
            click.echo("\r\033[K", err=True, nl=False)
