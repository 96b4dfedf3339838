"""What `mergecast calendar gantt` does: campaigns with their posts, over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mergecast.cli.session import Session
from mergecast.cli.views.looking import everything, shown_in
from mergecast.errors import UsageError
from mergecast.loading.workspace import usable
from mergecast.model.workspace import Workspace
from mergecast.planning.agenda import Entry, Wanted
from mergecast.renderers.calendar_gantt import Course, GanttReport, gantt_markdown
from mergecast.repository.trees import WorkTree


def chart(session: Session, campaign: str | None) -> str:
    """The campaigns in Markdown, or one of them.

    Raises:
        MergecastError: there is no workspace, or no such campaign.
    """
    space = usable(WorkTree(session.workspace))
    if campaign is not None and campaign not in space.campaigns:
        from mergecast.checks.basis.near import suggest  # noqa: PLC0415 - only on a typo

        none = "write its file in calendar/campaigns/"
        raise UsageError(
            f"there is no campaign '{campaign}'",
            hint=suggest(campaign, sorted(space.campaigns), none),
        )
    settings, entries = everything(session, Wanted(campaign=campaign))
    zone = shown_in(None, settings)
    courses = sorted(
        _courses(space, entries, campaign),
        key=lambda each: (each.starts, each.campaign.id),
    )
    today = session.now().astimezone(zone).date()
    return gantt_markdown(GanttReport(courses, today, zone))


def _courses(
    space: Workspace, entries: Sequence[Entry], wanted: str | None
) -> Iterator[Course]:
    people = space.team.members
    for each in space.campaigns.values():
        if wanted not in {None, each.id} or not (each.starts and each.ends):
            continue
        starts, ends = date.fromisoformat(each.starts), date.fromisoformat(each.ends)
        if ends < starts:
            continue
        owner = people.get(each.owner or "")
        own = [one for one in entries if one.post.text("campaign") == each.id]
        yield Course(each, starts, ends, owner.name if owner else each.owner, own)
