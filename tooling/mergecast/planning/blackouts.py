"""When nothing should go out: blackouts, public holidays and quiet hours, as instants.

A day is a day where the readers are: in the zone that the blackout names, else in each
zone of the account's audience, else in the account's. Where these differ the blackout
lasts from the first of the beginnings to the last of the ends: in doubt it is longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from mergecast.model.blackout import (
    BLACKOUTS,
    Blackout,
    Blackouts,
    Force,
    HolidayRule,
    Reach,
)
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.post import Post
from mergecast.model.settings import Account, Settings
from mergecast.planning.quiet import quiet

_DAY = timedelta(days=1)
_EASTMOST, _WESTMOST = timedelta(hours=14), timedelta(hours=12)
"""Where a zone is not known, a day lasts as long as it is that day anywhere."""


@dataclass(frozen=True, slots=True)
class Closure:
    """A stretch of time in which something does not go out: up to, without, ``end``.

    ``unknown`` is whether it stands for all that nobody can read.
    """

    start: datetime
    end: datetime
    reason: str
    unknown: bool = False

    def holds(self, at: datetime) -> bool:
        """Whether an instant lies within."""
        return self.start <= at < self.end


UNKNOWN = Closure(
    datetime.min.replace(tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
    f"{BLACKOUTS} cannot be read, so any day may be closed",
    unknown=True,
)
"""What stops all posts where nobody can read what stops which."""


def closed(
    settings: Settings,
    blackouts: Blackouts,
    account: Account,
    instant: datetime,
    bucket: str | None = None,
) -> str | None:
    """Why nothing should be planned for an account at an instant; None: go ahead.

    ``bucket`` is that of the post; without it, blackouts of some buckets alone do not
    count. Public holidays count where ``blackouts`` has them looked up.
    """
    if blackouts.unread:
        return UNKNOWN.reason
    for each in (*blackouts.days, *_public(blackouts, instant)):
        if reaches(each.reach, account, bucket):
            closure = stretch(each, account)
            if closure.holds(instant):
                return closure.reason
    return quiet(settings, account, instant)


def of_post(
    blackouts: Blackouts, account: Account, post: Post
) -> Iterator[tuple[Blackout, Closure]]:
    """The blackouts of the file that a post on an account has to keep to."""
    for each in blackouts.days:
        if is_meant(each, account, post.id, post.text("bucket")):
            yield each, stretch(each, account)


def stops(blackouts: Blackouts, account: Account, post: Post) -> tuple[Closure, ...]:
    """When a post does not go out on an account, approved or not."""
    if blackouts.unread:
        return (UNKNOWN,)
    found = of_post(blackouts, account, post)
    return tuple(closure for each, closure in found if each.force.stops)


def holidays_of_post(
    blackouts: Blackouts, account: Account, post: Post, at: datetime
) -> Iterator[tuple[Blackout, Closure]]:
    """The public holidays on which a post on an account would go out."""
    for each in _public(blackouts, at):
        if is_meant(each, account, post.id, post.text("bucket")):
            closure = stretch(each, account)
            if closure.holds(at):
                yield each, closure


def reaches(reach: Reach, account: Account, bucket: str | None) -> bool:
    """Whether posts of a bucket on an account are meant.

    Of an account that does not say where its readers are, they may be anywhere.
    """
    return may_reach(reach, account) and (not reach.buckets or bucket in reach.buckets)


def may_reach(reach: Reach, account: Account) -> bool:
    """Whether posts of some bucket on an account are meant."""
    return (
        (not reach.accounts or account.key in reach.accounts)
        and (not reach.networks or account.network in reach.networks)
        and _reads_there(reach.regions, account.audience.regions)
    )


def stretch(blackout: Blackout, account: Account) -> Closure:
    """From when to when a blackout lasts for an account."""
    zones = _zones(blackout, account)
    return Closure(
        min(_instant(blackout.start, name, end=False) for name in zones),
        max(_instant(blackout.end, name, end=True) for name in zones),
        _reason(blackout),
    )


def is_meant(
    blackout: Blackout, account: Account, name: str, bucket: str | None
) -> bool:
    """Whether a blackout is about the post of an id, of a bucket, on an account."""
    return name not in blackout.spared and reaches(blackout.reach, account, bucket)


def _reads_there(regions: Iterable[str], audience: Iterable[str]) -> bool:
    regions, audience = tuple(regions), tuple(audience)
    if not regions or not audience:
        return True
    return any(
        own == region or own.startswith(f"{region}-")
        for region in regions
        for own in audience
    )


def _zones(blackout: Blackout, account: Account) -> tuple[str, ...]:
    if blackout.timezone is not None:
        return (blackout.timezone,)
    return account.audience.zones or (account.timezone,)


def _instant(text: str, zone_name: str, *, end: bool) -> datetime:
    """An end that is a day is over with that day; of two equal clocks the wider counts.

    What the clocks skip begins, and ends, where they go on.
    """
    naive = datetime.fromisoformat(text)
    if end and len(text) == len("2026-11-24"):
        naive += _DAY
    try:
        place = zone(zone_name)
    except UnknownZoneError:
        return naive.replace(tzinfo=UTC) + (_WESTMOST if end else -_EASTMOST)
    first = naive.replace(tzinfo=place).astimezone(UTC)
    if not end or ":" not in text:
        return first  # a day begins, and the one before ends, with its first midnight
    return max(first, naive.replace(tzinfo=place, fold=1).astimezone(UTC))


def _reason(blackout: Blackout) -> str:
    if blackout.force is Force.AVOID:
        return f"'{blackout.name}' is a day to avoid"
    return f"blackout '{blackout.name}' ({blackout.force})"


def _public(blackouts: Blackouts, at: datetime) -> Iterator[Blackout]:
    """The public holidays around an instant."""
    near = [(at + shift).date() for shift in (-_DAY, timedelta(0), _DAY)]
    for rule in blackouts.holidays:
        names = blackouts.public.get(rule.region, {})
        for day in near:
            name = names.get(day.isoformat())
            if name is not None and day.isoformat() not in rule.open:
                yield _holiday(rule, day, name)


def _holiday(rule: HolidayRule, day: date, name: str) -> Blackout:
    regions = rule.reach.regions or (rule.region,)
    reach = Reach(regions, rule.reach.networks, rule.reach.accounts, rule.reach.buckets)
    return Blackout(
        f"{name} ({rule.region})",
        Force.AVOID,
        day.isoformat(),
        day.isoformat(),
        reach,
        rule.timezone,
        spared=rule.spared,
        number=rule.number,
    )
