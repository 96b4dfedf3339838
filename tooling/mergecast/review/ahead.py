"""What will stop a scheduled post: an approval that is missing, or ends too soon.

Pure: what is known now, judged for the instant at which the post is to go out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mergecast.approvals.able import Able
from mergecast.approvals.people import is_away
from mergecast.approvals.policy import NotApproved, judge, weigh
from mergecast.approvals.ports import Evidence
from mergecast.approvals.rules import Rules
from mergecast.approvals.weighed import Question
from mergecast.model.team import Member, Team
from mergecast.review.approvers import named

_HALF_A_DAY = timedelta(hours=12)


class Prospect(StrEnum):
    """How the approval of a post stands, and will stand at its time."""

    APPROVED = "approved"
    ENDS = "ends"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Outlook:
    """``reason`` is why it will not go out as it stands, and who can help.

    ``away`` is what keeps those who can from it; both are empty where all is well.
    """

    prospect: Prospect
    reason: str = ""
    away: str = ""


def outlook(
    question: Question,
    evidence: Evidence,
    rules: Rules,
    now: datetime,
    due: datetime,
) -> Outlook:
    """How a post stands that is to go out at ``due``, later than ``now``."""
    present = judge(question, evidence, rules, now)
    if isinstance(present, NotApproved):
        away = _away(question, evidence, rules, (now, now, due))
        return Outlook(Prospect.MISSING, present.reason, away)
    then = judge(question, evidence, rules, due)
    if isinstance(then, NotApproved):
        away = _away(question, evidence, rules, (due, now, due))
        return Outlook(Prospect.ENDS, then.reason, away)
    return Outlook(Prospect.APPROVED)


def _away(
    question: Question,
    evidence: Evidence,
    rules: Rules,
    when: tuple[datetime, datetime, datetime],
) -> str:
    """Places for which everybody is away from now until the post is due."""
    at, now, due = when
    weighed = weigh(question, evidence, rules, at)
    able = Able(question, evidence, rules, weighed.half, now)
    days = list(_half_days(now, due))
    told = []
    for need in weighed.needs:
        for roles in need.missing:
            could = list(able.names(need, roles, made_it=False))
            members = named(could, rules.team)
            if members and all(_absent(one, rules.team, days) for one in members):
                people = " and ".join(one.name for one in members)
                told.append(f"{people} {_be(members)} away until then")
    return "; ".join(dict.fromkeys(told))


def _half_days(first: datetime, last: datetime) -> Iterator[datetime]:
    at = first
    while at < last:
        yield at
        at += _HALF_A_DAY
    yield last


def _absent(member: Member, team: Team, days: list[datetime]) -> bool:
    return all(any(is_away(member, leave, at) for leave in team.leaves) for at in days)


def _be(members: list[Member]) -> str:
    return "is" if len(members) == 1 else "are"
