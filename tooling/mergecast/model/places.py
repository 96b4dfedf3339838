"""Who fills which place of a need, so that as many as possible are filled."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mergecast.model.approval import Roles


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
