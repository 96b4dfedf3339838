"""The policy as one value: everything that decides who may publish what.

It is what the ledger records, and what is approved as a whole when it changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from mergecast.loading import build, build_people, paths
from mergecast.loading.workspace import read
from mergecast.model.file_names import MATRIX, STATEMENTS
from mergecast.model.settings import Account, Settings
from mergecast.model.team import Member, Team
from mergecast.payload import digest
from mergecast.repository.git import Git
from mergecast.repository.trees import REGULAR, CommitTree, Tree

FILES = (paths.SETTINGS, paths.TEAM, MATRIX, STATEMENTS)
"""The files that a policy is read from, and the folder of holding statements."""


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """A policy as JSON, with its digest."""

    value: Mapping[str, Any]
    digest: str


def policy_of(settings: Settings, team: Team, tree: Tree) -> PolicyValue:
    """The policy that a workspace asks for; matrix and statements are the tree's.

    A matrix may let a statement go out on fewer approvals, so its words are policy.
    """
    found: dict[str, Any] = {
        "forge": settings.data.get("forge", {"kind": "offline"}),
        "ledger": {"branch": settings.ledger.branch},
        "accounts": {
            key: _account(account)
            for key, account in settings.accounts.items()
            if not account.sample
        },
        "members": {key: _member(own) for key, own in team.members.items()},
    }
    if "approval" in settings.data:
        found["approval"] = settings.data["approval"]
    matrix = tree.read(MATRIX)
    if matrix is not None:
        found["matrix"] = digest_of(matrix)
        if statements := _statements(tree):
            found["statements"] = statements
    whole = _whole(found)
    return PolicyValue(whole, digest(whole))


def policy_in(tree: Tree) -> PolicyValue | None:
    """The policy of a tree; None where its files cannot be read, so it has none."""
    tree.ahead(paths.SETTINGS, paths.TEAM, MATRIX)
    raw, people = tree.read(paths.SETTINGS), tree.read(paths.TEAM)
    said = read(paths.SETTINGS, raw, "settings").data if raw is not None else None
    if said is None:
        return None
    team = Team()
    if tree.mode(paths.TEAM) is not None:
        known = read(paths.TEAM, people, "team").data if people is not None else None
        if known is None:
            return None
        team = build_people.team(known)
    return policy_of(build.settings(said), team, tree)


def policy_at(git: Git, commit: str) -> PolicyValue | None:
    """The policy that a commit asks for."""
    return policy_in(CommitTree(git, commit))


def step(before: str, after: str) -> str:
    """What people approve of a change: from which policy to which, by their digests."""
    return digest({"policy": 1, "from": before, "to": after})


def digest_of(raw: bytes) -> str:
    """What stands for a whole file in a policy."""
    return f"sha256:{sha256(raw).hexdigest()}"


def _statements(tree: Tree) -> dict[str, str]:
    """The digest of each holding statement, by the name of its file."""
    entries = [
        entry
        for entry in tree.entries(STATEMENTS)
        if paths.kind(entry.path) is paths.Kind.STATEMENT and entry.mode in REGULAR
    ]
    return {
        path.rpartition("/")[2].removesuffix(".yaml"): digest_of(raw)
        for path, raw in tree.read_many(entries)
    }


def _account(account: Account) -> dict[str, Any]:
    return {"network": account.network, "user_id": account.user_id}


def _member(member: Member) -> dict[str, Any]:
    said = {
        "name": member.name,
        "login": member.login,
        "user_id": member.user_id,
        "email": member.email,
        "timezone": member.timezone,
        "roles": list(member.roles),
        "backup": member.backup,
        "languages": list(member.languages),
        "signing_keys": list(member.signing_keys),
    }
    return {name: value for name, value in said.items() if value}


def _whole(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """JSON without floats: the schema takes 2.0 for 2."""
    if isinstance(value, Mapping):
        return {str(key): _whole(own) for key, own in value.items()}
    if isinstance(value, list):
        return [_whole(own) for own in value]
    return int(value) if isinstance(value, float) else value
