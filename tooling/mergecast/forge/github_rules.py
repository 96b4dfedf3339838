"""What guards a branch on GitHub: rulesets, and the older branch protection."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from mergecast.forge.github_answer import ForgeRefusedError, Json
from mergecast.forge.github_api import GitHubApi
from mergecast.model.guards import Rules

_UNPROTECTED = "Branch not protected"
_RULESETS = 20


def rules(api: GitHubApi, branch: str) -> Rules:
    """What is in force for a branch, by rulesets and protection together.

    Raises:
        ForgeAwayError: no answer.
        ForgeRefusedError: GitHub does not say.
    """
    kinds: set[str] = set()
    statuses: set[str] = set()
    sets: set[int] = set()
    for rule in api.pages("rules", "branches", branch):
        kind, number = _of(rule, "type"), _of(rule, "ruleset_id")
        if isinstance(kind, str):
            kinds.add(kind)
        if isinstance(number, int):
            sets.add(number)
        wanted = _of(_of(rule, "parameters"), "required_status_checks")
        statuses |= {*_contexts(wanted)}
    older, whole = _protection(api, branch)
    kinds |= {*_kinds(older)}
    checks = _of(older, "required_status_checks")
    statuses |= {*_contexts(_of(checks, "checks"))}
    statuses |= {one for one in _items(_of(checks, "contexts")) if isinstance(one, str)}
    found = frozenset(kinds), frozenset(statuses)
    return Rules(*found, whole, tuple(_bypass(api, sorted(sets)[:_RULESETS])))


def _protection(api: GitHubApi, branch: str) -> tuple[Json, bool]:
    """The older kind of protection, and whether GitHub said all of it.

    Only who administers the repository is told; nobody else can tell that there is
    none from that he may not know.
    """
    try:
        return api.read("branches", branch, "protection"), True
    except ForgeRefusedError as error:
        none = error.status == HTTPStatus.NOT_FOUND and _UNPROTECTED in error.message
        return None, none


def _kinds(older: Json) -> Iterator[str]:
    """What protection forbids, in the words of rulesets."""
    if not isinstance(older, dict):
        return
    if _of(older.get("allow_force_pushes"), "enabled") is not True:
        yield "non_fast_forward"
    if _of(older.get("allow_deletions"), "enabled") is not True:
        yield "deletion"
    if isinstance(older.get("required_pull_request_reviews"), dict):
        yield "pull_request"
    if isinstance(older.get("required_status_checks"), dict):
        yield "required_status_checks"


def _bypass(api: GitHubApi, numbers: list[int]) -> Iterator[str]:
    """Who may step over rulesets; only who may edit them is told."""
    for number in numbers:
        try:
            told = api.read("rulesets", number)
        except ForgeRefusedError:
            # One of the organisation, or not ours to see.
            continue
        for actor in _items(_of(told, "bypass_actors")):
            kind = _of(actor, "actor_type")
            if isinstance(kind, str):
                yield kind


def _contexts(checks: Json) -> Iterator[str]:
    for each in _items(checks):
        context = _of(each, "context")
        if isinstance(context, str):
            yield context


def _items(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _of(value: Json, name: str) -> Json:
    return value.get(name) if isinstance(value, dict) else None
