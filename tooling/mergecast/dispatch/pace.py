"""After an outage, a freeze or a pause, posts never burst: what is late keeps distance.

What goes out at its own minute was seen beside its neighbours in review and is not
touched. What is late, or was kept back, or goes out as soon as possible, waits until
``spacing`` has passed since the last post of its account, gives way to one whose minute
has come, and waits until tomorrow once the account has had ``per_day`` posts.
``lane: realtime`` waits for nobody and goes first, then the oldest; the parts of a
thread follow each other.

For a day after a thaw everything that the freeze was about stands in that line, at its
own minute, in a hurry or in the middle of a thread: which of it people gave a new time
cannot be told from what only came later, and what a thaw lets go never bursts.

A plan, a status and a tick decide here, all in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from mergecast.dispatch.again import again, in_doubt
from mergecast.dispatch.budget import Purse, afforded, counted, taken_by
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.kept_back import in_line
from mergecast.dispatch.last_look import behind_its_twin
from mergecast.dispatch.pauses import Pause, own_rest, resting, told_before
from mergecast.dispatch.plan import LATE_AFTER, decide
from mergecast.dispatch.ports import Approve, LedgerView, Recent
from mergecast.dispatch.room import (
    after_the_last,
    free_from,
    goes,
    in_haste,
    lane_full,
    neighbours,
    tomorrow,
)
from mergecast.dispatch.spending import Spent
from mergecast.dispatch.target import Target, keys
from mergecast.dispatch.traffic import Traffic, traffic
from mergecast.dispatch.world import World
from mergecast.model.fast_lane import fast_trend
from mergecast.model.settings import Publishing
from mergecast.model.spoken import clock, span


@dataclass(frozen=True, slots=True)
class Rules:
    """What decisions rest on beside targets and ledger.

    ``ask_ahead`` is whether to ask for the approval of what is not due yet, up to
    ``horizon`` (None: however far); ``among`` are all targets, where fewer are decided
    on. ``purse`` is what may be spent, None where nothing limits it.
    """

    approve: Approve
    publishing: Publishing
    now: datetime
    ask_ahead: bool = True
    horizon: datetime | None = None
    among: Sequence[Target] = ()
    purse: Purse | None = None


def rules_of(world: World) -> Rules:
    """What a tick decides by."""
    now = world.clock.now()
    among = world.among
    found = Rules(world.approve, world.publishing, now, ask_ahead=False, among=among)
    return found if world.purse is None else replace(found, purse=world.purse)


def judge(target: Target, view: LedgerView, world: World) -> Decision:
    """What a tick does with one target now."""
    rules = rules_of(world)
    found = _unpaced(target, view, rules)
    if found.verb is not Verb.PUBLISH:
        return found
    lately = traffic(view.tail, target.account.key, rules.now)
    paced = _paced(found, lately, view, rules)
    return afforded(paced, counted(view, rules.purse, rules.among), rules.now)


def _unpaced(target: Target, ledger: Recent, rules: Rules) -> Decision:
    approve, now = rules.approve, rules.now
    due, horizon = target.schedule.at, rules.horizon
    near = due is None or horizon is None or due <= horizon
    found = decide(target, ledger, approve, now, ask_ahead=rules.ask_ahead and near)
    return again(found, ledger, approve, now)


def decisions(
    targets: Sequence[Target], ledger: Recent, rules: Rules
) -> tuple[Decision, ...]:
    """What happens to each target now, in the order in which they are given.

    Those that go out now keep back those that a tick would turn to after them.
    """
    ledger.states([key for target in targets for key in keys(target)])
    rules = rules if rules.among else replace(rules, among=targets)
    accounts: dict[str, Traffic] = {}
    going: list[Spent] = []
    found: dict[int, Decision] = {}
    for index in sorted(range(len(targets)), key=lambda one: order(targets[one])):
        each = _unpaced(targets[index], ledger, rules)
        if each.verb is Verb.PUBLISH:
            account = each.target.account.key
            if account not in accounts:
                accounts[account] = traffic(ledger.tail, account, rules.now)
            lately = accounts[account]
            each = behind_its_twin(_paced(each, lately, ledger, rules), ledger)
            money = counted(ledger, rules.purse, rules.among, going)
            each = afforded(each, money, rules.now)
            if each.verb is Verb.PUBLISH:
                first = each.part == 1
                going += taken_by(each, rules.now) if rules.purse and first else ()
                fast = fast_trend(each.target.post) is not None
                accounts[account] = lately.with_another(
                    rules.now, each.part, hurried=fast
                )
        found[index] = each
    return tuple(found[index] for index in range(len(targets)))


def order(target: Target) -> tuple[bool, bool, datetime, str, str]:
    """Who goes first: what takes something back, what cannot wait, then the oldest.

    What goes out as soon as possible has no age of its own, and goes before the rest.
    """
    at = target.schedule.at or datetime.min.replace(tzinfo=UTC)
    planned = not _realtime(target)
    return target.retract is None, planned, at, target.post.name, target.account.key


def _paced(found: Decision, lately: Traffic, ledger: Recent, rules: Rules) -> Decision:
    """A decision to publish, at the pace of its account."""
    target = found.target
    account, now = target.account, rules.now
    if lately.pause is not None:
        until = lately.pause.until
        reason = resting(account.key, until, lately.pause.reason)
        return replace(found, verb=Verb.WAIT, reason=reason, until=until, rests=True)
    key = list(keys(target))[found.part - 1]
    if in_doubt(key, ledger) is not None:
        # Its place in the row is taken already, by the send that nobody knows of.
        return found
    wait = (
        own_rest(ledger.tail, str(key), now)
        or _lane(found, lately, rules)
        or _distance(found, lately, ledger, rules)
        or _way_given(found, lately, ledger, rules)
    )
    if wait is not None:
        return replace(found, verb=Verb.WAIT, reason=wait.reason, until=wait.until)
    before = told_before(ledger, account.key)
    if before is not None:
        return replace(found, reason=f"{found.reason}; the last run said: {before}")
    return found


def _lane(found: Decision, lately: Traffic, rules: Rules) -> Pause | None:
    """How long one more post of the fast lane waits, once the lane is full."""
    target, most = found.target, rules.publishing.hurried_per_day
    if found.part > 1 or most is None or fast_trend(target.post) is None:
        return None
    return lane_full(lately.hurried, target.account, most, rules.now)


def _distance(
    found: Decision, lately: Traffic, ledger: Recent, rules: Rules
) -> Pause | None:
    """How long what is late, or was let go, keeps its distance; None: it may go now."""
    target, now = found.target, rules.now
    let_go = in_line(target, found.part, ledger, now)
    if not let_go and (found.part > 1 or _its_minute(target, lately, now)):
        return None
    last = lately.last if let_go else max(lately.sent, default=None)
    publishing = rules.publishing
    waits = [after_the_last(last, publishing.spacing, let_go=let_go)]
    if found.part == 1:
        per_day = publishing.per_day
        waits.append(tomorrow(lately.sent, target.account, per_day, now))
    return next((each for each in waits if each is not None and each.until > now), None)


def _way_given(
    found: Decision, lately: Traffic, ledger: Recent, rules: Rules
) -> Pause | None:
    """How long what is late gives way to those that go out at their own minute."""
    target, now = found.target, rules.now
    spacing = rules.publishing.spacing
    its_minute = _its_minute(target, lately, now)
    if found.part > 1 or not spacing or its_minute or in_haste(target, now):
        return None
    asked = replace(rules, ask_ahead=False)

    def going(each: Target) -> bool:
        minute = _its_minute(each, lately, now)
        return minute and goes(_unpaced(each, ledger, asked), now)

    others = neighbours(target, rules.among, now - LATE_AFTER)
    until, after = free_from(now, others, spacing, going)
    if after is None:
        return None
    reason = f"late; '{after.target.post.name}' goes out at {clock(after.at)}, and "
    return Pause(until, reason + f"`spacing` keeps {span(spacing)} between them")


def _its_minute(target: Target, lately: Traffic, now: datetime) -> bool:
    """Whether it goes out when it was to, or cannot wait."""
    due, back = target.schedule.at, lately.kept_back
    on_time = due is not None and now <= due + LATE_AFTER
    # What came due while its account could not post comes with all the others.
    return _realtime(target) or (
        on_time and (back is None or due is None or back <= due)
    )


def _realtime(target: Target) -> bool:
    return target.post.text("lane") == "realtime"
