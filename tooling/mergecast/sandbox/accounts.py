"""Who can post to the sandbox, and the make-believe credentials they sign with."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from mergecast.errors import UsageError
from mergecast.networks import NETWORKS

_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
_USER_ID = re.compile(r"[0-9]{1,19}")
_KEY = "sandbox-consumer-key-"
_TOKEN = "sandbox-access-token-"  # noqa: S105 - a prefix of a make-believe token


@dataclass(frozen=True, slots=True)
class SandboxAccount:
    """One profile of the sandbox.

    ``tier`` decides what it may send: how long, quotes, answers, cashtags. Whether X
    lets a tier answer its own posts is not known; ``self_replies`` says it here.
    """

    handle: str
    user_id: str
    name: str
    tier: str = "self-serve"
    self_replies: bool = True


@dataclass(frozen=True, slots=True)
class Credentials:
    """The four strings of OAuth 1.0a user context."""

    consumer_key: str
    consumer_secret: str
    access_token: str
    access_token_secret: str


DEFAULT_ACCOUNTS = (SandboxAccount("acme_hq", "1000001", "Acme"),)


def credentials(handle: str) -> Credentials:
    """What ``handle`` signs with: a function of the handle, so nothing is stored."""
    return Credentials(
        consumer_key=f"{_KEY}{handle}",
        consumer_secret=f"sandbox-consumer-secret-{handle}",
        access_token=f"{_TOKEN}{handle}",
        access_token_secret=f"sandbox-access-token-secret-{handle}",
    )


def environment(account_key: str, handle: str, url: str) -> dict[str, str]:
    """The variables that make mergecast's account ``account_key`` post here.

    Without the keys mergecast finds them by itself, as long as it posts to loopback.
    """
    return {
        "MERGECAST_X_API_BASE": url,
        "MERGECAST_SECRETS": json.dumps({account_key: asdict(credentials(handle))}),
    }


def by_handle(accounts: Iterable[SandboxAccount], handle: str) -> SandboxAccount | None:
    """The account called ``handle``, in any letter case, as on X."""
    wanted = handle.lower()
    return next((a for a in accounts if a.handle.lower() == wanted), None)


def by_user_id(
    accounts: Iterable[SandboxAccount], user_id: str
) -> SandboxAccount | None:
    """The account with this user id."""
    return next((a for a in accounts if a.user_id == user_id), None)


def by_token(accounts: Iterable[SandboxAccount], token: str) -> SandboxAccount | None:
    """The account an access token belongs to; tokens are exact, unlike handles."""
    return next(
        (a for a in accounts if credentials(a.handle).access_token == token), None
    )


def by_consumer_key(
    accounts: Iterable[SandboxAccount], key: str
) -> SandboxAccount | None:
    """The account whose app a consumer key belongs to."""
    return next(
        (a for a in accounts if credentials(a.handle).consumer_key == key), None
    )


def parse_account(text: str) -> SandboxAccount:
    """Read ``HANDLE[:USER_ID[:NAME]]``, as people write it on the command line."""
    handle, _, rest = text.partition(":")
    user_id, _, name = rest.partition(":")
    if not _HANDLE.fullmatch(handle):
        raise UsageError(
            f"'{handle}' is not a handle of X",
            hint="use 1 to 15 letters, digits or underscores, without @",
        )
    if user_id and not _USER_ID.fullmatch(user_id):
        raise UsageError(
            f"'{user_id}' is not a user id", hint="use 1 to 19 digits, or leave it out"
        )
    return SandboxAccount(handle, user_id or _made_up_id(handle), name or handle)


def check_accounts(accounts: tuple[SandboxAccount, ...]) -> None:
    """Refuse an empty list, an unknown tier, and two accounts that are mixed up."""
    if not accounts:
        raise UsageError("a sandbox needs at least one account")
    for account in accounts:
        try:
            NETWORKS["x"].limits(account.tier)
        except ValueError as error:
            raise UsageError(f"@{account.handle}: {error}") from None
    for what, values in (
        ("handle", [a.handle.lower() for a in accounts]),
        ("user id", [a.user_id for a in accounts]),
    ):
        twice = sorted({v for v in values if values.count(v) > 1})
        if twice:
            raise UsageError(f"two sandbox accounts have the {what} '{twice[0]}'")


def _made_up_id(handle: str) -> str:
    """Ten digits that depend on the handle alone."""
    digest = hashlib.sha256(handle.lower().encode()).digest()
    return str(1_000_000_000 + int.from_bytes(digest[:4], "big"))
