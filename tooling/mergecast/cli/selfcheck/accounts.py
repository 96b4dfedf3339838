"""What the self-check wants to know of the accounts' keys: whose they are, by X."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from mergecast import clock
from mergecast.cli.keys.credentials import refuse_mixed_up
from mergecast.cli.wiring import api_base, keys_of
from mergecast.dispatch.ports import NotReadyError
from mergecast.doctor.facts import Keys, Refused, Seen
from mergecast.model.health import Away
from mergecast.model.outcome import CREDIT, LIMITED, NotSent
from mergecast.model.settings import Account, Settings

if TYPE_CHECKING:
    from mergecast.publishers.x import Credentials

_OFFLINE = Away("not asked (--offline)")


def account_keys(settings: Settings, *, offline: bool) -> tuple[Keys, ...]:
    """Each account on X that is no sample, and how it stands with its keys.

    Raises:
        WorkspaceError: the one secret cannot be read, or two accounts share a variable.
    """
    refuse_mixed_up(settings.accounts)
    away = _OFFLINE if offline else None
    return tuple(
        _keys(account, away)
        for account in settings.accounts.values()
        if account.network == "x" and not account.sample
    )


def _keys(account: Account, away: Away | None) -> Keys:
    try:
        found = keys_of(account)
    except NotReadyError as error:
        return Keys(account, missing=str(error))
    return Keys(account, seen=away or _seen(account, found))


def _seen(account: Account, keys: Credentials) -> Seen | Refused | Away:
    from mergecast.publishers.x_connect import probe  # noqa: PLC0415 - needs tweepy
    from mergecast.publishers.x_session import Patience  # noqa: PLC0415 - needs tweepy

    found = probe(keys, api_base(account), Patience(connect=5, silence=10, whole=15))
    here = clock.now()
    if isinstance(found, NotSent):
        if not found.account or found.rest == LIMITED:
            return Away(found.reason, "try again later")
        return Refused(found.reason, credit=found.rest == CREDIT)
    there = _date(found.date)
    date = None if there is None else (there, here)
    return Seen(found.profile.handle, found.profile.id, found.access, date)


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, TypeError, OverflowError):
        return None
