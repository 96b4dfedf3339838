"""Who is on the team (``playbooks/team.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Member:
    """A person: a key used in files, and how the forge and git know them."""

    key: str
    name: str
    login: str | None = None
    email: str | None = None
    timezone: str | None = None
    roles: tuple[str, ...] = ()
    backup: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """The members by key; empty where the workspace has no team file."""

    members: Mapping[str, Member] = field(default_factory=dict)
