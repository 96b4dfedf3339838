"""What the self-check wants to know of the files: workflows, attributes, people."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from mergecast.cli.starting import shipped
from mergecast.doctor.facts import Files
from mergecast.loading.paths import AWAY, ROTA, TEAM
from mergecast.model.handover import FOLDER as HANDOVERS
from mergecast.model.workspace import Workspace
from mergecast.repository.trees import WorkTree

_WORKFLOWS = ".github/workflows"
_ATTRIBUTES = ".gitattributes"
_CONTENT = ("calendar", "styleguide", "playbooks")
_INCIDENTS = "playbooks/incidents"


def pinned(workspace: Path) -> str | None:
    """What the jobs are told to install."""
    raw = WorkTree(workspace).read(shipped.PINS)
    return None if raw is None else raw.decode("utf-8", "replace")


def files(workspace: Path, space: Workspace | None) -> Files:
    """What lies in the work tree that a check looks at."""
    tree = WorkTree(workspace)
    return Files(
        workflows=dict(_digests(tree, _workflows(workspace))),
        shipped={
            name: shipped.digest(f"{_WORKFLOWS}/{name}", text)
            for name, text in shipped.workflows().items()
        },
        attributes={
            path: raw.decode("utf-8", "replace")
            for path in _attributes(workspace)
            if (raw := tree.read(path)) is not None
        },
        private=dict(_private(tree, space)),
    )


def _digests(tree: WorkTree, paths: Iterator[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        raw = tree.read(path)
        if raw is not None:
            text, name = raw.decode("utf-8", "replace"), path.rpartition("/")[2]
            if name not in shipped.workflows() or shipped.is_ours(name, text):
                yield name, shipped.digest(path, text)


def _workflows(workspace: Path) -> Iterator[str]:
    folder = workspace / _WORKFLOWS
    if folder.is_dir():
        names = sorted(each.name for each in folder.iterdir())
        yield from (f"{_WORKFLOWS}/{name}" for name in names if name.endswith(".yml"))


def _attributes(workspace: Path) -> Iterator[str]:
    """The file at the top, and any in a folder of content."""
    yield _ATTRIBUTES
    for top in _CONTENT:
        for folder, _, names in os.walk(workspace / top):
            if _ATTRIBUTES in names:
                inside = Path(folder).relative_to(workspace).as_posix()
                yield f"{inside}/{_ATTRIBUTES}"


def _private(tree: WorkTree, space: Workspace | None) -> Iterator[tuple[str, int]]:
    """What is about people, and how much of it there is."""
    if space is not None and space.team.members:
        yield TEAM, len(space.team.members)
    if space is not None and space.team.leaves:
        yield AWAY, len(space.team.leaves)
    if space is not None and space.rota is not None:
        yield ROTA, len(space.rota.shifts)
    for folder in (_INCIDENTS, HANDOVERS):
        if files := tree.entries(folder):
            yield f"{folder}/", len(files)
