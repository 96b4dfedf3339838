"""Keys: turned on, rotated and retired in a running ledger; nothing stops."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace

import pytest
from ledger.made_ledgers import (
    AT,
    KEY,
    NEW,
    OLD,
    access,
    born,
    claim,
    files_of,
    freeze,
    live,
    other_runner,
    rotate,
    tampered,
    thaw,
    ticked,
    wrote,
)

from mergecast.errors import ExitCode, LedgerDamagedError, WorkspaceError
from mergecast.ledger.canonical import canonical, digest
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import MemoryStore
from mergecast.ledger.record import record_path
from mergecast.ledger.signing import Keyring, Signer, record_mac
from mergecast.ledger.verify import verify
from mergecast.model.event import EventKind
from mergecast.model.key import ROTATE
from mergecast.model.ledger_state import Appended, Draft

DAY = "events/2026/11/24.jsonl"
ALL_KEYS = Keyring(NEW, (OLD,))


def remote_of(ledger: Ledger) -> MemoryStore:
    store = ledger.access.store
    assert isinstance(store, MemoryStore)
    return store


def problems(ledger: Ledger, ring: Keyring) -> list[str]:
    store = remote_of(ledger)
    assert store.remote.tip is not None
    found = verify(store, store.remote.tip, genesis=ledger.genesis, ring=ring)
    return [problem.message for problem in found]


def lines(ledger: Ledger) -> list[dict[str, object]]:
    raw = files_of(remote_of(ledger).remote)[DAY]
    return [json.loads(line) for line in raw.splitlines()]


def rotated() -> Ledger:
    """Keyed by k1 from the second event on, by k2 from the fourth on."""
    ledger = born(ring=Keyring(OLD))
    wrote(ledger.open(), claim())
    ledger = other_runner(ledger, run="local:a:1", ring=ALL_KEYS)
    wrote(ledger.open(), rotate())
    return ledger


def test_an_unkeyed_ledger_ignores_a_key_that_nobody_turned_on() -> None:
    ledger = other_runner(born(), ring=Keyring(OLD))
    view = wrote(ledger.open(), claim())

    assert all("mac" not in line for line in lines(ledger))
    assert view.keys.present is None


def test_a_mac_is_made_as_the_documentation_says() -> None:
    ledger = born(ring=Keyring(OLD))
    line = lines(ledger)[1]
    mac = line.pop("mac")

    assert line["key_id"] == "k1"
    made = hmac.new(OLD.key, canonical(line), hashlib.sha256).hexdigest()
    assert mac == f"hmac-sha256:{made}"


def test_a_key_turned_on_rotated_and_retired_stops_nothing() -> None:
    ledger = rotated()
    view = wrote(ledger.open(), *live("other-post@acme:1"), freeze(), thaw(), ticked())

    assert [line.get("key_id") for line in lines(ledger)][:5] == [
        *(None, "k1", "k1", "k2", "k2"),
    ]
    assert view.keys.since == ((1, "k1"), (3, "k2"))
    for ring in (ALL_KEYS, Keyring(NEW), Keyring()):
        assert problems(ledger, ring) == []
        assert other_runner(ledger, ring=ring).open().tip == view.tip


def test_without_the_key_only_stopping_is_possible() -> None:
    ledger = other_runner(born(ring=Keyring(OLD)), ring=Keyring())
    view = wrote(ledger.open(), freeze())
    incident = Draft(
        EventKind.INCIDENT, "!incident:outage-1", body={"step": "open", "by": "mei"}
    )
    view = wrote(view, incident)

    for draft in (claim(), thaw(), ticked()):
        with pytest.raises(WorkspaceError, match="keyed by 'k1' and there is no key"):
            view.append([draft], at=AT)
    assert problems(ledger, Keyring(OLD)) == []
    thawed = other_runner(ledger, start=9 << 80, ring=Keyring(OLD)).open()
    assert wrote(thawed, thaw()).freezes() == ()


def test_another_key_than_the_one_in_force_does_not_write() -> None:
    view = other_runner(rotated(), ring=Keyring(OLD)).open()
    with pytest.raises(WorkspaceError, match="keyed by 'k2' and the key here is 'k1'"):
        view.append([claim("other-post@acme:1")], at=AT)


def test_the_key_in_force_signs_whichever_place_it_has_here() -> None:
    """A new key is everywhere before it is turned on; until then the old one signs."""
    ledger = other_runner(born(ring=Keyring(OLD)), ring=ALL_KEYS)
    view = wrote(ledger.open(), claim())
    wrote(view, rotate(), ticked())

    assert [line.get("key_id") for line in lines(ledger)] == [
        *(None, "k1", "k1", "k2", "k2"),
    ]
    assert problems(ledger, ALL_KEYS) == []


def lost() -> Draft:
    body = {"lost": True, "by": "mei", "reason": "the safe burned"}
    return Draft(EventKind.ROTATE, ROTATE, body=body)


def test_a_lost_key_is_replaced_without_its_signature() -> None:
    ledger = other_runner(born(ring=Keyring(OLD)), ring=Keyring(NEW))
    view = wrote(ledger.open(), lost(), ticked())

    assert view.keys.since == ((1, "k1"), (2, "k2"))
    assert problems(ledger, Keyring(NEW)) == []


def test_who_still_has_a_key_that_is_called_lost_takes_it_for_damage() -> None:
    ledger = other_runner(born(ring=Keyring(OLD)), ring=Keyring(NEW))
    wrote(ledger.open(), lost())
    for ring in (Keyring(OLD), ALL_KEYS):
        with pytest.raises(LedgerDamagedError, match="'k1' that it retires did not"):
            other_runner(ledger, ring=ring).open()


@pytest.mark.parametrize(
    ("ring", "said"),
    [
        (Keyring(), "it has no key"),
        (Keyring(OLD), "its key is 'k1'"),
    ],
)
def test_a_ledger_that_was_never_under_the_key_of_the_settings_is_damage(
    ring: Keyring, said: str
) -> None:
    ledger = born(ring=ring)
    with pytest.raises(LedgerDamagedError, match=f"the ledger's key 'k2', and {said}"):
        replace(ledger, key="k2").open()


def test_a_ledger_that_has_moved_on_from_the_key_of_the_settings_is_sound() -> None:
    replace(rotated(), key="k1").open()


def test_a_rotation_is_signed_by_the_key_that_it_retires() -> None:
    ledger = born(ring=Keyring(OLD))
    alone = other_runner(ledger, ring=Keyring(NEW))
    with pytest.raises(WorkspaceError, match="keyed by 'k1'"):
        alone.open().append([rotate()], at=AT)


def test_a_key_name_is_never_used_for_a_second_key() -> None:
    ledger = other_runner(rotated(), ring=Keyring(OLD, (NEW,)))
    with pytest.raises(WorkspaceError, match="no new key"):
        ledger.open().append([rotate()], at=AT)


def test_a_key_is_not_shown_when_a_keyring_is_printed() -> None:
    assert "secret" not in repr(ALL_KEYS)


def forged(ledger: Ledger, draft: Draft, ring: Keyring) -> Ledger:
    """The ledger after someone wrote an event under their own idea of its keys."""
    files = files_of(remote_of(ledger).remote)
    view = ledger.open()
    believing = replace(
        view, keys=type(view.keys)(), access=replace(view.access, ring=ring)
    )
    if ring.signer:
        believing = replace(believing, keys=type(view.keys)(((1, ring.signer.key_id),)))
    result = believing.append([draft], at=AT)
    assert isinstance(result, Appended)
    new = files_of(remote_of(ledger).remote)
    assert new != files
    return ledger


@pytest.mark.parametrize(
    ("draft", "ring", "why"),
    [
        (claim(), Keyring(), "a 'claim' event without a MAC in a ledger keyed by 'k1'"),
        (thaw(), Keyring(), "a 'thaw' event without a MAC"),
        (claim(), Keyring(Signer("k1", b"guess")), "MAC was not made by the key 'k1'"),
        (claim(), Keyring(NEW), "signed by the key 'k2', which is not in force"),
    ],
)
def test_an_event_that_is_not_signed_as_it_should_be_is_damage(
    draft: Draft, ring: Keyring, why: str
) -> None:
    ledger = born(ring=Keyring(OLD))
    wrote(ledger.open(), freeze("account:other"))
    if draft.kind is EventKind.THAW:
        draft = thaw("account:other")
    forged(ledger, draft, ring)

    with pytest.raises(LedgerDamagedError, match=why) as refused:
        ledger.open()
    assert refused.value.exit_code is ExitCode.LEDGER_DAMAGED
    assert f"{DAY}:4" in refused.value.message
    assert any(why in message for message in problems(ledger, Keyring(OLD)))


def test_a_record_without_the_keys_mac_is_damage() -> None:
    """Someone opens a posted part again by writing its record, not an event."""
    ledger = born(ring=Keyring(OLD))
    wrote(ledger.open(), *live())
    # Days later: the part's events are not in the newest two day files any more.
    view = wrote(ledger.open(), ticked(), minutes=60 * 48)
    view = wrote(view, ticked(), minutes=60 * 96)
    path = record_path(KEY)

    def reopened(files: dict[str, bytes]) -> None:
        value = json.loads(files[path])
        value["facts"]["state"] = "open"
        files[path] = canonical(value) + b"\n"

    store = tampered(remote_of(ledger).remote, reopened)
    view = Ledger(access(store, ring=Keyring(OLD)), ledger.genesis).open()
    with pytest.raises(LedgerDamagedError, match="its MAC was not made by the key"):
        view.state(KEY)


def test_records_and_events_cannot_be_passed_off_as_each_other() -> None:
    assert record_mac({"seq": 1}, OLD) != OLD.sign(canonical({"seq": 1}))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"old_mac": "hmac-sha256:" + "00" * 32}, "'k1' that it retires did not sign"),
        ({"old_mac": None}, "'k1' that it retires did not sign"),
        ({"old_key_id": "k0"}, "does not say that it retires the key 'k1'"),
    ],
)
def test_a_rotation_that_the_old_key_did_not_sign_is_damage(
    body: dict[str, object], why: str
) -> None:
    """Someone with push access brings a key of their own."""
    ledger = rotated()

    def signed_alone(files: dict[str, bytes]) -> None:
        *before, last = files[DAY].splitlines()
        value = json.loads(last)
        value["body"] |= body
        del value["mac"]
        line = canonical(value | {"mac": NEW.sign(canonical(value))})
        files[DAY] = b"\n".join([*before, line, b""])
        head = json.loads(files["head.json"]) | {"event": digest(line)}
        files["head.json"] = canonical(head)

    store = tampered(remote_of(ledger).remote, signed_alone)
    with pytest.raises(LedgerDamagedError, match=why):
        Ledger(access(store, ring=ALL_KEYS), ledger.genesis).open()
