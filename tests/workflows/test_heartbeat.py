"""Silence is noticed, and so is what will stop a post in the days ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflows.ended import Job
    from workflows.place import Place

HOURLY, DAILY = "23 * * * *", "41 5 * * *"
LOOKS = ("Look whether runs come", "Verify the ledger", "Look two weeks ahead")


def _ran(job: Job) -> list[str]:
    return [name for name in LOOKS if job.step(name).code is not None]


def _beats(place: Place, cron: str) -> Job:
    (job,) = place.happens(place.events.schedule(cron, place.runner.main))
    return job


def test_each_hour_it_looks_for_silence_and_each_day_at_all(place: Place) -> None:
    hourly, daily = _beats(place, HOURLY), _beats(place, DAILY)

    assert _ran(hourly) == [*LOOKS[:1]]
    assert _ran(daily) == [*LOOKS]
    assert (hourly.ended, daily.ended) == ("success", "success"), daily.said
    assert place.github.issues == {}
    assert daily.rights["contents"] == "read"
    assert not any("MERGECAST_SECRETS" in step.env for step in daily.steps)


def test_when_no_run_came_for_hours_people_are_told(silent: Place) -> None:
    place = silent
    late, long_ago = "late: publish-within 6h\n", timedelta(hours=5)
    place.ready("launch-2026", timedelta(hours=-3), late, long_ago)

    job = _beats(place, HOURLY)

    assert job.ended == "failure", job.said
    assert job.step("Look whether runs come").code == 4
    (issue,) = place.github.issues.values()
    assert issue.state == "open"
    assert place.live() == []


def test_a_post_that_will_lack_an_approval_is_named_two_weeks_before(
    place: Place,
) -> None:
    pull = place.draft("unseen", timedelta(days=9))
    place.hub.merge(pull)

    job = _beats(place, DAILY)

    assert job.ended == "failure"
    assert job.step("Verify the ledger").code == 0
    assert "unseen" in job.step("Look two weeks ahead").said
