"""Send again what may be live, where the network itself takes each key only once.

Such a network (``once: native``) is given the part's own key with each send. A second
send under it makes no second post, so a try that died or got no answer is simply made
again: the same words, under the same claim, for as long as the network remembers. It
stays on record as unknown until there is an answer, since it may be live all the while.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mergecast.approvals.policy import NotApproved
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.ports import Approve, Recorded
from mergecast.dispatch.target import Target, is_by_hand
from mergecast.model.freeze import stopped_by
from mergecast.model.key import Key
from mergecast.model.ledger_state import KeyState, PartState
from mergecast.model.settings import Account

if TYPE_CHECKING:
    from mergecast.networks.base import Once

REPEATABLE = timedelta(minutes=50)
"""How long after its claim a key counts as remembered: the shortest memory of a network
that has one is an hour (Mastodon's `Idempotency-Key`), less what a send may take."""

IN_DOUBT = frozenset({PartState.SENDING, PartState.UNKNOWN})


def once(account: Account) -> Once:
    """How the account's network tells a send that happened from one that did not."""
    from mergecast.networks import NETWORKS  # noqa: PLC0415 - only where it matters

    return NETWORKS[account.network].ONCE


def again(
    found: Decision, ledger: Recorded, approve: Approve, now: datetime
) -> Decision:
    """A decision, turned to ``publish`` where what is unknown can be sent again."""
    target = found.target
    if found.verb is not Verb.UNKNOWN or target.payload is None:
        return found
    if target.trouble is not None or is_by_hand(target):
        return found
    part = target.payload.parts[found.part - 1]
    state = ledger.state(part.key)
    if state is None or not _remembered(target, part.digest, state, now):
        return found
    if stopped_by(part.key, ledger.freezes(), state.scopes):
        return found
    if isinstance(approve(target), NotApproved):
        return found
    reason = "how its send ended is unknown; sent again, the network takes it only once"
    return replace(found, verb=Verb.PUBLISH, reason=reason)


def in_doubt(key: Key, ledger: Recorded) -> KeyState | None:
    """The state of a part that may be live, though nobody knows."""
    state = ledger.state(key)
    return state if state is not None and state.state in IN_DOUBT else None


def _remembered(target: Target, digest: str, state: KeyState, now: datetime) -> bool:
    """Whether the network knows the key still, and would take the same words for it."""
    claim = state.claim
    fresh = claim is not None and timedelta(0) <= now - claim.at < REPEATABLE
    same = state.state in IN_DOUBT and state.payload == digest
    return fresh and same and once(target.account) == "native"
