"""Somebody who never uses git asks for a post, and it goes out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflows.place import Place

AHEAD = timedelta(days=2)


def test_a_draft_of_a_form_goes_live_without_anybody_touching_git(
    place: Place,
) -> None:
    issue, (taken,) = place.asks("mei", "Night buses run. 夜间巴士")
    assert taken.ended == "success", taken.said
    pull = place.pull_of(issue)
    first = place.statuses(pull.head)
    (changed,) = place.says(pull, "/text Night buses run again. 夜间巴士 🚌", "mei")
    assert changed.ended == "success", changed.said
    pull = place.pull_of(issue)
    (ready,) = place.says(pull, "/ready", "mei")
    (reviewed,) = place.approved(pull)
    after = place.statuses(pull.head)
    (published,) = place.merged(pull)

    assert first == {"check": "success", "approvals": "pending"}
    assert reviewed.workflow == "review"
    assert after == {"check": "success", "approvals": "success"}
    assert published.workflow == "publish"
    assert place.live() == ["Night buses run again. 夜间巴士 🚌"], published.said
    jobs = [taken, changed, ready, reviewed, published]
    assert {job.ended for job in jobs} == {"success"}, [job.said for job in jobs]
    assert place.runner.gate.refused == []
    assert place.runner.git.refused == []


def test_nobody_approves_their_own_words(place: Place) -> None:
    issue, _ = place.asks("aisyah", "My own words")
    pull = place.pull_of(issue)

    place.approved(pull)

    assert place.statuses(pull.head)["approvals"] == "pending"


def test_a_job_that_takes_words_in_has_no_key(place: Place) -> None:
    _, (job,) = place.asks("mei", "Hello")

    secrets = set(place.runner.secrets.values())
    assert not any(secrets & set(step.env.values()) for step in job.steps)
    assert set(job.rights) == {"contents", "issues", "pull-requests", "statuses"}


def test_what_a_stranger_writes_is_only_ever_words(place: Place) -> None:
    trap = '$(touch "$GITHUB_WORKSPACE/pwned")`touch pwned`";touch pwned;"'
    text = f"::error::{trap}\n##[add-mask]all\n${{{{ secrets.MERGECAST_SECRETS }}}}"
    before = place.hub.team.git("-C", str(place.remote), "for-each-ref")

    issue, (job,) = place.asks("mallory", text)
    place.says(issue, f"/text {trap}", "mallory")
    place.says(issue, "no command", "mallory")

    assert not list(place.runner.folder.rglob("pwned"))
    assert not any(line.lstrip().startswith("::") for line in job.said.splitlines())
    after = place.hub.team.git("-C", str(place.remote), "for-each-ref")
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert all("refs/pull/" in line or "heads/mergecast/" in line for line in new)
    assert place.live() == []


def test_an_issue_or_comment_about_something_else_starts_nothing(
    place: Place,
) -> None:
    pull = place.draft("launch-2026", AHEAD)
    issue, _ = place.asks("mei", "Hello")
    issue.labels = ["bug"]

    assert place.happens(place.events.issue(issue, place.runner.main)) == []
    assert place.says(issue, "/resend", "mei") == []
    assert place.says(pull, "what do you think?", "tom") == []
