"""Judge posts that a branch brings, moves or takes away, by clock and ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from mergecast.checks import table
from mergecast.checks.base import AsOf, AsOfCheck, Context
from mergecast.checks.runner import Active, Stamped, active, check_as_of
from mergecast.findings import Finding
from mergecast.inspection.beside import Beside, around
from mergecast.inspection.crowding import Crowding, merged_by_others
from mergecast.inspection.live import Fork
from mergecast.inspection.look import located, readable
from mergecast.inspection.past import Outside, Past
from mergecast.inspection.place import Where
from mergecast.loading.workspace import load
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.model.workspace import Workspace
from mergecast.repository.trees import CommitTree


@dataclass(frozen=True, slots=True)
class Branch:
    """What a branch is judged by: its own posts, those it began with, their past."""

    fork: Fork
    space: Workspace
    old: Mapping[str, Post]
    pasts: Mapping[str, Past]
    now: datetime
    wanted: tuple[Active[AsOfCheck], ...]
    beside: Beside
    crowding: Crowding


def judge(
    where: Where, base: str, posts: list[str], now: datetime, outside: Outside
) -> tuple[Finding, ...]:
    """What as-of checks say of the posts at these paths, against a base commit."""
    loaded = load(where.tree)
    if where.git is None or not loaded.usable:
        return ()
    before = CommitTree(where.git, base)
    raws = {path: where.tree.read(path) or b"" for path in posts}
    here = _readable(raws)
    old = _readable({path: before.read(path) or b"" for path in posts})
    space = _with_holidays(loaded.workspace, here)
    fork = Fork(where, where.git, base, space.settings.accounts)
    rivals = merged_by_others(fork, here, (post for post, _ in old.values()))
    rivals += outside.rivals() if here else ()
    branch = Branch(
        fork,
        space,
        {post.id: post for post, _ in old.values()},
        outside.pasts([post for post, _ in (*old.values(), *here.values())]),
        now,
        active(table.AS_OF_CHECKS, space.settings.checks),
        around(where, space, (post for post, _ in here.values())),
        Crowding(where, space, now, rivals),
    )
    broken = {path for path in posts if raws[path] and path not in here}
    return (*_of_all(branch, here, raws), *_of_those_gone(branch, here, broken))


def _with_holidays(space: Workspace, here: Mapping[str, tuple[Post, str]]) -> Workspace:
    """The workspace with the public holidays around its new posts looked up."""
    if not space.blackouts.holidays:
        return space
    times = [schedule(post, space.settings).at for post, _ in here.values()]
    known = [at for at in times if at is not None]
    if not known:
        return space
    from mergecast.loading.public_holidays import (  # noqa: PLC0415 - only if there are any
        with_holidays,
    )

    closed, _ = with_holidays(space.blackouts, min(known), max(known))
    return replace(space, blackouts=closed)


def _readable(raws: Mapping[str, bytes]) -> dict[str, tuple[Post, str]]:
    found = {path: readable(path, raw) for path, raw in raws.items()}
    return {path: each for path, each in found.items() if each is not None}


def _of_all(
    branch: Branch, here: Mapping[str, tuple[Post, str]], raws: Mapping[str, bytes]
) -> Iterator[Finding]:
    for path, (post, text) in here.items():
        yield from _of_present(branch, post, text, raws[path])


def _of_those_gone(
    branch: Branch, here: Mapping[str, tuple[Post, str]], broken: Collection[str]
) -> Iterator[Finding]:
    present = {post.id for post, _ in here.values()}
    for post in branch.old.values():
        if post.id not in present and post.path not in broken:
            yield from _of_gone(branch, post)


def _of_present(
    branch: Branch, post: Post, text: str, raw: bytes
) -> tuple[Finding, ...]:
    past = branch.pasts.get(post.id, Past())
    as_of = AsOf(
        branch.now,
        new=_is_new(post, branch.old.get(post.id)),
        recorded=frozenset({post.id} if past.used else ()),
        moved=post.id in branch.old,
        live=past.live,
        edited=branch.fork.edited(post, raw, past) if past.live else frozenset(),
        beside=branch.beside.like(post, raw),
        crowd=branch.crowding.of(post),
    )
    return located(_said(branch, post, as_of), text)


def _of_gone(branch: Branch, post: Post) -> tuple[Finding, ...]:
    """Only of what was live, and taken away here and not by somebody else."""
    past = branch.pasts.get(post.id, Past())
    if not past.live or branch.fork.before(post) is None:
        return ()
    as_of = AsOf(branch.now, new=False, moved=True, live=past.live, gone=True)
    return located(_said(branch, post, as_of), "")


def _said(branch: Branch, post: Post, as_of: AsOf) -> Iterator[Stamped]:
    context = Context(branch.space, schedule(post, branch.space.settings))
    return check_as_of(post, context, as_of, branch.wanted)


def _is_new(post: Post, old: Post | None) -> bool:
    """New here, or given another time than the publishing branch has."""
    times = ("publish_at", "until", "timezone", "which")
    return old is None or any(
        post.data.get(name) != old.data.get(name) for name in times
    )
