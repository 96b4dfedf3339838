"""The scheduled posts that a change of people, policy or settings would stop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from mergecast.approvals.policy import NotApproved
from mergecast.cli.approving.approval_wiring import Approvals
from mergecast.cli.approving.in_force import policy
from mergecast.cli.reviewing.scheduled import Due, Ground, scheduled
from mergecast.errors import MergecastError, WorkspaceError
from mergecast.inspection.sides import Ends
from mergecast.loading import paths
from mergecast.loading.policy_value import FILES, policy_at
from mergecast.loading.targets import read_targets
from mergecast.model.blackout import BLACKOUTS
from mergecast.model.schedule import schedule
from mergecast.model.spoken import span
from mergecast.planning.blackouts import stops
from mergecast.planning.recurrence import Span
from mergecast.review.ahead import Outlook, Prospect, outlook
from mergecast.review.clocks import at_home

AHEAD = timedelta(days=28)
"""How far is looked: further off there is time to approve again."""
_DECIDES = frozenset({*FILES, paths.AWAY})
"""Who may publish what is read from these: blackouts are no part of it."""


@dataclass(frozen=True, slots=True)
class _Change:
    """The policy in force, and the same posts judged by that of the branch."""

    base: Ground
    then: Approvals
    ends: Ends


def stopped(base: Ground, head: str, ends: Ends) -> tuple[str, ...]:
    """The posts on the publishing branch that merging ``head`` would stop, in words.

    Posts that cannot go out anyway, and those that the branch changes, are told
    elsewhere.

    Raises:
        MergecastError: the calendar cannot be read.
    """
    if not (_DECIDES | {BLACKOUTS}) & ends.paths:
        return ()
    value = policy_at(base.source.git, head)
    if value is None:
        return ()
    alone = base.stands.policy.rules.alone
    asked = policy(value.value, ends.after.team, alone=alone, digest=None)
    # The forge and the accounts of now: who said what does not change by a merge.
    new = replace(base.stands.policy, rules=asked.rules)
    change = _Change(base, replace(base.approvals, policy=new), ends)
    return tuple(_told(change, scheduled(base, AHEAD)))


def moved(base: Ground, ends: Ends) -> tuple[str, ...]:
    """The posts whose time merging would change though their files stay, in words."""
    if paths.SETTINGS not in ends.paths:
        return ()
    try:
        posts = scheduled(base, AHEAD)
    except MergecastError as error:
        return (f"which scheduled posts it moves cannot be known: {error.message}",)
    found = [each for due in posts if (each := _moved(due, ends))]
    need = base.stands.policy.rules.applied.reschedule
    who = " and ".join(" or ".join(roles) or "a member" for roles in need.places)
    behind = f"; {who} has to open this change or approve it" if who else ""
    return tuple(f"{each}{behind}" for each in found)


def _moved(due: Due, ends: Ends) -> str:
    post, old = due.target.post, due.target.schedule
    new = schedule(post, ends.after.settings)
    at, then = old.at or old.until, new.at or new.until
    if post.id in ends.sides or at is None or then is None or at == then:
        return ""
    way = "later" if then > at else "earlier"
    there, here = at_home(at, old.zone), at_home(then, new.zone)
    return f"'{post.id}' {span(abs(then - at))} {way}: {there} → {here}"


def _told(change: _Change, posts: list[Due]) -> Iterator[str]:
    for due in posts:
        name = due.target.post.id
        if name in change.ends.sides:
            continue
        why = _trouble(change, due) or _closed(change, due)
        if not why and _DECIDES & change.ends.paths:
            why = _not_approved(change, due)
        if why:
            when = at_home(due.at, due.target.schedule.zone)
            yield f"'{name}' on {when}: {why}"


def _trouble(change: _Change, due: Due) -> str:
    """What the settings of the branch make impossible."""
    if due.target.trouble is not None:
        return ""
    accounts = change.ends.after.settings.accounts
    gone = [key for key in due.accounts if key not in accounts]
    if gone:
        return f"account '{gone[0]}' is gone"
    tree = change.base.source.tree
    entries = tree.entries(due.target.post.path)
    post = due.target.post
    days = Span.only({(post.id, post.date)} if post.date else ())
    found = read_targets(tree, entries, change.ends.after, days=days).targets
    return next((each.trouble for each in found if each.trouble), "")


def _closed(change: _Change, due: Due) -> str:
    """A blackout of the branch into which a post falls that goes out by now."""
    if any(each.holds(due.at) for each in due.target.closed):
        return ""
    space, post = change.ends.after, due.target.post
    known = space.settings.accounts
    shut = (
        each.reason
        for key in due.accounts
        if key in known
        for each in stops(space.blackouts, known[key], post)
        if each.holds(due.at)
    )
    reason = next(shut, "")
    way = "give it a new time, drop it, or name it under 'except'"
    return f"it falls into {reason}: {way}" if reason else ""


def _not_approved(change: _Change, due: Due) -> str:
    now = change.base.approvals
    if _outlook(now, due).prospect is not Prospect.APPROVED:
        return ""
    return _outlook(change.then, due).reason


def _outlook(approvals: Approvals, due: Due) -> Outlook:
    try:
        case = approvals.case(due.target)
    except WorkspaceError as error:
        return Outlook(Prospect.MISSING, error.message)
    if isinstance(case, NotApproved):
        return Outlook(Prospect.MISSING, case.reason)
    rules, now = approvals.policy.rules, approvals.now()
    return outlook(case.question, case.evidence, rules, now, due.at)
