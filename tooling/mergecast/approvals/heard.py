"""Reviews sorted: whose they are, and which of one person's still stand."""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.approvals.people import member_of
from mergecast.approvals.ports import Person, Say, Yes
from mergecast.model.team import Team


def by_person(yeses: Iterable[Yes], team: Team) -> list[list[Yes]]:
    """Each person's reviews, the oldest first; people by their last one."""
    found: dict[str, list[Yes]] = {}
    for yes in yeses:
        who = _identity(yes.person, team)
        found[who] = [*found.pop(who, ()), yes]
    return list(found.values())


def _identity(person: Person, team: Team) -> str:
    member = member_of(team, person)
    if member is not None:
        return f"member {member.key}"
    if person.user_id is not None:
        return f"id {person.user_id}"
    return f"login {(person.login or '').casefold()} {person.mail.casefold()}"


def still_said(said: list[Yes]) -> list[Yes] | None:
    """The approvals since the last other word, or that word; None if taken back."""
    found: list[Yes] = []
    back = False
    for yes in said:
        if yes.say is Say.APPROVED:
            found = [each for each in found if each.say is Say.APPROVED]
            found.append(yes)
        elif yes.say is Say.CHANGES_REQUESTED:
            found = [yes]
        else:
            found, back = [], True
    return None if back and not found else found
