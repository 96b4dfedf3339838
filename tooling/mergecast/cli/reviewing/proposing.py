"""What follows a pull request that mergecast opened: its review, in the same job.

What a job's own token pushes starts no workflow. So the job that opened it tells
reviewers what it brings, and says how the required jobs would have ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mergecast.cli.reviewing.pull_review import Wanted, merged, review
from mergecast.cli.reviewing.showing import keep, request
from mergecast.cli.session import Session
from mergecast.cli.wiring import published
from mergecast.errors import WorkspaceError
from mergecast.findings import Finding, Severity
from mergecast.review.report import Review

if TYPE_CHECKING:
    from mergecast.forge.github_api import GitHubApi
    from mergecast.forge.github_proposals import Base, Proposed


def base(session: Session) -> Base:
    """The publishing branch on the remote, for a proposal to be built on.

    Raises:
        WorkspaceError: there is no remote to propose anything to.
        GitError: it cannot be read.
    """
    from mergecast.forge.github_proposals import Base  # noqa: PLC0415 - needs requests

    found = published(session.workspace)
    if found.remote is None:
        raise WorkspaceError(
            "there is no remote to open a pull request at",
            hint="set publishing.remote in mergecast.yaml to the remote's name",
            not_done="no pull request was opened",
        )
    return Base(found.git, found.remote, found.branch, found.commit)


def reviewed(session: Session, api: GitHubApi, about: Base, found: Proposed) -> Review:
    """Review a pull request as `plan --pr` does, and set the required statuses.

    Who is missing is asked for a review, unless it is a draft.

    Raises:
        MergecastError: the review cannot be made, or the forge does not take it.
    """
    from mergecast.renderers.review_comment import (  # noqa: PLC0415 - only to write
        review_markdown,
    )

    below = merged(session)
    told = review(session, Wanted(about.commit, found.head, found.number), below)
    keep(api, found.number, review_markdown(told))
    set_statuses(api, told)
    if not found.draft:
        request(api, found.number, told, quiet=session.quiet)
    return told


def set_statuses(api: GitHubApi, told: Review) -> None:
    """Say of the reviewed commit how the jobs `check` and `approvals` would end.

    Raises:
        MergecastError: the forge does not take it.
    """
    from mergecast.forge.github_statuses import (  # noqa: PLC0415 - needs requests
        APPROVALS,
        CHECK,
        State,
        set_status,
    )

    errors = sum(each.severity is Severity.ERROR for each in findings(told))
    state = State.FAILURE if errors or told.broken else State.SUCCESS
    set_status(api, told.head, CHECK, state, _errors(errors + len(told.broken)))
    missing = _missing(told)
    state = State.PENDING if missing else State.SUCCESS
    set_status(api, told.head, APPROVALS, state, missing or "all of it is approved")


def findings(told: Review) -> tuple[Finding, ...]:
    """Everything that was found, of posts and other files."""
    return (*told.findings, *(each for post in told.posts for each in post.findings))


def _errors(count: int) -> str:
    if not count:
        return "nothing to mend"
    return f"{count} error{'s' * (count > 1)} to mend"


def _missing(told: Review) -> str:
    """Which approvals are missing, in words; empty where none is."""
    open_ = [post.id for post in told.posts if not post.approved]
    if told.policy is not None and not told.policy.approved:
        open_.append("the policy")
    return f"not approved yet: {', '.join(open_)}" if open_ else ""
