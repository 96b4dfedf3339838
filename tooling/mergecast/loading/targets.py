"""Read posts of a commit as targets: what each account would get, what stops it.

Only what can never be right at the network is looked at here again; style was judged in
review and never holds an approved post.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from mergecast.dispatch.target import Found, Target
from mergecast.loading.bundle import Bundle, bundle, digest, sent
from mergecast.loading.post_media import MediaReader
from mergecast.model.blackout import BLACKOUTS, Blackouts
from mergecast.model.post import Post
from mergecast.model.schedule import parse_late, schedule
from mergecast.model.settings import Account
from mergecast.model.workspace import Workspace
from mergecast.networks.by_hand import left_to_a_person
from mergecast.planning.day_rule import DayRuleError
from mergecast.planning.recurrence import Span, occurrences
from mergecast.repository.trees import REGULAR, Entry, Tree

if TYPE_CHECKING:
    from mergecast.planning.blackouts import Closure


def read_targets(
    tree: Tree,
    entries: Iterable[Entry],
    space: Workspace,
    *,
    samples: bool = False,
    days: Span | None = None,
) -> Found:
    """The targets of the posts in ``entries``; two with one id stop each other.

    Args:
        tree: where the files are.
        entries: the files of posts and series to read.
        space: settings and people of the same commit.
        samples: whether to give targets on sample accounts, which never go out.
        days: which days of series; without it, none.
    """
    entries = tuple(entries)
    media = MediaReader(tree)
    found: list[Target] = []
    # What a link names is not what its reviewer read.
    broken = [each.path for each in entries if each.mode not in REGULAR]
    broken += [BLACKOUTS] if space.blackouts.unread else []
    files = [each for each in entries if each.mode in REGULAR]
    ids: Counter[str] = Counter()
    for path, raw in tree.read_many(files):
        made = bundle(path, raw, media)
        posts = None if made is None else _posts(made, days)
        if made is None or posts is None:
            broken.append(path)
        else:
            ids[made.post.id] += 1
            for post in posts:
                found += _targets(made, post, space, samples=samples)
            if not any(key in space.settings.accounts for key in made.post.accounts):
                broken.append(path)
    return Found(tuple(_unless_twice(each, ids) for each in found), tuple(broken))


def _posts(made: Bundle, days: Span | None) -> tuple[Post, ...] | None:
    """What goes out of a file: its post, or a series on the days that are asked for.

    None where the rule of a series is none, so that nobody knows its days.
    """
    if made.series is None:
        return (made.post,)
    if days is None:
        return ()
    try:
        return tuple(occurrences(made.series, days))
    except DayRuleError:
        return None


def _targets(
    made: Bundle, post: Post, space: Workspace, *, samples: bool
) -> Iterable[Target]:
    accounts = space.settings.accounts
    when = schedule(post, space.settings)
    late = post.text("late")
    payloads = {each.account: each for each in sent(post, accounts) or ()}
    trouble = _trouble(made, post, space)
    for key in post.accounts:
        account = accounts.get(key)
        if account is None or (account.sample and not samples):
            continue
        yield Target(
            post,
            account,
            when,
            parse_late(late) if late else space.settings.publishing.late,
            payloads.get(key),
            digest(made, accounts, post.date),
            made.files,
            trouble,
            made.content,
            left_to_a_person(post, account, space.settings.publishing),
            _closed(post, account, space.blackouts),
            whole=None if made.series is None else made.on(post.date),
        )


def _closed(post: Post, account: Account, blackouts: Blackouts) -> tuple[Closure, ...]:
    """The blackouts in which a post does not go out on an account."""
    if not blackouts.days and not blackouts.unread:
        return ()
    from mergecast.planning.blackouts import stops  # noqa: PLC0415 - only if there are any

    return stops(blackouts, account, post)


def _trouble(made: Bundle, post: Post, space: Workspace) -> str | None:
    """The first reason why a network could not take the post as it is.

    None for a post that is taken back: nothing of it is sent any more.
    """
    if post.text("retract") is not None:
        return None
    from mergecast.checks.base import Context  # noqa: PLC0415 - only if posts are due
    from mergecast.checks.hard_limits import HARD_LIMITS  # noqa: PLC0415 - only if posts are due
    from mergecast.checks.runner import active, check_post  # noqa: PLC0415 - only if posts are due

    unknown = [key for key in post.accounts if key not in space.settings.accounts]
    if unknown:
        return f"account '{unknown[0]}' is not in mergecast.yaml"
    name = post.text("campaign")
    if name is not None and name not in space.campaigns and space.unread_campaigns:
        # Who has to approve it besides, and until when it may go out, stands there.
        return f"campaign '{name}' cannot be read: {space.unread_campaigns[0]}"
    context = Context(space, media=made.media)
    checks = active(HARD_LIMITS, {})
    strict = replace(post, data={**post.data, "ignore": []})
    said = next(iter(check_post(strict, context, checks)), None)
    return said.remark.message if said else None


def _unless_twice(target: Target, ids: Counter[str]) -> Target:
    if ids[target.post.id] < 2:
        return target
    reason = f"two files have the id '{target.post.id}'"
    return replace(target, trouble=target.trouble or reason)
