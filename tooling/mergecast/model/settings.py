"""The workspace's settings (``mergecast.yaml``), one owner per key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from mergecast.findings import Severity
from mergecast.model.approval import ApprovalPolicy
from mergecast.model.budget import Budget
from mergecast.model.departments import DepartmentCalendar

REHEARSAL = "mergecast-rehearsal"
"""The branch that a rehearsal is recorded on, whatever branch the ledger is on."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Where an account's readers are: zones, and ISO 3166 regions; empty: not said."""

    zones: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Minutes after midnight, from ``start`` up to ``end``, by the clocks of a zone.

    An ``end`` before ``start`` is of the next morning. Without ``timezone``: where the
    readers are.
    """

    start: int
    end: int
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One profile on one network. The key is immutable and bound to ``user_id``.

    ``bare_domains`` is whether its network is thought to charge for a domain without
    ``https://`` as for a link.
    """

    key: str
    network: str
    user: str
    user_id: str | None = None
    timezone: str = "UTC"
    tier: str = "self-serve"
    sample: bool = False
    bare_domains: bool = True
    audience: Audience = Audience()
    quiet_hours: QuietHours | None = None
    data: Mapping[str, object] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Late:
    """What to do with a post whose minute has passed (``late:``).

    ``window`` is how long it may still go out; None where the answer is to hold or
    to skip at once.
    """

    action: str
    window: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Publishing:
    """How posts go out. ``spacing`` is the least time between two on one account.

    ``by_hand`` is whether a person posts what a tier may not (``refused: manual``), and
    ``hurried_per_day`` how many posts of an account may take the fast lane.
    """

    late: Late = field(
        default_factory=lambda: Late("publish-within", timedelta(hours=2))
    )
    spacing: timedelta = timedelta(minutes=20)
    per_day: int | None = 6
    wait: timedelta = timedelta(minutes=15)
    remote: str = "origin"
    branch: str = "main"
    by_hand: bool = False
    quiet_hours: QuietHours | None = None
    hurried_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """Which branch the ledger is on, which genesis it must have, and which key.

    ``key`` is the name of a key that it has been signed with since.
    """

    branch: str = "mergecast-ledger"
    genesis: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class CheckSetting:
    """What the workspace says of one check: its severity, or off, and its options."""

    severity: Severity | None = None
    off: bool = False
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, defaults applied. ``data`` is the file as loaded.

    ``live`` is None where the file does not say; ``ledger`` is the real one, also while
    the workspace rehearses.
    """

    language: str = "en"
    ledger: LedgerSettings = LedgerSettings()
    forge: str = "offline"
    accounts: Mapping[str, Account] = field(default_factory=dict)
    publishing: Publishing = field(default_factory=Publishing)
    approval: ApprovalPolicy | None = None
    budget: Budget | None = None
    live: bool | None = None
    public: bool = False
    checks: Mapping[str, CheckSetting] = field(default_factory=dict)
    calendars: tuple[DepartmentCalendar, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def rehearses(self) -> bool:
        """Whether all that goes out goes to an emulator (``live: false``)."""
        return self.live is False

    @property
    def record(self) -> LedgerSettings:
        """The ledger that runs write to: a rehearsal's own, or the real one.

        A rehearsal's is named by nothing but its branch, so that no word in the file
        ever stands for something that was only rehearsed.
        """
        return LedgerSettings(REHEARSAL) if self.rehearses else self.ledger
