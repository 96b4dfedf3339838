"""What a freeze kept back, post by post: the list that people go through after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from mergecast.approvals.policy import NotApproved
from mergecast.crisis.triage import Item
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.kept_back import KEPT_BACK, TOO_LATE, is_reactive
from mergecast.dispatch.ports import Approve, Recorded
from mergecast.dispatch.scopes import scopes
from mergecast.model.post import ASAP

_CODES = frozenset({KEPT_BACK, TOO_LATE})


def kept(
    decisions: Iterable[Decision], ledger: Recorded, approve: Approve, now: datetime
) -> list[Decision]:
    """The decisions about what is not out because of a freeze, over or not.

    Args:
        decisions: what would happen to each target now.
        ledger: what is on record.
        approve: whether a target is approved.
        now: the instant that they are about.
    """
    return [one for one in decisions if _is_kept(one, ledger, approve, now)]


def _is_kept(one: Decision, ledger: Recorded, approve: Approve, now: datetime) -> bool:
    target = one.target
    if target.retract is not None or target.post.flag("manual"):
        return False
    if one.verb is Verb.FROZEN:
        if any(each.holds(now) for each in target.closed):
            return False  # a blackout goes on, and no time of these hours helps
        came = one.due is not None and one.due <= now
        return target.crisis is None and (came or target.post.publish_at == ASAP)
    if one.verb is Verb.MISSED:
        return bool(_codes([one], ledger) & _CODES)
    again = one.verb is Verb.WAIT and target.approved_after is not None
    return again and isinstance(approve(target), NotApproved)


def of_scopes(one: Decision, wanted: Collection[str]) -> bool:
    """Whether a decision is about something of these scopes; none stand for all."""
    target = one.target
    own = {
        f"account:{target.account.key}",
        f"post:{target.post.id}",
        *scopes(target),
    }
    return not wanted or "all" in wanted or bool(own & set(wanted))


def items(found: Iterable[Decision], ledger: Recorded) -> tuple[Item, ...]:
    """One item for each post, whatever its accounts."""
    posts: dict[str, list[Decision]] = {}
    for one in found:
        posts.setdefault(one.target.post.name, []).append(one)
    return tuple(_item(post, each, ledger) for post, each in posts.items())


def _item(post: str, found: list[Decision], ledger: Recorded) -> Item:
    target = found[0].target
    renewed = any(one.target.approved_after is not None for one in found)
    dues = [one.target.schedule.at for one in found if one.target.schedule.at]
    return Item(
        post,
        tuple(sorted({one.target.account.key for one in found})),
        min(dues, default=None),
        target.schedule.until,
        again=renewed or TOO_LATE in _codes(found, ledger) or is_reactive(target),
        part=max(one.part for one in found),
        why=found[0].reason,
        ahead=all(one.verb is Verb.WAIT for one in found),
    )


def _codes(found: Iterable[Decision], ledger: Recorded) -> set[str | None]:
    """Why they wait, as decided now or as put on record."""
    codes: set[str | None] = set()
    for one in found:
        target = one.target
        key = target.key(one.part)
        state = ledger.state(key)
        codes |= {one.code, state.code if state else None}
    return codes
