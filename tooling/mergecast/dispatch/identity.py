"""Whose keys are these? With keys of another profile, posts go out in its name.

A handle can change hands, the network's id of a profile cannot. The ledger keeps the id
of each account from the day that it was set up; what the keys say is compared with it
before anything is claimed, deleted or looked up with them. The same id under another
handle is the same account: that is worth a word, and nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from mergecast.dispatch.ports import NotReadyError, Publisher
from mergecast.model.settings import Account


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the network says that keys belong to."""

    id: str
    handle: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An account that the network was asked about, and what it said."""

    account: Account
    answer: Profile | NotReadyError


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The way to each account, once it is known that the keys are its own.

    Each account is asked about once: make one of these for each tick. ``known`` are the
    ids by account key; where there is none, nothing can be compared, and nobody is
    asked.
    """

    publisher: Callable[[Account], Publisher]
    profile: Callable[[Account], Profile]
    known: Mapping[str, str]
    _asked: dict[str, Asked] = field(default_factory=dict)

    def __call__(self, account: Account) -> Publisher:
        """What talks to the account's network.

        Raises:
            NotReadyError: the keys are of somebody else, or there was no answer.
        """
        found = self.publisher(account)
        known = self.known.get(account.key)
        if known is None:
            return found
        answer = self._ask(account).answer
        if isinstance(answer, NotReadyError):
            raise answer
        if answer.id != known:
            raise NotReadyError(_strange(account, answer, known), account=True)
        return found

    def renamed(self) -> Iterator[str]:
        """For people: which accounts have another handle than the settings say."""
        for asked in self._asked.values():
            account, answer = asked.account, asked.answer
            if isinstance(answer, NotReadyError):
                continue
            same = answer.handle.casefold() == account.user.casefold()
            if answer.id == self.known.get(account.key) and not same:
                yield (
                    f"account '{account.key}' is @{answer.handle} now, and the "
                    f"settings say @{account.user}: merge the new `user` into "
                    "mergecast.yaml"
                )

    def _ask(self, account: Account) -> Asked:
        if account.key not in self._asked:
            answer: Profile | NotReadyError
            try:
                answer = self.profile(account)
            except NotReadyError as error:
                answer = error
            self._asked[account.key] = Asked(account, answer)
        return self._asked[account.key]


def ids(
    recorded: Mapping[str, Mapping[str, object]], accounts: Mapping[str, Account]
) -> dict[str, str]:
    """By account key, the network's id: the ledger's, else what the settings say.

    Args:
        recorded: the accounts of the policy in force, as the ledger keeps it.
        accounts: those of the settings.
    """
    found = {}
    for key, account in accounts.items():
        known = recorded.get(key, {}).get("user_id") or account.user_id
        if known:
            found[key] = str(known)
    return found


def _strange(account: Account, answer: Profile, known: str) -> str:
    return (
        f"the keys of account '{account.key}' are those of @{answer.handle} "
        f"({answer.id}), and the ledger knows the account as {known}: "
        "give it its own keys, or plan for the other profile under a key of its own"
    )
