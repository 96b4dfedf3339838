"""What `mergecast connect` does: keys from X, judged, handed over; ids in the settings.

All or nothing: a wrong profile, or keys that may only read, stop it before anything is
written, for every account that was named.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from mergecast.cli.keys.connect_asking import app_of, pin, tell
from mergecast.cli.keys.credentials import (
    SECRETS,
    of_variables,
    refuse_mixed_up,
    secret,
)
from mergecast.cli.keys.secret_output import way_out
from mergecast.cli.session import Session
from mergecast.cli.wiring import api_base
from mergecast.editing.files import read_exactly, staged
from mergecast.editing.settings import with_user_id
from mergecast.errors import UsageError, WorkspaceError
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import usable
from mergecast.model.settings import Account, Settings
from mergecast.repository.trees import WorkTree

if TYPE_CHECKING:
    from mergecast.publishers.x import Credentials
    from mergecast.publishers.x_connect import App, Seen

_TRIES = 3
_NOTHING = "nothing was written"


def connect(session: Session, names: Sequence[str], output: Path | None) -> None:
    """Connect accounts, and hand over the secret.

    Raises:
        UsageError: no such account, or the secret could not go there.
        WorkspaceError: X refused, or the keys are not the right ones.
    """
    hand_over = way_out(output)
    settings = usable(WorkTree(session.workspace)).settings
    accounts = [_account(settings, name) for name in names]
    refuse_mixed_up(settings.accounts)
    kept = secret()
    _tell_who_is_left(settings, {*kept, *names})
    found: dict[str, Credentials] = {}
    ids: dict[str, str] = {}
    app: App | None = None
    for account in accounts:
        app = app_of(account.key, app)
        keys, seen = _connected(account, app)
        found[account.key], ids[account.key] = keys, seen.profile.id
    fresh = {key: asdict(each) for key, each in found.items()}
    made = json.dumps({**kept, **fresh}, ensure_ascii=False)
    file = session.workspace / SETTINGS
    text = read_exactly(file)
    named = _with_ids(text, settings, ids)
    with (
        staged(file, named) if named != text else nullcontext(_nothing) as put_in_place
    ):
        hand_over(f"{made}\n")
        put_in_place()
    _tell_what_is_next(output, changed=named != text)


def _nothing() -> None:
    """The settings have every id already."""


def _account(settings: Settings, name: str) -> Account:
    account = settings.accounts.get(name)
    if account is None:
        known = ", ".join(settings.accounts) or "none"
        raise UsageError(
            f"there is no account '{name}' in mergecast.yaml",
            hint=f"add it there first; it knows: {known}",
            not_done="nothing was asked or written",
        )
    if account.network != "x":
        raise UsageError(
            f"account '{name}' is on {account.network}, and only X can be connected",
            not_done="nothing was asked or written",
        )
    return account


def _tell_who_is_left(settings: Settings, known: set[str]) -> None:
    """One secret is replaced as a whole: who is not in it has no keys afterwards."""
    left = [
        account.key
        for account in settings.accounts.values()
        if account.network == "x" and not account.sample and account.key not in known
        if not of_variables(account.key, os.environ)
    ]
    if left:
        tell(
            f"note: the secret will have no keys for {', '.join(left)}.",
            f"  If {SECRETS} has theirs now, stop here (Ctrl-C): name all accounts in"
            " one go, or put its present value into the environment.",
        )


def _connected(account: Account, app: App) -> tuple[Credentials, Seen]:
    """An account's keys, and what X says of them.

    Raises:
        WorkspaceError: they are another profile's, may only read, or X gave none.
    """
    from mergecast.publishers.x_connect import look  # noqa: PLC0415 - not for --help

    base = api_base(account)
    keys = _granted(account, app, base)
    seen = look(keys, base)
    _refuse_another(account, seen)
    if seen.reads_only:
        raise WorkspaceError(
            f"the app may only read, so nothing could be posted for '{account.key}'",
            hint="in X's developer portal set the app's permissions to 'Read and write'"
            " (User authentication settings), then connect once more: keys keep what"
            " the app was allowed when they were made",
            not_done=_NOTHING,
        )
    if not seen.access:
        tell("note: X does not say whether these keys may post; `doctor` asks again")
    tell(f"{account.key}: connected as @{seen.profile.handle}")
    return keys, seen


def _granted(account: Account, app: App, base: str) -> Credentials:
    from mergecast.publishers.x_connect import (  # noqa: PLC0415 - not for --help
        WrongPinError,
        begin,
        finish,
    )

    for left in reversed(range(_TRIES)):
        begun = begin(app, base)
        tell(
            f"{account.key}: log in to X as @{account.user}, open this address,",
            f"  {begun.address}",
            "  say yes there, and enter the PIN that it shows.",
        )
        try:
            return finish(begun, pin(), base)
        except WrongPinError:
            tell("X does not take this PIN." + (" Once more:" if left else ""))
    raise WorkspaceError(
        f"'{account.key}' was not connected: X took no PIN",
        hint="start again; a PIN is good once, and for its own address only",
        not_done=_NOTHING,
    )


def _refuse_another(account: Account, seen: Seen) -> None:
    """Refuse another profile; a known id under a new handle is only told."""
    profile = seen.profile
    same = profile.handle.casefold() == account.user.casefold()
    if account.user_id is not None and profile.id != account.user_id:
        raise WorkspaceError(
            f"these are keys of @{profile.handle} with the id {profile.id}, and"
            f" mergecast.yaml says that '{account.key}' has the id {account.user_id}",
            hint="log in to X as the right profile, and connect again",
            not_done=_NOTHING,
        )
    if not same and account.user_id is None:
        raise WorkspaceError(
            f"these are keys of @{profile.handle}, and mergecast.yaml says that"
            f" '{account.key}' is @{account.user}",
            hint="log out of X, log in as the right profile, and connect again",
            not_done=_NOTHING,
        )
    if not same:
        tell(
            f"note: '{account.key}' is @{profile.handle} now; mergecast.yaml still says"
            f" @{account.user}"
        )


def _with_ids(text: str, settings: Settings, ids: Mapping[str, str]) -> str:
    for key, user_id in ids.items():
        if settings.accounts[key].user_id is None:
            text = with_user_id(text, key, user_id)
    return text


def _tell_what_is_next(output: Path | None, *, changed: bool) -> None:
    if output is not None:
        tell(
            f"wrote {output}, which only you can read",
            f"  gh secret set {SECRETS} --env publish < {output}",
            "  and then take the file away",
        )
    if changed:
        tell(
            "filled in user_id in mergecast.yaml: commit that, and have it merged",
            "X asks accounts that are run by programs to say so, and suspends some that"
            " do not: `mergecast doctor` says where, and what to note down",
        )
