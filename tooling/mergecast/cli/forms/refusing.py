"""Why nothing is done for an issue or a comment, as its author is told."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.cli.forms.commands import Asked
from mergecast.cli.forms.desk import Desk, Standing
from mergecast.intake.form import Form
from mergecast.intake.said import Said, say
from mergecast.model.forge_event import Issue
from mergecast.renderers.intake_comment import Told


def refused(desk: Desk, asked: Asked, standing: Standing) -> Said | None:
    """Why the commands of a comment are not carried out; None where they are.

    Raises:
        ForgeAwayError: the forge does not say what somebody may do.
    """
    if asked.orders.unknown is not None:
        near = f"/{asked.orders.near}"
        return say("unknown-order", name=f"/{asked.orders.unknown}", near=near)
    if [order.name for order in asked.orders.found] == ["help"]:
        return None
    return next(_reasons(desk, asked, standing), None)


def _reasons(desk: Desk, asked: Asked, standing: Standing) -> Iterator[Said]:
    author = asked.issue.by
    is_author = author is not None and asked.sender.id == author.id
    writes = desk.may_write(asked.sender)
    if not is_author and not writes:
        yield say("not-allowed")
    if asked.has("accept") and not writes:
        yield say("accept-only")
    yield from _settled(standing)
    if not asked.issue.open:
        yield say("closed-already")
    if standing.tip is None and not writes and not _may_ask(desk, asked.issue):
        yield say("stranger")


def _settled(standing: Standing) -> Iterator[Said]:
    """What became of a draft that does not follow its author any more."""
    if standing.is_merged:
        yield say("merged-already", pull=standing.number)
    if is_closed(standing):
        yield say("closed-already")
    if standing.taken_by:
        yield say("head-taken", who=standing.taken_by, pull=standing.number)


def stopped(
    desk: Desk, issue: Issue, form: Form, standing: Standing, *, private: bool
) -> Told | None:
    """Why no draft is made or changed, as the kept comment says it; None if one is.

    Raises:
        ForgeAwayError: the forge does not say what somebody may do.
    """
    heads = {"merged-already": "head-merged", "closed-already": "head-closed"}
    settled = next(_settled(standing), None)
    if settled is not None:
        name = heads.get(settled.name, settled.name)
        return Told(say(name, **{**settled.values, "pull": standing.number}))
    if not form.is_form:
        return Told(say("form-none"))
    if form.doubled:
        drafted = say("head-draft", pull=standing.number)
        head = drafted if standing.is_open else say("head-none")
        return Told(head, asks=(say("form-doubled", label=f"### {form.doubled[0]}"),))
    if standing.tip is None and not private and not _may_ask(desk, issue):
        return Told(say("stranger"))
    return None


def is_closed(standing: Standing) -> bool:
    """Whether the pull request was closed and not merged."""
    return bool(standing.pull) and not standing.is_open and not standing.is_merged


def _may_ask(desk: Desk, issue: Issue) -> bool:
    """Whether somebody belongs to the team, so that a draft is made without a word."""
    who = issue.by
    if who is None:
        return False
    return not desk.name_of(who).startswith("@") or desk.may_write(who)
