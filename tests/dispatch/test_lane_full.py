"""The fast lane has room for so many posts a day, whatever was approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dispatch.test_pace import waiting
from dispatch.world import DUE, Shelf, Stage, target

from mergecast.dispatch.target import Target
from mergecast.dispatch.tick import TickReport, tick
from mergecast.loading import build
from mergecast.model.settings import Publishing

DAY = timedelta(days=1)


def hurried(name: str, **more: object) -> Target:
    said: dict[str, object] = {
        "id": name,
        "text": name,
        "publish_at": "asap",
        "until": "2026-11-26 18:00",
        "lane": "realtime",
        "trend": {"relevance": 5, "safety": 5, "value": 5},
    }
    return target(**{**said, **more})


def run(stage: Stage, *targets: Target, most: int | None = 1) -> TickReport:
    publishing = Publishing(spacing=timedelta(0), per_day=None, hurried_per_day=most)
    return tick(Shelf(targets), replace(stage.world(), publishing=publishing))


def test_one_more_than_the_lane_takes_waits_for_tomorrow() -> None:
    stage = Stage()
    both = (hurried("first-1"), hurried("second-2"))
    (wait,) = waiting(run(stage, *both))

    assert stage.network.live == [("first-1", None)]
    assert wait.reason == (
        "the account has had its 1 posts of today by the fast lane "
        "(`fast_lane.per_day`); with 'lane: planned' the usual people approve it"
    )
    stage.clock.at = DUE + DAY
    run(stage, *both)
    assert len(stage.network.live) == 2


def test_what_takes_no_fast_lane_does_not_wait_for_it() -> None:
    stage = Stage()
    usual = hurried("second-2", lane=...)
    grave = hurried("third-3", incident="flood-2026")
    run(stage, hurried("first-1"), usual, grave)

    assert len(stage.network.live) == 3


def test_without_a_fast_lane_nothing_is_counted() -> None:
    stage = Stage()
    run(stage, hurried("first-1"), hurried("second-2"), most=None)

    assert len(stage.network.live) == 2


def test_the_settings_say_how_many() -> None:
    accounts = {"acme": {"network": "x", "user": "acme_hq"}}
    lane = {"approval": {"fast_lane": {"per_day": 2}}}

    assert build.settings({"accounts": accounts}).publishing.hurried_per_day is None
    found = build.settings({"accounts": accounts, **lane})
    assert found.publishing.hurried_per_day == 2
