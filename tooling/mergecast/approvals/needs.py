"""Who has to approve a post: which rules fit it, and who fills which place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mergecast.approvals.facts import Facts, Place
from mergecast.model.approval import ONE, ApprovalPolicy, Need, Roles, When


@dataclass(frozen=True, slots=True)
class Asked:
    """A need, and why it is there: ``rule`` is its number, 0 what every post needs."""

    need: Need
    rule: int = 0

    @property
    def why(self) -> str:
        """In a word or two."""
        words = f"rule {self.rule}" if self.rule else "every post"
        return f"{words}: {self.need.because}" if self.need.because else words


EVERY_POST = Asked(ONE)


def asked(facts: Facts, policy: ApprovalPolicy) -> tuple[Asked, ...]:
    """All that a post needs: one approval, and what the rules that fit it ask for."""
    fitting = [rule for rule in policy.rules if fits(rule.when, facts)]
    return (EVERY_POST, *(Asked(rule.need, rule.number) for rule in fitting))


def fits(when: When, facts: Facts) -> bool:
    """Whether a rule is about a post: about one of its accounts, with all it says."""
    post = (
        _in(facts.bucket, when.buckets),
        _in(facts.campaign, when.campaigns),
        _in(facts.lane, when.lanes),
        _in(facts.rating, when.ratings),
        _in(facts.risk.value, when.risks),
        when.paid in {None, facts.paid},
        when.new_media in {None, facts.new_media},
    )
    return all(post) and any(_fits_place(when, place) for place in facts.places)


def _fits_place(when: When, place: Place) -> bool:
    return (
        _in(place.account, when.accounts)
        and _in(place.network, when.networks)
        and (not when.locales or _speaks(place.locale, when.locales))
        and when.media in {None, place.media}
    )


def _in(value: str | None, wanted: Collection[str]) -> bool:
    return not wanted or value in wanted


def _speaks(locale: str | None, wanted: Collection[str]) -> bool:
    """Whether a rule for ``zh`` is about words in ``zh-Hans``; not the other way."""
    if locale is None:
        return False
    return any(locale == each or locale.startswith(f"{each}-") for each in wanted)


def filled(
    places: Sequence[Roles], people: Sequence[Collection[str]]
) -> tuple[int | None, ...]:
    """Who fills which place, so that as many as possible are: by number, or None.

    Args:
        places: the roles that may fill each; none: anyone.
        people: the roles that each person has.
    """
    taken: dict[int, int] = {}

    def fill(place: int, tried: set[int]) -> bool:
        able = [
            person
            for person, roles in enumerate(people)
            if person not in tried and may_fill(places[place], roles)
        ]
        # Whoever is free goes first, so that nobody moves without need.
        for person in sorted(able, key=lambda person: person in taken):
            tried.add(person)
            if person not in taken or fill(taken[person], tried):
                taken[person] = place
                return True
        return False

    for place in range(len(places)):
        fill(place, set())
    by_place = {place: person for person, place in taken.items()}
    return tuple(by_place.get(place) for place in range(len(places)))


def may_fill(place: Roles, roles: Collection[str]) -> bool:
    """Whether somebody with these roles may fill a place."""
    return not place or any(role in roles for role in place)
