"""Who ends a freeze: somebody with the role that the matrix names, and somebody else.

Both are proved like an approval. Two names that may belong to one person are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mergecast.approvals.needs import Asked
from mergecast.approvals.people import any_member, is_author
from mergecast.approvals.policy import Approved, NotApproved, judge
from mergecast.approvals.ports import Evidence, Person, Yes
from mergecast.approvals.rules import Asking, Rules
from mergecast.approvals.weighed import Question
from mergecast.model.approval import Need
from mergecast.model.team import Member, Team


@dataclass(frozen=True, slots=True)
class Consent:
    """What is known of those who want a freeze to end.

    Args:
        digest: what they have to agree to.
        yeses: what people said of it, the oldest first.
        needs: ways to have it approved; one of them is enough.
    """

    digest: str
    yeses: Sequence[Yes]
    needs: Sequence[Need]


def thawed_by(consent: Consent, rules: Rules, now: datetime) -> Approved | NotApproved:
    """Whether those agree whom it takes."""
    people, twice = distinct(consent.yeses, rules.team)
    evidence = Evidence((), people, "")
    # A workspace without a policy still wants two, whatever a rehearsal makes do with.
    rules = replace(rules, alone=False)
    answers = [
        judge(_question(consent.digest, need), evidence, rules, now)
        for need in consent.needs
    ]
    for answer in answers:
        if isinstance(answer, Approved):
            return answer
    if twice:
        one, other = twice
        return NotApproved(f"{one} and {other} may be one person, and a thaw takes two")
    refused = [each for each in answers if isinstance(each, NotApproved)]
    return refused[0] if refused else NotApproved("the matrix gives a thaw to nobody")


def _question(digest: str, need: Need) -> Question:
    return Question(Asking(digest), (Asked(need, 1),))


def distinct(
    yeses: Sequence[Yes], team: Team
) -> tuple[tuple[Yes, ...], tuple[str, str] | None]:
    """One name for each person, the first they used; and two names of one, if any."""
    kept: list[Yes] = []
    twice: tuple[str, str] | None = None
    for yes in yeses:
        known = next((one for one in kept if _alike(team, yes, one)), None)
        if known is None or _same_name(known, yes):
            kept.append(yes)
        elif twice is None:
            twice = (_named(known), _named(yes))
    return tuple(kept), twice


def _same_name(one: Yes, other: Yes) -> bool:
    return (one.login, one.mail) == (other.login, other.mail)


def _named(yes: Yes) -> str:
    return yes.login or f"{yes.name} <{yes.mail}>"


def _alike(team: Team, one: Yes, other: Yes) -> bool:
    if is_author(team, one.person, other.person):
        return True
    members = (_member(team, one.person), _member(team, other.person))
    if members[0] is None or members[1] is None:
        return False
    return _is_one(members[0], members[1])


def _member(team: Team, person: Person) -> Member | None:
    return any_member(team, person)


def _is_one(one: Member, other: Member) -> bool:
    """Whether two entries of the team file are about one person."""
    pairs = (
        (one.key, other.key),
        (one.email, other.email),
        (one.user_id, other.user_id),
        (one.login, other.login),
        (one.name, other.name),
    )
    return any(a is not None and a.casefold() == (b or "").casefold() for a, b in pairs)
