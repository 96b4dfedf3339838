"""Judge posts that a branch brings, moves or takes away, by clock and ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
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
from mergecast.inspection.newcomer_days import Judge, new_days, said_of_days
from mergecast.inspection.past import Outside, Past
from mergecast.inspection.place import Where
from mergecast.loading import paths, recurring
from mergecast.loading.workspace import load
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.model.series import Series
from mergecast.model.workspace import Workspace
from mergecast.repository.trees import CommitTree, Tree


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
    series = _series(before, here, raws)
    coming = [
        day for old_one, new in series.values() for day in new_days(old_one, new, now)
    ]
    every = (*(post for post, _ in here.values()), *coming)
    space = _with_holidays(loaded.workspace, every)
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
        around(where, space, every),
        Crowding(where, space, now, rivals),
    )
    broken = {path for path in posts if raws[path] and path not in here}
    judges = Judge(space, now, branch.wanted, branch.beside)
    return (
        *_of_all(branch, here, raws),
        *_of_days(series, here, judges),
        *_of_those_gone(branch, here, broken),
    )


def _series(
    before: Tree, here: Mapping[str, tuple[Post, str]], raws: Mapping[str, bytes]
) -> dict[str, tuple[Series | None, Series]]:
    """The series at these paths, each with what it was before."""
    found: dict[str, tuple[Series | None, Series]] = {}
    for path in filter(paths.is_series, here):
        now = recurring.readable(path, raws[path])
        raw = before.read(path)
        if now is not None:
            was = None if raw is None else recurring.readable(path, raw)
            found[path] = was, now
    return found


def _of_days(
    series: Mapping[str, tuple[Series | None, Series]],
    here: Mapping[str, tuple[Post, str]],
    judges: Judge,
) -> Iterator[Finding]:
    for path, (was, now) in series.items():
        yield from located(said_of_days(was, now, judges), here[path][1])


def _with_holidays(space: Workspace, posts: Iterable[Post]) -> Workspace:
    """The workspace with the public holidays around its new posts looked up."""
    if not space.blackouts.holidays:
        return space
    times = [schedule(post, space.settings).at for post in posts]
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
    if paths.is_series(post.path):
        # Of many days some are live; what is said of the others is not of those.
        past = Past(used=past.used)
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
    if not past.live or paths.is_series(post.path) or not branch.fork.before(post):
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
