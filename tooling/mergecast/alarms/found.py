"""From what a run left on record to what a person must see. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from mergecast.alarms.alarm import Alarm, Kind, part_id
from mergecast.dispatch.decision import Verb
from mergecast.dispatch.kept_back import KEPT_BACK, TOO_LATE
from mergecast.dispatch.recorded import QUIET
from mergecast.dispatch.standing import Standing
from mergecast.errors import LedgerDamagedError, MergecastError
from mergecast.model.freeze import Freeze

_LONGEST = 200
_NAMED = 5
UNKNOWN_FOR = 2 * QUIET
"""So long the next runs may look an outcome up before a person has to."""

_KINDS = {
    Verb.HOLD: Kind.HELD,
    Verb.UNKNOWN: Kind.UNKNOWN,
    Verb.MISSED: Kind.MISSED,
    Verb.MANUAL: Kind.MANUAL,
}
_GOING = frozenset({Verb.PUBLISH, Verb.RETRACT, Verb.WAIT, Verb.FROZEN})


@dataclass(frozen=True, slots=True)
class Facts:
    """How everything stands.

    Args:
        now: the instant that it is about.
        standings: every part of the posts at hand.
        since: by the text of a key, when its present state began.
        owners: by post id, the member who owns it.
        freezes: those in force.
        paused: by account, why it cannot send.
        unpaid: by account, why what is due waits for its budget.
        broken: files that hold no readable post.
        silent_since: since when something was due without a run, where that is too
            long.
        told: the alarms that people were told of and that are not settled.
        codes: by the text of a key, why it stands as it does, for programs.
        clocks: what is late in incidents.
    """

    now: datetime
    standings: Sequence[Standing] = ()
    since: Mapping[str, datetime] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    freezes: Sequence[Freeze] = ()
    paused: Mapping[str, str] = field(default_factory=dict)
    unpaid: Mapping[str, str] = field(default_factory=dict)
    broken: Sequence[str] = ()
    silent_since: datetime | None = None
    told: Collection[str] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    clocks: Sequence[Alarm] = ()


def alarms(facts: Facts) -> tuple[Alarm, ...]:
    """What a person must see, the worst first."""
    found = [
        *_of_parts(facts),
        *_of_accounts(facts),
        *_of_freezes(facts),
        *_of_triage(facts),
        *facts.clocks,
        *_of_files(facts),
        *_of_runs(facts),
    ]
    each = {alarm.id: alarm for alarm in found}
    return tuple(sorted(each.values(), key=lambda alarm: (-alarm.level, alarm.id)))


def of_trouble(error: MergecastError) -> Alarm:
    """Nothing can be published, and nothing else can be known."""
    if isinstance(error, LedgerDamagedError):
        return Alarm("ledger", Kind.DAMAGED, error.message, hint=error.hint)
    return Alarm("publishing", Kind.UNABLE, error.message, hint=error.hint)


def _of_parts(facts: Facts) -> Iterator[Alarm]:
    for each in facts.standings:
        kind = _kind(each, facts)
        if kind is not None:
            key = each.waits or each.key
            yield Alarm(
                part_id(key),
                kind,
                each.reason,
                key,
                key.account,
                facts.since.get(_key(each)),
                each.may_be_live,
                each.link,
                owner=facts.owners.get(key.post),
            )


def _kind(each: Standing, facts: Facts) -> Kind | None:
    kind = _KINDS.get(each.verb)
    if _is_kept(each, facts):
        return None
    if kind in {Kind.HELD, Kind.MISSED} and _key(each) not in facts.since:
        # No run has written it down yet, so there is nothing that could be settled.
        return None
    if kind is Kind.UNKNOWN:
        return kind if _for_long(each, facts) else None
    if kind is Kind.MANUAL and each.due is not None and each.due > facts.now:
        return None
    if kind is None and each.verb in _GOING and part_id(each.key) in facts.told:
        due = each.due is None or each.due <= facts.now
        return Kind.WAITING if due else None
    return kind


def _key(each: Standing) -> str:
    return str(each.waits or each.key)


def _for_long(each: Standing, facts: Facts) -> bool:
    """Whether the look-up had its time; what was told of before is told of still."""
    since = facts.since.get(str(each.key))
    known = part_id(each.key) in facts.told
    return known or since is None or facts.now - since >= UNKNOWN_FOR


def _of_accounts(facts: Facts) -> Iterator[Alarm]:
    for account, reason in facts.paused.items():
        yield Alarm(f"account:{account}", Kind.PAUSED, reason, account=account)
    for account, reason in facts.unpaid.items():
        yield Alarm(f"budget:{account}", Kind.BUDGET, reason, account=account)


def _of_freezes(facts: Facts) -> Iterator[Alarm]:
    for freeze in facts.freezes:
        kind, _, name = freeze.scope.partition(":")
        over = freeze.until is not None and freeze.until <= facts.now
        yield Alarm(
            f"freeze:{freeze.scope}",
            Kind.OVERDUE if over else Kind.FROZEN,
            freeze.reason,
            account=name if kind == "account" else None,
            since=freeze.at,
            by=freeze.by,
            owner=facts.owners.get(name) if kind == "post" else None,
        )


def _of_triage(facts: Facts) -> Iterator[Alarm]:
    """One notice for all that a freeze kept back: they are gone through together."""
    posts = sorted({each.key.post for each in facts.standings if _is_kept(each, facts)})
    if posts:
        more = f" and {len(posts) - _NAMED} more" if len(posts) > _NAMED else ""
        reason = f"{', '.join(posts[:_NAMED])}{more} came due in a freeze or a blackout"
        yield Alarm("triage", Kind.KEPT_BACK, reason)


def _is_kept(each: Standing, facts: Facts) -> bool:
    code = facts.codes.get(_key(each))
    return each.verb is Verb.MISSED and code in {KEPT_BACK, TOO_LATE}


def _of_files(facts: Facts) -> Iterator[Alarm]:
    for path in facts.broken:
        yield Alarm(f"file:{_short(path)}", Kind.BROKEN, path)


def _short(path: str) -> str:
    """A path as a name; a very long one by its digest."""
    if len(path) <= _LONGEST:
        return path
    return sha256(path.encode("utf-8", "surrogatepass")).hexdigest()


def _of_runs(facts: Facts) -> Iterator[Alarm]:
    if facts.silent_since is not None:
        yield Alarm("runs", Kind.SILENT, since=facts.silent_since)
