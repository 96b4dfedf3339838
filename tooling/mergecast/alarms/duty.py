"""Who is to see to it: the nearest people first, and those awake before those asleep.

Whoever is on duty by the rota; whoever owns the post, those who could have approved
it, their stand-ins, and at last everybody. Each of these is a rung; whoever does not
answer is followed by the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mergecast.approvals.people import is_away
from mergecast.model.approval import ApprovalPolicy
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.rota import Holidays, Rota
from mergecast.model.settings import Account
from mergecast.model.team import Member, Team
from mergecast.people.duty import on_duty

MOST = 5
"""Who are more than these does not feel meant."""

_DAY = range(7, 23)
"""The hours in which one may be called."""


@dataclass(frozen=True, slots=True)
class Duty:
    """The team, at an instant. Without a ``rota`` nobody is on duty."""

    team: Team
    policy: ApprovalPolicy | None
    now: datetime
    rota: Rota | None = None
    holidays: Holidays = field(default_factory=dict)

    def ladder(
        self, account: Account | None, owner: str | None = None
    ) -> tuple[tuple[str, ...], ...]:
        """Logins, rung by rung, each at most ``MOST`` and nobody twice.

        Args:
            account: whose posts it is about; None where it is about all.
            owner: the member who owns the post.
        """
        members = self.team.members
        near = [*self._named([owner]), *self._approvers(account)]
        stand_ins = self._named(each.backup for each in near)
        rungs = [*self._of(near), *self._of(stand_ins), *self._of(members.values())]
        awake, asleep = rungs[::2], rungs[1::2]
        away = [each for each in members.values() if self._is_away(each)]
        # Nobody is woken while somebody is awake, and no holiday is disturbed before.
        found = [self._on_duty(), *awake, *asleep, tuple(away)]
        return tuple(_once(found))

    def _on_duty(self) -> tuple[Member, ...]:
        """Who works now or is on call: they are called, awake or not."""
        if self.rota is None:
            return ()
        there = on_duty(self.team, self.rota, self.now, self.holidays)
        return tuple(each.member for each in there)

    def _named(self, keys: Iterable[str | None]) -> list[Member]:
        found = (self.team.members.get(key or "") for key in keys)
        return [each for each in found if each is not None]

    def _approvers(self, account: Account | None) -> list[Member]:
        """Who could approve posts of the account, by its own rules or all of them."""
        rules = self.policy.rules if self.policy else ()
        roles = {
            role
            for rule in rules
            if account is None
            or account.key in rule.when.accounts
            or account.network in rule.when.networks
            for role in (*rule.need.all_of, *rule.need.any_of)
        }
        return list(self.team.holders(roles)) if roles else []

    def _of(self, members: Iterable[Member]) -> Iterator[tuple[Member, ...]]:
        """Those who are there: awake, then asleep."""
        there = [each for each in members if not self._is_away(each)]
        yield tuple(each for each in there if self._is_awake(each))
        yield tuple(each for each in there if not self._is_awake(each))

    def _is_away(self, member: Member) -> bool:
        return any(is_away(member, leave, self.now) for leave in self.team.leaves)

    def _is_awake(self, member: Member) -> bool:
        try:
            place = zone(member.timezone or "UTC")
        except UnknownZoneError:
            return True
        return self.now.astimezone(place).hour in _DAY


def _once(rungs: Sequence[Sequence[Member]]) -> Iterator[tuple[str, ...]]:
    """The rungs that hold somebody, nobody on two of them."""
    told: set[str] = set()
    for rung in rungs:
        logins = dict.fromkeys(each.login for each in rung if each.login)
        fresh = [login for login in logins if login.casefold() not in told]
        told |= {login.casefold() for login in fresh}
        yield from (
            tuple(fresh[start : start + MOST]) for start in range(0, len(fresh), MOST)
        )


def next_rung(ladder: Sequence[Sequence[str]], told: Sequence[str]) -> tuple[str, ...]:
    """The first rung with somebody who was not told yet; empty where all were."""
    known = {login.casefold() for login in told}
    for rung in ladder:
        fresh = tuple(login for login in rung if login.casefold() not in known)
        if fresh:
            return fresh
    return ()
