"""What `mergecast calendar week` does: look at a week, or write its plan."""

from __future__ import annotations

from datetime import date, timedelta

from mergecast.cli.session import Session
from mergecast.cli.views.looking import entries_between, shown_in
from mergecast.editing.files import write_whole
from mergecast.editing.writing import Field, written
from mergecast.errors import UsageError, WorkspaceError
from mergecast.loading.between import ideas
from mergecast.loading.workspace import Loaded, load, usable
from mergecast.model.periods import Period, Span, period, period_of
from mergecast.model.plan import Assignment
from mergecast.planning.agenda import Wanted
from mergecast.planning.days import Days
from mergecast.planning.gaps import Gap, gaps
from mergecast.planning.weekly import Ground, Week, assigned, week
from mergecast.renderers.calendar_week import WeekReport, week_json, week_text
from mergecast.repository.trees import WorkTree

_DAY = timedelta(days=1)
_NOTHING = "nothing was written"


def shown(session: Session, name: str | None, form: str) -> str:
    """A week as it is planned, as text or JSON.

    Raises:
        MergecastError: there is no workspace, or no such week.
    """
    return _rendered(session, _report(session, name, ahead=False), form)


def drafted(session: Session, name: str | None, form: str) -> str:
    """Write the plan of a week that has none, and tell of the week.

    Raises:
        MergecastError: there is no workspace, no such week, or a plan of it already.
    """
    found = _report(session, name, ahead=True)
    path = f"calendar/plan/{found.week.period.name}.yaml"
    text = written(_comments(found.week), _fields(found))
    home = session.workspace / "calendar" / "plan"
    inside = home.resolve().is_relative_to(session.workspace.resolve())
    if not inside or (home.exists() and not home.is_dir()):
        raise WorkspaceError(
            "'calendar/plan' is no folder of the workspace",
            hint="make it a folder of its own",
            not_done=_NOTHING,
        )
    try:
        write_whole(session.workspace / path, text)
    except FileExistsError:
        raise UsageError(
            f"'{path}' is there already",
            hint=f"edit it: `mergecast calendar week --week {found.week.period.name}` "
            "says what it lacks",
            not_done=_NOTHING,
        ) from None
    except OSError as error:
        raise WorkspaceError(
            f"'{path}' cannot be written: {error.strerror or error}",
            hint="look at the rights of the folder and the room on the disk",
            not_done=_NOTHING,
        ) from None
    return _rendered(session, _report(session, name, ahead=True, wrote=path), form)


def _rendered(session: Session, report: WeekReport, form: str) -> str:
    if form == "json":
        return week_json(report)
    return week_text(report, colour=session.colour)


def _report(
    session: Session, name: str | None, *, ahead: bool, wrote: str | None = None
) -> WeekReport:
    loaded = _loaded(session)
    ground = _ground(session, loaded, name, ahead=ahead)
    found = week(ground)
    home = "calendar/plan/"
    said = [
        (file.path, remark.message)
        for file in loaded.files
        if file.path.startswith(home) and file.data is None
        for _, remark in file.said[:1]
    ]
    people = {key: each.name for key, each in ground.space.team.members.items()}
    return WeekReport(found, gaps(ground, found), people, said, wrote)


def _loaded(session: Session) -> Loaded:
    tree = WorkTree(session.workspace)
    loaded = load(tree, whole=True)
    if not loaded.usable:
        usable(tree)
    return loaded


def _ground(
    session: Session, loaded: Loaded, name: str | None, *, ahead: bool
) -> Ground:
    space, now = loaded.workspace, session.now()
    place = shown_in(None, space.settings)
    own = _period(name, now.astimezone(place).date(), ahead=ahead)
    # A post a day beside the week may stand too close to one of its slots.
    around = Days(own.first - _DAY, own.last + _DAY)
    found = entries_between(session, space.settings, around, place, Wanted())
    queued = list(ideas(WorkTree(session.workspace)))
    return Ground(space, own, found, queued, place, now)


def _period(name: str | None, today: date, *, ahead: bool) -> Period:
    if name is None:
        here = period_of(Span.WEEK, today)
        return here.next if ahead else here
    found = period(name)
    if found is None or found.span is not Span.WEEK:
        now = period_of(Span.WEEK, today).name
        raise UsageError(
            f"'{name}' is no week",
            hint=f"write an ISO week, like {now} for this one; most years have 52",
            not_done=_NOTHING if ahead else "",
        )
    return found


def _comments(found: Week) -> list[str]:
    above = " and ".join(plan.period.name for plan in reversed(found.above))
    source = f", drafted from {above}" if above else ""
    days = f"{found.period.first} to {found.period.last}"
    return [
        f"# The plan of the week {days}{source}.",
        "# Whoever keeps it edits it; merge it before Monday's meeting.",
    ]


def _fields(report: WeekReport) -> dict[str, Field]:
    found = report.week
    fields: dict[str, Field] = {"week": found.period.name}
    if found.keeper:
        fields["keeper"] = found.keeper
    if found.goals:
        fields["goals"] = list(found.goals)
    if found.topics:
        fields["focus"] = [topic.id for topic in found.topics]
    tasks = [*assigned(found.days), *_ideas(report.gaps, report.people)]
    if tasks:
        fields["assignments"] = [_task(each) for each in tasks[:_MOST]]
    return fields


_MOST = 500
"""As many assignments as a plan may have."""


def _ideas(found: list[Gap], people: dict[str, str]) -> list[Assignment]:
    """What is still to be written, given to those who look after the themes."""
    return [
        Assignment(
            (), gap.owner, idea=f"a post for the theme {gap.theme}", theme=gap.theme
        )
        for gap in found
        if gap.theme is not None and gap.owner and (gap.owner in people or not people)
    ]


def _task(each: Assignment) -> dict[str, str]:
    fields = {
        "who": each.who,
        "post": each.post,
        "idea": each.idea,
        "theme": each.theme,
        "campaign": each.campaign,
        "day": each.day,
    }
    return {key: value for key, value in fields.items() if value is not None}
