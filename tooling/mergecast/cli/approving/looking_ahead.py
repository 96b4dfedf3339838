"""What `mergecast approvals --ahead` does: prove the days to come, today."""

from __future__ import annotations

from datetime import timedelta

from mergecast.approvals.policy import NotApproved
from mergecast.cli.approving.approval_wiring import Approvals
from mergecast.cli.reviewing.scheduled import Due, Ground, ground, scheduled
from mergecast.cli.session import Session
from mergecast.renderers.ahead import AheadReport, Coming
from mergecast.review.ahead import Outlook, Prospect, outlook


def look_ahead(session: Session, ahead: timedelta) -> AheadReport:
    """Whether each scheduled post has, and keeps, what it takes to go out.

    Raises:
        MergecastError: the branch, its settings or the ledger cannot be read.
    """
    base = ground(session)
    coming = [_coming(base, due) for due in scheduled(base, ahead)]
    now = session.now()
    return AheadReport(
        base.source.commit, now, now + ahead, tuple(coming), base.stands.notes
    )


def _coming(base: Ground, due: Due) -> Coming:
    target = due.target
    found = _outlook(base.approvals, due)
    return Coming(
        target.post.name,
        target.post.path,
        due.at,
        target.schedule.zone or "UTC",
        due.accounts,
        found,
        target.trouble or "",
    )


def _outlook(approvals: Approvals, due: Due) -> Outlook:
    case = approvals.case(due.target)
    if isinstance(case, NotApproved):
        return Outlook(Prospect.MISSING, case.reason)
    answer = approvals(due.target)
    found = outlook(
        case.question, case.evidence, approvals.policy.rules, approvals.now(), due.at
    )
    if isinstance(answer, NotApproved) and found.prospect is not Prospect.MISSING:
        # The account is not the one that was approved.
        return Outlook(Prospect.MISSING, answer.reason)
    return found
