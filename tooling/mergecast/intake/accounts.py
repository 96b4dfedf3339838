"""The accounts and the campaign that somebody means, by any of their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from mergecast.intake.said import AskBackError
from mergecast.model.settings import Account
from mergecast.model.workspace import Campaign

_BETWEEN = re.compile(r"[,，、;；\n]|\s(?:and|dan|&|和)\s|\s+(?=@)")
_LINK = re.compile(r"https?://(?:www\.)?(?:x|twitter)\.com/(\w+)/?", re.IGNORECASE)
_MOST = 20


def accounts(text: str, known: Mapping[str, Account]) -> tuple[str, ...]:
    """The keys of the accounts that are named: by key, @handle or address.

    Nothing means the only account, where there is only one.

    Raises:
        AskBackError: none is named and there are several, or one is not known.
    """
    names = [each.strip() for each in _BETWEEN.split(text) if each.strip()]
    if not names:
        if len(known) == 1:
            return tuple(known)
        raise AskBackError("account-missing", known=_offered(known))
    if len(names) > _MOST:
        raise AskBackError("account-unknown", name=names[-1], known=_offered(known))
    return tuple(dict.fromkeys(_account(name, known) for name in names))


def _account(name: str, known: Mapping[str, Account]) -> str:
    wanted = _plain(_LINK.sub(r"\1", name))
    found = {
        account.key
        for account in known.values()
        if wanted in {_plain(each) for each in _names(account)}
    }
    if wanted in known:
        found = {wanted}  # its key is nobody else's
    if len(found) != 1:
        what = "account-ambiguous" if found else "account-unknown"
        raise AskBackError(what, name=name[:60], known=_offered(known))
    return found.pop()


def _names(account: Account) -> Iterable[str]:
    shown = account.data.get("name")
    return (account.key, account.user, *([shown] if isinstance(shown, str) else []))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().removeprefix("@").casefold()


def _offered(known: Mapping[str, Account]) -> str:
    shown = [f"{each.key} (@{each.user})" for each in known.values()]
    more = ["…"] if len(shown) > _MOST else []
    return ", ".join(shown[:_MOST] + more)


def campaign(text: str, known: Mapping[str, Campaign]) -> str | None:
    """The id of the campaign that is named; None where none is.

    Raises:
        AskBackError: there is no such campaign.
    """
    wanted = _plain(text).replace(" ", "-")
    if not wanted:
        return None
    for each in known:
        if each.casefold() == wanted:
            return each
    offered = ", ".join(list(known)[:_MOST]) or "-"
    raise AskBackError("campaign-unknown", name=text.strip()[:60], known=offered)
