"""What a run left on record, and what of it a person must see."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from alarms.made import KEY, NOW

from mergecast.alarms.alarm import LIVE, Kind, key_of, scope_of
from mergecast.alarms.found import UNKNOWN_FOR, Facts, alarms, of_trouble
from mergecast.alarms.marker import Mark, read, written
from mergecast.dispatch.decision import Verb
from mergecast.dispatch.standing import Standing
from mergecast.errors import LedgerDamagedError, WorkspaceError
from mergecast.model.freeze import Freeze

ID = "part:launch-2026@acme:1"
STANDING = Standing(KEY, Verb.HOLD, "why", "a.yaml", NOW)
SINCE = {str(KEY): NOW, str(KEY.deletion): NOW}
TOLD = Facts(NOW, told=(ID,))


def kinds(facts: Facts) -> list[tuple[str, Kind]]:
    return [(each.id, each.kind) for each in alarms(facts)]


@pytest.mark.parametrize(
    ("verb", "kind"),
    [(Verb.HOLD, Kind.HELD), (Verb.MISSED, Kind.MISSED), (Verb.MANUAL, Kind.MANUAL)],
)
def test_what_waits_for_a_person_is_seen(verb: Verb, kind: Kind) -> None:
    assert kinds(Facts(NOW, [replace(STANDING, verb=verb)], SINCE)) == [(ID, kind)]


@pytest.mark.parametrize("verb", [Verb.HOLD, Verb.MISSED])
def test_what_no_run_has_written_down_is_not_seen_yet(verb: Verb) -> None:
    assert kinds(Facts(NOW, [replace(STANDING, verb=verb)])) == []


@pytest.mark.parametrize("verb", sorted(set(Verb) - {"hold", "missed", "manual"}))
def test_what_goes_on_by_itself_needs_nobody(verb: Verb) -> None:
    since = {str(KEY): NOW}

    assert kinds(Facts(NOW, [replace(STANDING, verb=verb)], since)) == []


def test_an_unknown_outcome_is_seen_once_the_look_up_had_its_time() -> None:
    unknown = [replace(STANDING, verb=Verb.UNKNOWN, may_be_live=True)]
    fresh = {str(KEY): NOW - UNKNOWN_FOR + timedelta(seconds=1)}
    old = {str(KEY): NOW - UNKNOWN_FOR}

    assert kinds(Facts(NOW, unknown, fresh)) == []
    assert kinds(Facts(NOW, unknown, old)) == [(ID, Kind.UNKNOWN)]
    assert kinds(Facts(NOW, unknown, fresh, told=(ID,))) == [(ID, Kind.UNKNOWN)]


@pytest.mark.parametrize("verb", [Verb.PUBLISH, Verb.WAIT, Verb.FROZEN])
def test_what_a_person_settled_is_followed_until_it_is_out(verb: Verb) -> None:
    due = replace(STANDING, verb=verb)
    later = replace(due, due=NOW + timedelta(days=1))

    assert kinds(replace(TOLD, standings=[due])) == [(ID, Kind.WAITING)]
    assert kinds(replace(TOLD, standings=[later])) == []


def test_what_is_for_a_person_tomorrow_is_seen_tomorrow() -> None:
    later = replace(STANDING, verb=Verb.MANUAL, due=NOW + timedelta(days=1))

    assert kinds(Facts(NOW, [later])) == []


def test_a_deletion_that_waits_has_a_name_of_its_own() -> None:
    deletion = replace(STANDING, waits=KEY.deletion)

    (alarm,) = alarms(Facts(NOW, [deletion], SINCE))

    assert (alarm.id, alarm.key) == (f"{ID}!delete", KEY.deletion)


def test_the_worst_comes_first() -> None:
    facts = Facts(
        NOW,
        [replace(STANDING, may_be_live=True)],
        SINCE,
        freezes=[Freeze("post:launch-2026", "r", "mei", NOW, 3)],
        owners={"launch-2026": "mei"},
        paused={"acme": "no credit"},
        broken=["calendar/x.yaml"],
        silent_since=NOW,
    )

    found = alarms(facts)

    assert [each.id for each in found] == [
        ID,
        "account:acme",
        "runs",
        "file:calendar/x.yaml",
        "freeze:post:launch-2026",
    ]
    assert [each.level for each in found] == [LIVE, 3, 3, 1, 1]
    assert (found[0].owner, found[4].owner) == ("mei", "mei")


def test_trouble_says_whether_the_record_can_be_believed() -> None:
    damaged = of_trouble(LedgerDamagedError("the chain breaks", hint="look"))
    unable = of_trouble(WorkspaceError("no settings"))

    assert (damaged.id, damaged.kind, damaged.hint) == ("ledger", Kind.DAMAGED, "look")
    assert (unable.id, unable.kind) == ("publishing", Kind.UNABLE)


def test_a_name_says_what_it_is_about() -> None:
    assert key_of(ID) == KEY
    assert scope_of("freeze:account:acme") == "account:acme"
    assert (key_of("runs"), scope_of("runs"), key_of("file:part:x")) == (None,) * 3


def test_a_path_of_any_length_keeps_its_name() -> None:
    long = "calendar/" + "文" * 1000 + ".yaml"

    (first,) = alarms(Facts(NOW, broken=[long]))
    (again,) = alarms(Facts(NOW, broken=[long]))

    assert first.id == again.id
    assert len(first.id) < 100
    assert read(written(Mark(first.id, first.kind, 1, (), NOW))) is not None


def test_posts_that_wait_for_money_are_one_notice_for_their_account() -> None:
    (alarm,) = alarms(Facts(NOW, unpaid={"acme": "it takes $0.20"}))

    assert (alarm.id, alarm.kind, alarm.account) == (
        "budget:acme",
        Kind.BUDGET,
        "acme",
    )
    assert alarm.reason == "it takes $0.20"
    assert read(written(Mark(alarm.id, alarm.kind, alarm.level, (), NOW))) is not None


def test_a_freeze_that_lasts_longer_than_planned_is_worse() -> None:
    freeze = Freeze("all", "flood", "mei", NOW - timedelta(hours=2), 7, until=NOW)
    later = replace(freeze, until=NOW + timedelta(seconds=1))

    (over,) = alarms(Facts(NOW, freezes=[freeze]))
    (still,) = alarms(Facts(NOW, freezes=[later]))
    assert (over.kind, still.kind) == (Kind.OVERDUE, Kind.FROZEN)
    assert over.id == still.id == "freeze:all"
    assert over.level > still.level


def test_what_a_freeze_kept_back_is_one_notice_for_all() -> None:
    key = replace(KEY, post="other-2026")
    both = [
        replace(STANDING, verb=Verb.MISSED),
        replace(STANDING, verb=Verb.MISSED, key=key),
    ]
    since = {str(KEY): NOW, str(key): NOW}
    codes = {str(KEY): "frozen", str(key): "frozen-too-late"}

    (found,) = alarms(Facts(NOW, both, since, codes=codes))
    assert (found.id, found.kind) == ("triage", Kind.KEPT_BACK)
    assert found.reason == "launch-2026, other-2026 came due in a freeze or a blackout"
