"""The accounts' keys: whether they are there, whose they are, what they may do."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.doctor.facts import Facts, Keys, Refused, Seen
from mergecast.doctor.said import Said, fail, ok, unknown, warn
from mergecast.model.health import Away
from mergecast.model.settings import Account

_CONNECT = "run `mergecast connect {}`"
_MAY_WRITE = "read-write"


def credentials(facts: Facts) -> Iterator[Said]:
    """Whether each account has keys, and they are of the profile that is meant."""
    if isinstance(facts.keys, Away):
        yield fail(facts.keys.reason, facts.keys.hint)
        return
    if not facts.keys:
        yield ok("samples need no keys")
    for keys in facts.keys:
        yield _of(keys, live=facts.settings.live is True)


def _of(keys: Keys, *, live: bool) -> Said:
    name, seen = keys.account.key, keys.seen
    if keys.missing:
        fix = _CONNECT.format(name)
        if live:
            return fail(keys.missing, fix)
        return warn(f"{keys.missing} (needed once it is live)", fix)
    if isinstance(seen, Away):
        return unknown(f"{name}: the keys are here; whether they are good", seen)
    if isinstance(seen, Refused):
        if seen.credit:
            return ok(f"{name}: X takes the keys")
        return fail(f"{name}: {seen.reason}", _CONNECT.format(name))
    return _whose(keys.account, seen)


def _whose(account: Account, seen: Seen) -> Said:
    name, same = account.key, seen.handle.casefold() == account.user.casefold()
    fix = _CONNECT.format(name) + ", logged in as the right profile"
    if account.user_id not in (None, seen.user_id):
        return fail(
            f"{name}: these are keys of @{seen.handle} with the id {seen.user_id}, and"
            f" settings say {account.user_id}",
            fix,
        )
    if same and account.user_id is None:
        return warn(
            f"{name}: keys of @{seen.handle}; settings do not say its user_id, so"
            " nobody would notice another profile under this handle",
            f'add `user_id: "{seen.user_id}"` to the account in mergecast.yaml',
        )
    if same:
        return ok(f"{name}: keys of @{seen.handle}, as settings say")
    if account.user_id is None:
        return fail(
            f"{name}: these are keys of @{seen.handle}, and settings say"
            f" @{account.user}",
            fix,
        )
    return warn(
        f"{name}: @{account.user} is @{seen.handle} now, with the same id",
        f"write the new handle into mergecast.yaml: `user: {seen.handle}`",
    )


def access(facts: Facts) -> Iterator[Said]:
    """Whether the keys may post, which a new app of X may not."""
    for keys in _asked(facts):
        name, seen = keys.account.key, keys.seen
        if not isinstance(seen, Seen):
            continue
        if not seen.access:
            reason = "X did not say (no x-access-level)"
            yield unknown(f"{name}: whether the keys may post", Away(reason))
        elif seen.access.startswith(_MAY_WRITE):
            yield ok(f"{name}: may read and write")
        else:
            yield fail(
                f"{name}: the keys may only {seen.access}",
                "set the app's permissions to 'Read and write' in X's developer"
                f" portal, then {_CONNECT.format(name)}",
            )


def credit(facts: Facts) -> Iterator[Said]:
    """Whether X still takes requests; how much is left it does not tell these keys."""
    for keys in _asked(facts):
        name, seen = keys.account.key, keys.seen
        if isinstance(seen, Refused) and seen.credit:
            yield fail(f"{name}: {seen.reason}", "buy credits in X's developer portal")
        elif isinstance(seen, Seen):
            yield ok(f"{name}: X took a request; how much credit is left it never says")


def automated_label(facts: Facts) -> Iterator[Said]:
    """Whether somebody has thought of X's label for automated accounts."""
    for key, account in facts.settings.accounts.items():
        if account.network != "x" or account.sample:
            continue
        said = account.data.get("automated_label")
        if said is None:
            yield warn(
                f"{key}: nobody said whether X shows it as an automated account; bots"
                " without the label may be suspended",
                "set it on X (your account, account information, automation), then"
                " write `automated_label: true` at the account; `false` where people"
                " write each post",
            )
        else:
            shown = "is" if said else "need not be"
            yield ok(f"{key}: {shown} labelled as automated, as settings say")


def _asked(facts: Facts) -> list[Keys]:
    return [] if isinstance(facts.keys, Away) else list(facts.keys)
