"""The workspace that every example of a check stands in, and how examples are read.

An example is one or more files; each begins with its path as a comment
(``# calendar/2026/11/24-launch.yaml``), which is the default for a single file.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import yaml

from mergecast.checks.base import Context, Present
from mergecast.loading import (
    build,
    build_blackouts,
    build_guide,
    build_people,
    build_plan,
    build_rota,
    build_series,
    paths,
    shelf,
)
from mergecast.loading.statements import StatementReader
from mergecast.model.blackout import BLACKOUTS, NO_BLACKOUTS, Blackouts
from mergecast.model.codeowners import PATH as CODEOWNERS
from mergecast.model.departments import Busy, Departments
from mergecast.model.media import MediaFact, MediaState, Tells
from mergecast.model.plan import Plans
from mergecast.model.playbooks import Playbooks
from mergecast.model.post import Post
from mergecast.model.rota import Rota
from mergecast.model.schedule import schedule
from mergecast.model.series import Series
from mergecast.model.statement import StatementFact
from mergecast.model.whole_guide import Guide
from mergecast.model.workspace import Campaign, Workspace
from mergecast.people.workload import Planned
from mergecast.planning.agenda import entry
from mergecast.schemas.accepts import acceptor

AWAY = "playbooks/away.yaml"
ROTA = "playbooks/rota.yaml"
BLOB = "8c7e5a667f1b771847fe88c01c3de34413a1b220"
"""What git is said to call every statement."""
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

SETTINGS = {
    "version": 1,
    "accounts": {
        "acme": {"network": "x", "user": "acme_hq", "timezone": "Asia/Kuala_Lumpur"},
        "acme-my": {"network": "x", "user": "acme_my", "timezone": "Asia/Kuala_Lumpur"},
        "acme-de": {"network": "x", "user": "acme_de", "timezone": "Europe/Berlin"},
        "acme-us": {"network": "x", "user": "acme_us", "timezone": "America/New_York"},
    },
}
TEAM = {"members": {"mei": {"name": "Mei"}, "aisyah": {"name": "Aisyah"}}}
CAMPAIGNS = {
    "launch": Campaign(
        "launch", "calendar/campaigns/launch.yaml", "2026-11-01", "2026-12-31"
    )
}
MEDIA = {
    "media/launch.png": MediaFact(
        MediaState.FILE, 24_000, "image/png", 1200, 675, sha256="a" * 64
    ),
    "media/loop.gif": MediaFact(
        MediaState.FILE, 900_000, "image/gif", 480, 270, 30, sha256="b" * 64
    ),
    "media/huge.png": MediaFact(
        MediaState.FILE, 6_000_000, "image/png", 4000, 3000, sha256="c" * 64
    ),
    "media/bomb.png": MediaFact(
        MediaState.FILE, 40_000, "image/png", 30_000, 30_000, sha256="d" * 64
    ),
    "media/notes.png": MediaFact(MediaState.FILE, 1_000, None, sha256="e" * 64),
    "media/office.jpg": MediaFact(
        *(MediaState.FILE, 800_000, "image/jpeg", 4032, 3024),
        sha256="f" * 64,
        tells=(Tells.PLACE, Tells.CAMERA),
    ),
    "media/linked.png": MediaFact(MediaState.LINK),
    "media/stored-elsewhere.png": MediaFact(MediaState.POINTER, 130),
    "../secret.png": MediaFact(MediaState.OUTSIDE),
}

_PATH = re.compile(r"^# (\S+/\S+|\.gitattributes|mergecast\.yaml)$", re.MULTILINE)

_DAY = re.compile(r"^# looked at on (\S+)$", re.MULTILINE)


def workspace(**checks: object) -> Workspace:
    """The example workspace, with settings for checks by id."""
    wanted = {name.replace("_", "-"): value for name, value in checks.items()}
    return Workspace(
        build.settings({**SETTINGS, "checks": wanted}),
        build_people.team(TEAM),
        CAMPAIGNS,
    )


def workspace_of(example: str) -> Workspace:
    """The example workspace, its settings and people replaced by the example's."""
    found = {
        path: yaml.load(text, _Strings)  # noqa: S506 - our own examples
        for path, text in files(example)
        if paths.kind(path) is not paths.Kind.POST and path.endswith(".yaml")
    }
    people = build_people.team(found.get("playbooks/team.yaml", TEAM))
    leaves = build_people.leaves(found.get(AWAY, {}))
    settings = build.settings({**SETTINGS, **found.get("mergecast.yaml", {})})
    owners = dict(files(example)).get(CODEOWNERS)
    return Workspace(
        settings,
        replace(people, leaves=leaves),
        {**CAMPAIGNS, **_campaigns(found)},
        None if owners is None else owners.lstrip("\n"),
        playbooks=_playbooks(found),
        rota=_rota(found.get(ROTA)),
        guide=_guide(found),
        blackouts=_blackouts(found.get(BLACKOUTS)),
        plans=_plans(found),
    )


def series_of(example: str) -> list[Series]:
    """The series of an example; their schema says yes to each."""
    found = []
    for path, text in files(example):
        if paths.is_series(path):
            data = yaml.load(text, _Strings)  # noqa: S506 - our own examples
            assert acceptor("series")(data), path
            found.append(build_series.series(path, data))
    return found


def _guide(found: dict[str, Any]) -> Guide:
    """The examples' style guide; their schemas say yes to each file."""
    own = {path: data for path, data in found.items() if path.startswith("styleguide/")}
    for path, data in own.items():
        kind = paths.kind(path)
        assert kind is not None, path
        assert acceptor(kind)(data), path
    return build_guide.guide(own)


def _plans(found: dict[str, Any]) -> Plans:
    """The examples' plans; their schemas say yes to each."""
    own = {
        path: data for path, data in found.items() if paths.kind(path) in paths.PLANS
    }
    for path, data in own.items():
        assert acceptor(str(paths.kind(path)))(data), path
    return build_plan.plans(own)


def _campaigns(found: dict[str, Any]) -> dict[str, Campaign]:
    own = {
        path: data for path, data in found.items() if path.startswith(paths.CAMPAIGNS)
    }
    for path, data in own.items():
        assert acceptor("campaign")(data), path
    return {data["id"]: build.campaign(path, data) for path, data in own.items()}


def _blackouts(data: Any) -> Blackouts:  # noqa: ANN401 - a file's data
    if data is None:
        return NO_BLACKOUTS
    assert acceptor("blackouts")(data)
    public = {"MY-14": {"2026-12-25": "Christmas Day"}}
    return replace(build_blackouts.blackouts(data), public=public)


def _rota(data: Any) -> Rota | None:  # noqa: ANN401 - a file's data
    return None if data is None else build_rota.rota(data)


def present(example: str) -> Present:
    """What is so on the day of the examples; one region is known, and one is not."""
    planned = [
        Planned(post.path, post.id, post.text("owner"), post.accounts, _at(post))
        for post in posts(example)
    ]
    holidays = {"MY-14": {"2026-12-25": "Christmas Day"}}
    day = _DAY.search(example)
    now = NOW if day is None else datetime.fromisoformat(day[1]).replace(tzinfo=UTC)
    around = [
        entry(post, workspace_of(example).settings, {}) for post in posts(example)
    ]
    unread = {"MY-99": "no such region"}
    others = _departments(workspace_of(example))
    return Present(now, planned, holidays, unread, around, departments=others)


def _at(post: Post) -> datetime | None:
    return schedule(post, workspace().settings).at


def _departments(space: Workspace) -> Departments:
    """What stands in the calendars that an example names: a fair, or nothing at all."""
    fair = datetime(2026, 11, 24, 10), datetime(2026, 11, 24, 12)  # noqa: DTZ001 - wall clocks
    calendars = space.settings.calendars
    events = tuple(Busy(each, "Fair", *fair) for each in calendars)
    unread = {each.name: "it is gone" for each in calendars if each.name == "gone"}
    return Departments(events, unread)


def _playbooks(found: dict[str, Any]) -> Playbooks:
    """The examples' playbooks; their schemas say yes to each."""
    data = {}
    for path, own in found.items():
        kind = paths.kind(path)
        if kind in shelf.SHELVED:
            assert kind is not None
            assert acceptor(kind)(own), path
            data[path] = own
    return shelf.playbooks(data, dict.fromkeys(data, BLOB))


def files(example: str) -> list[tuple[str, str]]:
    """The files of an example as (path, text)."""
    starts = list(_PATH.finditer(example))
    if not starts:
        return [("calendar/2026/11/24-launch.yaml", example)]
    ends = [match.start() for match in starts[1:]] + [len(example)]
    return [
        (match[1], example[match.end() : end])
        for match, end in zip(starts, ends, strict=True)
    ]


def posts(example: str) -> list[Post]:
    """The posts of an example; strings stay strings, as the front door has it."""
    return [
        build.post(path, yaml.load(text, _Strings))  # noqa: S506 - our own examples
        for path, text in files(example)
        if paths.is_post(path)
    ]


def context(
    post: Post, space: Workspace | None = None, /, **options: object
) -> Context:
    """What a post check sees of the example workspace, or of another."""
    space = space or workspace()
    unknown = MediaFact(MediaState.MISSING, near=("media/launch.png",))
    names = [media.file for part in post.wordings for media in part.media]
    facts = {name: MEDIA.get(name, unknown) for name in names}
    when = schedule(post, space.settings)
    statement = StatementReader(space.playbooks.statements).fact(post)
    if statement.statement is None:
        statement = StatementFact(None, certain=True)
    return Context(space, when, facts, options, statement)


class _Strings(yaml.SafeLoader):
    """PyYAML without timestamps, so that times are strings as in the real loader."""


_Strings.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
