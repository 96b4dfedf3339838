"""Who is who: people of the team file behind logins and mail addresses, and stand-ins.

Whom an approval belongs to is decided narrowly (a forge's login, or else the address),
whether two are the same person generously: an alias must not approve its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from mergecast.approvals.ports import Person
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.team import Leave, Member, Team

_NOREPLY = re.compile(r"(?:\d+\+)?(?P<login>[^@+]+)@users\.noreply\.[^@]+")


def member_of(team: Team, person: Person) -> Member | None:
    """The member whom a forge or a commit means."""
    if person.login is not None:
        return _by_login(team, person.login)
    return _by_mail(team, person.mail)


def is_author(team: Team, person: Person, author: Person) -> bool:
    """Whether two names may be the same person's."""
    if _same(person.mail, author.mail) or _same(person.user_id, author.user_id):
        return True
    if set(_logins(person)) & set(_logins(author)):
        return True
    own, other = member_of(team, person), any_member(team, author)
    if own is not None and other is not None:
        return own.key == other.key
    # One of the two is nobody the team knows: then names are all there is. On a forge
    # a person's is the login, so what the team calls them has to be held as well.
    names = {_plain(author.name)} | ({_plain(other.name)} if other else set())
    known = {_plain(person.name)} | ({_plain(own.name)} if own else set())
    return bool(names & known - {""})


def is_named(member: Member | None, person: Person, name: str) -> bool:
    """Whether ``name`` means this person: a member's key, a login, or ``@login``."""
    logins = (person.login, member.login if member else None)
    key = member.key if member else None
    plain = name.removeprefix("@")
    return name == key or any(_same(plain, login) for login in logins)


def any_member(team: Team, person: Person) -> Member | None:
    """The member whom anything of what is known of somebody may mean."""
    found = (_by_login(team, login) for login in _logins(person))
    return next(filter(None, found), None) or _by_mail(team, person.mail)


def _logins(person: Person) -> Iterator[str]:
    if person.login is not None:
        yield person.login.casefold()
    if match := _NOREPLY.fullmatch(person.mail):
        yield match["login"].casefold()


def _by_login(team: Team, login: str) -> Member | None:
    members = team.members.values()
    return next((each for each in members if _same(each.login, login)), None)


def _by_mail(team: Team, mail: str) -> Member | None:
    members = team.members.values()
    found = next((each for each in members if _same(each.email, mail)), None)
    if found is None and (match := _NOREPLY.fullmatch(mail)):
        return _by_login(team, match["login"])
    return found


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and str(one).casefold() == str(other).casefold()


@dataclass(frozen=True, slots=True)
class StandIns:
    """Who may stand in for whom, and from when on whoever is there may.

    ``half`` is the instant at which half of the time for a review has passed.
    """

    team: Team
    half: datetime | None = None

    def for_whom(self, member: Member, at: datetime | None) -> tuple[Member, ...]:
        """Those for whom a member stood in when something was approved at ``at``."""
        if at is None:
            return ()
        return tuple(
            each
            for each in self.team.members.values()
            if each.backup == member.key and self.replaced(each, at)
        )

    def replaced(self, member: Member, at: datetime) -> bool:
        """Whether a member's stand-in may act at an instant."""
        late = self.half is not None and at >= self.half
        return late or any(is_away(member, leave, at) for leave in self.team.leaves)


def is_away(member: Member, leave: Leave, at: datetime) -> bool:
    """Whether an instant lies in a leave, by the member's own calendar."""
    if leave.member != member.key:
        return False
    try:
        where = zone(member.timezone or "UTC")
    except UnknownZoneError:
        return False
    day = at.astimezone(UTC).astimezone(where).date().isoformat()
    return leave.first <= day <= leave.last


def half_way(asked: datetime | None, due: datetime | None) -> datetime | None:
    """When half of the time for a review has passed; None where that says nothing."""
    if asked is None or due is None or due <= asked:
        return None
    return asked + (due - asked) / 2
