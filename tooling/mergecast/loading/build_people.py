"""Turn loaded, schema-valid data into people and the rules of their approvals.

The ledger keeps the policy in force in the same form, so that both are read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mergecast.model.approval import (
    PROFILES,
    ApprovalPolicy,
    ApprovalRule,
    FastLane,
    Need,
    When,
)
from mergecast.model.moments import parse_duration
from mergecast.model.team import Leave, Member, Role, Team

if TYPE_CHECKING:
    from mergecast.model.handover import Handover

# What the schema has proved is not proved again: a loaded mapping is ``Any`` here.
Data = Mapping[str, Any]

_LISTS = (
    *("accounts", "networks", "locales", "buckets", "campaigns", "lanes", "ratings"),
    "risks",
)
_FLAGS = ("paid", "media", "new_media")


def approval(data: Data | None) -> ApprovalPolicy | None:
    """The approval policy, the profile's defaults applied; None without a section."""
    if data is None:
        return None
    unset = PROFILES[data.get("profile", "team")]
    valid_for = data.get("valid_for")
    return replace(
        unset,
        strict=data.get("strict", unset.strict),
        valid_for=parse_duration(valid_for) if valid_for else unset.valid_for,
        reschedule=need(data["reschedule"])
        if "reschedule" in data
        else unset.reschedule,
        policy=need(data["policy"]) if "policy" in data else unset.policy,
        rules=tuple(
            _rule(number, own) for number, own in enumerate(data.get("rules", ()), 1)
        ),
        fast_lane=_fast_lane(data.get("fast_lane")),
    )


def _fast_lane(data: Data | None) -> FastLane | None:
    if data is None:
        return None
    numbers: dict[str, Any] = {
        name: int(data[name])
        for name in ("relevance", "safety", "value", "per_day")
        if name in data
    }
    return FastLane(roles=tuple(data.get("roles", ())), **numbers)


def need(data: Data) -> Need:
    """Who has to approve."""
    return Need(
        tuple(data.get("all_of", ())),
        tuple(data.get("any_of", ())),
        int(data.get("count", 0)),
        data.get("because"),
    )


def _rule(number: int, data: Data) -> ApprovalRule:
    lists: dict[str, Any] = {n: frozenset(data[n]) for n in _LISTS if n in data}
    flags: dict[str, Any] = {name: data[name] for name in _FLAGS if name in data}
    return ApprovalRule(number, When(**lists, **flags), need(data))


def team(data: Data) -> Team:
    """The team; ``data`` is valid by the team schema."""
    return Team(
        {key: member(key, own) for key, own in data.get("members", {}).items()},
        roles={key: _role(key, own) for key, own in data.get("roles", {}).items()},
    )


def _role(key: str, data: Data) -> Role:
    return Role(
        key,
        data["title"],
        tuple(data.get("duties", ())),
        tuple(data.get("kpis", ())),
        data.get("overlap"),
        data.get("review_by"),
    )


def member(key: str, data: Data) -> Member:
    """One person."""
    hours = data.get("hours")
    return Member(
        key,
        data.get("name", key),
        data.get("login"),
        data.get("email"),
        data.get("timezone"),
        tuple(data.get("roles", ())),
        data.get("backup"),
        tuple(data.get("languages", ())),
        tuple(data.get("signing_keys", ())),
        data.get("user_id"),
        None if hours is None else (hours["from"], hours["to"]),
        tuple(data.get("networks", ())),
    )


def leaves(data: Data) -> tuple[Leave, ...]:
    """Who is away when; ``data`` is valid by the leave schema."""
    return tuple(
        Leave(own["member"], own["from"], own["to"], own.get("stand_in"))
        for own in data.get("away", ())
    )


def handover(path: str, data: Data) -> Handover:
    """A file of ``playbooks/handovers/``, valid by its schema."""
    signed = data.get("signed")
    from mergecast.model.handover import (  # noqa: PLC0415 - for people's own checks
        Handover,
        Signed,
    )

    return Handover(
        path,
        data["shift"],
        data["day"],
        data["by"],
        data["written"],
        data.get("next"),
        None if signed is None else Signed(signed["by"], signed["at"]),
    )
