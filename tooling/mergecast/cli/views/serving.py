"""What `mergecast pages serve` does: show the pages here, always as they are.

Each look at a page compares names, sizes and times of the files that it is made of, and
the tips of git's branches; nothing runs between two looks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from mergecast.cli.session import Session
from mergecast.cli.views.paging import made
from mergecast.cli.views.site_facts import Shown
from mergecast.errors import MergecastError
from mergecast.loading.workspace import usable
from mergecast.pages.server import Files, Made, PageServer
from mergecast.repository.trees import WorkTree

_SHOWN = ("mergecast.yaml", "calendar", "styleguide", "playbooks", ".git")
_GITS = frozenset({"objects", "logs", "hooks", "lfs", "index", "index.lock"})
"""Of git's own folder, what says nothing of where its branches are."""


def server(session: Session, shown: Shown, port: int) -> PageServer:
    """A server for the pages, not yet answering.

    Raises:
        WorkspaceError: there is no workspace, or the port cannot be used.
    """
    usable(WorkTree(session.workspace))
    root = session.workspace
    found = Made(lambda: (_state(root), session.now().date()), _making(session, shown))
    return PageServer(port, _reading(found))


def serve(running: PageServer) -> None:
    """Answer until Ctrl-C."""
    with running, suppress(KeyboardInterrupt):
        running.serve_forever()


def _making(session: Session, shown: Shown) -> Callable[[], Files]:
    def make() -> Files:
        pages, pictures = made(session, shown)
        return {**pages, **pictures}

    return make


def _reading(found: Made) -> Callable[[str], bytes | str | None]:
    def read(name: str) -> bytes | str | None:
        try:
            return found.files().get(name)
        except MergecastError as error:
            return f"{error.message}\n{error.hint or ''}\n"

    return read


def _state(root: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells whether anything that pages show has changed."""
    return tuple(sorted(each for name in _SHOWN for each in _stamps(root / name)))


def _stamps(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        if not path.is_dir():
            found = path.stat()
            yield os.fspath(path), found.st_mtime_ns, found.st_size
            return
        with os.scandir(path) as inside:
            entries = list(inside)
    except OSError:
        return
    for entry in entries:
        if entry.name in _GITS:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _stamps(Path(entry.path))
        else:
            with suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                yield entry.path, found.st_mtime_ns, found.st_size
