"""What `mergecast pages build` does: gather, build, and write a folder of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mergecast.cli.session import Session
from mergecast.cli.views.hosting import ensure_private
from mergecast.cli.views.looking import everything, shown_in
from mergecast.editing.files import write_atomically
from mergecast.errors import UsageError, WorkspaceError
from mergecast.loading.media import where
from mergecast.loading.workspace import MediaReader, usable
from mergecast.model.media import MediaFact, MediaState
from mergecast.model.workspace import Workspace
from mergecast.pages.build import build
from mergecast.pages.facts import Picture, Site, seen_by_public
from mergecast.planning.agenda import Entry, Wanted
from mergecast.planning.mix import Mix, goals, mixes
from mergecast.repository.trees import WorkTree

_ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
"""The kinds of pictures that a page shows, told by their content."""

_MARK = ".mergecast-pages"
"""In a folder that pages were built into: what is there is ours to replace."""


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
    tree = WorkTree(session.workspace)
    space = usable(tree)
    team = asked.audience == "team"
    if team:
        ensure_private(space.settings, on_github=asked.on_github)
    folder = _room(asked.output)
    site, pictures = _site(session, asked, space, team=team)
    pages = build(site)
    files = {**pages, **pictures, _MARK: b""}
    try:
        for name, content in files.items():
            write_atomically(folder / name, content)
        _sweep(folder, set(files))
    except OSError as error:
        raise WorkspaceError(
            f"'{folder}' cannot be written: {error.strerror}",
            hint="name a folder that can be",
        ) from None
    return Built(folder / "index.html", len(pages), len(pictures))


def _room(output: Path) -> Path:
    """The folder, if it is empty or holds pages that were built before."""
    folder = output.absolute()
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
    for file in (*folder.glob("*.html"), *folder.glob("media/*")):
        if file.relative_to(folder).as_posix() not in kept:
            file.unlink()


def _site(
    session: Session, asked: Asked, space: Workspace, *, team: bool
) -> tuple[Site, dict[str, bytes]]:
    settings, entries = everything(session, Wanted())
    now = session.now()
    zone = shown_in(asked.zone, settings)
    seen = [each for each in entries if team or seen_by_public(each, now)]
    pictures, content = _pictures(session, seen)
    site = Site(
        title=_title(space),
        language=asked.language or _language(settings.language),
        zone=zone,
        now=now,
        entries=seen,
        mixes=_mixes(seen, space),
        pictures=pictures,
        names={key: each.name for key, each in space.team.members.items()},
        zones=_zones(space, zone.key, team=team),
        team=team,
        new_post=_new_post(space),
    )
    return site, content


def _language(name: str) -> str:
    return "zh" if name.partition("-")[0] == "zh" else "en"


def _title(space: Workspace) -> str:
    handles = dict.fromkeys(each.user for each in space.settings.accounts.values())
    return " ".join(f"@{handle}" for handle in list(handles)[:3]) or "mergecast"


def _zones(space: Workspace, home: str, *, team: bool) -> Sequence[str]:
    """What readers may choose: the zones of accounts; for the team, of people, too."""
    zones = {home, "UTC"}
    zones |= {each.timezone for each in space.settings.accounts.values()}
    if team:
        people = space.team.members.values()
        zones |= {each.timezone for each in people if each.timezone}
    return sorted(zones)


def _mixes(entries: Sequence[Entry], space: Workspace) -> Mapping[date, Sequence[Mix]]:
    agreed = goals(space.settings)
    by_month: dict[date, list[Entry]] = {}
    for each in entries:
        if each.at is not None and each.zone is not None:
            month = each.at.date().replace(day=1)
            by_month.setdefault(month, []).append(each)
    return {first: mixes(own, agreed) for first, own in by_month.items()}


def _pictures(
    session: Session, entries: Sequence[Entry]
) -> tuple[dict[str, Picture], dict[str, bytes]]:
    """Where the pages have each picture, and its bytes as they are."""
    tree = WorkTree(session.workspace)
    reader = MediaReader(tree)
    pictures: dict[str, Picture] = {}
    content: dict[str, bytes] = {}
    for each in entries:
        for name, fact in reader.facts(each.post).items():
            path, address = where(name), _address(fact)
            if name in pictures or path is None or address is None:
                continue
            raw = tree.read(path)
            if raw is not None:
                pictures[name] = Picture(address, fact.width, fact.height)
                content[address] = raw
    return pictures, content


def _address(fact: MediaFact) -> str | None:
    ending = _ENDINGS.get(fact.type or "")
    if fact.state is not MediaState.FILE or ending is None or fact.sha256 is None:
        return None
    return f"media/{fact.sha256[:20]}.{ending}"


def _new_post(space: Workspace) -> str | None:
    """Where somebody begins a post on the forge."""
    forge = space.settings.data.get("forge")
    if not isinstance(forge, dict) or forge.get("kind") != "github":
        return None
    repository = forge.get("repository")
    if not isinstance(repository, str):
        return None
    return f"https://github.com/{repository}/issues/new/choose"
