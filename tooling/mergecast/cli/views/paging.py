"""What `mergecast pages build` does: gather, build, and write a folder of pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mergecast.cli.session import Session
from mergecast.cli.views.hosting import ensure_private
from mergecast.cli.views.site_facts import Shown, site_facts
from mergecast.editing.files import write_atomically
from mergecast.errors import UsageError, WorkspaceError
from mergecast.loading.workspace import usable
from mergecast.pages.build import build
from mergecast.repository.trees import WorkTree

_MARK = ".mergecast-pages"
"""In a folder that pages were built into: what is there is ours to replace."""

_MEDIA = "media"
"""Where pictures are, beside the pages."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `pages build`."""

    output: Path
    audience: str
    language: str | None
    zone: str | None
    on_github: bool = False

    @staticmethod
    def of(output: Path, told: Mapping[str, str | None]) -> Asked:
        """From click's options."""
        return Asked(
            output,
            told["audience"] or "public",
            told["language"],
            told["zone"],
            bool(told["on_github"]),
        )


@dataclass(frozen=True, slots=True)
class Built:
    """What was written: how many pages, and where to begin."""

    index: Path
    pages: int
    pictures: int


def build_pages(session: Session, asked: Asked) -> Built:
    """Write the pages; a folder that holds anything else is left alone.

    Raises:
        UsageError: the folder holds something else, or drafts would be public.
        WorkspaceError: nobody knows whether they would be.
        MergecastError: there is no workspace, or the folder cannot be written.
    """
    space = usable(WorkTree(session.workspace))
    team = asked.audience == "team"
    if team:
        ensure_private(space.settings, on_github=asked.on_github)
    folder = _room(asked.output)
    shown = Shown(asked.language, asked.zone, team=team)
    pages, pictures = made(session, shown)
    files = {**pages, **pictures, _MARK: b""}
    try:
        for name, content in files.items():
            if _differs(folder / name, content):
                write_atomically(folder / name, content)
        _sweep(folder, set(files))
    except OSError as error:
        raise WorkspaceError(
            f"'{folder}' cannot be written: {error.strerror}",
            hint="name a folder that can be",
        ) from None
    return Built(folder / "index.html", len(pages), len(pictures))


def made(session: Session, shown: Shown) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """All pages, and the pictures beside them, by their files.

    Raises:
        MergecastError: there is no workspace.
    """
    site, pictures = site_facts(session, shown)
    return build(site), pictures


def _differs(file: Path, content: bytes) -> bool:
    """Whether a file has to be written: hosts and browsers see what is unchanged."""
    try:
        return file.read_bytes() != content
    except FileNotFoundError:
        return True


def _room(output: Path) -> Path:
    """The folder, if it is empty or holds pages that were built before."""
    folder = output.absolute()
    if (folder / _MEDIA).is_symlink():
        # What is no longer shown is taken away there: never where a link leads.
        raise UsageError(
            f"'{output / _MEDIA}' is a link",
            hint="name a new folder",
            not_done="nothing was written",
        )
    if folder.is_dir():
        if (folder / _MARK).is_file() or not any(folder.iterdir()):
            return folder
        raise UsageError(
            f"'{output}' holds something else",
            hint="name a new folder, or an empty one",
            not_done="nothing was written",
        )
    if folder.exists() or folder.is_symlink():
        raise UsageError(f"'{output}' is no folder", not_done="nothing was written")
    return folder


def _sweep(folder: Path, kept: set[str]) -> None:
    """Take away the pages and pictures of an earlier build that are no longer there."""
    for file in (*folder.glob("*.html"), *folder.glob(f"{_MEDIA}/*")):
        if file.relative_to(folder).as_posix() not in kept:
            file.unlink()
