"""All that the checks look at, gathered before the first of them runs.

A check is a plain function of these. What could not be had is ``Away``, with why:
no check may take that for well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mergecast.model.guards import Site
from mergecast.model.health import Away
from mergecast.model.settings import Account, Settings
from mergecast.model.workspace import Workspace

NOT_ASKED = Away("not asked")


@dataclass(frozen=True, slots=True)
class Software:
    """What runs, and what the jobs are told to install (``.github/mergecast.txt``)."""

    python: tuple[int, int]
    mergecast: str
    git: str | Away
    pinned: str | None = None


@dataclass(frozen=True, slots=True)
class Clone:
    """The repository at hand.

    Args:
        remotes: the names of all remotes.
        born: whether anything was committed.
        shallow: whether a part of the history is missing.
        tip: the commit that is published from, as the remote (offline: this clone) has
            it, or why there is none.
        same: whether the settings at hand are those of that commit.
    """

    remotes: Sequence[str]
    born: bool
    shallow: bool
    tip: str | Away
    same: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """The ledger, as it opened.

    Args:
        genesis: its id.
        sandbox: whether it was born to rehearse.
        keyed: the name of the key in force.
        events: how many it holds.
        problems: what is wrong with it, place by place.
        last: when a run was last recorded.
        runs: the runs of its newest days, as they name themselves, and when.
    """

    genesis: str
    sandbox: bool = False
    keyed: str | None = None
    events: int = 0
    problems: Sequence[str] = ()
    last: datetime | None = None
    runs: Sequence[tuple[datetime, str]] = ()


@dataclass(frozen=True, slots=True)
class Damaged:
    """The ledger is there, and cannot be believed."""

    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network said of an account's keys.

    Args:
        handle: whose they are.
        user_id: the same, by its id.
        access: what they may do; empty where the network did not say.
        date: the network's clock, and the local one at that moment.
    """

    handle: str
    user_id: str
    access: str = ""
    date: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The network refused the account's keys; ``credit``: for want of money only."""

    reason: str
    credit: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """An account and its keys.

    Args:
        account: the account.
        missing: what its keys lack; empty where they are complete.
        seen: what the network says of them.
    """

    account: Account
    missing: str = ""
    seen: Seen | Refused | Away = NOT_ASKED


@dataclass(frozen=True, slots=True)
class Files:
    """What lies in the work tree.

    Args:
        workflows: those here, by name: a digest that no line of cron changes.
        shipped: the same of those that come with this release.
        attributes: the text of each ``.gitattributes``.
        private: files with what belongs to people, and how much there is in each.
    """

    workflows: Mapping[str, str] = field(default_factory=dict)
    shipped: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    private: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything.

    ``key`` are the names of the ledger's keys at hand; ``forge`` is None where the
    workspace has none (``forge.kind: offline``). ``online``: whether anybody outside of
    this machine was asked; else the clone and the record may be old.
    """

    now: datetime
    software: Software
    space: Workspace | Away
    clone: Clone | Away
    record: Record | Damaged | Away | None
    key: Sequence[str] | Away
    keys: Sequence[Keys] | Away
    forge: Site | Away | None
    files: Files
    online: bool = True

    @property
    def settings(self) -> Settings:
        """Those of the workspace, or the defaults where it cannot be read."""
        return Settings() if isinstance(self.space, Away) else self.space.settings

    @property
    def site(self) -> Site | Away | None:
        """The forge; where all of it is away, the line on the token says the fix."""
        return Away(self.forge.reason) if isinstance(self.forge, Away) else self.forge

    @property
    def real(self) -> tuple[Account, ...]:
        """The accounts that are no samples."""
        known = self.settings.accounts.values()
        return tuple(each for each in known if not each.sample)
