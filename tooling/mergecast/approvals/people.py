"""Who is who: people of the team file behind logins and mail addresses, and stand-ins.

Whom an approval belongs to is decided narrowly (a forge's login, or else the address),
whether two are the same person generously: an alias must not approve its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from mergecast.approvals.ports import Person
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.team import Leave, Member, Team

_NOREPLY = re.compile(r"(?:\d+\+)?(?P<login>[^@+]+)@users\.noreply\.[^@]+")


def member_of(team: Team, person: Person) -> Member | None:
    """The member whom a forge or a commit means.

    A login can change hands, and its account's number cannot: where the team file has
    the number, it decides alone.
    """
    if (found := _by_id(team, person.user_id)) is not None:
        return found
    if person.login is None:
        return _by_mail(team, person.mail)
    found = _by_login(team, person.login)
    return None if found is not None and _is_another(found, person) else found


def other_account(team: Team, person: Person, before: Mapping[str, str]) -> str:
    """Why a login is not believed to be whose it was; empty where it is.

    Args:
        team: the members, some with the numbers of their accounts.
        person: as the forge has them now.
        before: the number that each login had in earlier approvals.
    """
    login, number = person.login, person.user_id
    if login is None or number is None or _by_id(team, number) is not None:
        return ""
    found = _by_login(team, login)
    if found is not None and _is_another(found, person):
        return (
            f"the login '{login}' is account {number} now, and the team file has "
            f"{found.user_id}"
        )
    known = before.get(login.casefold(), number)
    if known == number:
        return ""
    return (
        f"the login '{login}' is account {number} now, and was {known} in earlier "
        f"approvals; if it is theirs, give them user_id: '{number}' in the team file"
    )


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
    known = _by_id(team, person.user_id) or next(filter(None, found), None)
    return known or _by_mail(team, person.mail)


def _logins(person: Person) -> Iterator[str]:
    if person.login is not None:
        yield person.login.casefold()
    if match := _NOREPLY.fullmatch(person.mail):
        yield match["login"].casefold()


def _by_login(team: Team, login: str) -> Member | None:
    members = team.members.values()
    return next((each for each in members if _same(each.login, login)), None)


def _by_id(team: Team, number: str | None) -> Member | None:
    members = team.members.values()
    return next((each for each in members if number and each.user_id == number), None)


def _is_another(member: Member, person: Person) -> bool:
    return None not in {member.user_id, person.user_id} and (
        member.user_id != person.user_id
    )


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
