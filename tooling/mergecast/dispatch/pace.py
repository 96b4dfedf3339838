"""After an outage or a freeze, posts never burst: what is late keeps its distance.

What goes out at its own minute was seen beside its neighbours in review and is not
touched. What is late, or goes out as soon as possible, waits until ``spacing`` has
passed since the last post of its account, and until tomorrow once the account has had
``per_day`` posts; the oldest goes first. ``lane: realtime`` waits for nobody, and the
parts of a thread follow each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.plan import LATE_AFTER, decide
from mergecast.dispatch.ports import LedgerView
from mergecast.dispatch.target import Target
from mergecast.dispatch.world import World
from mergecast.model.event import EventKind
from mergecast.model.key import Key, is_reserved
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.settings import Account

_NOT_OUT = frozenset(
    {
        EventKind.RELEASED,
        EventKind.MISSED,
        EventKind.CANCELLED,
        EventKind.RESOLVED,
        EventKind.HELD,
    }
)
"""What says of a part, as its last word, that it did not just go out."""


def judge(target: Target, view: LedgerView, world: World) -> Decision:
    """What a tick does with a target now: the plan's decision, at a decent pace."""
    now = world.clock.now()
    found = decide(target, view, world.approve, now, ask_ahead=False)
    if found.verb is not Verb.PUBLISH:
        return found
    pause = _pause(view, target.account.key, now)
    if pause is not None:
        return replace(found, verb=Verb.WAIT, reason=pause[1], until=pause[0])
    if found.part > 1 or _its_minute(target, now):
        return found
    sent = list(_sent(view, target.account.key))
    until, reason = _distance(sent, world.publishing.spacing)
    if until is None or until <= now:
        until, reason = _tomorrow(sent, target.account, world.publishing.per_day, now)
    if until is None or until <= now:
        return found
    return replace(found, verb=Verb.WAIT, reason=reason, until=until)


def _pause(
    view: LedgerView, account: str, now: datetime
) -> tuple[datetime, str] | None:
    """Until when the network takes nothing from the account, by its own words."""
    for event in reversed(view.tail.events):
        until = event.body.get("until")
        if event.kind is EventKind.RELEASED and until is not None:
            at = datetime.fromisoformat(str(until))
            if at > now and Key.parse(event.key).account == account:
                return at, str(event.body["reason"])
    return None


def _its_minute(target: Target, now: datetime) -> bool:
    due = target.schedule.at
    realtime = target.post.text("lane") == "realtime"
    return realtime or (due is not None and now <= due + LATE_AFTER)


def _sent(view: LedgerView, account: str) -> Iterator[datetime]:
    """When the account's posts of the last days went out, or began to."""
    last = {event.key: event for event in view.tail.events}
    for text, event in last.items():
        over = event.kind in _NOT_OUT and not event.body.get("may_be_live")
        if over or is_reserved(text):
            continue
        key = Key.parse(text)
        if key.account == account and key.part == 1 and not key.delete:
            yield event.at


def _distance(sent: list[datetime], spacing: timedelta) -> tuple[datetime | None, str]:
    if not sent:
        return None, ""
    last = max(sent)
    minutes = int(spacing.total_seconds() // 60)
    return last + spacing, (
        f"late; the account's last post was at {last:%H:%M} UTC, and "
        f"`spacing` keeps {minutes} min between them"
    )


def _tomorrow(
    sent: list[datetime], account: Account, per_day: int | None, now: datetime
) -> tuple[datetime | None, str]:
    """The account's next midnight, once it has had its posts of the day."""
    if per_day is None or len(sent) < per_day:
        return None, ""
    place = _place(account)
    today = now.astimezone(place).date()
    if sum(at.astimezone(place).date() == today for at in sent) < per_day:
        return None, ""
    midnight = datetime.combine(today + timedelta(days=1), datetime.min.time(), place)
    reason = f"late; the account has had its {per_day} posts of today (`per_day`)"
    return midnight.astimezone(UTC), reason


def _place(account: Account) -> tzinfo:
    try:
        return zone(account.timezone)
    except UnknownZoneError:
        return UTC
