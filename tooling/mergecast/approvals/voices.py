"""Whose yes counts: each person's last word, with the reason where it does not.

A person has one voice. A change request or a dismissal takes back what the same person
approved before it, whatever it was about; everything that cannot be known fails closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mergecast.approvals.heard import by_person, still_said
from mergecast.approvals.people import (
    StandIns,
    is_author,
    is_named,
    member_of,
    other_account,
)
from mergecast.approvals.ports import Evidence, Say, Yes
from mergecast.approvals.reading import unread
from mergecast.approvals.rules import Asking, Rules
from mergecast.approvals.timing import Timing
from mergecast.model.approval import person
from mergecast.model.team import Member

MADE_IT = "made this change"
CHANGED = "approved what was there before it was changed"
LOST = "what was reviewed is gone, or did not show this change"


@dataclass(frozen=True, slots=True)
class Voice:
    """One person's standing word.

    Args:
        yes: their last review that matters.
        member: who they are on the team.
        roles: what they may approve as, for others included.
        instead_of: for whom they stand in.
        own: the places of single people that are theirs, or whom they stand in for.
        timings: the times that they approved with the words.
        ends: when it stops to count; None where it does not.
        against: they asked for changes, and that stands.
        author: whether it does not count only because of their part in it.
        why_not: why it does not count; empty where it does.
    """

    yes: Yes
    member: Member | None
    roles: frozenset[str] = frozenset()
    instead_of: tuple[str, ...] = ()
    timings: tuple[Timing, ...] = ()
    ends: datetime | None = None
    against: bool = False
    author: bool = False
    why_not: str = ""
    own: frozenset[str] = frozenset()

    @property
    def fills(self) -> frozenset[str]:
        """The places that they may fill."""
        return self.roles | self.own

    @property
    def name(self) -> str:
        """How the team calls them."""
        return self.member.name if self.member else self.yes.name

    @property
    def counts(self) -> bool:
        """Whether it is an approval that counts."""
        return not self.against and not self.why_not


def voices(
    asking: Asking,
    evidence: Evidence,
    rules: Rules,
    half: datetime | None,
    now: datetime,
) -> tuple[Voice, ...]:
    """What each person says now, in the order of their last word."""
    hall = _Hall(asking, evidence, rules, StandIns(rules.team, half), now)
    found = [hall.voice(own) for own in by_person(evidence.yeses, rules.team)]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Hall:
    """What is the same for all voices."""

    asking: Asking
    evidence: Evidence
    rules: Rules
    stand_ins: StandIns
    now: datetime

    def voice(self, said: list[Yes]) -> Voice:
        """One person's standing word."""
        last = said[-1]
        member = member_of(self.rules.team, last.person)
        standing = still_said(said)
        if standing is None:
            return Voice(last, member, why_not="took the approval back")
        if standing and standing[-1].say is Say.CHANGES_REQUESTED:
            return self._against(standing[-1], member)
        same = [
            yes
            for yes in standing
            if yes.payload == self.asking.payload and not yes.before
        ]
        if not same:
            lost = all(yes.payload is None and not yes.before for yes in standing)
            why = LOST if lost else CHANGED
            return Voice(last, member, why_not=why)
        return self._approving(same, member)

    def _against(self, yes: Yes, member: Member | None) -> Voice:
        """A change request stops a post only from someone who could approve it."""
        why = self._never(yes, member) or self._not_theirs(yes, member)
        return Voice(yes, member, against=not why, why_not=why)

    def _approving(self, same: list[Yes], member: Member | None) -> Voice:
        last = same[-1]
        why = self._never(last, member)
        author = "" if why else self._not_theirs(last, member)
        valid = [
            yes
            for yes in same
            if not (self._expired(yes) or self._is_early(yes)) and self._is_signed(yes)
        ]
        if not (why or author) and not valid:
            why = self._stale(last)
        if not (why or author):
            why = self._unread(member)
        stood_for = [
            each
            for yes in valid
            if member is not None
            for each in self.stand_ins.for_whom(member, yes.at)
        ]
        people = [member, *stood_for] if member is not None else []
        roles = frozenset(role for each in people for role in each.roles)
        duty = [
            place
            for yes in valid
            for place in (self.rules.on_duty(member, yes.at) if member else ())
        ]
        return Voice(
            last,
            member,
            roles,
            tuple(dict.fromkeys(each.name for each in stood_for)),
            tuple(yes.timing for yes in valid if yes.timing is not None),
            self._end(valid),
            author=bool(author and valid),
            why_not=why or author,
            own=frozenset((*(person(each.key) for each in people), *duty)),
        )

    def _never(self, yes: Yes, member: Member | None) -> str:
        if yes.bot:
            return "a program cannot approve"
        if not yes.may_write:
            return "has no write access any more"
        if why := other_account(self.rules.team, yes.person, self.rules.accounts):
            return why
        if self.rules.policy is not None and member is None:
            return "is not on the team"
        return ""

    def _not_theirs(self, yes: Yes, member: Member | None) -> str:
        """Why they cannot approve their own; empty where it is not their own."""
        team, person = self.rules.team, yes.person
        if any(is_author(team, person, each) for each in self.evidence.authors):
            return MADE_IT
        if self.rules.applied.strict and any(
            is_author(team, person, each) for each in self.evidence.suggested
        ):
            return "wrote some of its words, and the policy is strict"
        then = yes.facts.requested_by if yes.facts else None
        for wanted in (self.asking.requested_by, then):
            if wanted is not None and is_named(member, person, wanted):
                return "asked for this post"
        return ""

    def _expired(self, yes: Yes) -> bool:
        end = self._end([yes])
        limited = self.rules.applied.valid_for is not None
        return limited and (end is None or end <= self.now)

    def _is_early(self, yes: Yes) -> bool:
        since = self.asking.since
        return since is not None and (yes.at is None or yes.at <= since)

    def _is_signed(self, yes: Yes) -> bool:
        return yes.signed or yes.login is not None or not self.rules.team.signs

    def _stale(self, yes: Yes) -> str:
        if not self._is_signed(yes):
            return "did not sign it with a key of the team file"
        if yes.at is None:
            return "approved it nobody knows when"
        if self._is_early(yes):
            return "approved it before the freeze ended"
        return f"approved it on {yes.at:%Y-%m-%d}, and that has expired"

    def _unread(self, member: Member | None) -> str:
        """Who reads no language of it judges by a translation, or not at all."""
        if self.rules.policy is None or self.asking.gloss or member is None:
            return ""
        missing = unread(self.asking.locales, [member], self.rules.team)
        if not missing:
            return ""
        return f"does not read {', '.join(missing)}, and there is no 'gloss'"

    def _end(self, yeses: list[Yes]) -> datetime | None:
        """The last instant at which one of them still counts."""
        valid_for = self.rules.applied.valid_for
        if valid_for is None:
            return None
        return max((yes.at + valid_for for yes in yeses if yes.at), default=None)
