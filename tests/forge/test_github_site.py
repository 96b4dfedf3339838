"""How a repository is set up, as GitHub tells it; odd answers break nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime

import pytest
from forge.github.fake import Environment as Place
from forge.github.fake import FakeGitHub, serve
from forge.github.fake import Run as Ran
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.forge.github_answer import Answer
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_site import site
from mergecast.model.guards import Actions, Environment, Home, Pages, Rules, Run, Site
from mergecast.model.health import Away

DELETION = {"type": "deletion", "ruleset_id": 7}
FORCED = {"type": "non_fast_forward", "ruleset_id": 7}
STATUSES = {
    "type": "required_status_checks",
    "ruleset_id": 7,
    "parameters": {
        "required_status_checks": [{"context": "check"}, {"context": "approvals"}],
        "strict_required_status_checks_policy": False,
    },
}
NOT_YOURS = {"message": "Resource not accessible by integration"}
Said = tuple[int, dict[str, str], bytes]


@pytest.fixture
def github() -> FakeGitHub:
    return FakeGitHub()


@pytest.fixture
def api(github: FakeGitHub) -> Iterator[GitHubApi]:
    with serve(github) as base:
        made = GitHubApi("acme/social", "ghs_canary", base, wait=lambda _: None)
        yield made
        made.close()


def look(api: GitHubApi) -> Site:
    return site(api, "main", "mergecast-ledger", "publish")


def rules(found: Rules | Away) -> Rules:
    assert isinstance(found, Rules), found
    return found


def test_an_empty_repository_is_guarded_by_nothing(api: GitHubApi) -> None:
    found = look(api)

    assert isinstance(found.home, Home)
    assert found.home.private is True
    assert found.home.date is not None
    assert found.main == found.ledger == Rules()
    assert found.environment is None
    assert (found.secrets, found.workflows, found.runs) == ((), {}, ())


def test_rulesets_say_what_they_forbid_and_who_may_step_over(
    github: FakeGitHub, api: GitHubApi
) -> None:
    github.rules["main"] = [DELETION, FORCED, STATUSES]
    actor = {"actor_id": 1, "actor_type": "OrganizationAdmin", "bypass_mode": "always"}
    github.rulesets[7] = {"name": "main", "bypass_actors": [actor]}
    found = rules(look(api).main)

    assert found.kinds >= {"deletion", "non_fast_forward", "required_status_checks"}
    assert found.statuses == {"check", "approvals"}
    assert found.bypass == ("OrganizationAdmin",)
    assert found.whole


def test_older_protection_counts_alike(github: FakeGitHub, api: GitHubApi) -> None:
    github.protection["main"] = {
        "allow_force_pushes": {"enabled": False},
        "allow_deletions": {"enabled": True},
        "required_status_checks": {
            "url": "https://x.example",
            "contexts": ["check"],
            "contexts_url": "https://x.example",
            "checks": [{"context": "approvals", "app_id": None}],
        },
    }
    found = rules(look(api).main)

    assert found.kinds == {"non_fast_forward", "required_status_checks"}
    assert found.statuses == {"check", "approvals"}


def test_who_may_not_see_protection_does_not_take_it_for_none(
    github: FakeGitHub, api: GitHubApi
) -> None:
    github.fault = lambda _method, path: _refused(path, "/protection")

    assert not rules(look(api).main).whole


def test_the_environment_says_who_may_use_it_and_names_its_secrets(
    github: FakeGitHub, api: GitHubApi
) -> None:
    github.environments["publish"] = Place(["main"], ["MERGECAST_SECRETS"], ["mei"])
    github.secrets.append("OTHER")
    found = look(api)

    assert found.environment == Environment(
        ("main",), protected=False, reviewers=True, secrets=("MERGECAST_SECRETS",)
    )
    assert found.secrets == ("OTHER",)


def test_an_environment_for_all_branches_is_seen(
    github: FakeGitHub, api: GitHubApi
) -> None:
    github.environments["publish"] = Place()
    found = look(api).environment

    assert isinstance(found, Environment)
    assert (found.branches, found.protected) == (None, False)


def test_runs_and_workflows_are_told(github: FakeGitHub, api: GitHubApi) -> None:
    github.workflows |= {"publish.yml": "active", "act.yml": "disabled_manually"}
    github.runs.append(Ran("publish.yml", "repository_dispatch"))
    found = look(api)

    assert found.workflows == {"publish.yml": "active", "act.yml": "disabled_manually"}
    at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert found.runs == (Run("repository_dispatch", at, "success"),)


def test_what_workflows_may_do_is_told(github: FakeGitHub, api: GitHubApi) -> None:
    github.actions["permissions"] = {"enabled": True, "allowed_actions": "local_only"}
    github.actions["workflow"] = {
        "default_workflow_permissions": "write",
        "can_approve_pull_request_reviews": True,
    }

    assert look(api).actions == Actions(
        enabled=True, others=False, writes=True, proposes=True
    )


@pytest.mark.parametrize("public", [True, False])
def test_who_can_read_its_pages_is_told_and_for_whom_they_are(
    github: FakeGitHub,
    api: GitHubApi,
    public: bool,  # noqa: FBT001 - pytest passes it by name
) -> None:
    assert (look(api).pages, look(api).audience) == (None, "")
    github.pages = public
    github.variables["MERGECAST_PAGES"] = "team"

    assert (look(api).pages, look(api).audience) == (Pages(public), "team")


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/actions/permissions", "actions"),
        ("/rules/branches/main", "main"),
        ("/environments/publish", "environment"),
        ("/actions/secrets", "secrets"),
        ("/actions/workflows", "workflows"),
        ("/runs", "runs"),
        ("/pages", "pages"),
        ("/actions/variables/MERGECAST_PAGES", "audience"),
    ],
)
def test_what_the_token_may_not_see_is_away_and_the_rest_is_not(
    github: FakeGitHub, api: GitHubApi, path: str, part: str
) -> None:
    github.fault = lambda _method, asked: _refused(asked, path)
    found = look(api)
    parts = [each.name for each in fields(found)]

    assert [each for each in parts if isinstance(getattr(found, each), Away)] == [part]


def test_a_repository_that_cannot_be_seen_is_asked_about_once(
    github: FakeGitHub,
) -> None:
    with serve(github) as base:
        found = look(GitHubApi("acme/other", "ghs_canary", base, wait=lambda _: None))

    assert isinstance(found.home, Away)
    assert found.main == found.runs == found.home
    assert len(github.asked) == 1


def test_a_forge_without_answers_is_asked_once_and_not_for_each_thing(
    github: FakeGitHub, api: GitHubApi
) -> None:
    github.fault = lambda _method, _path: (503, {}, b"")
    found = look(api)

    assert isinstance(found.home, Away)
    assert len(github.asked) == 3, "one question, with patience"


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.sampled_from(["branch_policy", "2026-11-24T01:00:00Z", "main", "deletion"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("private", "permissions", "push", "type", "ruleset_id", "name"),
                    *("parameters", "required_status_checks", "context", "contexts"),
                    *("deployment_branch_policy", "custom_branch_policies", "path"),
                    *("protection_rules", "branch_policies", "secrets", "state"),
                    *("workflows", "workflow_runs", "event", "created_at", "checks"),
                    *("allow_force_pushes", "enabled", "bypass_actors", "actor_type"),
                    *("public", "value"),
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


class _Odd(GitHubApi):
    """Answers everything with the same, after saying that it is there at all."""

    def _ask(self, _method: str, url: str, *_more: object) -> Answer:
        if self.repository == "acme/social" and url.endswith(self.repository):
            return Answer(200, {}, b"{}", None)
        headers = {
            "Date": "Tue, 24 Nov 99999 01:00:00 GMT",
            "X-OAuth-Scopes": "\x1b[31m, repo,,",
            "X-RateLimit-Remaining": "٣",
        }
        return Answer(200, headers, self.token.encode() if self.token else b"", None)


@given(ODD)
@settings(max_examples=150, deadline=None)
def test_no_answer_of_any_shape_breaks_it(answer: object) -> None:
    found = look(_Odd("acme/social", json.dumps(answer), wait=lambda _: None))

    assert isinstance(found, Site)
    assert found.home == Home()
    alike = _Odd("acme/odd", json.dumps(answer), wait=lambda _: None)
    assert isinstance(look(alike).home, Home | Away)


@pytest.mark.parametrize("raw", ["<html>", "[" * 50_000, "nul", "\x00"])
def test_what_is_no_json_is_no_answer(raw: str) -> None:
    found = look(_Odd("acme/social", raw, wait=lambda _: None))

    assert isinstance(found.main, Away)
    assert isinstance(look(_Odd("acme/odd", raw, wait=lambda _: None)).home, Away)


def _refused(asked: str, path: str) -> Said | None:
    if not asked.endswith(path):
        return None
    return 403, {}, json.dumps(NOT_YOURS).encode()
