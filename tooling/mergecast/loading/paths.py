"""Which file is what, by its path alone."""

from __future__ import annotations

import re
from enum import StrEnum

from mergecast.model.blackout import BLACKOUTS
from mergecast.model.file_names import (
    BRANDING,
    CODEOWNERS,
    CONDUCT,
    LEVELS,
    MATRIX,
    NAMES,
    RATING,
    STATEMENTS,
    VOICE,
)
from mergecast.model.periods import span_of

SETTINGS = "mergecast.yaml"
TEAM = "playbooks/team.yaml"
AWAY = "playbooks/away.yaml"
ROTA = "playbooks/rota.yaml"
CAMPAIGNS = "calendar/campaigns"
PLAN = "calendar/plan"
PLAYBOOKS = "playbooks"
STYLEGUIDE = "styleguide"
DECIDING = (LEVELS, MATRIX, STATEMENTS)
"""The playbooks that approvals and posts are judged by; the rest is for people."""
CONTENT = (
    *("calendar", "styleguide", "playbooks", SETTINGS, ".gitattributes"),
    CODEOWNERS,
)
"""Everything that decides what a check says; nothing else is read."""

_POST = re.compile(r"calendar/(?:\d{4}/(?:[^/]+/)*|queue/(?:[^/]+/)*)[^/]+\.yaml")
_ASSET = re.compile(r"styleguide/assets/[^/]+\.yaml")
_PLAYBOOK = re.compile(r"playbooks/([a-z]+)/[^/]+\.yaml")
_CAMPAIGN = re.compile(r"calendar/campaigns/[^/]+\.yaml")
_SERIES = re.compile(r"calendar/recurring/[^/]+\.yaml")
_PLAN = re.compile(r"calendar/plan/([^/]+)\.yaml")


class Kind(StrEnum):
    """What a content file is; the values are the schemas' names."""

    POST = "post"
    SERIES = "series"
    SETTINGS = "settings"
    TEAM = "team"
    AWAY = "away"
    ROTA = "rota"
    CAMPAIGN = "campaign"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    BLACKOUTS = "blackouts"
    LEVELS = "levels"
    MATRIX = "matrix"
    CRISIS = "crisis"
    STATEMENT = "statement"
    PROCESS = "process"
    MEETING = "meeting"
    MINUTES = "minutes"
    HANDOVER = "handover"
    DECISION = "decision"
    INCIDENT = "incident"
    NAMES = "names"
    VOICE = "voice"
    RATING = "rating"
    BRANDING = "branding"
    ASSET = "asset"
    CONDUCT = "conduct"


_SINGLE = {
    SETTINGS: Kind.SETTINGS,
    TEAM: Kind.TEAM,
    AWAY: Kind.AWAY,
    ROTA: Kind.ROTA,
    BLACKOUTS: Kind.BLACKOUTS,
    LEVELS: Kind.LEVELS,
    MATRIX: Kind.MATRIX,
    NAMES: Kind.NAMES,
    VOICE: Kind.VOICE,
    RATING: Kind.RATING,
    BRANDING: Kind.BRANDING,
    CONDUCT: Kind.CONDUCT,
}
_FOR_PEOPLE = (
    *(Kind.ROTA, Kind.HANDOVER, Kind.BLACKOUTS),
    *(Kind.CRISIS, Kind.PROCESS, Kind.MEETING, Kind.MINUTES),
    *(Kind.DECISION, Kind.INCIDENT, Kind.CONDUCT),
)
GUIDE = frozenset(
    {
        *(Kind.NAMES, Kind.VOICE, Kind.RATING),
        *(Kind.BRANDING, Kind.CONDUCT, Kind.ASSET),
    }
)
"""The kinds of files that the style guide beside its rules is made of."""
PLANS = frozenset({Kind.YEAR, Kind.QUARTER, Kind.MONTH, Kind.WEEK})
"""The kinds of files that say what is planned for some days."""
_FOLDERS = {
    "crisis": Kind.CRISIS,
    "statements": Kind.STATEMENT,
    "process": Kind.PROCESS,
    "meetings": Kind.MEETING,
    "minutes": Kind.MINUTES,
    "handovers": Kind.HANDOVER,
    "decisions": Kind.DECISION,
    "incidents": Kind.INCIDENT,
}


def kind(path: str) -> Kind | None:
    """The kind of a file, None where it is no business of ours (yet)."""
    if _POST.fullmatch(path):
        return Kind.POST
    if _SERIES.fullmatch(path):
        return Kind.SERIES
    if _CAMPAIGN.fullmatch(path):
        return Kind.CAMPAIGN
    if _ASSET.fullmatch(path):
        return Kind.ASSET
    if (folder := _PLAYBOOK.fullmatch(path)) is not None:
        return _FOLDERS.get(folder[1])
    return _SINGLE.get(path) or _plan(path)


def _plan(path: str) -> Kind | None:
    found = _PLAN.fullmatch(path)
    span = span_of(found[1]) if found else None
    return None if span is None else Kind(span.value)


def judges_posts(path: str) -> bool:
    """Whether what is said of posts may depend on this file."""
    found = kind(path)
    return found not in {None, Kind.POST, Kind.SERIES, *_FOR_PEOPLE, *PLANS}


def is_post(path: str) -> bool:
    """Whether a file is a post, be it on a day or in the queue."""
    return kind(path) is Kind.POST


def is_series(path: str) -> bool:
    """Whether a file is a post that comes again."""
    return kind(path) is Kind.SERIES


def goes_out(path: str) -> bool:
    """Whether what is in a file goes out: once, or again and again."""
    return kind(path) in {Kind.POST, Kind.SERIES}
