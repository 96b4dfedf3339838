"""What may follow what: the states of a part, and the conditions on each step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ledger.made_ledgers import (
    AT,
    KEY,
    OTHER_PAYLOAD,
    PAYLOAD,
    born,
    claim,
    freeze,
    live,
    other_runner,
    posted,
    sending,
    thaw,
    wrote,
)

from mergecast.errors import ExitCode
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind, Json
from mergecast.model.ledger_state import (
    FILE_GONE,
    Appended,
    Draft,
    PartState,
    RefusedEventError,
)

K = EventKind
S = PartState
WHY = {"reason": "because"}
DELETION = KEY + "!delete"


def told(kind: EventKind, key: str = KEY, **body: object) -> Draft:
    """An event on a part with all that its kind must say."""
    must: dict[EventKind, Json] = {
        K.POSTED: {"id": "1860", "via": "send"},
        K.HELD: {**WHY, "may_be_live": True},
        K.MISSED: {**WHY, "may_be_live": True},
        K.RELEASED: {**WHY, "evidence": "not on the timeline"},
        K.UNKNOWN: WHY,
        K.CANCELLED: WHY,
        K.RESOLVED: {**WHY, "by": "mei", "outcome": "cancel"},
    }
    payload = PAYLOAD if kind is K.CLAIM else None
    return Draft(kind, key, payload=payload, body={**must.get(kind, {}), **body})


def resolved(outcome: str, **body: object) -> Draft:
    return told(K.RESOLVED, KEY, **{"outcome": outcome, **body})


ROADS: dict[PartState, tuple[Draft, ...]] = {
    S.OPEN: (),
    S.CLAIMED: (claim(),),
    S.SENDING: (claim(), sending()),
    S.POSTED: live(),
    S.RETRACTED: (*live(), told(K.RETRACTED)),
    S.UNKNOWN: (claim(), sending(), told(K.UNKNOWN)),
    S.HELD: (told(K.HELD, may_be_live=False),),
    S.MISSED: (told(K.MISSED, may_be_live=False),),
    S.MANUAL: (told(K.HELD, may_be_live=False), resolved("manual")),
    S.CANCELLED: (told(K.CANCELLED, code=FILE_GONE),),
}

# State by state, what may follow; everything else may not.
MAY_FOLLOW = {
    S.OPEN: "claim posted held missed cancelled resolved",
    S.CLAIMED: "sending posted unknown released held missed cancelled",
    S.SENDING: "posted unknown released held",
    S.POSTED: "retracted resolved",
    S.RETRACTED: "",
    S.UNKNOWN: "posted unknown released held missed resolved",
    S.HELD: "posted released held missed cancelled resolved",
    S.MISSED: "posted released held cancelled resolved",
    S.MANUAL: "posted cancelled resolved",
    S.CANCELLED: "posted released resolved",
}
PART_KINDS = [
    *(K.CLAIM, K.SENDING, K.POSTED, K.RETRACTED, K.UNKNOWN, K.RELEASED),
    *(K.HELD, K.MISSED, K.RESOLVED, K.CANCELLED),
]


def at_state(state: PartState) -> Snapshot:
    view = wrote(born().open(), *ROADS[state])
    now = view.state(KEY)
    assert (now.state if now else S.OPEN) is state
    return view


def follow_up(kind: EventKind, state: PartState) -> Draft:
    if kind is K.RESOLVED:
        return resolved("gone" if state is S.POSTED else "cancel")
    own = state in {S.SENDING, S.UNKNOWN, S.HELD}
    return (
        told(kind, via="send" if own else "lookup") if kind is K.POSTED else told(kind)
    )


@pytest.mark.parametrize("state", PartState)
@pytest.mark.parametrize("kind", PART_KINDS)
def test_the_table_of_states_holds(state: PartState, kind: EventKind) -> None:
    view = at_state(state)
    draft = follow_up(kind, state)
    if kind in MAY_FOLLOW[state].split():
        assert isinstance(view.append([draft], at=AT), Appended)
    else:
        with pytest.raises(RefusedEventError, match=f"'{KEY}' is {state}") as refused:
            view.append([draft], at=AT)
        assert refused.value.exit_code is ExitCode.USAGE
        assert view.reopen().tip == view.tip


@pytest.mark.parametrize(
    ("drafts", "state", "may_be_live"),
    [
        ([claim()], S.CLAIMED, False),
        ([claim(), sending()], S.SENDING, True),
        ([*live()], S.POSTED, True),
        ([*live(), told(K.RETRACTED)], S.RETRACTED, False),
        ([*live(), resolved("gone")], S.RETRACTED, False),
        ([claim(), sending(), told(K.UNKNOWN)], S.UNKNOWN, True),
        ([claim(), sending(), told(K.HELD)], S.HELD, True),
        ([claim(), told(K.RELEASED)], S.OPEN, False),
        ([told(K.HELD, may_be_live=False)], S.HELD, False),
        ([told(K.HELD), resolved("resend")], S.OPEN, False),
        ([told(K.HELD), resolved("posted", id="7")], S.POSTED, True),
        ([told(K.HELD), resolved("manual")], S.MANUAL, False),
        ([told(K.HELD), resolved("gone")], S.RETRACTED, False),
        ([told(K.CANCELLED)], S.CANCELLED, False),
    ],
)
def test_each_event_leaves_the_state_of_the_design(
    drafts: list[Draft], state: PartState, *, may_be_live: bool
) -> None:
    after = wrote(born().open(), *drafts).state(KEY)

    assert after is not None
    assert (after.state, after.may_be_live) == (state, may_be_live)


def test_a_posted_part_keeps_its_id_link_claim_and_payload() -> None:
    road = (claim(scopes=["campaign:launch"]), sending(), posted())
    view = wrote(born().open(), *road, told(K.RETRACTED, reason="wrong date"))
    state = view.state(KEY)

    assert state is not None
    assert state.remote_id == "1860000000000000001"
    assert state.payload == PAYLOAD
    assert state.reason == "wrong date"
    assert state.claim is not None
    assert state.claim.run == "local:a:1"
    assert state.try_ == 1
    assert state.scopes == ("campaign:launch",)


def test_tries_are_counted_and_a_stale_runner_is_refused() -> None:
    view = wrote(born().open(), claim(), told(K.RELEASED), claim())
    assert view.state(KEY).try_ == 2  # type: ignore[union-attr] # it was written

    for kind in (K.SENDING, K.RELEASED, K.HELD, K.UNKNOWN):
        with pytest.raises(RefusedEventError, match="is at try 2; this is for try 1"):
            view.append([replace(told(kind), try_=1)], at=AT)
    for try_ in (2, 4):
        with pytest.raises(RefusedEventError):
            view.append([replace(claim(), try_=try_)], at=AT)


def test_a_late_receipt_of_an_earlier_try_closes_the_key() -> None:
    view = wrote(born().open(), claim(), sending(), told(K.RELEASED), claim())
    view = wrote(view, replace(posted(), try_=1))
    state = view.state(KEY)

    assert state is not None
    assert (state.state, state.try_) == (S.POSTED, 2)
    with pytest.raises(RefusedEventError):
        view.append([sending()], at=AT)


def test_a_receipt_for_a_try_that_never_was_is_refused() -> None:
    view = wrote(born().open(), claim(), sending())
    for try_ in (0, 2):
        with pytest.raises(RefusedEventError, match="is at try 1"):
            view.append([replace(posted(), try_=try_)], at=AT)


def test_a_receipt_of_a_send_that_was_never_announced_is_refused() -> None:
    view = wrote(born().open(), claim())
    with pytest.raises(RefusedEventError, match="its send was never announced"):
        view.append([posted()], at=AT)


@pytest.mark.parametrize("via", ["lookup", "person"])
def test_a_part_that_was_found_live_is_closed_at_once(via: str) -> None:
    view = wrote(born().open(), posted(via=via))

    assert view.state(KEY).state is S.POSTED  # type: ignore[union-attr] # as above
    with pytest.raises(RefusedEventError):
        view.append([claim()], at=AT)


def test_there_are_three_ways_to_know_that_a_part_is_live() -> None:
    with pytest.raises(RefusedEventError, match="'guess' is no way to know"):
        born().open().append([posted(via="guess")], at=AT)


def test_a_claim_says_which_payload() -> None:
    with pytest.raises(RefusedEventError, match="has to say which payload"):
        born().open().append([Draft(K.CLAIM, KEY)], at=AT)


@pytest.mark.parametrize("draft", [sending(), posted()])
def test_what_is_sent_is_what_was_claimed(draft: Draft) -> None:
    road = (claim(),) if draft.kind is K.SENDING else (claim(), sending())
    view = wrote(born().open(), *road)
    with pytest.raises(RefusedEventError, match="not the one that was claimed"):
        view.append([replace(draft, payload=OTHER_PAYLOAD)], at=AT)
    assert isinstance(view.append([replace(draft, payload=PAYLOAD)], at=AT), Appended)


@pytest.mark.parametrize("kind", [K.RELEASED, K.HELD, K.MISSED])
def test_what_is_unknown_needs_evidence_to_be_called_not_live(kind: EventKind) -> None:
    view = at_state(S.UNKNOWN)
    draft = Draft(kind, KEY, body={**WHY, "may_be_live": False})
    with pytest.raises(RefusedEventError, match=r"'body\.evidence' has to say"):
        view.append([draft], at=AT)
    assert isinstance(view.append([told(kind)], at=AT), Appended)


def test_only_the_run_that_announced_a_send_knows_that_it_made_none() -> None:
    ledger = born()
    wrote(ledger.open(), claim(), sending())
    draft = Draft(K.RELEASED, KEY, body=WHY)
    with pytest.raises(RefusedEventError, match="may be live"):
        other_runner(ledger).open().append([draft], at=AT)
    assert isinstance(ledger.open().append([draft], at=AT), Appended)


def test_a_part_that_may_be_live_is_not_cancelled_behind_our_back() -> None:
    view = wrote(born().open(), told(K.HELD))
    with pytest.raises(RefusedEventError, match="may be live: settle it before"):
        view.append([told(K.CANCELLED)], at=AT)


def test_only_a_cancellation_for_a_missing_file_is_undone_by_its_return() -> None:
    view = wrote(born().open(), told(K.CANCELLED, code="retracted"))
    with pytest.raises(RefusedEventError, match="not because its file was gone"):
        view.append([told(K.RELEASED)], at=AT)

    view = wrote(at_state(S.CANCELLED), told(K.RELEASED), claim())
    assert view.state(KEY).state is S.CLAIMED  # type: ignore[union-attr] # as above


@pytest.mark.parametrize(
    ("state", "outcome", "why"),
    [
        (S.OPEN, "resend", "there is nothing to settle"),
        (S.OPEN, "gone", "there is nothing to settle"),
        (S.POSTED, "resend", "is live: it cannot be settled as 'resend'"),
        (S.POSTED, "cancel", "is live"),
        (S.POSTED, "manual", "is live"),
        (S.HELD, "forget", "'forget' is no way to settle"),
        (S.HELD, "posted", "'body.id' is missing"),
    ],
)
def test_a_person_cannot_say_what_cannot_be(
    state: PartState, outcome: str, why: str
) -> None:
    with pytest.raises(RefusedEventError, match=why):
        at_state(state).append([resolved(outcome)], at=AT)


@pytest.mark.parametrize(
    "scope", ["all", "account:acme", "post:launch-2026", "campaign:launch"]
)
def test_no_claim_and_no_send_follow_a_freeze_of_their_scope(scope: str) -> None:
    campaign = claim(scopes=["campaign:launch"])
    frozen = wrote(born().open(), freeze(scope))
    with pytest.raises(RefusedEventError, match="is frozen by aisyah: outage"):
        frozen.append([campaign], at=AT)

    claimed = wrote(born().open(), campaign, freeze(scope))
    with pytest.raises(RefusedEventError, match="is frozen"):
        claimed.append([sending()], at=AT)
    assert isinstance(claimed.append([told(K.RELEASED)], at=AT), Appended)


@pytest.mark.parametrize("scope", ["account:acme-my", "post:launch", "campaign:other"])
def test_a_freeze_of_another_scope_stops_nothing(scope: str) -> None:
    wrote(born().open(), freeze(scope), *live())


def test_a_receipt_is_taken_while_frozen() -> None:
    wrote(born().open(), claim(), sending(), freeze(), posted())


def test_a_thaw_lifts_its_scope_and_no_other() -> None:
    view = wrote(born().open(), freeze("all"), freeze("account:acme"), freeze("all"))
    assert [one.scope for one in view.freezes()] == ["all", "account:acme", "all"]

    view = wrote(view, thaw("all"))

    assert [one.scope for one in view.freezes()] == ["account:acme"]
    with pytest.raises(RefusedEventError, match="'all' is not frozen"):
        view.append([thaw("all")], at=AT)


def test_a_deletion_is_done_once_under_its_own_key_and_frozen_by_nothing() -> None:
    view = wrote(born().open(), *live(), freeze())
    view = wrote(view, told(K.CLAIM, DELETION), told(K.SENDING, DELETION))
    done = told(K.RETRACTED, DELETION)
    result = view.append([done, told(K.RETRACTED)], at=AT)
    assert isinstance(result, Appended)
    states = result.view.states([KEY, DELETION])

    assert {key: one.state for key, one in states.items() if one} == {
        KEY: S.RETRACTED,
        DELETION: S.RETRACTED,
    }
    with pytest.raises(RefusedEventError):
        result.view.append([told(K.CLAIM, DELETION)], at=AT)


def test_a_deletion_is_never_posted() -> None:
    view = wrote(born().open(), told(K.CLAIM, DELETION), told(K.SENDING, DELETION))
    with pytest.raises(RefusedEventError, match="no 'posted' event can follow"):
        view.append([posted(DELETION)], at=AT)


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (Draft(K.TICK, "!tick", try_=1, body={"main": "a", "carry": {}}), "no tries"),
        (Draft(K.TICK, KEY, body={"main": "a", "carry": {}}), "cannot be about"),
        (Draft(K.CLAIM, "launch-2026", payload=PAYLOAD), "not the whole key"),
        (Draft(K.FREEZE, "!freeze", body={"scope": "all"}), "needs 'body.reason'"),
        (Draft(K.SENDING, KEY, body={"note": "\ud83d"}), "cannot be written"),
        (claim(amount=2.0**60), "cannot be written"),
    ],
)
def test_an_event_that_is_none_is_not_written(draft: Draft, why: str) -> None:
    view = wrote(born().open(), claim()) if draft.kind is K.SENDING else born().open()
    with pytest.raises(RefusedEventError, match=why):
        view.append([draft], at=AT)
    assert view.reopen().tip == view.tip


def test_a_ledger_is_born_once() -> None:
    view = born().open()
    genesis = next(view.events())
    with pytest.raises(RefusedEventError, match="born only once"):
        view.append([Draft(K.GENESIS, "!genesis", body=genesis.body)], at=AT)


def test_nothing_is_appended_by_an_empty_list() -> None:
    with pytest.raises(ValueError, match="nothing to append"):
        born().open().append([], at=AT)
