"""What voices are judged by, and what they are asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mergecast.model.approval import ON_DUTY, ApprovalPolicy, Need, on_duty
from mergecast.model.team import Member, Team


def _unplanned(at: datetime) -> None:
    """Nobody plans who is on duty, so everybody is."""
    del at


@dataclass(frozen=True, slots=True)
class Rules:
    """What is judged by: the policy in force and its people.

    ``policy`` is None where the workspace has none: then anyone may approve who is no
    author. ``alone``: one person may do both (a rehearsal without a policy).
    ``accounts`` are the numbers that logins had in earlier approvals. ``duty`` says who
    is on duty at an instant, by the keys of members; None where that is not planned.
    """

    policy: ApprovalPolicy | None
    team: Team = field(default_factory=Team)
    alone: bool = False
    accounts: Mapping[str, str] = field(default_factory=dict)
    duty: Callable[[datetime], Collection[str] | None] = _unplanned

    @property
    def applied(self) -> ApprovalPolicy:
        """The policy, or what stands for it."""
        return self.policy or _MINIMAL

    def on_duty(self, member: Member, at: datetime | None) -> frozenset[str]:
        """The places of the fast lane that a member may fill at an instant."""
        if self.applied.fast_lane is None or at is None:
            return frozenset()
        there = self.duty(at)
        if there is not None and member.key not in there:
            return frozenset()
        return frozenset((ON_DUTY, *map(on_duty, member.roles)))


_MINIMAL = ApprovalPolicy(valid_for=None, readers=False, reschedule=Need())


@dataclass(frozen=True, slots=True)
class Asking:
    """What people are asked to approve, as far as it decides who may.

    ``due`` is when it goes out. Of approvals only those after ``since`` count, where it
    is given: what came before was said of another world.
    """

    payload: str
    locales: frozenset[str] = frozenset()
    gloss: bool = False
    requested_by: str | None = None
    due: datetime | None = None
    since: datetime | None = None
