"""What the network takes: for a part, for reads, and for what is still to go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.target import Target, is_by_hand
from mergecast.model.settings import Account
from mergecast.networks import NETWORKS
from mergecast.networks.charges import Charge, added, prices
from mergecast.payload import PartPayload

DELETION = "deletion"
READ = "own post read"

_TO_GO = frozenset({Verb.PUBLISH, Verb.WAIT, Verb.FROZEN})
"""What a run will send, sooner or later, if nobody does anything."""


def of_part(target: Target, part: PartPayload) -> tuple[Charge, ...] | None:
    """What the network takes for one part; None of a network that nobody knows."""
    account = target.account
    network = NETWORKS.get(account.network)
    if network is None:
        return None
    alts = sum(1 for item in part.body.get("media", ()) if item["alt"])
    return network.charges(str(part.body["text"]), alts, bare=account.bare_domains)


def of_parts(target: Target, first: int) -> tuple[Charge, ...]:
    """What sending a target takes from one of its parts on."""
    parts = target.payload.parts[first - 1 :] if target.payload else ()
    return added(charge for part in parts for charge in of_part(target, part) or ())


def of(what: str, account: Account, count: int = 1) -> tuple[Charge, ...]:
    """What an account's network takes for so many of one kind of thing."""
    each = prices(account.network).get(what, 0) if count else 0
    return (Charge(what, each, count),) if each else ()


def still_to_go(decision: Decision) -> tuple[Charge, ...]:
    """What a target takes that a run has yet to do something about.

    Reads are counted where they are certain to come: for what is read back, and for
    what is unknown, once.
    """
    if decision.target.account.sample:
        return ()
    return added(_still_to_go(decision))


def _still_to_go(decision: Decision) -> Iterator[Charge]:
    target, account = decision.target, decision.target.account
    if decision.verb is Verb.RETRACT:
        yield from of(DELETION, account, decision.part)
    if decision.verb is Verb.UNKNOWN:
        yield from of(READ, account)
    if decision.verb not in _TO_GO or is_by_hand(target):
        return
    if target.retract is None and target.payload:
        yield from of_parts(target, decision.part)
        if account.data.get("verify") is True:
            count = len(target.payload.parts) - decision.part + 1
            yield from of(READ, account, count)


def in_all(decisions: Iterable[Decision]) -> tuple[Charge, ...]:
    """The same of many targets."""
    return added(charge for each in decisions for charge in still_to_go(each))
