"""One pinned issue each morning, and a word to owners after a merge."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflows.place import Place

MORNING = "47 22 * * *"


def test_a_morning_pins_the_issue_and_a_merge_tells_the_owner(
    place: Place,
) -> None:
    place.github.workflows |= {"calendar.yml": "active", "publish.yml": "off"}
    (morning,) = place.happens(place.events.schedule(MORNING, place.runner.main))
    (issue,) = place.github.issues.values()
    began = issue.body

    pull = place.draft("launch-2026", timedelta(days=1), more="owner: mei\n")
    (merged,) = place.merged(pull)

    assert [job.ended for job in (morning, merged)] == ["success"] * 2
    assert place.github.pinned == [issue.number]
    assert "launch-2026" not in began
    assert "launch-2026" in issue.body
    (comment,) = place.github.comments[issue.number]
    assert "@mei:" in comment["body"]
    assert "new, on " in comment["body"]
    assert morning.rights == {
        "contents": "read",
        "pull-requests": "read",
        "issues": "write",
    }
    assert place.runner.gate.refused == []
    assert not any("MERGECAST_SECRETS" in step.env for step in merged.steps)
