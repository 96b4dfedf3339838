"""What only days of a series have: an edit never brings one back that is over."""

from __future__ import annotations

from mergecast.approvals.policy import Approved
from mergecast.dispatch.target import Target
from mergecast.model.spoken import clock


def day_over(target: Target, approved: Approved) -> str | None:
    """Why a day of a series does not go out any more, None where it does.

    A series says of many days at once what goes out on them. What a change says of a
    day whose time had come when it was merged was not what its reviewers looked at:
    most likely they thought of the days to come. So such a day is over, however much
    lateness is allowed, and a person may send it all the same.
    """
    due, evidence = target.schedule.at, approved.evidence
    if target.post.date is None or due is None or evidence is None:
        return None
    changed = evidence.changed_at
    if changed is None or changed <= due:
        return None
    return (
        f"the series came to be as it is at {clock(changed)}, after the time of this "
        f"day ({clock(due)}): a change is for the days after it"
    )
