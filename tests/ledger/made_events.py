"""Events of every kind, fixed and arbitrary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st
from ledger.made_ledgers import AT, KEY, PAYLOAD

from mergecast.ledger.canonical import digest
from mergecast.ledger.envelope import encode
from mergecast.model.event import Event, EventKind, Json

K = EventKind
WHY = {"reason": "网络没有回答"}

BODIES: Mapping[EventKind, Json] = {
    K.CLAIM: {"scopes": ["campaign:launch"]},
    K.SENDING: {},
    K.POSTED: {"id": "1860", "via": "send", "url": "https://x.com/acme/status/1860"},
    K.RETRACTED: {},
    K.UNKNOWN: WHY,
    K.RELEASED: {**WHY, "evidence": "not on the timeline"},
    K.HELD: {**WHY, "may_be_live": True, "code": "duplicate"},
    K.MISSED: {**WHY, "may_be_live": False},
    K.RESOLVED: {**WHY, "outcome": "posted", "by": "mei", "id": "1860"},
    K.CANCELLED: {**WHY, "code": "file-gone"},
    K.INCIDENT: {"step": "open", "by": "mei", "level": "2"},
    K.FREEZE: {**WHY, "scope": "all", "by": "mei"},
    K.THAW: {**WHY, "scope": "all", "by": "mei"},
    K.GENESIS: {
        "sandbox": True,
        "forge": "offline",
        "policy": {"approvals": 1},
        "policy_digest": PAYLOAD,
        "accounts": {"acme": {"network": "x", "user_id": "1"}},
    },
    K.POLICY: {"commit": "c0ffee", "accepted": True, "digest": PAYLOAD, "value": {}},
    K.ROTATE: {"key_id": "k1", "old_key_id": None},
    K.TICK: {"main": "c0ffee", "carry": {"launch-2026": {"reason": "冻结"}}},
}

RESERVED: Mapping[EventKind, str] = {
    K.INCIDENT: "!incident:outage-1",
    K.FREEZE: "!freeze",
    K.THAW: "!freeze",
    K.GENESIS: "!genesis",
    K.POLICY: "!policy",
    K.ROTATE: "!rotate",
    K.TICK: "!tick",
}


def event(kind: EventKind, seq: int = 0, **changes: object) -> Event:
    """An event of a kind, its hash right."""
    made = Event(
        seq=seq,
        prev=None if seq == 0 else PAYLOAD,
        kind=kind,
        key=RESERVED.get(kind, KEY),
        try_=0 if kind in RESERVED else 1,
        nonce=f"{seq:032x}",
        at=AT,
        payload=None if kind in RESERVED else PAYLOAD,
        run="local:a:1",
        body=BODIES[kind],
    )
    made = replace(made, **changes)  # type: ignore[arg-type] # the test knows the names
    return replace(made, hash=digest(encode(made)))


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)
_objects = st.dictionaries(st.text(max_size=4), _json, max_size=2)
_digests = st.binary(min_size=32, max_size=32).map(lambda raw: "sha256:" + raw.hex())


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event that the ledger may hold."""
    kind = draw(st.sampled_from(EventKind))
    moment = draw(
        st.datetimes(datetime(1000, 1, 1), datetime(9999, 1, 1))  # noqa: DTZ001 - as UTC
    ).replace(tzinfo=UTC)
    keyed = draw(st.booleans())
    # What the ledger reads keeps its type; anything else may stand beside it.
    more = {f"x-{name}": value for name, value in draw(_objects).items()}
    return event(
        kind,
        seq=draw(st.integers(0, 2**40)),
        prev=draw(st.none() | _digests),
        try_=draw(st.integers(0, 9)),
        nonce=draw(st.binary(min_size=16, max_size=16)).hex(),
        at=moment.replace(microsecond=moment.microsecond // 1000 * 1000),
        payload=draw(st.none() | _digests),
        approval=draw(st.none() | _objects),
        run=draw(st.none() | st.text(min_size=1, max_size=20)),
        body={**BODIES[kind], **more},
        mac="hmac-sha256:" + "0" * 64 if keyed else None,
        key_id="k1" if keyed else None,
    )
