"""Ask a person about the team; every question has a default, and an option instead."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import click

from mergecast.cli.starting.founding_repository import NOBODY
from mergecast.cli.starting.team_answers import (
    CLOCKS,
    ROLES,
    Answers,
    Handle,
    Person,
    handle,
    listed,
    named,
    person,
    repository,
    times,
)
from mergecast.cli.starting.team_clashes import (
    cannot_approve,
    free_key,
    refuse_account,
    refuse_key,
    refuse_login,
)
from mergecast.cli.starting.team_options import Options
from mergecast.errors import MergecastError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """What can be known without asking: defaults, and what is ``there`` already."""

    zone: str
    name: str
    repository: str
    there: Answers | None = None


def answers(said: Options, known: Known, *, yes: bool) -> Answers:
    """What the options say, and a person's answers to the rest.

    Raises:
        UsageError: the settings that are there name no repository that can be.
    """
    asks = sys.stdin.isatty() and not yes
    if known.there is not None:
        place = said.repository or repository(known.there.repository)
        return replace(
            known.there,
            clock=_clock(said, asks=asks),
            repository=place or known.repository,
        )
    accounts = said.accounts or (_accounts(known) if asks else (_first_account(known),))
    people = said.people or (_people(known) if asks else (_first_person(known),))
    profile = _profile(said, len(people), asks=asks)
    slots = _slots(said, asks=asks)
    place = _repository(said, known, asks=asks)
    return Answers(accounts, people, slots, _clock(said, asks=asks), place, profile)


def _profile(said: Options, people: int, *, asks: bool) -> str:
    """Who approves; nothing can be said of it while there is one person."""
    if people < 2:
        return ""
    usual = said.profile or ("small" if people < 4 else "team")
    if said.profile or not asks:
        return usual
    return _chosen("Who approves: a small team, or a team", PROFILES, usual)


def _slots(said: Options, *, asks: bool) -> tuple[str, ...]:
    if said.slots is not None:
        return said.slots
    return _asked("Times of day to post at", "09:00", times) if asks else ("09:00",)


def _repository(said: Options, known: Known, *, asks: bool) -> str:
    if said.repository is not None:
        return said.repository
    question = "Repository on GitHub (owner/name)"
    return _asked(question, known.repository, repository) if asks else known.repository


PROFILES = ("small", "team")
_CLOCK = (
    "What starts runs when GitHub does not (a phone, a cloud's cron, a NAS, a loop)"
)


def _clock(said: Options, *, asks: bool) -> str:
    return said.clock or (_chosen(_CLOCK, CLOCKS, "cloud") if asks else "cloud")


def _first_account(known: Known) -> Handle:
    return handle("brand=@your_handle", known.zone)


def _first_person(known: Known) -> Person:
    name = "" if known.name == NOBODY else known.name
    return Person(free_key(name, "", ()), known.name, known.zone, roles=tuple(ROLES))


def _accounts(known: Known) -> tuple[Handle, ...]:
    found: list[Handle] = []
    while True:
        told = "Account (a key of your own and the handle)"
        more = "Another account (Enter: no more)"
        default = "" if found else "brand=@your_handle"

        def read(text: str) -> Handle | None:
            one = handle(text, known.zone) if text.strip() else None
            if one is not None:
                refuse_account(one, found)
            return one

        one = _asked(more if found else told, default, read)
        if one is None:
            return tuple(found)
        zone = _asked("  its readers' time zone", one.zone, _zone)
        found.append(Handle(one.key, one.user, zone))


def _people(known: Known) -> tuple[Person, ...]:
    found: list[Person] = []
    while True:
        told = "Your name" if not found else "Another member's name (Enter: no more)"
        name = _asked(told, "" if found else known.name, named)
        if not name:
            return _with_approvers(found)
        login = _login_of("  login on GitHub (without @)", found)
        key = _free(name, login, found)
        zone = _asked("  time zone", known.zone, _zone)
        languages = _asked("  languages they read", "en", _languages)
        usual = " ".join(ROLES) if not found else "creator moderator"
        roles = _asked("  roles", usual, _roles)
        found.append(Person(key, name, zone, login, languages, roles))


def _free(name: str, login: str, others: Sequence[Person]) -> str:
    taken = [each.key for each in others]

    def read(text: str) -> str:
        key = person(text, "UTC").key
        refuse_key(key, taken)
        return key

    usual = free_key("" if name == NOBODY else name, login, taken)
    return _asked("  a short key", usual, read)


def _login_of(question: str, others: Sequence[Person]) -> str:
    def read(text: str) -> str:
        login = person(f"x, login={text}", "UTC").login
        refuse_login(login, others)
        return login

    return _asked(question, "", read)


def _with_approvers(people: Sequence[Person]) -> tuple[Person, ...]:
    """The people, once enough of them have a login: those without are asked again."""
    found = list(people)
    while reason := cannot_approve(found):
        click.echo(f"{reason}: say who of them has one")
        for at, one in enumerate(found):
            if not one.login:
                login = _login_of(f"  login of '{one.key}' (without @)", found)
                found[at] = replace(one, login=login)
    return tuple(found)


def _zone(text: str) -> str:
    return person(f"x, zone={text}", "UTC").zone


def _languages(text: str) -> tuple[str, ...]:
    return listed(text, "language")


def _roles(text: str) -> tuple[str, ...]:
    return listed(text, "role")


def _chosen(question: str, choices: tuple[str, ...], default: str) -> str:
    return str(click.prompt(question, default=default, type=click.Choice(choices)))


def _asked(question: str, default: str, read: Callable[[str], T]) -> T:
    """An answer that can be read; what cannot is asked again."""

    def judged(text: str) -> T:
        try:
            return read(text)
        except MergecastError as error:
            hint = f"; {error.hint}" if error.hint else ""
            raise click.UsageError(f"{error.message}{hint}") from None

    found: T = click.prompt(
        question, default=default, show_default=bool(default), value_proc=judged
    )
    return found
