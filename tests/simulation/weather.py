"""How often what goes wrong: committed, so that a seed always means the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weather:
    """Chances, each asked at each step where it can happen."""

    name: str
    crash: float
    pause: float
    """A runner stands still for 10 to 90 minutes; others go on."""
    intruder: float
    """Another run begins and ends in the middle of this one."""
    freeze: float
    git_fails: float
    git_stale: float
    push_refused: float
    push_lost: float
    """Half of them were applied."""
    upload_fails: float
    send_not_sent: float
    send_rejected: float
    send_unknown: float
    """A third was applied, a third will be within two minutes, a third never."""
    look_fails: float
    lag: float
    """A post is seen on its timeline up to 15 minutes late."""
    skewed: float
    """A run's clock is wrong by up to five minutes."""
    dropped: float
    """A trigger never came."""


CALM = Weather(
    name="calm",
    crash=0.001,
    pause=0.001,
    intruder=0.01,
    freeze=0.0005,
    git_fails=0.002,
    git_stale=0.002,
    push_refused=0.002,
    push_lost=0.002,
    upload_fails=0.002,
    send_not_sent=0.003,
    send_rejected=0.001,
    send_unknown=0.003,
    look_fails=0.005,
    lag=0.01,
    skewed=0.01,
    dropped=0.02,
)
STORM = Weather(
    name="storm",
    crash=0.012,
    pause=0.01,
    intruder=0.04,
    freeze=0.003,
    git_fails=0.02,
    git_stale=0.03,
    push_refused=0.03,
    push_lost=0.04,
    upload_fails=0.04,
    send_not_sent=0.06,
    send_rejected=0.03,
    send_unknown=0.12,
    look_fails=0.1,
    lag=0.2,
    skewed=0.1,
    dropped=0.15,
)
