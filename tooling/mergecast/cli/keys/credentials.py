"""Each account's keys, from the job's environment: one secret for all, or four each.

``MERGECAST_SECRETS`` is a JSON object of accounts. Instead, or for one account more, a
job may have ``MERGECAST_X_<ACCOUNT>_KEY``, ``..._SECRET``, ``..._TOKEN`` and
``..._TOKEN_SECRET``. What is wrong with them is said by name and place, never by value.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

from mergecast.dispatch.ports import NotReadyError
from mergecast.errors import WorkspaceError

if TYPE_CHECKING:
    from mergecast.publishers.x import Credentials

SECRETS = "MERGECAST_SECRETS"
PARTS = {
    "KEY": "consumer_key",
    "SECRET": "consumer_secret",
    "TOKEN": "access_token",
    "TOKEN_SECRET": "access_token_secret",
}
"""The end of a variable's name, and what the same is called in the JSON."""


def variable(account: str, part: str) -> str:
    """The variable with one of an account's four keys."""
    return f"MERGECAST_X_{account.upper().replace('-', '_')}_{part}"


def variables(account: str) -> dict[str, str]:
    """The four variables of an account, by what they are called in the JSON."""
    return {name: variable(account, part) for part, name in PARTS.items()}


def credentials(
    account: str, environment: Mapping[str, str] = os.environ
) -> Credentials:
    """The keys of an account; its own variables go before the one secret for all.

    Raises:
        NotReadyError: something of them is missing; other accounts may have theirs.
        WorkspaceError: the secret cannot be read at all.
    """
    from mergecast.publishers.x import Credentials  # noqa: PLC0415 - not for --help

    found = of_variables(account, environment)
    if not found:
        found = of_secret(account, environment)
        missing = [name for name in PARTS.values() if not found.get(name)]
        if missing and not found:
            # Said here, since nothing tells which of the two ways was meant.
            first = variable(account, "KEY")
            raise _incomplete(account, f"neither {SECRETS} nor {first} has any")
        if missing:
            raise _incomplete(account, f"{SECRETS} has no '{missing[0]}' of it")
    for name, each in variables(account).items():
        if not found.get(name):
            raise _incomplete(account, f"{each} is not set")
    return Credentials(**found)


def of_variables(account: str, environment: Mapping[str, str]) -> dict[str, str]:
    """What an account's own variables hold of its keys."""
    found = {name: environment.get(key) for name, key in variables(account).items()}
    return _texts(found)


def of_secret(account: str, environment: Mapping[str, str]) -> dict[str, str]:
    """What the one secret for all holds of an account's keys.

    Raises:
        WorkspaceError: it cannot be read at all.
    """
    own = secret(environment).get(account)
    texts = own if isinstance(own, dict) else {}
    return _texts({name: texts.get(name) for name in PARTS.values()})


def _texts(found: Mapping[str, object]) -> dict[str, str]:
    """Those that are there; a line break that was pasted along is none of a key."""
    shorn = {k: text.strip() for k, text in found.items() if isinstance(text, str)}
    return {name: text for name, text in shorn.items() if text}


def secret(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The one secret for all, empty where there is none.

    Raises:
        WorkspaceError: it is no JSON object, or names an account twice.
    """
    text = environment.get(SECRETS, "").strip() or "{}"
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        # The words of the error quote nothing, but its ``doc`` is the secret itself.
        place = f"line {error.lineno}, column {error.colno}"
        raise _unreadable(f"is no JSON: see {place}") from None
    except RecursionError:
        raise _unreadable("is no JSON that anybody would write") from None
    if not isinstance(found, dict):
        raise _unreadable("is not a JSON object of accounts")
    return found


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _unreadable("says the same name twice")
    return found


def refuse_mixed_up(
    accounts: Collection[str], environment: Mapping[str, str] = os.environ
) -> None:
    """Refuse a variable that could be meant for either of two accounts.

    Raises:
        WorkspaceError: there is one in the environment.
    """
    for name, one, other in _shared(accounts):
        if environment.get(name):
            raise WorkspaceError(
                f"{name} could be meant for account '{one}' and for '{other}'",
                hint=f"put the keys of both into {SECRETS}, and take it away",
                not_done="nothing was sent",
            )


def _shared(accounts: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Variables of two accounts: `a-b` and `a--b` have none, `a` and `a-token` one."""
    for one, other in combinations(sorted(accounts), 2):
        mine, others = set(variables(one).values()), variables(other).values()
        yield from ((name, one, other) for name in others if name in mine)


def _unreadable(what: str) -> WorkspaceError:
    return WorkspaceError(
        f"{SECRETS} {what}",
        hint="let `mergecast connect` write it, for all accounts at once",
        not_done="nothing was sent",
    )


def _incomplete(account: str, what: str) -> NotReadyError:
    reason = f"there are no complete keys for account '{account}': {what}"
    return NotReadyError(reason, account=True)
