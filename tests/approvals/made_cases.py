"""A team, a post and reviews, to judge approvals of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from mergecast.approvals.facts import Facts, Place
from mergecast.approvals.policy import Approved, NotApproved, judge
from mergecast.approvals.ports import Evidence, Person, Say, Yes
from mergecast.approvals.rules import Rules
from mergecast.approvals.timing import Timing
from mergecast.approvals.weighed import about
from mergecast.loading import build_people
from mergecast.model.team import Leave

WORDS = "sha256:aa"
OTHER = "sha256:bb"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 1, tzinfo=UTC)
AT_DUE = Timing(DUE)

MEMBERS: dict[str, dict[str, Any]] = {
    "mei": {"name": "Mei Lin", "email": "mei@example.org", "roles": ["creator"]},
    "aisyah": {"name": "Aisyah", "email": "aisyah@example.org", "roles": ["brand"]},
    "tom": {
        "name": "Tom",
        "email": "tom@example.org",
        "roles": ["legal"],
        "backup": "rahim",
        "timezone": "Europe/London",
    },
    "rahim": {"name": "عبد الرحيم", "email": "rahim@example.org", "roles": ["duty"]},
    "jo": {"name": "Jo", "email": "jo@example.org", "roles": ["legal", "brand"]},
}
READS = {
    "mei": ["en", "zh-Hans"],
    "aisyah": ["ms", "en"],
    "tom": ["en"],
    "rahim": ["en", "ar"],
    "jo": ["en"],
}


def member(key: str) -> Person:
    """Somebody of the team, as a commit names them."""
    return Person(MEMBERS[key]["name"], MEMBERS[key]["email"])


def yes(key: str, payload: str | None = WORDS, **more: Any) -> Yes:  # noqa: ANN401 - fields
    """A review by somebody of the team, an hour ago, of the post as it is."""
    who = member(key)
    said: dict[str, Any] = {"at": NOW - timedelta(hours=1), "timing": AT_DUE} | more
    return Yes(who.name, who.mail, payload, f"commit of {key}", **said)


def no(key: str, say: Say = Say.CHANGES_REQUESTED) -> Yes:
    """Somebody takes it back, or asks for changes."""
    return yes(key, say=say)


def evidence(
    *yeses: Yes,
    authors: Sequence[str] = ("mei",),
    **more: Any,  # noqa: ANN401 - fields
) -> Evidence:
    """What a forge says: Mei made it a day ago."""
    said: dict[str, Any] = {"changed_at": NOW - timedelta(days=1)} | more
    return Evidence(tuple(member(key) for key in authors), yeses, "c0ffee" * 6, **said)


def rules(
    approval: dict[str, Any] | None, *leaves: Leave, languages: bool = False
) -> Rules:
    """The team by a policy as a settings file has it."""
    people = {
        key: own | ({"languages": READS[key]} if languages else {})
        for key, own in MEMBERS.items()
    }
    team = build_people.team({"members": people})
    return Rules(build_people.approval(approval), replace(team, leaves=leaves))


FACTS = Facts((Place("acme", "x", None, media=False),), timing=AT_DUE)


def judged(
    by: Rules, found: Evidence, facts: Facts = FACTS, now: datetime = NOW
) -> Approved | NotApproved:
    """The answer for a post."""
    return judge(about(WORDS, facts, by), found, by, now)


def reason(
    by: Rules, found: Evidence, facts: Facts = FACTS, now: datetime = NOW
) -> str:
    """Why it is not approved; empty where it is."""
    answer = judged(by, found, facts, now)
    return answer.reason if isinstance(answer, NotApproved) else ""
