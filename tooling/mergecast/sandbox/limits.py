"""How many requests X allows, and the headers that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mergecast.sandbox.problems import plain
from mergecast.sandbox.snowflake import milliseconds
from mergecast.sandbox.wire import Answer, json_answer

PERIOD_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a route's requests in the present quarter of an hour."""

    limit: int
    used: int
    reset: int

    @property
    def exceeded(self) -> bool:
        """Whether this request is one too many."""
        return self.used > self.limit

    def headers(self) -> tuple[tuple[str, str], ...]:
        """The three headers that X puts on every answer."""
        return (
            ("x-rate-limit-limit", str(self.limit)),
            ("x-rate-limit-remaining", str(max(0, self.limit - self.used))),
            ("x-rate-limit-reset", str(self.reset)),
        )


def period(now: datetime) -> int:
    """Which quarter of an hour since 1970 it is."""
    return milliseconds(now) // 1000 // PERIOD_SECONDS


def allowance(limit: int, used: int, now: datetime) -> Allowance:
    """The allowance when ``used`` requests were made in this period."""
    return Allowance(limit, used, (period(now) + 1) * PERIOD_SECONDS)


def exceeded() -> Answer:
    """429, as it mostly comes."""
    return plain(429, "Too Many Requests")


def exceeded_bare() -> Answer:
    """429 in its other form, which comes without the headers."""
    errors = [{"code": 88, "message": "Rate limit exceeded"}]
    return json_answer({"errors": errors}, 429)
