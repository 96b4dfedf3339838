"""Read a workspace: settings, team and campaigns; and posts one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from mergecast.errors import WorkspaceError
from mergecast.findings import Remark
from mergecast.loading import (
    build,
    build_guide,
    build_people,
    build_rota,
    front_door,
    media,
    paths,
    shape,
    shelf,
)
from mergecast.model.codeowners import PATH as CODEOWNERS
from mergecast.model.media import MediaFact
from mergecast.model.post import Media, Part, Post
from mergecast.model.settings import Settings
from mergecast.model.team import Team
from mergecast.model.workspace import Campaign, Workspace
from mergecast.repository.trees import REGULAR, CommitTree, Entry, Tree, WorkTree

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


def load(tree: Tree, *, whole: bool = False) -> Loaded:
    """Read all that posts are checked against; ``whole``: every playbook, too.

    Raises:
        WorkspaceError: there is no ``mergecast.yaml``, or a newer version wrote it.
    """
    files: list[FileRead] = []
    wanted = tree.entries(
        *(
            paths.SETTINGS,
            paths.TEAM,
            paths.AWAY,
            paths.ROTA,
            paths.CAMPAIGNS,
            CODEOWNERS,
            *((paths.PLAYBOOKS, paths.STYLEGUIDE) if whole else paths.DECIDING),
        )
    )
    raws = dict(tree.read_many(each for each in wanted if _is_read(each)))

    def one(path: str, kind: str, make: Callable[[Any], T]) -> T | None:
        if path not in raws:
            return None
        found = read(path, raws[path], kind)
        files.append(found)
        return None if found.data is None else make(found.data)

    if paths.SETTINGS not in raws:
        raise _no_settings(tree)
    settings = one(paths.SETTINGS, "settings", build.settings)
    team = one(paths.TEAM, "team", build_people.team) or Team()
    leaves = one(paths.AWAY, "away", build_people.leaves) or ()
    rota = one(paths.ROTA, "rota", build_rota.rota)
    campaigns: dict[str, Campaign] = {}
    for path in raws:
        if paths.kind(path) is paths.Kind.CAMPAIGN:
            data = one(path, "campaign", dict)
            if data is not None:
                campaigns[data["id"]] = build.campaign(path, data)
    people = replace(team, leaves=leaves)
    shelved = {
        path: one(path, kind, dict)
        for path in raws
        if (kind := paths.kind(path)) in shelf.SHELVED
    }
    guide = {
        path: one(path, kind, dict)
        for path in raws
        if (kind := paths.kind(path)) in build_guide.KINDS
    }
    blobs = {entry.path: entry.oid for entry in wanted if entry.oid}
    owners = raws.get(CODEOWNERS)
    space = Workspace(
        settings or Settings(),
        people,
        campaigns,
        owners.decode("utf-8", "replace") if owners is not None else None,
        rota,
        shelf.playbooks(
            shelved, blobs or {path: shelf.blob_id(raws[path]) for path in shelved}
        ),
        build_guide.guide(guide),
    )
    return Loaded(space, tuple(files), settings is not None)


def _is_read(entry: Entry) -> bool:
    known = entry.path == CODEOWNERS or paths.kind(entry.path) is not None
    return known and entry.mode in REGULAR


def _no_settings(tree: Tree) -> WorkspaceError:
    if isinstance(tree, CommitTree):
        return WorkspaceError(
            f"there is no {paths.SETTINGS} at the top of commit {tree.commit[:10]}",
            hint="commit and merge it; a workspace is the top folder of its repository",
        )
    hint = "run `mergecast init`, or name the workspace with --workspace DIR"
    above = _above(tree)
    if above is not None:
        hint = f"it is in '{above}': go there, or name it with --workspace"
    return WorkspaceError(f"there is no {paths.SETTINGS} here", hint=hint)


def _above(tree: Tree) -> Path | None:
    """The workspace that a folder is a part of."""
    over = tree.root.absolute().parents if isinstance(tree, WorkTree) else ()
    return next((each for each in over if WorkTree(each).mode(paths.SETTINGS)), None)


def settings_alone(raw: bytes) -> Settings | None:
    """The settings in a file's bytes, None where they cannot be read."""
    data = read(paths.SETTINGS, raw, "settings").data
    return None if data is None else build.settings(data)


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
