"""Who has to approve what (``approval:`` in mergecast.yaml), as values.

A workspace without that section has no ``ApprovalPolicy``: then one approval by someone
other than the last author is what it takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

Roles = tuple[str, ...]

_PERSON = "@"


def person(key: str) -> str:
    """What stands in the place of a role where one member is meant."""
    return f"{_PERSON}{key}"


def person_named(role: str) -> str | None:
    """The member's key where a place asks for one person, None for a role."""
    return role.removeprefix(_PERSON) if role.startswith(_PERSON) else None


ANYONE: Roles = ()
"""A place that any member may fill."""


@dataclass(frozen=True, slots=True)
class Need:
    """How many people of which roles: all of these, any of those, at least so many.

    ``because`` is what the person who reads what is missing should know.
    """

    all_of: Roles = ()
    any_of: Roles = ()
    count: int = 0
    because: str | None = None

    @property
    def places(self) -> tuple[Roles, ...]:
        """The places to fill, each by another person: the roles that may fill it."""
        named = tuple((role,) for role in self.all_of)
        missing = max(self.count - len(named), 0)
        if self.any_of:
            return named + (self.any_of,) * max(missing, 1)
        return named + (ANYONE,) * missing


@dataclass(frozen=True, slots=True)
class When:
    """Which posts a rule is about; what is left out (empty, None) does not matter."""

    accounts: frozenset[str] = frozenset()
    networks: frozenset[str] = frozenset()
    locales: frozenset[str] = frozenset()
    buckets: frozenset[str] = frozenset()
    campaigns: frozenset[str] = frozenset()
    lanes: frozenset[str] = frozenset()
    ratings: frozenset[str] = frozenset()
    risks: frozenset[str] = frozenset()
    paid: bool | None = None
    media: bool | None = None
    new_media: bool | None = None


@dataclass(frozen=True, slots=True)
class ApprovalRule:
    """Posts like these need those people; ``number`` counts from 1, as in the file."""

    number: int
    when: When
    need: Need


ONE = Need(count=1)
"""One member who made no part of it."""


ON_DUTY = f"{_PERSON}(on duty)"
"""The place of somebody who is on duty; no key of a member is like it."""


def on_duty(role: str) -> str:
    """The place of somebody on duty who has a role."""
    return f"{ON_DUTY} {role}"


@dataclass(frozen=True, slots=True)
class FastLane:
    """Posts that cannot wait: least scores of their trend, and one approver on duty.

    ``roles`` may approve, anyone on duty where there are none. ``per_day`` bounds how
    many go out by it on one account and day.
    """

    relevance: int = 3
    safety: int = 4
    value: int = 3
    roles: Roles = ()
    per_day: int = 3

    @property
    def need(self) -> Need:
        """Who has to approve."""
        places = tuple(map(on_duty, self.roles)) or (ON_DUTY,)
        return Need(any_of=places, count=1, because="the fast lane")


@dataclass(frozen=True, slots=True)
class ApprovalPolicy:
    """The whole section, the profile's defaults applied.

    Args:
        strict: whoever wrote any word never approves, and nobody moves a post alone.
        valid_for: how long an approval holds; None where it does not expire.
        readers: whether someone who approves must read each language of the post.
        reschedule: who stands behind a new time with unchanged words.
        policy: who approves a change of policy.
        rules: what some posts need on top of the one approval that all need.
        fast_lane: what posts with ``lane: realtime`` need instead; None: no less.
    """

    strict: bool = False
    valid_for: timedelta | None = timedelta(days=90)
    readers: bool = True
    reschedule: Need = ONE
    policy: Need = ONE
    rules: tuple[ApprovalRule, ...] = ()
    fast_lane: FastLane | None = None


PROFILES: Mapping[str, ApprovalPolicy] = {
    "team": ApprovalPolicy(),
    "small": ApprovalPolicy(valid_for=None, readers=False, reschedule=Need()),
}
"""What holds where a section says nothing else."""
