"""What a policy for approvals asks for, and where it says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mergecast.model.approval import Need
from mergecast.model.settings import Settings
from mergecast.source import Route


@dataclass(frozen=True, slots=True)
class AskedAt:
    """A need of the policy, and its place in mergecast.yaml."""

    need: Need
    route: Route


def asked_of(settings: Settings) -> Iterator[AskedAt]:
    """Every need that the file itself states; those of a profile go without saying."""
    policy = settings.approval
    if policy is None:
        return
    said: Any = settings.data.get("approval", {})
    for rule in policy.rules:
        yield AskedAt(rule.need, ("approval", "rules", rule.number - 1))
    if "reschedule" in said:
        yield AskedAt(policy.reschedule, ("approval", "reschedule"))
    if "policy" in said:
        yield AskedAt(policy.policy, ("approval", "policy"))
