"""A freeze of any scope is seen at each place: claim, last look, thread, wait."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dispatch.staying import Staying
from dispatch.world import DUE, Clock, Stage, target

from mergecast.dispatch.decision import Verb
from mergecast.dispatch.run import publish
from mergecast.dispatch.target import Target
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import Fault, MemoryStore, Operation
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind
from mergecast.model.key import FREEZE
from mergecast.model.ledger_state import Draft

SCOPES = [
    "all",
    "network:x",
    "account:acme",
    "bucket:reactive",
    "campaign:raya",
    "locale:zh",
    "post:launch-2026",
]
CLAIM, SENDING, POSTED = 1, 2, 3
"""The pushes of one part, in order; of the next part 4, 5 and 6."""


def freeze(stage: Stage, scope: str) -> None:
    body = {"scope": scope, "reason": "flood", "by": "mei"}
    stage.look().append([Draft(EventKind.FREEZE, FREEZE, body=body)], at=stage.clock.at)


def thread() -> Target:
    return target(
        text=...,
        thread=["One", "Two"],
        bucket="reactive",
        campaign="raya",
        locale="zh-Hans",
    )


def runs(stage: Stage, scope: str, before: int) -> list[str]:
    """Publish a thread; the freeze comes just before so many pushes."""
    pushes: list[Operation] = []

    def fault(operation: Operation) -> Fault | None:
        if operation is Operation.PUSH:
            pushes.append(operation)
            if len(pushes) == before:
                freeze(stage, scope)
        return None

    def look() -> Snapshot:
        access = stage.access(MemoryStore(stage.remote, fault))
        return Ledger(access, stage.genesis).open()

    list(publish(thread(), stage.world(look)))
    return [text for text, _ in stage.network.live]


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize(
    ("before", "live"),
    [
        (CLAIM, []),
        (SENDING, []),
        (POSTED, ["One"]),  # it was on its way
        (POSTED + CLAIM, ["One"]),
        (POSTED + SENDING, ["One"]),
    ],
)
def test_nothing_is_sent_after_it(scope: str, before: int, live: list[str]) -> None:
    stage = Stage()

    assert runs(stage, scope, before) == live
    last = stage.kinds()[-1]
    assert last in {"freeze", "released", "posted"}


@pytest.mark.parametrize("scope", SCOPES)
def test_another_thing_that_is_frozen_stops_nothing(scope: str) -> None:
    others = {"all": "account:beta", "locale:zh": "locale:zh-Hant"}
    kind, _, _ = scope.partition(":")
    stage = Stage()

    assert runs(stage, others.get(scope, f"{kind}:another"), CLAIM) == ["One", "Two"]


@pytest.mark.parametrize("scope", SCOPES)
def test_a_job_that_waits_for_the_minute_sees_it(scope: str) -> None:
    early = Stage(clock=Clock(DUE - timedelta(minutes=5)))
    job = Staying(early, [thread()])
    job.after(timedelta(minutes=2), lambda: freeze(early, scope))

    report = job.wait()

    assert early.network.live == []
    assert report.decisions[0].verb is Verb.FROZEN
    assert report.decisions[0].reason == f"mei froze {scope}: flood"
