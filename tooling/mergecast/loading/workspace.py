"""Read a workspace: settings, team and campaigns; and posts one at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mergecast.errors import WorkspaceError
from mergecast.findings import Remark
from mergecast.loading import (
    build,
    build_people,
    front_door,
    paths,
    shape,
    shelf,
)
from mergecast.model.blackout import BLACKOUTS, NO_BLACKOUTS, UNREAD
from mergecast.model.file_names import CODEOWNERS
from mergecast.model.plan import NO_PLANS, Plans
from mergecast.model.settings import Settings
from mergecast.model.team import Team
from mergecast.model.whole_guide import NO_GUIDE, Guide
from mergecast.model.workspace import Workspace
from mergecast.repository.trees import REGULAR, CommitTree, Entry, Tree, WorkTree

if TYPE_CHECKING:
    from mergecast.model.blackout import Blackouts
    from mergecast.model.rota import Rota

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
    more = _WHOLE if whole else paths.DECIDING
    entries = tree.entries(*_ALWAYS, *more)
    wanted = [each for each in entries if _is_read(each)]
    raws = dict(tree.read_many(wanted))
    if paths.SETTINGS not in raws:
        raise _no_settings(tree)
    pile = _Pile(raws)
    settings = pile.one(paths.SETTINGS, "settings", build.settings)
    team = pile.one(paths.TEAM, "team", build_people.team) or Team()
    leaves = pile.one(paths.AWAY, "away", build_people.leaves) or ()
    rota = pile.one(paths.ROTA, "rota", _rota)
    closed = pile.one(BLACKOUTS, "blackouts", _blackouts)
    campaigns = pile.of({paths.Kind.CAMPAIGN})
    shelved = pile.of(shelf.SHELVED)
    blobs = {entry.path: entry.oid for entry in wanted if entry.oid}
    owners = raws.get(CODEOWNERS)
    space = Workspace(
        settings or Settings(),
        replace(team, leaves=leaves),
        {
            own["id"]: build.campaign(path, own)
            for path, own in campaigns.items()
            if own
        },
        owners.decode("utf-8", "replace") if owners is not None else None,
        rota,
        shelf.playbooks(
            shelved, blobs or {path: shelf.blob_id(raws[path]) for path in shelved}
        ),
        _guide(pile.of(paths.GUIDE)),
        plans=_plans(pile.of(paths.PLANS)),
        unread_campaigns=tuple(path for path, own in campaigns.items() if not own),
        blackouts=closed or (UNREAD if _closes_days(entries, raws) else NO_BLACKOUTS),
    )
    return Loaded(space, tuple(pile.files), settings is not None)


def _rota(data: Any) -> Rota:  # noqa: ANN401 - as loaded
    from mergecast.loading.build_rota import rota  # noqa: PLC0415 - only if there is one

    return rota(data)


def _blackouts(data: Any) -> Blackouts:  # noqa: ANN401 - as loaded
    from mergecast.loading.build_blackouts import blackouts  # noqa: PLC0415 - as above

    return blackouts(data)


def _closes_days(entries: Iterable[Entry], raws: Mapping[str, bytes]) -> bool:
    """Whether a list of blackouts may say something: it is a link, or has some line."""
    if not any(each.path == BLACKOUTS for each in entries):
        return False
    lines = raws.get(BLACKOUTS, b"?").splitlines()
    return any(line.strip() and not line.startswith(b"#") for line in lines)


def _guide(files: Mapping[str, Any]) -> Guide:
    if not files:
        return NO_GUIDE
    from mergecast.loading.build_guide import guide  # noqa: PLC0415 - as above

    return guide(files)


def _plans(files: Mapping[str, Any]) -> Plans:
    if not files:
        return NO_PLANS
    from mergecast.loading.build_plan import plans  # noqa: PLC0415 - as above

    return plans(files)


_ALWAYS = (
    *(paths.SETTINGS, paths.TEAM, paths.AWAY, paths.ROTA, paths.CAMPAIGNS),
    BLACKOUTS,
    CODEOWNERS,
)
_WHOLE = (paths.PLAYBOOKS, paths.STYLEGUIDE, paths.PLAN)


@dataclass(slots=True)
class _Pile:
    """The bytes of files by path, and those of them that were read."""

    raws: Mapping[str, bytes]
    files: list[FileRead] = field(default_factory=list)

    def one(self, path: str, kind: str, make: Callable[[Any], T]) -> T | None:
        """What a file comes to; None where it is not there or cannot be used."""
        if path not in self.raws:
            return None
        found = read(path, self.raws[path], kind)
        self.files.append(found)
        return None if found.data is None else make(found.data)

    def of(self, kinds: Collection[paths.Kind]) -> dict[str, Any]:
        """The data of each file of these kinds by path, None where it is no use."""
        return {
            path: self.one(path, kind, dict)
            for path in self.raws
            if (kind := paths.kind(path)) is not None and kind in kinds
        }


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
