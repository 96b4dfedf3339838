"""Appending: once, in order, or not at all, whatever becomes of the push."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger.made_ledgers import (
    AT,
    CHARTER,
    KEY,
    access,
    born,
    claim,
    freeze,
    live,
    other_runner,
    posted,
    rotate,
    sending,
    thaw,
    ticked,
    wrote,
)

from mergecast.errors import ExitCode, GitError, WorkspaceError
from mergecast.ledger.genesis import init
from mergecast.ledger.head import write_head
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation, Remote
from mergecast.ledger.signing import Keyring
from mergecast.ledger.snapshot import Snapshot
from mergecast.ledger.verify import verify
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import (
    Appended,
    Conflict,
    Draft,
    PartState,
    RefusedEventError,
)


def failing(
    remote: Remote, operation: Operation, faults: Sequence[Fault | None]
) -> MemoryStore:
    """A store whose calls of one sort go wrong in turn, then go well."""
    turns: Iterator[Fault | None] = chain(faults, repeat(None))
    return MemoryStore(
        remote, lambda asked: next(turns) if asked is operation else None
    )


def push_faults(ledger: Ledger, *faults: Fault | None) -> Ledger:
    """Another runner of the same ledger whose pushes go wrong in turn."""
    store = ledger.access.store
    assert isinstance(store, MemoryStore)
    return other_runner(ledger, store=failing(store.remote, Operation.PUSH, faults))


def events_of(ledger: Ledger) -> list[EventKind]:
    return [event.kind for event in ledger.open().events()]


def sound(view: Snapshot) -> bool:
    problems = verify(
        view.access.store, view.tip, genesis=view.genesis, ring=view.access.ring
    )
    assert problems == []
    return True


def test_a_new_ledger_says_what_it_was_born_with() -> None:
    ledger = born()
    view = ledger.open()

    assert view.genesis == ledger.genesis
    assert view.sandbox
    assert view.birth.forge == "offline"
    assert view.birth.accounts == {"acme": {"network": "x", "user_id": "123"}}
    assert view.policy().value == CHARTER.policy
    assert view.policy().digest.startswith("sha256:")
    assert view.freezes() == ()
    assert view.tick() is None
    assert view.state(KEY) is None
    assert sound(view)


def test_a_ledger_is_never_started_over_another() -> None:
    ledger = born()
    with pytest.raises(WorkspaceError, match="there is a ledger on this branch") as no:
        init(access(ledger.access.store, start=99), CHARTER, at=AT)
    assert no.value.exit_code is ExitCode.CANNOT_WORK


def test_two_that_start_one_at_once_leave_one() -> None:
    remote = Remote()
    ours = failing(remote, Operation.TIP, [None])

    class Slow(MemoryStore):
        """Between its look and its push another runner starts the ledger."""

        def tip(self) -> str | None:
            tip = super().tip()
            if not remote.tips:
                init(access(ours, start=500), CHARTER, at=AT)
            return tip

    with pytest.raises(WorkspaceError, match="there is a ledger on this branch"):
        init(access(Slow(remote)), CHARTER, at=AT)
    assert len(remote.tips) == 1


def test_a_start_whose_answer_is_lost_is_found() -> None:
    remote = Remote()
    store = failing(remote, Operation.PUSH, [Fault.ANSWER_LOST])
    genesis = init(access(store), CHARTER, at=AT)

    assert Ledger(access(MemoryStore(remote)), genesis).open().genesis == genesis


def test_a_start_that_did_not_happen_says_so() -> None:
    store = failing(Remote(), Operation.PUSH, [Fault.NOT_APPLIED])
    with pytest.raises(GitError, match="could not be written"):
        init(access(store), CHARTER, at=AT)


def test_events_are_numbered_chained_and_stamped() -> None:
    view = wrote(born().open(), *live(), minutes=3)
    events = list(view.events())

    assert [event.seq for event in events] == [0, 1, 2, 3]
    assert [event.prev for event in events] == [
        None,
        *(one.hash for one in events[:-1]),
    ]
    assert len({event.nonce for event in events}) == 4
    assert {event.run for event in events} == {"local:a:1"}
    assert events[-1].at == AT + timedelta(minutes=3)
    assert sound(view)


def test_several_events_are_written_by_one_push_or_none() -> None:
    view = born().open()
    with pytest.raises(RefusedEventError):
        view.append([claim(), posted()], at=AT)
    assert view.reopen().tip == view.tip

    result = view.append([claim(), sending()], at=AT)
    assert isinstance(result, Appended)
    assert [event.kind for event in result.events] == ["claim", "sending"]
    assert result.view.state(KEY).state is PartState.SENDING  # type: ignore[union-attr] # it was written


def test_the_view_after_an_append_is_the_view_of_one_who_comes_anew() -> None:
    ledger = born()
    view = wrote(ledger.open(), *live(), freeze(), ticked({"a-1": {"reason": "冻结"}}))
    fresh = ledger.open()

    assert view.tip == fresh.tip
    assert view.head == fresh.head
    assert view.tail == fresh.tail
    assert view.state(KEY) == fresh.state(KEY)
    assert view.freezes() == fresh.freezes()
    assert view.tick() == fresh.tick()
    assert fresh.tick().carry == {"a-1": {"reason": "冻结"}}  # type: ignore[union-attr] # it was written


def test_who_writes_second_is_told_to_decide_anew() -> None:
    ledger = born()
    mine, theirs = ledger.open(), other_runner(ledger).open()
    wrote(theirs, claim())

    result = mine.append([claim()], at=AT)

    assert isinstance(result, Conflict)
    assert result.view.state(KEY).state is PartState.CLAIMED  # type: ignore[union-attr] # they claimed it
    assert events_of(ledger) == ["genesis", "claim"]
    with pytest.raises(RefusedEventError):
        result.view.append([claim()], at=AT)


def test_no_claim_slips_past_a_freeze_that_came_first() -> None:
    ledger = born()
    mine = wrote(ledger.open(), claim())
    wrote(other_runner(ledger).open(), freeze())

    result = mine.append([sending()], at=AT)

    assert isinstance(result, Conflict)
    with pytest.raises(RefusedEventError, match="is frozen"):
        result.view.append([sending()], at=AT)


@pytest.mark.parametrize(
    ("faults", "ours", "count"),
    [
        ([], Appended, 2),
        ([Fault.ANSWER_LOST], Appended, 2),
        ([Fault.NOT_APPLIED], Appended, 2),
        ([Fault.NOT_APPLIED, Fault.ANSWER_LOST], Appended, 2),
        ([Fault.NOT_APPLIED, Fault.NOT_APPLIED], Appended, 2),
        ([Fault.REFUSED], Conflict, 1),
        ([Fault.NOT_APPLIED, Fault.REFUSED], Conflict, 1),
    ],
)
def test_a_lost_answer_is_settled_by_looking_for_our_own_event(
    faults: list[Fault], ours: type[object], count: int
) -> None:
    ledger = born()
    result = push_faults(ledger, *faults).open().append([claim()], at=AT)

    assert isinstance(result, ours)
    assert len(events_of(ledger)) == count
    assert result.view.tip == ledger.open().tip
    assert sound(result.view)


def test_a_lost_answer_under_a_moved_tip_is_a_conflict_at_once() -> None:
    ledger = born()
    store = ledger.access.store
    assert isinstance(store, MemoryStore)
    pushes: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH:
            pushes.append(operation)
            wrote(other_runner(ledger).open(), freeze())
            return Fault.NOT_APPLIED
        return None

    mine = other_runner(ledger, start=700, store=MemoryStore(store.remote, fault))

    assert isinstance(mine.open().append([claim()], at=AT), Conflict)
    assert len(pushes) == 1


def test_what_is_returned_is_what_is_read() -> None:
    ledger = born()
    at = AT + timedelta(microseconds=123_456)
    result = ledger.open().append([claim()], at=at)

    assert isinstance(result, Appended)
    assert list(ledger.open().events())[1:] == list(result.events)


def test_an_event_that_is_in_under_a_later_one_is_still_ours() -> None:
    ledger = born()
    store = ledger.access.store
    assert isinstance(store, MemoryStore)

    def fault(operation: Operation) -> Fault | None:
        # The answer to the first push is lost, and then someone else writes.
        if operation is Operation.PUSH and len(store.remote.tips) == 1:
            return Fault.ANSWER_LOST
        if operation is Operation.TIP and len(store.remote.tips) == 2:
            wrote(
                other_runner(ledger, store=MemoryStore(store.remote)).open(), freeze()
            )
        return None

    mine = other_runner(ledger, start=700, store=MemoryStore(store.remote, fault))
    result = mine.open().append([claim()], at=AT)

    assert isinstance(result, Appended)
    assert [freeze.scope for freeze in result.view.freezes()] == ["all"]
    assert events_of(ledger) == ["genesis", "claim", "freeze"]


def test_a_remote_that_never_answers_is_an_error_that_promises_nothing() -> None:
    ledger = born()
    waits: list[int] = []
    view = push_faults(ledger, *[Fault.NOT_APPLIED] * 9).open()
    object.__setattr__(view.access, "pause", waits.append)
    with pytest.raises(GitError, match="cannot be written: no answer"):
        view.append([claim()], at=AT)

    assert waits == [1, 2, 3]
    assert events_of(ledger) == ["genesis"]


def test_a_stale_look_costs_a_conflict_and_nothing_else() -> None:
    ledger = born()
    wrote(ledger.open(), claim())
    store = ledger.access.store
    assert isinstance(store, MemoryStore)
    stale = failing(store.remote, Operation.TIP, [Fault.STALE])
    view = other_runner(ledger, store=stale).open()
    assert view.state(KEY) is None

    assert isinstance(view.append([claim()], at=AT), Conflict)
    assert events_of(ledger) == ["genesis", "claim"]


def test_a_look_without_answer_is_an_error_and_no_empty_ledger() -> None:
    store = failing(Remote(), Operation.TIP, [Fault.FAILS])
    with pytest.raises(GitError, match="does not answer"):
        Ledger(access(store)).open()


def test_a_push_that_no_rule_lets_through_is_an_error() -> None:
    ledger = born()
    with pytest.raises(GitError, match="refuses every push"):
        push_faults(ledger, Fault.FAILS).open().append([claim()], at=AT)


def test_files_go_by_the_day_of_the_writers_clock_and_order_by_number() -> None:
    """Near midnight, and under a clock that is years ahead, nothing is lost."""
    minutes = [0, 23 * 60 - 2, 23 * 60 + 1, 23 * 60 - 1, 24 * 60, 60 * 24 * 900, 1441]
    ledger = born()
    view = ledger.open()
    for number, minute in enumerate(minutes):
        key = f"post-{number:03}@acme:1"
        view = wrote(view, *live(key), minutes=minute)
        fresh = ledger.open()
        assert fresh.head == view.head
        assert fresh.tail == view.tail

    assert [event.seq for event in view.events()] == list(range(22))
    assert len(view.head.days) == 2
    assert sound(view)


def test_events_can_be_read_from_a_day_on() -> None:
    view = wrote(born().open(), claim())
    view = wrote(view, sending(), minutes=60 * 24)

    assert [one.kind for one in view.events(AT.date())] == [
        "genesis",
        "claim",
        "sending",
    ]
    assert [one.kind for one in view.events(AT.date() + timedelta(1))] == ["sending"]


def test_the_policy_in_force_is_the_last_that_was_accepted() -> None:
    def judged(commit: str, *, accepted: bool) -> Draft:
        body = {"commit": commit, "accepted": accepted, "value": {"approvals": 2}}
        digest = {"digest": "sha256:" + "12" * 32}
        return Draft(EventKind.POLICY, "!policy", body={**body, **digest})

    view = wrote(born().open(), judged("aaa", accepted=False))
    assert (view.policy().value, view.policy().judged) == (CHARTER.policy, "aaa")

    view = wrote(view, judged("bbb", accepted=True), judged("ccc", accepted=False))
    assert (view.policy().value, view.policy().judged) == ({"approvals": 2}, "ccc")
    assert sound(view)


def test_an_incident_is_told_step_by_step() -> None:
    def step(name: str, **body: str) -> Draft:
        key = "!incident:outage-1"
        return Draft(EventKind.INCIDENT, key, body={"step": name, **body})

    view = wrote(born().open(), step("open", by="mei"), step("assess", by="aisyah"))

    assert [event.body.get("by") for event in view.events()] == [None, "mei", "aisyah"]
    assert sound(view)
    with pytest.raises(RefusedEventError, match=r"needs 'body\.by'"):
        view.append([step("close")], at=AT)


def test_the_same_seed_writes_the_same_bytes() -> None:
    one, other = born(), born()
    wrote(one.open(), *live(), freeze())
    wrote(other.open(), *live(), freeze())

    assert one.open().tip == other.open().tip


_DRAFTS: list[Callable[[str], Draft]] = [
    claim,
    sending,
    posted,
    lambda key: posted(key, via="lookup"),
    *(
        lambda key, kind=kind, live=may_be_live, how=how: Draft(
            kind, key, body={"reason": "x", "may_be_live": live, **how}
        )
        for kind in ("unknown", "released", "held", "missed", "cancelled", "retracted")
        for may_be_live in (True, False)
        for how in ({}, {"evidence": "not there"})
    ),
    *(
        lambda key, outcome=outcome: Draft(
            EventKind.RESOLVED,
            key,
            body={"reason": "x", "by": "mei", "outcome": outcome, "id": "1"},
        )
        for outcome in ("posted", "resend", "cancel", "gone", "manual")
    ),
    lambda _key: freeze("account:acme"),
    lambda _key: thaw("account:acme"),
    lambda _key: ticked(),
]
_steps = st.tuples(
    st.sampled_from(_DRAFTS),
    st.sampled_from([KEY, "other-post@acme:2", KEY + "!delete"]),
    st.integers(-2000, 2000),
    st.sampled_from([0, 1]),
)


@given(st.lists(_steps, max_size=25))
def test_whatever_is_tried_the_ledger_stays_sound_and_sends_once(
    steps: list[tuple[Callable[[str], Draft], str, int, int]],
) -> None:
    """Two runners try anything in any order, under clocks that disagree by days."""
    ledger = born()
    runners = [ledger.open(), other_runner(ledger).open()]
    for make, key, minutes, runner in steps:
        draft = make(key)
        draft = Draft(
            EventKind(draft.kind), draft.key, None, draft.payload, None, draft.body
        )
        at: datetime = AT + timedelta(minutes=minutes)
        try:
            runners[runner] = runners[runner].append([draft], at=at).view
        except RefusedEventError:
            runners[runner] = runners[runner].reopen()
    view = ledger.open()
    assert sound(view)
    _judge(view)


def _judge(view: Snapshot) -> None:
    """No claim follows a posted; two sends have a release or a person between them."""
    posted_keys: set[str] = set()
    may_send: dict[str, bool] = {}
    for event in view.events():
        match event.kind:
            case EventKind.CLAIM:
                assert event.key not in posted_keys
            case EventKind.SENDING:
                assert may_send.get(event.key, True)
                may_send[event.key] = False
            case EventKind.RELEASED | EventKind.RESOLVED:
                may_send[event.key] = True
            case EventKind.POSTED:
                posted_keys.add(event.key)


def test_rotation_needs_a_key() -> None:
    with pytest.raises(WorkspaceError, match="no new key"):
        born().open().append([rotate()], at=AT)
    assert born(ring=Keyring()).open().keys.present is None


def test_the_head_is_written_as_it_is_read() -> None:
    view = born().open()
    store = view.access.store

    assert store.read(view.tip, ["head.json"])["head.json"] == write_head(view.head)
