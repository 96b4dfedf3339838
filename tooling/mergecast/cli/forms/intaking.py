"""What `mergecast intake` does: from what somebody wrote on the forge to a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mergecast.cli.forms.changing import Change, change
from mergecast.cli.forms.commands import Asked, carry_out
from mergecast.cli.forms.desk import Desk, Standing, branch_of, issue_of
from mergecast.cli.forms.refusing import is_closed, refused, stopped
from mergecast.cli.forms.telling import answer, failed, keep, tell
from mergecast.cli.reviewing import proposing
from mergecast.cli.session import Session
from mergecast.errors import GitError, MergecastError
from mergecast.intake.fields import LABEL
from mergecast.intake.form import Form, parse
from mergecast.intake.orders import orders
from mergecast.intake.said import say
from mergecast.model import forge_event as events
from mergecast.model.forge_event import Event, Issue
from mergecast.renderers.intake_comment import Did, Told

if TYPE_CHECKING:
    from mergecast.forge.github_api import GitHubApi

_TRIES = 3
_RACES = ("rejected", "stale info", "cannot lock ref")


def take(session: Session, told: Mapping[str, Any]) -> Did:
    """Handle one event, and say what was done.

    Raises:
        UsageError: the event cannot be used.
        MergecastError: git or the forge do not let it be done.
    """
    found = events.event(told)
    if found.sender.bot:
        return Did("nothing to do: a program did that")
    for left in reversed(range(_TRIES)):
        try:
            return _handled(session, found, last=not left)
        except GitError as error:
            # Another job was faster: what it made is looked at, and all is done anew.
            if not left or not _was_race(error):
                raise
    raise AssertionError("the last try returns or raises")


def _was_race(error: MergecastError) -> bool:
    known = any(each in error.message for each in _RACES)
    return isinstance(error, GitError) and known


def _handled(session: Session, found: Event, *, last: bool) -> Did:
    from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - needs requests

    api = github()
    try:
        desk = Desk(session, api, proposing.base(session))
        issue = _issue(api, found.issue)
        if issue is None or issue.by is None or issue.by.bot or not _asked_for(issue):
            return Did("nothing to do: it is no draft that a form asked for")
        try:
            if found.comment is not None:
                return _commented(desk, found, issue)
            return _written(desk, found, issue)
        except MergecastError as error:
            if last or not _was_race(error):
                failed(desk, found, issue)
            raise
    finally:
        api.close()


def _asked_for(issue: Issue) -> bool:
    return LABEL in issue.labels


def _issue(api: GitHubApi, issue: Issue) -> Issue | None:
    """The issue that a draft is for, as it is now: an event may be late or made up."""
    number = _behind(api, issue.number) if issue.is_pull else issue.number
    return None if number is None else events.issue(api.read("issues", number))


def _behind(api: GitHubApi, number: int) -> int | None:
    """The issue behind one of our pull requests; None for any other one."""
    from mergecast.forge.github_proposals import (  # noqa: PLC0415 - needs requests
        pulls_of,
    )

    head = api.read("pulls", number).get("head")
    ref = head.get("ref") if isinstance(head, dict) else None
    issue = issue_of(ref) if isinstance(ref, str) else None
    if issue is None:
        return None
    ours = pulls_of(api, branch_of(issue), "all")
    return issue if number in {each["number"] for each in ours} else None


def _written(desk: Desk, found: Event, issue: Issue) -> Did:
    """The form was filled in, changed, closed or opened again."""
    from mergecast.forge.github_drafts import set_pull_state  # noqa: PLC0415 - requests

    standing = desk.standing(issue.number)
    form = parse(issue.body)
    if found.action == "closed" and not issue.open:
        if standing.is_merged:  # GitHub closed it, as the pull request says
            keep(desk, issue, form, Told(say("head-merged", pull=standing.number)))
        if not standing.is_open or standing.taken_by:
            return Did(f"nothing to close for issue {issue.number}", issue.number)
        set_pull_state(desk.api, int(standing.number), "closed")
        keep(desk, issue, form, Told(say("head-closed", pull=standing.number)))
        number = int(standing.number)
        return Did(f"closed pull request {number}", issue.number, number)
    if found.action not in {"opened", "edited", "reopened"} or not issue.open:
        return Did(f"nothing to do for issue {issue.number}", issue.number)
    if found.action == "reopened" and is_closed(standing):
        standing = _reopened(desk, issue, standing)
    why = stopped(desk, issue, form, standing, private=found.private)
    if why is not None:
        keep(desk, issue, form, why)
        return Did(f"answered issue {issue.number}", issue.number)
    wanted = Change(found.sender, found.issue.updated)
    return tell(desk, issue, form, change(desk, issue, form, standing, wanted))


def _reopened(desk: Desk, issue: Issue, standing: Standing) -> Standing:
    """The draft of an issue that is open again; a new one where its branch is gone."""
    from mergecast.forge.github_drafts import set_pull_state  # noqa: PLC0415 - requests

    if standing.tip is None:
        return Standing()
    set_pull_state(desk.api, int(standing.number), "open")
    return desk.standing(issue.number)


def _commented(desk: Desk, found: Event, issue: Issue) -> Did:
    """Somebody wrote a comment; only what begins with a command is for us."""
    if found.comment is None or found.action != "created":
        return Did("nothing to do: it is no new comment", issue.number)
    given = orders(found.comment.body)
    if not given.found and given.unknown is None:
        return Did("nothing to do: it is no command", issue.number)
    form = parse(issue.body)
    asked = Asked(issue, form, found.comment, found.sender, given)
    standing = desk.standing(issue.number)
    answered_at = Did(f"answered a comment on issue {issue.number}", issue.number)
    why = refused(desk, asked, standing)
    if why is not None:
        answer(desk, found, form, (why,))
        return answered_at
    if form.doubled:
        asked = replace(asked, form=Form(form.language))
    answered = carry_out(desk, standing, asked)
    answer(desk, found, form, answered.said)
    if answered.outcome is not None:
        return tell(desk, issue, form, answered.outcome)
    return answered_at
