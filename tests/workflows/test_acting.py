"""Friday, 23:00, a phone: comments and buttons settle what waits for a person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forge.github.state import Issue
    from workflows.place import Place

AGO = timedelta(hours=-3)
CRON = "37 * * * *"


def _held(place: Place) -> Issue:
    """A post that is too late to go by itself, and the issue that says so."""
    place.ready("launch-2026", AGO, "late: hold\n")
    (job,) = place.happens(place.events.schedule(CRON, place.runner.main))
    assert job.ended == "failure", job.said
    (issue,) = place.github.issues.values()
    assert issue.state == "open"
    return issue


def _answer(place: Place, issue: Issue) -> dict[str, Any]:
    return place.github.comments[issue.number][-1]


def test_a_held_post_is_settled_by_a_comment(place: Place) -> None:
    issue = _held(place)
    assert "mergecast" in issue.labels
    assert place.live() == []

    act, publish = place.says(issue, "/resend it was the flood", "aisyah")

    assert (act.workflow, publish.workflow) == ("act", "publish")
    assert act.ended == "success", act.said
    assert "Nothing was done" not in act.said
    assert "A run is starting" in act.said
    assert _answer(place, issue)["by"] == "github-actions[bot]"
    assert place.live() == ["launch-2026 is out. 已经发布 🎉"], publish.said
    assert issue.state == "closed"
    resolved = next(e for e in place.ledger() if e["kind"] == "resolved")
    assert "aisyah" in str(resolved)
    # A job's token has no user of its own; that it asks is how it finds out.
    assert set(place.runner.gate.refused) <= {"403 GET /user"}
    assert place.runner.git.refused == []


def test_the_same_by_a_button(place: Place) -> None:
    issue = _held(place)
    told = {"what": "cancel", "post": "launch-2026", "with": "too late now"}

    (act,) = place.happens(place.events.button("act", place.runner.main, "tom", **told))

    assert act.ended == "success", act.said
    assert place.live() == []
    assert issue.state == "closed"


def test_a_button_that_is_only_pressed_changes_nothing(place: Place) -> None:
    before = len(place.ledger())

    (act,) = place.happens(place.events.button("act", place.runner.main, "tom"))

    assert act.ended == "success", act.said
    assert len(place.ledger()) == before


def test_who_may_not_write_is_not_obeyed(place: Place) -> None:
    issue = _held(place)

    (act,) = place.says(issue, "/resend", "mallory")

    kinds = [event["kind"] for event in place.ledger()]
    assert "resolved" not in kinds, act.said
    assert issue.state == "open"


def test_what_a_comment_says_is_never_run(place: Place) -> None:
    issue = _held(place)
    trap = '$(touch pwned)`touch pwned`";touch pwned;" ${{ secrets.MERGECAST_SECRETS }}'

    (act,) = place.says(issue, f"/cancel {trap}\n::error::{trap}", "tom")

    assert not list(place.runner.folder.rglob("pwned"))
    assert not any(line.lstrip().startswith("::") for line in act.said.splitlines())
    assert act.ended == "success", act.said


def test_talk_below_an_issue_starts_nothing(place: Place) -> None:
    issue = _held(place)

    assert place.says(issue, "who looks at this?", "tom") == []
