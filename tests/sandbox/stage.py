"""Who posts in these tests, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mergecast.sandbox.accounts import SandboxAccount

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ACCOUNTS = (
    SandboxAccount("acme_hq", "1000001", "Acme"),
    SandboxAccount("beta_hq", "1000002", "Beta 贝塔"),
    SandboxAccount("long_hq", "1000003", "Long", "premium"),
    SandboxAccount("big_hq", "1000004", "Big", "enterprise"),
    SandboxAccount("mute_hq", "1000005", "Mute", self_replies=False),
)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.instant = NOW

    def __call__(self) -> datetime:
        return self.instant

    def advance(self, **by: float) -> None:
        self.instant += timedelta(**by)
