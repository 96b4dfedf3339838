"""The shipped workflows, run for real: from a pull request to a post that is live."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflows.ended import Job
    from workflows.place import Place

AGO = timedelta(seconds=-30)
CRON = "37 * * * *"


def _kinds(place: Place) -> list[str]:
    return [event["kind"] for event in place.ledger()]


def test_a_post_goes_from_a_pull_request_to_live(place: Place) -> None:
    pull = place.draft("launch-2026", AGO)

    (opened,) = place.happens(place.events.pull_request(pull))
    before = place.statuses(pull.head)
    (reviewed,) = place.approved(pull)
    after = place.statuses(pull.head)
    (published,) = place.merged(pull)

    assert [job.ended for job in (opened, reviewed, published)] == ["success"] * 3
    assert before == {"check": "success", "approvals": "pending"}
    assert after == {"check": "success", "approvals": "success"}
    assert pull.requested == ["aisyah", "tom"]
    (comment,) = place.github.comments[pull.number]
    assert "1 post: nothing is missing" in comment["body"]
    assert comment["body"].partition("\n")[2].strip() in reviewed.summary
    assert place.live() == ["launch-2026 is out. 已经发布 🎉"]
    assert _kinds(place).count("posted") == 1
    _no_secret_went_astray(place, [opened, reviewed, published])


def _no_secret_went_astray(place: Place, jobs: list[Job]) -> None:
    """Keys are in the environment of the one step that sends, and nowhere else."""
    secrets = set(place.runner.secrets.values())
    holders = [
        (job.workflow, step.name)
        for job in jobs
        for step in job.steps
        if secrets & set(step.env.values())
    ]
    assert holders == [("publish", "Publish")]
    assert place.runner.gate.refused == []
    assert place.runner.git.refused == []
    assert place.runner.git.rights == {}, "a token ends with its job"
    printed = "".join(job.said for job in jobs)
    told = [
        file.read_text("utf-8", "replace")
        for file in place.runner.folder.glob("job-*/workspace/.git/config")
    ]
    assert len(told) == len(jobs)
    for secret in (*secrets, "ghs_", "extraheader", "Basic "):
        assert secret.casefold() not in (printed + "".join(told)).casefold()


def test_a_trigger_that_comes_hours_late_sends_what_may_still_go(place: Place) -> None:
    place.ready("on-time", timedelta(hours=-1, minutes=-50))
    place.ready("gone-by", timedelta(hours=-3))

    (late,) = place.happens(place.events.schedule(CRON, place.runner.main))
    (again,) = place.happens(place.events.schedule(CRON, place.runner.main))

    assert place.live() == ["on-time is out. 已经发布 🎉"]
    assert "missed" in late.said
    assert "gone-by" in late.said
    (alarm,) = place.github.issues.values()
    assert "gone-by" in alarm.title + alarm.body
    assert len(place.github.issues) == 1, again.said


def test_with_nothing_due_a_run_sends_and_claims_nothing(place: Place) -> None:
    place.ready("tomorrow", timedelta(days=1))

    for event in (
        place.events.dispatch("mergecast", place.runner.main),
        place.events.button("publish", place.runner.main, "tom"),
    ):
        (job,) = place.happens(event)
        assert job.ended == "success", job.said

    assert place.live() == []
    assert set(_kinds(place)) <= {"genesis", "rotate", "tick"}
    assert place.github.issues == {}


def test_an_event_of_another_kind_starts_nothing(place: Place) -> None:
    assert place.happens(place.events.dispatch("other", place.runner.main)) == []
    assert place.happens(place.events.schedule("0 0 * * *", place.runner.main)) == []


def test_in_a_fork_nothing_runs(place: Place) -> None:
    for event in (
        place.events.push(place.runner.main),
        place.events.schedule(CRON, place.runner.main),
        place.events.button("freeze", place.runner.main, "mei"),
        place.events.button("act", place.runner.main, "mei"),
    ):
        event.payload["repository"]["fork"] = True
        assert place.happens(event) == []


def test_a_freeze_by_button_stops_a_run_that_waits(place: Place) -> None:
    began = time.monotonic()
    place.happens(place.events.schedule(CRON, place.runner.main))
    # However slow this machine is today, the freeze comes before the minute.
    place.ready("launch-2026", timedelta(seconds=10 + 4 * (time.monotonic() - began)))
    waiting: list[Job] = []
    event = place.events.schedule(CRON, place.runner.main)
    thread = threading.Thread(target=lambda: waiting.extend(place.happens(event)))
    pressed = {"scope": "all", "reason": "flood in Klang"}

    thread.start()
    (freeze,) = place.happens(
        place.events.button("freeze", place.runner.main, "aisyah", **pressed)
    )
    thread.join(600)

    assert freeze.ended == "success", freeze.said
    assert "frozen: all" in freeze.said
    assert set(freeze.rights) == {"contents"}
    (publish,) = waiting
    assert "flood in Klang" in publish.said
    assert place.live() == []
    assert "claim" not in _kinds(place)
    frozen = next(each for each in place.ledger() if each["kind"] == "freeze")
    assert "aisyah" in str(frozen)
