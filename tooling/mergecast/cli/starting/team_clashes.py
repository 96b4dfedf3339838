"""What people of one team, or its accounts, cannot share; and keys that are free."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

from mergecast.cli.starting.team_answers import NOTHING, Handle, Person
from mergecast.errors import UsageError

APPROVERS = 2
"""Who made a post never approves it: so two people need a login, in each profile."""


def refuse_clashes(accounts: Sequence[Handle], people: Sequence[Person]) -> None:
    """Two of one key, handle or login cannot be meant, nor a team that cannot approve.

    Raises:
        UsageError: there are.
    """
    for at, account in enumerate(accounts):
        refuse_account(account, accounts[:at])
    for at, one in enumerate(people):
        refuse_key(one.key, [each.key for each in people[:at]])
        refuse_login(one.login, people[:at])
    if reason := cannot_approve(people):
        raise UsageError(reason, hint=_LOGINS, not_done=NOTHING)


def refuse_account(one: Handle, others: Iterable[Handle]) -> None:
    """A key and a handle are one account's own.

    Raises:
        UsageError: another one has it.
    """
    for other in others:
        if one.key == other.key:
            raise _two("accounts", one.key, "give each a key of its own")
        if one.user.lower() == other.user.lower():
            raise _two("accounts", f"@{one.user}", "one handle is one account")


def refuse_key(key: str, others: Collection[str]) -> None:
    """A key is one member's own.

    Raises:
        UsageError: another one has it.
    """
    if key in others:
        raise _two("members", key, "give each a key of its own")


def refuse_login(login: str, others: Iterable[Person]) -> None:
    """A login is one person's: else one could approve as two.

    Raises:
        UsageError: another one has it.
    """
    for other in others:
        if login and login.lower() == other.login.lower():
            hint = f"'{other.key}' has it; give each their own, or leave it out"
            raise _two("members", f"@{login}", hint)


def cannot_approve(people: Sequence[Person]) -> str:
    """Why nobody could approve on GitHub what another one wrote; empty: they can.

    One person alone has nobody to ask yet.
    """
    able = sum(bool(each.login) for each in people)
    if len(people) < APPROVERS or able >= APPROVERS:
        return ""
    have = "nobody has a login" if not able else "only one member has a login"
    return f"{have} on GitHub, so no post could ever be approved"


def free_key(name: str, login: str, taken: Collection[str]) -> str:
    """A short key of a name or a login, that nobody has yet."""
    for base in filter(None, (_letters(name.partition(" ")[0]), _letters(login))):
        return next(each for each in _numbered(base) if each not in taken)
    numbered = (f"member-{number}" for number in range(len(taken) + 1, 10**6))
    return next(each for each in numbered if each not in taken)


def _letters(text: str) -> str:
    """What a key can have of it: é counts as e; many scripts have nothing of it."""
    plain = unicodedata.normalize("NFKD", text).lower()
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]+", "-", bare)[:60].strip("-")


def _numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{number}" for number in range(2, 1000))


_LOGINS = 'add it to who approves, like "mei, login=meilin"; two people need one'


def _two(what: str, name: str, hint: str) -> UsageError:
    return UsageError(f"there are two {what} '{name}'", hint=hint, not_done=NOTHING)
