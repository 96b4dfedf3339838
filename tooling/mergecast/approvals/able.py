"""Who could still approve what is missing, by name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from mergecast.approvals.people import StandIns, any_member, is_named
from mergecast.approvals.ports import Evidence, Person
from mergecast.approvals.reading import unread
from mergecast.approvals.rules import Rules
from mergecast.approvals.weighed import Filled, Question
from mergecast.model.approval import Roles
from mergecast.model.places import may_fill
from mergecast.model.team import Member


@dataclass(frozen=True, slots=True)
class Able:
    """Looks through the team; ``half`` is from when on stand-ins count anyway."""

    question: Question
    evidence: Evidence
    rules: Rules
    half: datetime | None
    now: datetime

    def of(self, need: Filled, *, made_it: bool = False) -> str:
        """What is missing of a need, in words; empty where nothing is.

        ``made_it``: those who made the change may do this, too.
        """
        places = (self.place(need, roles, made_it) for roles in need.missing)
        return " and ".join(places)

    def place(self, need: Filled, roles: Roles, made_it: bool) -> str:  # noqa: FBT001 - handed on
        """One missing place: what it is, and who could fill it."""
        title = " or ".join(map(self.rules.team.spoken, roles)) or "one member"
        names = [*self.names(need, roles, made_it)]
        if names == [title]:
            return title
        return f"{title} ({' or '.join(names) or 'nobody can'})"

    def names(self, need: Filled, roles: Roles, made_it: bool) -> Iterator[str]:  # noqa: FBT001 - handed on
        """Who could fill a place: those who hold its roles, then stand-ins."""
        voices = [voice for _, voice in need.places if voice is not None]
        taken = {voice.member.key for voice in voices if voice.member}
        members = [
            member
            for member in self.rules.team.members.values()
            if member.key not in taken and (made_it or self.may(member))
        ]
        own = [member for member in members if may_fill(roles, self._fills(member))]
        yield from (member.name for member in own)
        for member in members:
            if member not in own and (stood := self._stood_for(member, roles)):
                yield f"{member.name} for {stood}"

    def _fills(self, member: Member) -> frozenset[str]:
        return member.fills | self.rules.on_duty(member, self.now)

    def may(self, member: Member) -> bool:
        """Whether an approval of this member would count."""
        if self.is_author(member):
            return False
        asking = self.question.asking
        person = Person(member.name, login=member.login)
        if asking.requested_by and is_named(member, person, asking.requested_by):
            return False
        return asking.gloss or not unread(asking.locales, [member], self.rules.team)

    def is_author(self, member: Member) -> bool:
        """Whether a member made the change."""
        made = (any_member(self.rules.team, one) for one in self.evidence.authors)
        return any(one is not None and one.key == member.key for one in made)

    def _stood_for(self, member: Member, roles: Collection[str]) -> str:
        stand_ins = StandIns(self.rules.team, self.half)
        for each in stand_ins.for_whom(member, self.now):
            if may_fill(tuple(roles), each.fills):
                return each.name
        return ""
