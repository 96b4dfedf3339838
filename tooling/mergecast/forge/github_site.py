"""Ask GitHub how a repository is set up. It only reads, and believes no shape.

Once GitHub gives no answer, nothing more is asked: each question would take its time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeVar

from mergecast import clock
from mergecast.forge.github_answer import ForgeAwayError, ForgeRefusedError, Json
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_pages import audience, pages
from mergecast.forge.github_rules import rules
from mergecast.model.guards import Actions, Environment, Home, Run, Site
from mergecast.model.health import Away

T = TypeVar("T")

_PUBLISH = "publish.yml"
_NAMES = 100


class _OddError(ForgeAwayError):
    """There was an answer, of another shape than GitHub's."""


@dataclass(slots=True)
class _Asker:
    """Asks as long as there are answers."""

    away: Away | None = None

    def __call__(self, ask: Callable[[], T]) -> T | Away:
        """The answer, or why there is none."""
        if self.away is not None:
            return self.away
        try:
            return ask()
        except ForgeRefusedError as error:
            return Away(error.message, error.hint, refused=True)
        except _OddError as error:
            return Away(error.message)
        except ForgeAwayError as error:
            self.away = Away(error.message, "try again later")
            return self.away


def site(api: GitHubApi, branch: str, ledger: str, environment: str) -> Site:
    """How the repository is set up.

    Args:
        api: the repository.
        branch: the one that is published from.
        ledger: the branch of the ledger.
        environment: where the job's secrets are.
    """
    ask = _Asker()
    home = ask(lambda: _home(api))
    if isinstance(home, Away):
        # Who cannot see the repository is told nothing else of it.
        ask.away = home
    return Site(
        home=home,
        main=ask(lambda: rules(api, branch)),
        ledger=ask(lambda: rules(api, ledger)),
        environment=ask(lambda: _environment(api, environment, ask)),
        secrets=ask(lambda: _secrets(api, "actions", "secrets")),
        actions=ask(lambda: _actions(api)),
        workflows=ask(lambda: _workflows(api)),
        runs=ask(lambda: _runs(api)),
        pages=ask(lambda: pages(api)),
        audience=ask(lambda: audience(api)),
    )


def _home(api: GitHubApi) -> Home:
    answer = api.look()
    told, here = answer.json(), clock.now()
    if not isinstance(told, dict):
        raise _OddError("GitHub does not say what repository this is")
    private, may = told.get("private"), told.get("permissions")
    pushes = may.get("push") if isinstance(may, dict) else None
    scopes = answer.headers.get("X-OAuth-Scopes")
    left = answer.headers.get("X-RateLimit-Remaining", "")
    date = _date(answer.headers)
    return Home(
        private=_flag(private),
        archived=told.get("archived") is True,
        fork=told.get("fork") is True,
        pushes=_flag(pushes),
        scopes=None if scopes is None else tuple(scopes.replace(",", " ").split()),
        left=int(left)
        if left.isascii() and left.isdigit() and len(left) < 10
        else None,
        date=None if date is None else (date, here),
    )


def _date(headers: Mapping[str, str]) -> datetime | None:
    try:
        found = parsedate_to_datetime(headers.get("Date", ""))
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, TypeError, OverflowError):
        return None


def _environment(api: GitHubApi, name: str, ask: _Asker) -> Environment | None:
    try:
        told = api.read("environments", name)
    except ForgeRefusedError as error:
        if error.status == HTTPStatus.NOT_FOUND:
            return None
        raise
    if not isinstance(told, dict):
        raise _OddError("GitHub does not say what the environment is")
    policy = told.get("deployment_branch_policy")
    named = isinstance(policy, dict) and policy.get("custom_branch_policies") is True
    kinds = [_of(rule, "type") for rule in _list(told.get("protection_rules"))]
    return Environment(
        branches=_branches(api, name) if named else None,
        protected=isinstance(policy, dict) and policy.get("protected_branches") is True,
        reviewers="required_reviewers" in kinds,
        secrets=ask(lambda: _secrets(api, "environments", name, "secrets")),
    )


def _branches(api: GitHubApi, name: str) -> tuple[str, ...]:
    path = ("environments", name, "deployment-branch-policies")
    told = api.read(*path, per_page=_NAMES)
    found = _list(told.get("branch_policies") if isinstance(told, dict) else None)
    kinds = {"tag": "tag "}
    return tuple(
        kinds.get(str(_of(each, "type")), "") + str(_of(each, "name")) for each in found
    )


def _secrets(api: GitHubApi, *path: str) -> tuple[str, ...]:
    told = api.read(*path, per_page=_NAMES)
    found = _list(told.get("secrets") if isinstance(told, dict) else None)
    return tuple(str(_of(each, "name")) for each in found)


def _actions(api: GitHubApi) -> Actions:
    told = api.read("actions", "permissions")
    more = api.read("actions", "permissions", "workflow")
    allowed, usual = (
        _of(told, "allowed_actions"),
        _of(more, "default_workflow_permissions"),
    )
    return Actions(
        enabled=_flag(_of(told, "enabled")),
        others=None if allowed is None else allowed != "local_only",
        writes=None if usual is None else usual == "write",
        proposes=_flag(_of(more, "can_approve_pull_request_reviews")),
    )


def _flag(value: Json) -> bool | None:
    return value if isinstance(value, bool) else None


def _workflows(api: GitHubApi) -> dict[str, str]:
    told = api.read("actions", "workflows", per_page=_NAMES)
    found = _list(told.get("workflows") if isinstance(told, dict) else None)
    return {
        path.rpartition("/")[2]: str(_of(each, "state"))
        for each in found
        if isinstance(path := _of(each, "path"), str)
    }


def _runs(api: GitHubApi) -> tuple[Run, ...]:
    """The last hundred of the workflow that publishes; none where it never ran."""
    try:
        told = api.read("actions", "workflows", _PUBLISH, "runs", per_page=_NAMES)
    except ForgeRefusedError as error:
        if error.status == HTTPStatus.NOT_FOUND:
            return ()
        raise
    found = _list(told.get("workflow_runs") if isinstance(told, dict) else None)
    return tuple(_each_run(found))


def _each_run(found: list[Json]) -> Iterator[Run]:
    for each in found:
        event, at = _of(each, "event"), _of(each, "created_at")
        ended = _of(each, "conclusion")
        try:
            instant = datetime.fromisoformat(str(at))
        except ValueError:
            continue
        if isinstance(event, str) and instant.tzinfo:
            told = ended if isinstance(ended, str) else ""
            yield Run(event, instant.astimezone(UTC), told)


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise _OddError("GitHub answered a list with something else")
    return value


def _of(value: Json, name: str) -> Json:
    return value.get(name) if isinstance(value, dict) else None
