"""Edit ``mergecast.yaml``."""

from __future__ import annotations

from mergecast.editing.splice import put
from mergecast.editing.tree import find, line_break


def naming(text: str, **ledger: str) -> str:
    """The settings with what they say of the ledger: its ``genesis``, its ``key``.

    Raises:
        EditError: the settings cannot take it without other changes.
    """
    if find(text, ("ledger",)) is None:
        brk = line_break(text)
        lead = "" if text.endswith("\n") or not text else brk
        text = f"{text}{lead}ledger:{brk}"
    for name, value in ledger.items():
        text = put(text, ("ledger", name), value)
    return text


def with_user_id(text: str, account: str, user_id: str) -> str:
    """The settings with the network's id of an account, below its handle.

    Raises:
        EditError: the settings cannot take it without other changes.
    """
    return put(text, ("accounts", account, "user_id"), user_id, after="user")


def with_self_replies(text: str, account: str, state: str) -> str:
    """The settings with what a try has shown of an account's answers to itself.

    Raises:
        EditError: the settings cannot take it without other changes.
    """
    return put(text, ("accounts", account, "self_replies"), state)
