"""What protects a branch and its secrets: rulesets, protection, environments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.github.shapes import REPO, Behaviour, Said, Told, shaped

if TYPE_CHECKING:
    from forge.github.description import Json
    from forge.github.state import Environment, FakeGitHub


def _rulesets(github: FakeGitHub, _told: Told, _body: Json) -> Json:
    """As in GitHub's list, without the rules themselves."""
    left_out = {"rules", "conditions", "bypass_actors"}
    return [
        {name: value for name, value in each.items() if name not in left_out}
        for each in (_ruleset(github, number) for number in github.rulesets)
    ]


def _ruleset(github: FakeGitHub, number: int) -> Json:
    known = {"source": github.repository, "enforcement": "active", "target": "branch"}
    return shaped(
        "repository-ruleset", id=number, **{**known, **github.rulesets[number]}
    )


def _one_ruleset(github: FakeGitHub, told: Told, _body: Json) -> Json:
    number = int(told["ruleset_id"])
    return _ruleset(github, number) if number in github.rulesets else None


def _rules(github: FakeGitHub, told: Told, _body: Json) -> Json:
    return github.rules.get(told["branch"], [])


def _protection(github: FakeGitHub, told: Told, _body: Json) -> Json | Said:
    found = github.protection.get(told["branch"])
    return found or Said(404, {"message": "Branch not protected"})


def _environments(github: FakeGitHub, _told: Told, _body: Json) -> Json:
    found = [_environment(name, each) for name, each in github.environments.items()]
    return {"total_count": len(found), "environments": found}


def _one_environment(github: FakeGitHub, told: Told, _body: Json) -> Json:
    name = told["environment_name"]
    known = github.environments.get(name)
    return known and _environment(name, known)


def _environment(name: str, known: Environment) -> Json:
    made = shaped("environment", name=name)
    made["deployment_branch_policy"] = (
        None
        if known.branches is None
        else {"protected_branches": False, "custom_branch_policies": True}
    )
    made["protection_rules"] = []
    if known.branches is not None:
        rule = {"id": 1, "node_id": "text", "type": "branch_policy"}
        made["protection_rules"].append(rule)
    if known.reviewers:
        people = [
            {"type": "User", "reviewer": shaped("simple-user", login=login)}
            for login in known.reviewers
        ]
        made["protection_rules"].append(
            {
                "id": 2,
                "node_id": "text",
                "prevent_self_review": False,
                "type": "required_reviewers",
                "reviewers": people,
            }
        )
    return made


def _branch_policies(github: FakeGitHub, told: Told, _body: Json) -> Json:
    known = github.environments.get(told["environment_name"])
    if known is None or known.branches is None:
        return None
    found = [
        shaped("deployment-branch-policy", id=number, name=name, type="branch")
        for number, name in enumerate(known.branches, 1)
    ]
    return {"total_count": len(found), "branch_policies": found}


def _secrets(github: FakeGitHub, told: Told, _body: Json) -> Json:
    known = github.environments.get(told["environment_name"])
    if known is None:
        return None
    found = [shaped("actions-secret", name=name) for name in known.secrets]
    return {"total_count": len(found), "secrets": found}


_ENVIRONMENT = f"{REPO}/environments/{{environment_name}}"
GUARDS: dict[str, Behaviour] = {
    f"GET {REPO}/rulesets": _rulesets,
    f"GET {REPO}/rulesets/{{ruleset_id}}": _one_ruleset,
    f"GET {REPO}/rules/branches/{{branch}}": _rules,
    f"GET {REPO}/branches/{{branch}}/protection": _protection,
    f"GET {REPO}/environments": _environments,
    f"GET {_ENVIRONMENT}": _one_environment,
    f"GET {_ENVIRONMENT}/deployment-branch-policies": _branch_policies,
    f"GET {_ENVIRONMENT}/secrets": _secrets,
}
