"""Which file is what, by its path alone."""

from __future__ import annotations

import re
from enum import StrEnum

from mergecast.model.codeowners import PATH as CODEOWNERS

SETTINGS = "mergecast.yaml"
TEAM = "playbooks/team.yaml"
AWAY = "playbooks/away.yaml"
ROTA = "playbooks/rota.yaml"
CAMPAIGNS = "calendar/campaigns"
CONTENT = (
    *("calendar", "styleguide", "playbooks", SETTINGS, ".gitattributes"),
    CODEOWNERS,
)
"""Everything that decides what a check says; nothing else is read."""

_POST = re.compile(r"calendar/(?:\d{4}/(?:[^/]+/)*|queue/(?:[^/]+/)*)[^/]+\.yaml")
_CAMPAIGN = re.compile(r"calendar/campaigns/[^/]+\.yaml")


class Kind(StrEnum):
    """What a content file is; the values are the schemas' names."""

    POST = "post"
    SETTINGS = "settings"
    TEAM = "team"
    AWAY = "away"
    ROTA = "rota"
    CAMPAIGN = "campaign"


_SINGLE = {
    SETTINGS: Kind.SETTINGS,
    TEAM: Kind.TEAM,
    AWAY: Kind.AWAY,
    ROTA: Kind.ROTA,
}


def kind(path: str) -> Kind | None:
    """The kind of a file, None where it is no business of ours (yet)."""
    if _POST.fullmatch(path):
        return Kind.POST
    if _CAMPAIGN.fullmatch(path):
        return Kind.CAMPAIGN
    return _SINGLE.get(path)


def is_post(path: str) -> bool:
    """Whether a file is a post, be it on a day or in the queue."""
    return kind(path) is Kind.POST
