"""The policy in force, made ready to judge by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mergecast.approvals.rules import Rules
from mergecast.model.event import Json
from mergecast.model.team import Team


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that was recorded, as it is used.

    Args:
        rules: who may approve what.
        forge: where reviews count.
        repository: there, as ``owner/name``; None where only the job can tell.
        matrix: the digest of the matrix that was approved with it.
        statements: those of the holding statements, by their names.
        accounts: by key, the network and user id that were approved.
        digest: of its full value; None where none is recorded yet.
    """

    rules: Rules
    forge: str
    accounts: Mapping[str, Json]
    digest: str | None = None
    repository: str | None = None
    matrix: str | None = None
    statements: Mapping[str, str] = field(default_factory=dict)


def policy(value: Json, team: Team, *, alone: bool, digest: str | None) -> Policy:
    """A recorded policy, made ready; ``team`` says who is away now."""
    from mergecast.loading import build_people  # noqa: PLC0415 - only if posts are due

    people = build_people.team({"members": value.get("members", {})})
    rules = Rules(
        build_people.approval(value.get("approval")),
        replace(people, leaves=team.leaves),
        alone,
    )
    place = value.get("forge", {})
    kind = place.get("kind", "offline")
    accounts = value.get("accounts", {})
    repository, matrix = place.get("repository"), value.get("matrix")
    statements = value.get("statements", {})
    return Policy(rules, kind, accounts, digest, repository, matrix, statements)
