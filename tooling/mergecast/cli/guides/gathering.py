"""What an agenda is filled in from: posts, the record, actions, decisions, reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mergecast.cli.session import Session
from mergecast.errors import MergecastError
from mergecast.loading.planned import planned
from mergecast.loading.workspace import read
from mergecast.model.moments import zone
from mergecast.model.process import Action, Meeting
from mergecast.model.workspace import Workspace
from mergecast.people.away import is_away
from mergecast.renderers.guides import listed
from mergecast.repository.trees import Tree, WorkTree

_SPANS = {
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=31),
    "quarter": timedelta(days=92),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What is looked at: the workspace on disk, at an instant, and so far ahead."""

    session: Session
    space: Workspace
    now: datetime
    span: timedelta

    @property
    def tree(self) -> Tree:
        """The files on disk."""
        return WorkTree(self.session.workspace)

    @property
    def today(self) -> str:
        """The day in UTC."""
        return self.now.date().isoformat()


def gathered(session: Session, space: Workspace, meeting: Meeting) -> Desk:
    """What a meeting looks at."""
    return Desk(session, space, session.now(), _SPANS[meeting.every])


def state(desk: Desk, meeting: Meeting) -> dict[str, tuple[str, ...]]:
    """Lines for each item that is filled in, by what it is filled in from."""
    wanted = {topic.source for topic in meeting.agenda}
    return {
        source: tuple(look(desk))
        for source, look in _SOURCES.items()
        if source in wanted
    }


def people(desk: Desk, meeting: Meeting) -> tuple[str, ...]:
    """Who comes, but for those on leave."""
    team = desk.space.team
    members = team.holders(meeting.roles)
    return tuple(one.name for one in members if not is_away(team, one, desk.now))


def _due(desk: Desk) -> Iterator[str]:
    settings = desk.space.settings
    for post in planned(desk.tree, settings, desk.now, desk.now + desk.span):
        if post.at is None:
            continue
        account = settings.accounts.get(post.accounts[0])
        there = zone(account.timezone if account else "UTC")
        where = ", ".join(post.accounts)
        owner = f", {post.owner}" if post.owner else ""
        yield f"{post.at.astimezone(there):%Y-%m-%d %H:%M} {post.id} on {where}{owner}"


def _waiting(desk: Desk) -> Iterator[str]:
    from mergecast.cli.publishing.statusing import status  # noqa: PLC0415 - git

    try:
        for each in status(desk.session, None, None).standings:
            if each.settle:
                yield f"{each.key}: {each.reason}"
    except MergecastError as error:
        yield f"not known: {error.message}"


def _actions(desk: Desk) -> Iterator[str]:
    for action in open_actions(desk.space):
        late = " (late)" if action.due and action.due < desk.today else ""
        due = f", by {action.due}{late}" if action.due else ""
        member = desk.space.team.members.get(action.who)
        yield f"{action.do}: {member.name if member else action.who}{due}"


def open_actions(space: Workspace) -> tuple[Action, ...]:
    """What was said in meetings and is not done, the earliest first."""
    found = (
        action
        for minutes in space.playbooks.minutes
        for action in minutes.actions
        if action.done is None
    )
    return tuple(sorted(found, key=lambda each: each.due or "9"))


def _incidents(desk: Desk) -> Iterator[str]:
    yield from _on_record(desk)
    for incident in desk.space.playbooks.incidents.values():
        if not incident.closed:
            yield f"{incident.title}: open since {incident.timeline[0].at}"
        elif incident.retro is None:
            yield f"{incident.title}: closed, its retro is still to come"
        elif _since(desk, incident.retro.day):
            yield f"{incident.title}: retro of {incident.retro.day}"


def _on_record(desk: Desk) -> Iterator[str]:
    """What goes on, or waits for its file: the ledger knows before any file does."""
    from mergecast.cli.warroom.scene import scene  # noqa: PLC0415 - git

    filed = desk.space.playbooks.incidents
    try:
        found = scene(desk.session, needs_space=False).histories()
    except MergecastError:
        return  # `waiting` says that the ledger is away
    for each in found:
        if each.is_open:
            since = f"{each.opened:%Y-%m-%d %H:%M} UTC"
            yield f"{each.summary or each.id} ({each.id}): open since {since}"
        elif each.steps[-1].name == "close" and each.id not in filed:
            yield f"{each.summary or each.id} ({each.id}): closed, without its file"


def _decisions(desk: Desk) -> Iterator[str]:
    for each in desk.space.playbooks.decisions:
        if each.state == "proposed":
            until = f", answers until {each.answer_by}" if each.answer_by else ""
            yield f"{each.number} {each.title}: proposed{until}"
        elif _since(desk, each.day):
            yield f"{each.number} {each.title}: {each.state} on {each.day}"


def _since(desk: Desk, day: str) -> bool:
    then = date.fromisoformat(day)
    return desk.now.date() - desk.span <= then <= desk.now.date()


def _reviews(desk: Desk) -> Iterator[str]:
    until = (desk.now + desk.span).date().isoformat()
    for each in listed(desk.space.playbooks):
        due = each.keeping.review_by
        if due is not None and due <= until:
            owner = f" ({each.keeping.owner})" if each.keeping.owner else ""
            yield f"{each.path}: by {due}{owner}"


def _mix(desk: Desk) -> Iterator[str]:
    for name, start, end in (
        ("so far", desk.now - desk.span, desk.now),
        ("to come", desk.now, desk.now + desk.span),
    ):
        reactive, whole = _counted(desk, start, end)
        if whole:
            share = round(100 * (whole - reactive) / whole)
            yield f"{name}: {whole - reactive} planned, {reactive} reactive ({share} %)"
        else:
            yield f"{name}: no posts"


def _counted(desk: Desk, start: datetime, end: datetime) -> tuple[int, int]:
    posts = planned(desk.tree, desk.space.settings, start, end)
    reactive = 0
    for each in posts:
        data = read(each.path, desk.tree.read(each.path) or b"", "post").data or {}
        reactive += data.get("bucket") == "reactive"
    return reactive, len(posts)


_SOURCES: Mapping[str, Callable[[Desk], Iterator[str]]] = {
    "due": _due,
    "waiting": _waiting,
    "incidents": _incidents,
    "actions": _actions,
    "decisions": _decisions,
    "reviews": _reviews,
    "mix": _mix,
}
