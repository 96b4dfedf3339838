"""What every part of a running sandbox works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mergecast import clock
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.faults import FaultBox
from mergecast.sandbox.handshake import Handshakes
from mergecast.sandbox.store import Store


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the sandbox behaves where X's own figures are long or unknown.

    Args:
        hold_seconds: how long a ``timeout`` keeps a connection open if the client
            does not go away first.
        slow_seconds: how long ``slow`` thinks before it answers.
        drip_seconds: how long ``drip-applied`` waits before each byte.
        latency_seconds: how long every answer of the API takes.
        timeline_lag: how long a timeline does not show what was posted.
        same_text_for: how long a text counts as a duplicate of itself.
        rate_limits: whether more requests than X allows are refused with 429.
        read_only: whether the apps may only read, as X's apps do until somebody
            changes it.
        log: takes one line a request: method, route, status, handle. Never a text,
            a query or a credential.
    """

    hold_seconds: float = 120.0
    slow_seconds: float = 3.0
    drip_seconds: float = 1.0
    latency_seconds: float = 0.0
    timeline_lag: timedelta = timedelta(0)
    same_text_for: timedelta = timedelta(hours=24)
    rate_limits: bool = True
    read_only: bool = False
    log: Callable[[str], None] | None = None


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A store, the accounts, the faults, a clock, and who is asking for access.

    ``now`` is the time of posts where a request does not bring its own by
    ``X-Sandbox-Now``; ``wall`` is the real time, by which signatures are judged.
    """

    store: Store
    accounts: tuple[SandboxAccount, ...]
    faults: FaultBox
    conduct: Conduct
    now: Callable[[], datetime] = clock.now
    wall: Callable[[], datetime] = clock.now
    handshakes: Handshakes = field(default_factory=Handshakes)
