"""What `mergecast calendar mix` does: measure a month or a week."""

from __future__ import annotations

from datetime import datetime

from mergecast.cli.session import Session
from mergecast.cli.views.looking import entries, shown_in
from mergecast.loading.between import posts_between
from mergecast.loading.workspace import usable
from mergecast.planning.agenda import Wanted
from mergecast.planning.days import View, days
from mergecast.planning.measuring import measured
from mergecast.renderers.calendar_mix import MixReport, mix_json, mix_text
from mergecast.repository.trees import WorkTree


def mix(session: Session, view: str, day: datetime | None, form: str) -> str:
    """The mix of each account, as text or JSON.

    Raises:
        MergecastError: there is no workspace.
    """
    tree = WorkTree(session.workspace)
    settings = usable(tree).settings
    zone = shown_in(None, settings)
    at = day.date() if day else session.now().astimezone(zone).date()
    span = days(View(view), at, whole_weeks=False)
    posts = posts_between(tree, span.first, span.last)
    found = entries(session, settings, posts, Wanted())
    each = measured(found, span, settings, session.now())
    report = MixReport(
        span,
        [one.mix for one in each],
        {one.mix.account: one.live for one in each if one.live},
    )
    if form == "json":
        return mix_json(report)
    return mix_text(report, colour=session.colour)
