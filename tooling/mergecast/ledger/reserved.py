"""The values that the reserved keys' records hold, as decisions want them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from mergecast.ledger.damage import DamageError
from mergecast.ledger.record import Record, record_path
from mergecast.ledger.shape import read_instant
from mergecast.ledger.signing import Keys
from mergecast.model.freeze import Crisis, Freeze, Thawed
from mergecast.model.ledger_state import Birth, Policy, Tick

T = TypeVar("T")


def freezes_of(record: Record | None) -> tuple[Freeze, ...]:
    """The freezes in force, oldest first."""
    return _read(record, _freezes) if record else ()


def thawed_of(record: Record | None) -> tuple[Thawed, ...]:
    """The freezes that are over, as far as they matter still, oldest first."""
    return _read(record, _thawed) if record else ()


def crisis_of(record: Record | None) -> Crisis | None:
    """An incident as its last event left it."""
    return _read(record, _crisis) if record else None


def hidden_stops(stops: Record | None, tick: Record | None) -> str | None:
    """Why the record of what is frozen is not the one that a tick saw, in words."""
    seen = tick.facts.get("stops") if tick else None
    if not isinstance(seen, int) or (stops is not None and stops.seq >= seen):
        return None
    found = f"is of event {stops.seq}" if stops else "is missing"
    return f"it {found}, and the last tick saw that of event {seen}"


def tick_of(record: Record | None) -> Tick | None:
    """The last tick that was written."""
    return _read(record, _tick) if record else None


def birth_of(record: Record) -> Birth:
    """What genesis says."""
    return _read(record, _birth)


def policy_of(record: Record | None, genesis: Record) -> Policy:
    """The policy in force: the last that was accepted, or the one of genesis."""
    return _read(record or genesis, lambda one: _policy(one, genesis))


def keys_of(record: Record | None) -> Keys:
    """Which key is in force from which event on."""
    return _read(record, _keys) if record else Keys()


def _read(record: Record, reader: Callable[[Record], T]) -> T:
    try:
        return reader(record)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        place = f"{record_path(record.key)} ({record.key})"
        raise DamageError(place, f"its facts cannot be read: {error}") from error


def _freezes(record: Record) -> tuple[Freeze, ...]:
    return tuple(
        Freeze(
            one["scope"],
            one["reason"],
            one["by"],
            read_instant(one["at"]),
            one["seq"],
            read_instant(one["until"]) if "until" in one else None,
            one.get("incident"),
        )
        for one in record.facts["freezes"]
    )


def _thawed(record: Record) -> tuple[Thawed, ...]:
    return tuple(
        Thawed(one["scope"], read_instant(one["since"]), read_instant(one["until"]))
        for one in record.facts.get("ended", ())
    )


def _crisis(record: Record) -> Crisis:
    level = record.facts.get("level")
    name = record.key.partition(":")[2]
    levels = tuple(map(str, record.facts.get("levels") or filter(None, [level])))
    said = record.facts.get("playbook")
    playbook = None if said is None else str(said)
    step = str(record.facts["step"])
    return Crisis(name, step, level and str(level), levels, playbook)


def _tick(record: Record) -> Tick:
    carry = {str(name): dict(why) for name, why in record.facts["carry"].items()}
    told = record.facts.get("paused", {})
    paused = {str(account): str(reason) for account, reason in told.items()}
    return Tick(record.facts["main"], carry, record.at, record.seq, paused)


def _birth(record: Record) -> Birth:
    facts: Mapping[str, Any] = record.facts
    return Birth(
        id=record.event,
        sandbox=facts["sandbox"] is True,
        forge=facts["forge"],
        accounts=dict(facts["accounts"]),
        at=record.at,
    )


def _policy(record: Record, genesis: Record) -> Policy:
    born, facts = genesis.facts, record.facts
    return Policy(
        value=facts["value"] if "value" in facts else born["policy"],
        digest=facts["digest"] if "digest" in facts else born["policy_digest"],
        judged=facts.get("judged"),
        seq=record.seq,
    )


def _keys(record: Record) -> Keys:
    return Keys(tuple((int(seq), str(key)) for seq, key in record.facts["since"]))
