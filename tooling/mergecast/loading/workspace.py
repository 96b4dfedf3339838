"""Read a workspace: settings, team and campaigns; and posts one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from mergecast.errors import WorkspaceError
from mergecast.findings import Remark
from mergecast.loading import build, front_door, media, paths, shape
from mergecast.model.media import MediaFact
from mergecast.model.post import Media, Part, Post
from mergecast.model.settings import Settings
from mergecast.model.team import Team
from mergecast.model.workspace import Campaign, Workspace
from mergecast.repository.trees import Entry, Tree

T = TypeVar("T")
Said = tuple[str, Remark]
"""What loading says of a file: a hazard's or shape's id, and the remark."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file after the front door and its schema. ``data`` is None if it is no use."""

    path: str
    text: str | None
    data: Any
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A workspace and its files as read.

    ``usable`` is false where the settings could not be read: then nothing that depends
    on them can be said.
    """

    workspace: Workspace
    files: tuple[FileRead, ...]
    usable: bool = True


def read(path: str, raw: bytes, kind: str) -> FileRead:
    """Take one file through the front door and its schema."""
    reading = front_door.read(path, raw)
    document = reading.document
    if document is None:
        return FileRead(path, None, None, reading.remarks)
    data, said = shape.shape(document, kind)
    return FileRead(path, document.text, data, (*reading.remarks, *said))


def load(tree: Tree) -> Loaded:
    """Read all that posts are checked against.

    Raises:
        WorkspaceError: there is no ``mergecast.yaml``, or a newer version wrote it.
    """
    files: list[FileRead] = []

    def one(path: str, raw: bytes, kind: str, make: Callable[[Any], T]) -> T | None:
        found = read(path, raw, kind)
        files.append(found)
        return None if found.data is None else make(found.data)

    raw = tree.read(paths.SETTINGS)
    if raw is None:
        raise WorkspaceError(
            f"there is no {paths.SETTINGS} here",
            hint="run `mergecast init`, or name the workspace with --workspace DIR",
        )
    settings = one(paths.SETTINGS, raw, "settings", build.settings)
    people = tree.read(paths.TEAM)
    team = None if people is None else one(paths.TEAM, people, "team", build.team)
    campaigns: dict[str, Campaign] = {}
    for path, raw in tree.read_many(_campaign_files(tree)):
        data = one(path, raw, "campaign", dict)
        if data is not None:
            campaigns[data["id"]] = build.campaign(path, data)
    space = Workspace(settings or Settings(), team or Team(), campaigns)
    return Loaded(space, tuple(files), settings is not None)


def usable(tree: Tree) -> Workspace:
    """The workspace, for commands that plan or publish.

    Raises:
        WorkspaceError: it cannot be used as it is; the first reason is named.
    """
    loaded = load(tree)
    if loaded.usable:
        return loaded.workspace
    _, remark = loaded.files[0].said[0]
    raise WorkspaceError(
        f"{paths.SETTINGS} cannot be read: {remark.message}",
        hint="run `mergecast check` to see where, and what to write",
    )


def _campaign_files(tree: Tree) -> list[Entry]:
    entries = tree.entries(paths.CAMPAIGNS)
    return [entry for entry in entries if paths.kind(entry.path) == paths.Kind.CAMPAIGN]


@dataclass(slots=True)
class MediaReader:
    """Facts about media files, each read once."""

    tree: Tree
    _known: dict[str, MediaFact] = field(default_factory=dict)

    def fact(self, name: str) -> MediaFact:
        """What is known of the file that a post calls ``name``."""
        if name not in self._known:
            self._known[name] = media.fact(self.tree, name)
        return self._known[name]

    def facts(self, post: Post) -> dict[str, MediaFact]:
        """What is known of every file that the post names."""
        return {
            item.file: self.fact(item.file)
            for part in post.wordings
            for item in part.media
        }


def with_media(post: Post, facts: dict[str, MediaFact]) -> Post:
    """The post with the digests of its media, as a payload needs it."""

    def media_of(part: Part) -> tuple[Media, ...]:
        return tuple(
            replace(item, sha256=facts[item.file].sha256) for item in part.media
        )

    def parts_of(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(replace(part, media=media_of(part)) for part in parts)

    return replace(
        post,
        parts=parts_of(post.parts),
        variants=tuple(
            replace(variant, parts=parts_of(variant.parts)) for variant in post.variants
        ),
    )
