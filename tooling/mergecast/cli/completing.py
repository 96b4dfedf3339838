"""What shells offer as answers: accounts, people, posts and the like of the workspace.

Whatever goes wrong here offers nothing: a person is in the middle of a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

import click

from mergecast.errors import MergecastError
from mergecast.model.series import FOLDER as SERIES

Offer: TypeAlias = Callable[[click.Context, click.Parameter, str], list[str]]


def _offer(names: Callable[[Path], Iterable[str]]) -> Offer:
    """Those of the names that begin as what is typed."""

    def offered(ctx: click.Context, _: click.Parameter, begun: str) -> list[str]:
        workspace = ctx.find_root().params.get("workspace") or Path()
        try:
            return sorted(name for name in names(workspace) if name.startswith(begun))
        except (MergecastError, OSError, ValueError):
            return []

    return offered


def _accounts(workspace: Path) -> Iterable[str]:
    from mergecast.loading.workspace import usable  # noqa: PLC0415 - only on Tab
    from mergecast.repository.trees import WorkTree  # noqa: PLC0415 - only on Tab

    return usable(WorkTree(workspace)).settings.accounts


def _members(workspace: Path) -> Iterable[str]:
    from mergecast.loading.workspace import usable  # noqa: PLC0415 - only on Tab
    from mergecast.repository.trees import WorkTree  # noqa: PLC0415 - only on Tab

    return usable(WorkTree(workspace)).team.members


def _themes(workspace: Path) -> Iterable[str]:
    from mergecast.loading.workspace import load  # noqa: PLC0415 - only on Tab
    from mergecast.repository.trees import WorkTree  # noqa: PLC0415 - only on Tab

    return load(WorkTree(workspace), whole=True).workspace.plans.by_theme


def _campaigns(workspace: Path) -> Iterable[str]:
    from mergecast.loading.workspace import usable  # noqa: PLC0415 - only on Tab
    from mergecast.repository.trees import WorkTree  # noqa: PLC0415 - only on Tab

    return usable(WorkTree(workspace)).campaigns


def _templates(workspace: Path) -> Iterable[str]:
    return (file.stem for file in (workspace / "calendar/templates").glob("*.yaml"))


def _posts(workspace: Path) -> Iterable[str]:
    from mergecast.cli.drafting.finding_posts import ids  # noqa: PLC0415 - only on Tab
    from mergecast.repository.trees import WorkTree  # noqa: PLC0415 - only on Tab

    tree = WorkTree(workspace)
    yield from (name for name, _ in ids(tree))
    if any(tree.entries(SERIES)):
        from mergecast.loading.recurring import (  # noqa: PLC0415 - only on Tab
            all_series,
        )

        yield from (each.id for each in all_series(tree))


def _slots(workspace: Path) -> Iterable[str]:
    from mergecast.loading.workspace import usable  # noqa: PLC0415 - only on Tab
    from mergecast.planning.slots import NEXT, slots_of  # noqa: PLC0415 - only on Tab
    from mergecast.repository.trees import WorkTree  # noqa: PLC0415 - only on Tab

    found = usable(WorkTree(workspace)).settings.accounts.values()
    return {NEXT, *(slot.label for each in found for slot in slots_of(each))}


accounts = _offer(_accounts)
members = _offer(_members)
campaigns = _offer(_campaigns)
themes = _offer(_themes)
templates = _offer(_templates)
posts = _offer(_posts)
slots = _offer(_slots)
