"""The whole account of one approval for people: each place, and a line a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from mergecast.approvals.able import Able
from mergecast.approvals.needs import Asked
from mergecast.approvals.people import any_member
from mergecast.approvals.voices import Voice
from mergecast.approvals.weighed import Filled, Weighed


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """One place that has to be filled.

    Args:
        why: the rule that asks for it, in words.
        rule: its number; 0 what every post needs, None the rule for a new time, or
            what the post's campaign asks for.
        roles: that may fill it; none: anyone on the team.
        by: who does; None where it is open.
        at: since when.
        could: who could, by name.
    """

    why: str
    rule: int | None
    roles: tuple[str, ...]
    by: str | None
    at: datetime | None
    could: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonTold:
    """One person, and what is to be said of them.

    ``counts`` is whether their approval counts; None for who said nothing.
    """

    name: str
    member: str | None
    says: str
    counts: bool | None = None
    at: datetime | None = None
    commit: str | None = None
    login: str | None = None


def places(weighed: Weighed, able: Able) -> tuple[PlaceTold, ...]:
    """Every place of every need; that for a new time last."""
    found = [
        told
        for need in weighed.needs
        for told in _places(need, need.asked.why, _number(need.asked), able)
    ]
    if weighed.mover is not None:
        free = not able.rules.applied.strict
        found += _places(weighed.mover, "a new time", None, able, made_it=free)
    return tuple(found)


def _places(
    need: Filled, why: str, rule: int | None, able: Able, *, made_it: bool = False
) -> Iterator[PlaceTold]:
    for roles, voice in need.places:
        named = tuple(map(able.rules.team.spoken, roles))
        if voice is None:
            could = tuple(able.names(need, roles, made_it))
            yield PlaceTold(why, rule, named, None, None, could)
        else:
            yield PlaceTold(why, rule, named, voice.name, voice.yes.at)


def _number(asked: Asked) -> int | None:
    return asked.rule if asked.rule >= 0 else None


def people(
    weighed: Weighed, able: Able, told: Sequence[PlaceTold]
) -> tuple[PersonTold, ...]:
    """A line a person: who spoke, who made it, and who could fill what is open."""
    spoke = [_voice(voice, voice in weighed.counting) for voice in weighed.voices]
    known = {each.member for each in spoke if each.member}
    rest = [
        each
        for member in able.rules.team.members.values()
        if member.key not in known
        and (each := _silent(member.key, member.name, able, told)) is not None
    ]
    return (*spoke, *rest, *_strangers(able, {each.name for each in spoke}))


def _voice(voice: Voice, counts: bool) -> PersonTold:  # noqa: FBT001 - handed on
    if voice.against:
        says = "asked for changes"
    elif counts:
        roles = f" as {', '.join(sorted(voice.roles))}" if voice.roles else ""
        stood = f", for {' and '.join(voice.instead_of)}" if voice.instead_of else ""
        says = f"approved{roles}{stood}"
    else:
        says = f"does not count: {voice.why_not}"
    yes = voice.yes
    key = voice.member.key if voice.member else None
    return PersonTold(voice.name, key, says, counts, yes.at, yes.commit, yes.login)


def _silent(
    key: str, name: str, able: Able, told: Sequence[PlaceTold]
) -> PersonTold | None:
    open_ = [each for each in told if each.by is None]
    could = [
        " or ".join(place.roles) or "a member"
        for place in open_
        if any(one == name or one.startswith(f"{name} for ") for one in place.could)
    ]
    if could:
        return PersonTold(name, key, f"could approve as {', '.join(_once(could))}")
    if able.is_author(able.rules.team.members[key]):
        return PersonTold(name, key, "made it, so cannot approve it")
    return None


def _once(texts: Sequence[str]) -> Sequence[str]:
    return list(dict.fromkeys(texts))


def _strangers(able: Able, spoke: set[str]) -> Iterator[PersonTold]:
    """Authors whom the team file does not know."""
    for author in dict.fromkeys(able.evidence.authors):
        if any_member(able.rules.team, author) is None and author.name not in spoke:
            says = "made it, so cannot approve it"
            yield PersonTold(author.name, None, says, login=author.login)
