"""A team in three zones, and its rota."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from mergecast.loading import build_people, build_rota
from mergecast.model.rota import Rota
from mergecast.model.team import Team

MEMBERS: dict[str, dict[str, object]] = {
    "mei": {
        "name": "陈美玲",
        "timezone": "Asia/Kuala_Lumpur",
        "roles": ["creator"],
        "backup": "aisyah",
    },
    "aisyah": {
        "name": "Aisyah",
        "timezone": "Asia/Kuala_Lumpur",
        "roles": ["moderator"],
        "backup": "tom",
    },
    "tom": {
        "name": "Tom",
        "timezone": "Europe/London",
        "roles": ["strategist", "crisis-manager"],
        "backup": "diego",
        "hours": {"from": "09:00", "to": "17:30"},
    },
    "diego": {
        "name": "Diego",
        "timezone": "America/Mexico_City",
        "roles": ["community-manager"],
        "backup": "tom",
    },
}
SHIFTS = {
    "kuala-lumpur": {
        "timezone": "Asia/Kuala_Lumpur",
        "from": "08:00",
        "to": "18:00",
        "members": ["mei", "aisyah"],
        "holidays": "MY-14",
    },
    "london": {
        "timezone": "Europe/London",
        "from": "08:00",
        "to": "18:00",
        "members": ["tom"],
    },
    "mexico-city": {
        "timezone": "America/Mexico_City",
        "from": "10:00",
        "to": "20:00",
        "members": ["diego"],
    },
}
ON_CALL = {
    "members": ["mei", "tom", "diego"],
    "timezone": "Europe/London",
    "first": "2026-11-09",
}


def team(*leaves: tuple[str, ...], **changes: dict[str, object]) -> Team:
    """The team; ``leaves`` are (member, first, last[, stand-in])."""
    people = {key: {**own, **changes.get(key, {})} for key, own in MEMBERS.items()}
    names = ("member", "from", "to", "stand_in")
    away = [dict(zip(names, leave, strict=False)) for leave in leaves]
    made = build_people.team({"members": people})
    return replace(made, leaves=build_people.leaves({"away": away}))


def rota(**more: object) -> Rota:
    """The rota of three zones; whatever is given replaces a part of it."""
    return build_rota.rota({"shifts": SHIFTS, "on_call": ON_CALL, **more})


def at(text: str) -> datetime:
    """``2026-11-24 09:00`` as an instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
