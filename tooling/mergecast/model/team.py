"""Who is on the team (``playbooks/team.yaml``), and who is away when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from mergecast.model.approval import ON_DUTY, person, person_named


@dataclass(frozen=True, slots=True)
class Member:
    """A person: a key used in files, and how the forge and git know them.

    ``user_id`` is the forge's number of their account, which outlives its login.
    ``hours`` are when they are at work by their own clocks, from and to (``HH:MM``).
    ``networks`` are those that they know their way around; none named: all.
    """

    key: str
    name: str
    login: str | None = None
    email: str | None = None
    timezone: str | None = None
    roles: tuple[str, ...] = ()
    backup: str | None = None
    languages: tuple[str, ...] = ()
    signing_keys: tuple[str, ...] = ()
    user_id: str | None = None
    hours: tuple[str, str] | None = None
    networks: tuple[str, ...] = ()

    def knows(self, network: str) -> bool:
        """Whether they know their way around a network."""
        return not self.networks or network in self.networks

    @property
    def fills(self) -> frozenset[str]:
        """The places that they may fill: of their roles, and their own."""
        return frozenset((*self.roles, person(self.key)))


@dataclass(frozen=True, slots=True)
class Role:
    """What whoever holds a role does, and how one sees that it goes well.

    ``overlap`` is the role that does the same duties when nobody of this one can.
    """

    key: str
    title: str
    duties: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    overlap: str | None = None
    review_by: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """Members and roles by key, and who is away; empty where there is no team file."""

    members: Mapping[str, Member] = field(default_factory=dict)
    leaves: tuple[Leave, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)

    def holders(self, roles: Collection[str]) -> tuple[Member, ...]:
        """Who holds one of these roles, in the order of the file; all for none."""
        return tuple(
            member
            for member in self.members.values()
            if not roles or any(role in roles for role in member.roles)
        )

    def spoken(self, role: str) -> str:
        """A role, or the name of the person who stands in its place."""
        if role.startswith(ON_DUTY):
            return f"{role.removeprefix(ON_DUTY).strip() or 'somebody'} on duty"
        member = self.members.get(person_named(role) or "")
        return member.name if member else role

    @property
    def signs(self) -> bool:
        """Whether only signed approvals count, where approvals are commits."""
        return any(member.signing_keys for member in self.members.values())


@dataclass(frozen=True, slots=True)
class Leave:
    """A member is away from the ``first`` to the ``last`` day (``YYYY-MM-DD``).

    ``stand_in`` works their shifts meanwhile; whose approval counts as theirs is
    policy, and says ``Member.backup`` alone.
    """

    member: str
    first: str
    last: str
    stand_in: str | None = None
