"""A workspace: settings, people and campaigns; posts are read one by one.

Posts are not held here: a calendar may have 100,000 of them, and checking one needs
only what this module holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mergecast.model.blackout import NO_BLACKOUTS, Blackouts
from mergecast.model.budget import NO_LIMIT, Threshold
from mergecast.model.plan import NO_PLANS, Plans
from mergecast.model.playbooks import Playbooks
from mergecast.model.settings import Settings
from mergecast.model.team import Team
from mergecast.model.whole_guide import Guide

if TYPE_CHECKING:
    from mergecast.model.rota import Rota


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign file: its days (``YYYY-MM-DD``, both inclusive), and who approves.

    ``approvers`` are roles or members, each of which has to approve its posts;
    ``budget`` is what all of it may cost, ``owner`` the member who leads it.
    ``data`` is the whole file, for the fields that few readers need.
    """

    id: str
    path: str
    starts: str | None = None
    ends: str | None = None
    approvers: tuple[str, ...] = ()
    budget: Threshold = NO_LIMIT
    title: str | None = None
    owner: str | None = None
    data: Mapping[str, object] = field(default_factory=dict, repr=False, compare=False)

    def texts(self, name: str) -> tuple[str, ...]:
        """An optional list of texts by its name in the file."""
        value = self.data.get(name)
        return tuple(map(str, value)) if isinstance(value, list) else ()

    def within(self, name: str) -> Mapping[str, object]:
        """An optional mapping by its name in the file; empty where there is none."""
        value = self.data.get(name)
        return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class Workspace:
    """What every check may look at besides the post itself.

    ``codeowners`` is the text of that file, None where there is none; so is ``rota``.
    ``unread_campaigns`` are files of campaigns that cannot be read.
    """

    settings: Settings
    team: Team = field(default_factory=Team)
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    codeowners: str | None = None
    rota: Rota | None = None
    playbooks: Playbooks = field(default_factory=Playbooks)
    guide: Guide = field(default_factory=Guide)
    blackouts: Blackouts = NO_BLACKOUTS
    plans: Plans = NO_PLANS
    unread_campaigns: tuple[str, ...] = ()
