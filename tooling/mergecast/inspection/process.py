"""Look at how people work together today: what needs somebody, and no post waits for.

Never remembered, since it depends on the day, and never a part of a plain check.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from mergecast.checks import table
from mergecast.checks.base import Context, Present
from mergecast.checks.runner import Stamped, active, check_process
from mergecast.findings import Finding, FindingClass
from mergecast.inspection.look import located
from mergecast.loading.between import posts_between
from mergecast.loading.departments import departments
from mergecast.loading.planned import planned
from mergecast.loading.public_holidays import of_workspace
from mergecast.loading.workspace import Loaded
from mergecast.model.workspace import Workspace
from mergecast.planning.agenda import Entry, entry
from mergecast.planning.mix import is_agreed
from mergecast.planning.tracing import reach
from mergecast.repository.trees import Tree

AHEAD = timedelta(weeks=4)
"""How far ahead the rota, leave and posts are looked at."""

_DAY = timedelta(days=1)


def present(tree: Tree, space: Workspace, now: datetime) -> Present:
    """What is so today, for the weeks to come."""
    end = now + AHEAD
    holidays = of_workspace(space, now, end)
    posts = planned(tree, space.settings, now, end)
    around = calendar(tree, space, now)
    others = departments(tree, space.settings.calendars, now, end)
    known, unread = holidays
    return Present(now, posts, known, unread, around, others)


def calendar(tree: Tree, space: Workspace, now: datetime) -> tuple[Entry, ...]:
    """The posts that plans, campaigns and the mix ask for; none where nothing does."""
    today = now.date()
    near = reach(space.plans, space.campaigns.values(), today)
    if near is None and not is_agreed(space.settings):
        return ()
    first, last = today - _DAY * 8, (now + AHEAD).date()
    if near is not None:
        first, last = min(first, near.first), max(last, near.last)
    posts = posts_between(tree, first, last)
    return tuple(entry(post, space.settings, {}) for post in posts)


def process_findings(
    tree: Tree, loaded: Loaded, present: Present
) -> tuple[Finding, ...]:
    """What somebody has to see to; nothing where the settings cannot be read."""
    if not loaded.usable:
        return ()
    space = loaded.workspace
    wanted = active(table.PROCESS_CHECKS, space.settings.checks)
    texts = {file.path: file.text or "" for file in loaded.files}
    return tuple(
        _finding(each, _text(tree, each.remark.place.path, texts))
        for each in check_process(Context(space), present, wanted)
    )


def _text(tree: Tree, path: str, texts: dict[str, str]) -> str:
    if path not in texts:
        texts[path] = (tree.read(path) or b"").decode("utf-8", "replace")
    return texts[path]


def _finding(each: Stamped, text: str) -> Finding:
    (found,) = located([each], text)
    return replace(found, kind=FindingClass.PROCESS, owner=each.remark.owner)
