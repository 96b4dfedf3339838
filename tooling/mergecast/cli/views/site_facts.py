"""What the pages show, gathered: posts, pictures, mix, and for a team its desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, urlencode

from mergecast.cli.session import Session
from mergecast.cli.views.looking import everything, shown_in
from mergecast.cli.views.site_pictures import pictures_of
from mergecast.loading.workspace import load
from mergecast.model.team import Team
from mergecast.model.workspace import Workspace
from mergecast.pages.desk import EMPTY_DESK
from mergecast.pages.facts import Site, seen_by_public
from mergecast.planning.agenda import Entry, Wanted
from mergecast.planning.days import View, days
from mergecast.planning.measuring import Measured, measured
from mergecast.repository.trees import Tree, WorkTree

_MONTHS_BACK = 12
"""Months whose mix is looked back at."""

_FORM = ".github/ISSUE_TEMPLATE/post.{language}.yml"
_DRAFT = """\
# A draft without a time yet: what is missing is said in its pull request.
id: my-post
accounts: [{account}]
text: |
  Write here what readers will get.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """For whom pages are, in which language, and on whose clocks; None: as usual."""

    language: str | None = None
    zone: str | None = None
    team: bool = False


def site_facts(session: Session, shown: Shown) -> tuple[Site, dict[str, bytes]]:
    """All that the pages are made of, and the pictures beside them.

    Raises:
        MergecastError: there is no workspace, or no such zone.
    """
    settings, entries = everything(session, Wanted())
    loaded = load(WorkTree(session.workspace), whole=shown.team)
    space, now = loaded.workspace, session.now()
    zone = shown_in(shown.zone, settings)
    language = shown.language or _language(settings.language)
    seen = [each for each in entries if shown.team or seen_by_public(each, now)]
    pictures, content = pictures_of(WorkTree(session.workspace), seen)
    desk = EMPTY_DESK
    if shown.team:
        from mergecast.cli.views.site_desk import desk_of  # noqa: PLC0415 - not for the public

        desk, beside = desk_of(session, loaded, entries, zone)
        content |= beside
    site = Site(
        title=_title(space),
        language=language,
        zone=zone,
        now=now,
        entries=seen,
        mixes=_mixes(seen, space, now),
        pictures=pictures,
        names=_names(space.team),
        zones=_zones(space, zone.key, team=shown.team),
        team=shown.team,
        new_post=_new_post(WorkTree(session.workspace), space, language),
        accounts=tuple(settings.accounts),
        desk=desk,
    )
    return site, content


def _names(team: Team) -> Mapping[str, str]:
    """What people and roles are called, by their keys."""
    titles = {key: each.title for key, each in team.roles.items()}
    return titles | {key: each.name for key, each in team.members.items()}


def _language(name: str) -> str:
    return "zh" if name.partition("-")[0] == "zh" else "en"


def _title(space: Workspace) -> str:
    handles = dict.fromkeys(each.user for each in space.settings.accounts.values())
    first, *more = handles or {"": None}
    return f"@{first}{f' +{len(more)}' if more else ''}" if first else "mergecast"


def _zones(space: Workspace, home: str, *, team: bool) -> Sequence[str]:
    """What readers may choose: the zones of accounts; for the team, of people, too."""
    zones = {home, "UTC"}
    zones |= {each.timezone for each in space.settings.accounts.values()}
    if team:
        people = space.team.members.values()
        zones |= {each.timezone for each in people if each.timezone}
    return sorted(zones)


def _mixes(
    entries: Sequence[Entry], space: Workspace, now: datetime
) -> Mapping[date, Sequence[Measured]]:
    """The mix of each month from a year ago on, each account by its own clock."""
    by_month: dict[int, list[Entry]] = {}
    for each in entries:
        if each.at is not None:
            by_month.setdefault(_number(each.at.date()), []).append(each)
    oldest = _number(now.date()) - _MONTHS_BACK
    found = {}
    for number in sorted(each for each in by_month if each >= oldest):
        first = date(number // 12, number % 12 + 1, 1)
        # What is another month in one zone may be this one in the next.
        near = [by_month.get(number + step, ()) for step in (-1, 0, 1)]
        shown = days(View.MONTH, first, whole_weeks=False)
        around = [each for own in near for each in own]
        found[first] = measured(around, shown, space.settings, now)
    return found


def _number(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def _new_post(tree: Tree, space: Workspace, language: str) -> str | None:
    """Where somebody begins a post on the forge: a form, or its editor with a draft."""
    forge = space.settings.data.get("forge")
    if not isinstance(forge, dict) or forge.get("kind") != "github":
        return None
    repository = forge.get("repository")
    if not isinstance(repository, str):
        return None
    home = f"https://github.com/{quote(repository)}"
    for name in (language, space.settings.language, "en"):
        if tree.mode(_FORM.format(language=name)) is not None:
            return f"{home}/issues/new?template=post.{quote(name)}.yml"
    account = next(iter(space.settings.accounts), "")
    draft = {
        "filename": "my-post.yaml",
        "value": _DRAFT.format(account=account),
    }
    branch = quote(space.settings.publishing.branch)
    return f"{home}/new/{branch}/calendar/queue?{urlencode(draft)}"
