"""The options of `init --team`, read before anything is asked or begun."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.cli.starting.team_answers import (
    Handle,
    Person,
    handle,
    person,
    repository,
    times,
)
from mergecast.cli.starting.team_clashes import refuse_clashes


@dataclass(frozen=True, slots=True)
class Given:
    """The options, as they were written; what is empty is asked, or has a default."""

    accounts: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    profile: str | None = None
    slots: str | None = None
    clock: str | None = None
    repository: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """The same, read; what is empty or None is asked, or has a default."""

    accounts: tuple[Handle, ...]
    people: tuple[Person, ...]
    slots: tuple[str, ...] | None
    profile: str | None
    clock: str | None
    repository: str | None


def options(given: Given, zone: str) -> Options:
    """Read the options; what they do not say is in this zone.

    Raises:
        UsageError: one of them cannot be meant, or two not together.
    """
    found = Options(
        tuple(handle(each, zone) for each in given.accounts),
        tuple(person(each, zone) for each in given.members),
        None if given.slots is None else times(given.slots),
        given.profile,
        given.clock,
        None if given.repository is None else repository(given.repository),
    )
    refuse_clashes(found.accounts, found.people)
    return found
